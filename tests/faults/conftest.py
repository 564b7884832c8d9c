"""A scripted mail server on a thread of its own, and a PostgreSQL as the ledger's tests use it."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest

from tests.ledger.conftest import postgres, postgres_url
from tests.servers.scripted_smtp import Fault, Moment, ScriptedServer

__all__ = ["postgres", "postgres_url"]

pytest.register_assert_rewrite("tests.faults.agreement")

Decision = Callable[[Moment], Fault | None]


@contextmanager
def running(server: ScriptedServer) -> Iterator[ScriptedServer]:
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


@pytest.fixture
def serve() -> Iterator[Callable[[Decision], ScriptedServer]]:
    """Starts a server that meets every moment with what the decision says."""
    with ExitStack() as servers:
        yield lambda decide: servers.enter_context(running(ScriptedServer(decide=decide)))
