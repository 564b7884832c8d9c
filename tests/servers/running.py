"""A scripted mail server that runs beside the program under test."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.servers.scripted_smtp import ScriptedServer


@contextmanager
def running(server: ScriptedServer) -> Iterator[ScriptedServer]:
    """The server on a loop of its own, beside the program under test."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result()
        yield server
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(None, None, None), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
