"""A scripted mail server on a thread of its own, and a PostgreSQL as the ledger's tests use it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.ledger.conftest import postgres, postgres_url
from tests.servers.running import running
from tests.servers.scripted_smtp import Fault, Moment, ScriptedServer

__all__ = ["postgres", "postgres_url"]

pytest.register_assert_rewrite("tests.faults.agreement")

Decision = Callable[[Moment], Fault | None]


@pytest.fixture
def serve() -> Iterator[Callable[..., ScriptedServer]]:
    """Starts a server that meets every moment with what the decision says."""
    with ExitStack() as servers:

        def start(decide: Decision, *, pipelining: bool = True) -> ScriptedServer:
            server = ScriptedServer(decide=decide, pipelining=pipelining)
            return servers.enter_context(running(server))

        yield start
