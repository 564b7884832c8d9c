"""Ways in which a sending engine may lie, put into the program for one process.

Each must be found by what the runs that are killed are held to.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]


def mutated(mutation: Callable[[], None]) -> str:
    """Statements that put it in; for CampaignFolder.start."""
    name = mutation.__name__
    return (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); "
        f"from tests.faults.mutations import {name}; {name}()"
    )


def unchanged() -> None:
    """The program as it is."""


def claim_when_it_is_over() -> None:
    """The letter leaves first; that it was meant to goes on record with what came of it."""
    from outreach.ledger.store import SqlLedger
    from outreach.model.dispatch import Claim

    claim, settle, meant = SqlLedger.claim, SqlLedger.settle, {}

    def note(self: SqlLedger, key: Any, addressee: Any, mailing: Any, run: str, at: Any) -> Claim:
        meant[key] = (addressee, mailing, run, at)
        return Claim(key, 0, mailing, 1)

    def write(self: SqlLedger, noted: Claim, outcome: Any, at: Any) -> Any:
        real = claim(self, noted.key, *meant.pop(noted.key))
        assert real is not None
        return settle(self, real, outcome, at)

    SqlLedger.claim, SqlLedger.settle = note, write  # type: ignore[method-assign]


def try_the_doubtful_again() -> None:
    """What a dead run had in hand counts as put off."""
    from outreach.ledger import runs
    from outreach.ledger.attempts import Settled

    def put_off(_outcome: str, *rest: Any) -> Settled:
        return Settled("deferred", *rest)

    runs.Settled = put_off  # type: ignore[misc,assignment]


def say_that_all_went() -> None:
    """Whatever the server answers."""
    from outreach.channels.smtp import SmtpChannel
    from outreach.model.dispatch import Sent

    deliver = SmtpChannel.deliver

    async def lie(self: SmtpChannel, mailing: Any) -> Sent:
        await deliver(self, mailing)
        return Sent("2.0.0 ok", 250)

    SmtpChannel.deliver = lie  # type: ignore[method-assign]


def send_other_bytes() -> None:
    """Something is changed between the claim and the server."""
    from outreach.channels.smtp import SmtpChannel

    deliver = SmtpChannel.deliver

    async def change(self: SmtpChannel, mailing: Any) -> Any:
        content = mailing.content.replace(b"MIME-Version: 1.0", b"MIME-Version: 1.0 ")
        return await deliver(self, replace(mailing, content=content))

    SmtpChannel.deliver = change  # type: ignore[method-assign]


def pass_one_over() -> None:
    """One official gets no letter, and nobody says so."""
    from outreach.ledger.store import SqlLedger

    claim = SqlLedger.claim

    def skip(self: SqlLedger, key: Any, *rest: Any) -> Any:
        return None if key.recipient == "r1" else claim(self, key, *rest)

    SqlLedger.claim = skip  # type: ignore[method-assign]
