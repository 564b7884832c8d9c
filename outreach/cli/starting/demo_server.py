"""A mail server for `outreach demo`: on this machine alone, it keeps what it is given."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


class _Keeping:
    """Writes each message into a folder, and takes it over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._received = 0

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        self._received += 1
        content = envelope.original_content or b""
        path = self._folder / f"{self._received:03}-{envelope.rcpt_tos[0].partition('@')[0]}.eml"
        path.write_bytes(content)
        return "250 Kept for the demonstration"


@contextmanager
def demo_server(folder: Path) -> Iterator[int]:
    """Run the server on a free port of the loopback address, and yield the port."""
    folder.mkdir(parents=True, exist_ok=True)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    server = asyncio.run_coroutine_threadsafe(_listen(folder), loop).result()
    try:
        yield int(server.sockets[0].getsockname()[1])
    finally:
        asyncio.run_coroutine_threadsafe(_stop(server), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _listen(folder: Path) -> asyncio.Server:
    keeping = _Keeping(folder)

    def session() -> Any:
        # A neutral name: the server's greeting is no place for the computer's.
        return SMTP(keeping, hostname="demo.invalid", ident="outreach demo")

    return await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)


async def _stop(server: asyncio.Server) -> None:
    server.close()
    await server.wait_closed()
    for task in asyncio.all_tasks() - {asyncio.current_task()}:
        task.cancel()
    await asyncio.sleep(0)
