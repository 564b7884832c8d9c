"""An IMAP server that answers as it is told to, and keeps every byte it hears.

with ScriptedImap({"LIST": b"* LIST () \"/\" Sent\r\n{tag} OK\r\n"}) as server: ...

What is not scripted is answered well: one folder Sent, with the messages given by their
Message-IDs. An answer is bytes, in which {tag} is replaced; `cut` after it hangs up; an answer
that is a list is given piece by piece, each after `drip` seconds.
"""

import re
import socket
import ssl
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

Answer = bytes | Sequence[bytes]

CUT = b"\0cut"
SILENCE = b"\0silence"
SENT = rb'* LIST (\HasNoChildren \Sent) "/" "Sent"' + b"\r\n"


class ScriptedImap:
    """`heard` is what came, of all connections, after decryption."""

    def __init__(
        self,
        script: Mapping[str, Answer] | None = None,
        *,
        messages: Mapping[int, str] | None = None,
        capabilities: str = "IMAP4rev1 AUTH=PLAIN SPECIAL-USE",
        tls: ssl.SSLContext | None = None,
        starttls: ssl.SSLContext | None = None,
        drip: float = 0.05,
    ) -> None:
        self.script = dict(script or {})
        self.messages = dict(messages or {})
        self.capabilities = capabilities + (" STARTTLS" if starttls else "")
        self.tls, self.starttls = tls, starttls
        self.drip = drip
        self.host = "127.0.0.1"
        self.port = 0
        self.heard = b""
        self.connections = 0
        self._over = threading.Event()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._listening = socket.create_server((self.host, 0))
        self.port = self._listening.getsockname()[1]
        self._start(self._accept)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        with suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for thread in self._threads:
            thread.join(10)

    @property
    def commands(self) -> list[str]:
        """The verbs that came, in order."""
        lines = self.heard.decode("utf-8", "replace").split("\r\n")
        words = [line.split(" ") for line in lines if re.match(r"[A-P]{4}\d+ ", line)]
        return [" ".join(line[1:3]) if line[1] == "UID" else line[1] for line in words]

    def _start(self, what, *given) -> None:
        thread = threading.Thread(target=what, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                self.connections += 1
                self._start(self._serve, connection)

    def _serve(self, connection: socket.socket) -> None:
        with suppress(OSError, _Cut):
            if self.tls:
                connection = self.tls.wrap_socket(connection, server_side=True)
            self._say(connection, "greeting", b"", b"* OK ready\r\n")
            while self._answer(connection, _line(connection, self._hear)):
                if self.starttls and self._is_to_be_protected:
                    connection = self.starttls.wrap_socket(connection, server_side=True)
                    self._is_to_be_protected = False
        connection.close()

    _is_to_be_protected = False

    def _hear(self, data: bytes) -> None:
        self.heard += data

    def _answer(self, connection: socket.socket, line: bytes) -> bool:
        tag, _, rest = line.rstrip().partition(b" ")
        verb, _, given = rest.partition(b" ")
        step = verb.decode("ascii", "replace").upper()
        if step == "UID":
            step = given.split(b" ")[0].decode().upper()
        if step == "AUTHENTICATE":
            self._say(connection, "challenge", tag, b"+ \r\n")
            _line(connection, self._hear)
        self._say(connection, step, tag, self._usual(step, given) + b"{tag} OK done\r\n")
        self._is_to_be_protected = step == "STARTTLS"
        return step != "LOGOUT"

    def _usual(self, step: str, given: bytes) -> bytes:
        if step == "CAPABILITY":
            return f"* CAPABILITY {self.capabilities}\r\n".encode()
        if step == "LIST":
            return SENT
        if step == "EXAMINE":
            return f"* {len(self.messages)} EXISTS\r\n".encode()
        if step == "SEARCH":
            wanted = re.findall(rb'"([^"]*)"', given)[0].decode()
            uids = " ".join(str(uid) for uid, name in self.messages.items() if wanted in name)
            return f"* SEARCH {uids}".rstrip().encode() + b"\r\n"
        if step == "FETCH":
            uids = [int(uid) for uid in given.split(b" ")[1].split(b",")]
            return b"".join(self._message(uid) for uid in uids if uid in self.messages)
        return b"* BYE\r\n" if step == "LOGOUT" else b""

    def _message(self, uid: int) -> bytes:
        header = f"Message-ID: {self.messages[uid]}\r\n\r\n".encode()
        return (
            f'* 1 FETCH (UID {uid} INTERNALDATE "22-Nov-2026 09:30:00 +0100" '
            f"BODY[HEADER.FIELDS (MESSAGE-ID)] {{{len(header)}}}\r\n".encode()
            + header
            + b")\r\n"
        )

    def _say(self, connection: socket.socket, step: str, tag: bytes, usual: bytes) -> None:
        answer = self.script.get(step, usual)
        pieces = [answer] if isinstance(answer, bytes) else answer
        for piece in pieces:
            if piece == CUT:
                raise _Cut
            if piece == SILENCE:
                self._over.wait(60)
                raise _Cut
            connection.sendall(piece.replace(b"{tag}", tag))
            if len(pieces) > 1 and self._over.wait(self.drip):
                raise _Cut


class _Cut(Exception):
    pass


def _line(connection: socket.socket, hear) -> bytes:
    """Byte by byte, so that nothing of a handshake that follows is taken."""
    line = b""
    while not line.endswith(b"\n"):
        data = connection.recv(1)
        if not data:
            raise _Cut
        hear(data)
        line += data
    return line
