"""A mail server that takes everything and keeps nothing, fast: for measuring senders.

python tests/benchmarks/sink.py        prints its port, serves until its input ends
"""

import asyncio
import sys

REPLIES = {
    b"EHLO": b"250-sink\r\n250-PIPELINING\r\n250 SIZE 10000000\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}


class Sink(asyncio.Protocol):
    """Answers all that came in one piece in one piece, as PIPELINING wants it."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._unread = b""
        self._is_in_content = False
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._unread += data
        replies = b""
        while (reply := self._reply()) is not None:
            replies += reply
        if replies:
            self._transport.write(replies)
        if replies.endswith(REPLIES[b"QUIT"]):
            self._transport.close()

    def _reply(self) -> bytes | None:
        """To the next whole command or content; None while there is none."""
        end = b"\r\n.\r\n" if self._is_in_content else b"\r\n"
        said, found, rest = self._unread.partition(end)
        if not found:
            return None
        self._unread = rest
        if self._is_in_content:
            self._is_in_content = False
            return b"250 taken\r\n"
        verb = said[:4].upper()
        self._is_in_content = verb == b"DATA"
        return REPLIES.get(verb, b"250 ok\r\n")


async def _main() -> None:
    server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    server.close()


if __name__ == "__main__":
    asyncio.run(_main())
