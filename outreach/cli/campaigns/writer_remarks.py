"""What a person should know of a campaign's writers, who are named by id and by nothing else."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from outreach.cli.screen import console, words
from outreach.errors import Problem
from outreach.model.campaign import Match
from outreach.model.settings import Shown
from outreach.planning import Plan, Unmatched
from outreach.rules.consent import consent_gap
from outreach.rules.constituents import wants_address

if TYPE_CHECKING:
    from outreach.cli.campaigns.job import Job

# More than so many are counted where all kinds of news are shown; `check` names them all.
_NAMED = 12


def announce_writers(plan: Plan) -> None:
    """Say on stderr which writers get no letter, or not all, and what is for signing by hand."""
    for problem in _without_letters(plan, _NAMED):
        console.note(problem.sentence, "yellow")
    by_hand = sum(item.by_hand for item in plan.planned)
    if by_hand:
        console.note(
            f"{words.count(by_hand, 'letter')} to be signed by hand: the writers' consent is not "
            "on record for this text.",
            "yellow",
        )


def writer_remarks(job: "Job") -> Iterator[Problem]:
    """Everything about the writers that `check` tells; nothing where the sender alone signs."""
    plan, campaign = job.plan, job.campaign
    if not plan.writers:
        return
    listed = job.folder.writers(campaign.writers)
    yield from (Problem(note, file=listed.file) for note in listed.notes)
    yield from _without_letters(plan, len(plan.writers), listed.file)
    yield from _without_consent(job, listed.file)
    yield from _without_mailbox(job, listed.file)
    if campaign.match is Match.DIVISION:
        yield from _about_addresses(job, listed.file)


def _without_letters(plan: Plan, most: int, file: str = "") -> Iterator[Problem]:
    for detail, ids in _grouped(plan.unmatched):
        sentence = f"No letter from {_some(ids, most)}: {detail}."
        yield Problem(sentence, _FILL_IN, file)
    for detail, ids in _grouped(plan.district_unknown):
        sentence = f"Not to all their representatives, from {_some(ids, most)}: {detail}."
        yield Problem(sentence, _FILL_IN, file)


_FILL_IN = "Fill in the column `division`; several with a space between."


def _without_consent(job: "Job", file: str) -> Iterator[Problem]:
    digest = job.folder.text_digest(job.campaign.template)
    gaps = [
        Unmatched(writer, gap)
        for writer in job.plan.writers
        if writer.id != job.settings.sender.id and (gap := consent_gap(writer, digest, job.today))
    ]
    for gap, ids in _grouped(gaps):
        yield Problem(
            f"Letters to be signed by hand, and none by e-mail, from {_some(ids)}: {gap}.",
            f"Ask them, and write down when, how and to which text: {digest[:16]}…",
            file,
        )


def _without_mailbox(job: "Job", file: str) -> Iterator[Problem]:
    ids = [one.id for one in job.plan.writers if not one.signatory.email]
    if ids:
        ours = job.settings.sender.email
        yield Problem(
            f"No e-mail address, so that answers come to {ours}: {_some(ids)}.",
            "Fill in the column `email`, or let them know.",
            file,
        )


def _about_addresses(job: "Job", file: str) -> Iterator[Problem]:
    houses: dict[str, None] = {}
    without: dict[str, None] = {}
    for item in job.plan.planned:
        house = wants_address(item.recipient)
        if house is None or item.writer is None:
            continue
        houses[house.name] = None
        if not item.writer.signatory.address:
            without[item.writer.id] = None
    if without:
        yield Problem(
            f"No postal address, for which their representatives' offices look: {_some(without)}.",
            "Fill in address, locality and postcode, or expect that these letters are set aside.",
            file,
        )
    if houses and job.settings.shown is not Shown.FULL:
        yield Problem(
            f"Letters to the {', the '.join(houses)} show the writer's whole postal address, "
            f'whatever `sender_address = "{job.settings.shown.value}"` says: offices there set '
            "aside what does not come from a constituent.",
            "Tell the writers, or choose other recipients with `where`.",
            "outreach.toml",
        )


def _grouped(found: Iterable[Unmatched]) -> Iterator[tuple[str, list[str]]]:
    of_detail: dict[str, list[str]] = {}
    for one in found:
        of_detail.setdefault(one.detail, []).append(one.writer.id)
    yield from of_detail.items()


def _some(ids: Iterable[str], most: int = 0) -> str:
    names = list(ids)
    return f"{words.count(len(names), 'writer')} ({words.some(names, most or len(names))})"
