"""The line to a mail server: commands out and replies in, several at a time if need be.

aiosmtplib connects, protects the connection and logs in. After that the line takes it over, for
aiosmtplib reads one reply to one command, and forgets what comes beyond it: with PIPELINING
(RFC 2920) three replies may come in one piece.
"""

import asyncio
from dataclasses import dataclass
from typing import cast

from aiosmtplib import SMTP

CLOSING = 421
LONGEST_REPLY = 1 << 15  # bytes; RFC 5321 §4.5.3.1.5 asks for 512 a line
LOST = "The connection was lost"
OUT_OF_TURN = "The mail server spoke out of turn"


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's reply; code 0 when it cannot be read as one. The words may have several lines,
    and surrogates for bytes that are no UTF-8.
    """

    code: int
    words: str


class Line(asyncio.Protocol):
    """One line, in the hands of one letter at a time. Taking it over may raise
    ConnectionResetError.

    It is hung up when the server is silent for too long, says what cannot be read, speaks out of
    turn, or says 421: what it said next might be taken for the answer to something else.
    """

    def __init__(self, smtp: SMTP) -> None:
        if smtp.transport is None:  # the server has hung up already
            raise ConnectionResetError(LOST)
        self.offers: dict[str, str] = dict(smtp.esmtp_extensions)
        self._transport = cast("asyncio.WriteTransport", smtp.transport)
        self._transport.set_protocol(self)
        self._unread = b""
        self._is_lost = False
        self._news: asyncio.Future[None] | None = None

    @property
    def is_open(self) -> bool:
        """Whether nothing shows that the server has gone, or has something else to say."""
        return not (self._unread or self._is_lost or self._transport.is_closing())

    @property
    def unsent(self) -> int:
        """Bytes that have not left for the network."""
        return self._transport.get_write_buffer_size()

    def write(self, data: bytes) -> None:
        """Say something, when every reply so far has been read. Raises ConnectionResetError."""
        if self._unread:
            self.hang_up()
            raise ConnectionResetError(OUT_OF_TURN)
        if not self.is_open:
            raise ConnectionResetError(LOST)
        self._transport.write(data)

    async def reply(self, patience: float) -> Reply:
        """The next reply, within so many seconds. Raises TimeoutError or ConnectionResetError."""
        reply = self._next_reply()
        if reply is None:
            try:
                async with asyncio.timeout(patience):
                    while reply is None:
                        await self._hear()
                        reply = self._next_reply()
            except TimeoutError:
                self.hang_up()
                raise
        if reply.code in {0, CLOSING}:
            self.hang_up()
        return reply

    async def speaks_within(self, seconds: float) -> bool:
        """Wait so long for the server to say something unasked, or to hang up."""
        try:
            async with asyncio.timeout(seconds):
                while not self._unread:
                    await self._hear()
        except TimeoutError:
            return False
        except ConnectionResetError:
            return True
        return True

    def hang_up(self) -> None:
        """Leave without a word, and without sending what still waits to be sent.

        A TLS connection that is merely closed waits for the other side to agree, perhaps for long.
        """
        self._transport.abort()
        self._lose()

    # Called by the event loop

    def data_received(self, data: bytes) -> None:
        """The server said something."""
        self._unread += data
        self._tell()

    def eof_received(self) -> bool:
        """The server says no more: the connection is closed."""
        self._lose()
        return False

    def connection_lost(self, _cause: Exception | None) -> None:
        """The connection has gone."""
        self._lose()

    # Private

    def _lose(self) -> None:
        self._is_lost = True
        self._tell()

    def _tell(self) -> None:
        if self._news is not None and not self._news.done():
            self._news.set_result(None)

    async def _hear(self) -> None:
        if self._is_lost:
            raise ConnectionResetError(LOST)
        self._news = asyncio.get_running_loop().create_future()
        await self._news

    def _next_reply(self) -> Reply | None:
        """Takes the first whole reply out of what has come; None while there is none."""
        words: list[bytes] = []
        begin = 0
        while (end := self._unread.find(b"\n", begin)) >= 0:
            line, begin = self._unread[begin:end], end + 1
            if not _is_reply(line):
                words = [line.strip()]
                break
            words.append(line[4:].strip())
            if line[3:4] != b"-":
                self._unread = self._unread[begin:]
                return Reply(int(line[:3]), _text(words))
        else:
            if len(self._unread) <= LONGEST_REPLY:
                return None
            words = [self._unread]
        self._unread = b""
        return Reply(0, _text(words))


def _is_reply(line: bytes) -> bool:
    return len(line) >= 3 and line[:3].isdigit()


def _text(words: list[bytes]) -> str:
    return b"\n".join(words).decode("utf-8", "surrogateescape")
