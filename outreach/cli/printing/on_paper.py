"""Letters for the post: what stands against making them, and how the record takes them."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from outreach.cli.campaigns import about_person
from outreach.cli.campaigns.job import Job
from outreach.cli.checks.before_sending import old_facts
from outreach.cli.checks.home_addresses import say_home_addresses
from outreach.cli.screen import console, times
from outreach.errors import RuleObjects, RunGoesOn
from outreach.model.campaign import Way
from outreach.model.dispatch import Status
from outreach.planning import Planned
from outreach.rules.campaigns import private_people

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger

# Letters that stand so have their turn at the printer; others only when asked for by number.
TO_PRINT = (None, Status.PREPARED)


@contextmanager
def alone_at_the_post(ledger: "SqlLedger", campaign: str) -> Iterator[None]:
    """Until this ends, and a question with it is answered, nobody else takes the same letters to
    print them or to share them out. Raises RuleObjects where somebody is at it.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(ledger.run(f"post of {campaign}", times.now(), alone=True))
        except RunGoesOn as busy:
            raise RuleObjects(
                f"Another outreach print or packet make is at the letters of {campaign}, and not "
                "done yet: it may be waiting for an answer at its terminal.",
                "Answer there first: n, where some pages did not come out; then run this again.",
            ) from busy
        yield


def insist_on_rules(
    job: Job, items: Sequence[Planned], undone: str, overrides: Sequence[str] = ()
) -> tuple[str, ...]:
    """Raises RuleObjects, beginning with the sentence `undone`, where a rule stands against it;
    returns what the record is to say of overridden ones.
    """
    people = {item.recipient.id: item.recipient for item in items}.values()
    found = [*private_people(people), *old_facts(job, job.settings.max_age)]
    if found:
        console.problems(found)
        raise RuleObjects(f"{undone}: the rules above stand against it.")
    say_home_addresses(job, items)
    return about_person.reasons(about_person.insist(job, items, overrides, undone))


def keep_reasons(job: Job, ledger: "SqlLedger", reasons: Sequence[str]) -> None:
    """Put on record, with the wave, why rules were overridden."""
    for reason in reasons:
        ledger.add_reason(job.campaign.id, job.plan.wave, reason, times.now())


def record(
    job: Job, items: Sequence[Planned], status: Status, ledger: "SqlLedger", detail: str = ""
) -> None:
    """Put letters on record as made for the post, or printed: all or none."""
    now = times.now()
    with ledger.together():
        for item, text in zip(items, _texts(job, items), strict=True):
            ledger.record(
                job.plan.key(item),
                status,
                at=now,
                recorded_at=now,
                by=job.settings.sender.id,
                detail=detail,
                addressee=job.addressee(item.recipient),
                way=Way.POST,
                address=", ".join(job.address(item.recipient).envelope),
                content=text,
                media_type="text/plain; charset=utf-8",
            )


def _texts(job: Job, items: Sequence[Planned]) -> Iterator[bytes]:
    """The words of each letter: what the record keeps of a page."""
    from outreach.renderers.text import text_on_paper

    for letter in job.letters(items):
        yield text_on_paper(letter).encode()
