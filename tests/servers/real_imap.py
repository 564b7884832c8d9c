"""pymap in this process: an IMAP server that other people wrote, with mailboxes in memory."""

import asyncio
import ssl
import threading
from argparse import Namespace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from proxyprotocol.sock import SocketInfo
from pymap.backend.dict import DictBackend, MailboxSet
from pymap.backend.dict.filter import FilterSet
from pymap.imap import IMAPServer
from pymap.parsing.message import AppendMessage

USER, PASSWORD = "jane@example.org", "right"


class RealImap:
    """One account, `USER`. `put` a message before or while somebody looks."""

    def __init__(self, starttls: ssl.SSLContext | None = None) -> None:
        self.host = "127.0.0.1"
        self.port = 0
        self._starttls = starttls
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever)
        self._folders = {"INBOX"}

    def put(self, folder: str, content: bytes, at: datetime | None = None) -> None:
        """A message in a folder, which is made when it is not there."""
        self._call(self._put(folder, content, at or datetime.now(UTC)))

    def __enter__(self) -> Self:
        self._thread.start()
        self._call(self._start())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._call(self._stop())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _call(self, what) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(10)

    async def _start(self) -> None:
        args = Namespace(
            debug=False, demo_data=False, demo_user=USER, demo_password=PASSWORD,
            host=None, port=0, cert=None, key=None, tls=self._starttls is not None,
            proxy_protocol=None, passlib_cfg=None,
        )  # fmt: skip
        backend, config = await DictBackend.init(args, ssl_context=self._starttls)
        config.apply_context()
        self._mailboxes = MailboxSet()
        config.set_cache[USER] = (self._mailboxes, FilterSet())
        serve = IMAPServer(backend.login, config)

        async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await serve(reader, writer, SocketInfo.get(writer, None))

        self._server = await asyncio.start_server(converse, self.host, 0)
        self.port = self._server.sockets[0].getsockname()[1]

    async def _put(self, folder: str, content: bytes, at: datetime) -> None:
        if folder not in self._folders:
            self._folders.add(folder)
            await self._mailboxes.add_mailbox(folder)
        mailbox = await self._mailboxes.get_mailbox(folder)
        await mailbox.append(AppendMessage(content, at, frozenset()))

    async def _stop(self) -> None:
        self._server.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
