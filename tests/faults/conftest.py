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
def serve() -> Iterator[Callable[[Decision], ScriptedServer]]:
    """Starts a server that meets every moment with what the decision says."""
    with ExitStack() as servers:
        yield lambda decide: servers.enter_context(running(ScriptedServer(decide=decide)))
