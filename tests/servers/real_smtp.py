"""aiosmtpd in this process: a mail server that other people wrote."""

import ssl
from types import TracebackType
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session


class RealServer:
    """Keeps what it takes in `envelopes`: mail_from, rcpt_tos, content as bytes.

    `heard` is every byte that came, connection by connection, as it is after decryption.
    """

    def __init__(
        self, starttls: ssl.SSLContext | None = None, users: dict[str, str] | None = None
    ) -> None:
        self.host = "127.0.0.1"
        self.port = 0
        self.envelopes: list[Envelope] = []
        self.heard: list[bytearray] = []
        self.users = users
        self._starttls = starttls
        self._controller: Controller | None = None

    @property
    def contents(self) -> list[bytes]:
        return [bytes(envelope.original_content or b"") for envelope in self.envelopes]

    def __enter__(self) -> Self:
        self._controller = _Controller(
            self,
            hostname=self.host,
            port=0,
            tls_context=self._starttls,
            require_starttls=self._starttls is not None,
            authenticator=self._knows if self.users is not None else None,
            auth_required=self.users is not None,
            auth_require_tls=self._starttls is not None,
        )
        self._controller.start()
        self.port = self._controller.port
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._controller is not None
        self._controller.stop()

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.envelopes.append(envelope)
        return f"250 2.0.0 ok: queued as {len(self.envelopes)}"

    def _knows(
        self, server: SMTP, session: Session, envelope: Envelope, way: str, data: Any
    ) -> AuthResult:
        known = (self.users or {}).get(data.login.decode()) == data.password.decode()
        return AuthResult(success=known, handled=False)


class _Listening(SMTP):
    def __init__(self, server: RealServer, **how: Any) -> None:
        super().__init__(server, **how)
        self._heard = bytearray()
        server.heard.append(self._heard)

    def data_received(self, data: bytes) -> None:
        self._heard += data
        super().data_received(data)


class _Controller(Controller):
    def factory(self) -> SMTP:
        return _Listening(self.handler, **self.SMTP_kwargs)

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]  # the system chose it
        super()._trigger_server()
