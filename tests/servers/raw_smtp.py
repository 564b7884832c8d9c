"""A mail server that answers pieces, not commands: for what comes in one piece or goes in one."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self


class RawServer:
    """`answer` makes of each piece what is said to it, in one piece too; nothing: hangs up."""

    def __init__(self, answer: Callable[[bytes], bytes], offers: bytes = b"PIPELINING") -> None:
        self.host = "127.0.0.1"
        self.port = 0
        self.pieces: list[bytes] = []  # after EHLO, of all connections
        self._answer = answer
        self._greeting = b"250-mail.example.org\r\n250 " + offers + b"\r\n"
        self._server: asyncio.Server | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, self.host, 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.append(task)
        try:
            await self._converse(reader, writer)
        finally:
            writer.transport.abort()

    async def _converse(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 mail.example.org\r\n")
        while piece := await reader.read(1 << 16):
            if piece.startswith(b"EHLO"):
                writer.write(self._greeting)
                continue
            self.pieces.append(piece)
            if not (answer := self._answer(piece)):
                break
            writer.write(answer)
