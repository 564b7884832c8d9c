"""`scrub --case`: a case that is closed loses everything but what happened when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from outreach.casework.values import campaign_of
from outreach.cli.opening.cases import case_of, reading_casework
from outreach.cli.opening.folder import campaign_on_record
from outreach.cli.screen import asking, console, times, words
from outreach.cli.scrubs import over_time
from outreach.cli.scrubs.wiping import tell_of_copies, wipe
from outreach.errors import InputInvalid, NotFound, UsageProblem
from outreach.ledger import scrubbing
from outreach.model.case import Case, Closed

if TYPE_CHECKING:
    from outreach.casework.store import Casework
    from outreach.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class Terms:
    """How long a case is kept after it was closed, and what was typed beside."""

    keep: timedelta
    dry_run: bool
    copies: bool
    yes: bool


def tell_of_old_ones(folder: "Workspace", before: datetime) -> None:
    """Closed cases over their time, each with the command that scrubs it."""
    with reading_casework(folder) as casework:
        old = list(over_time.old_cases(folder, casework, before)) if casework else []
    for case in old:
        closed = case.closed.on if case.closed else ""
        console.say(f"The case {case.id} was closed on {closed}: outreach scrub --case {case.id}")


def scrub_one(folder: "Workspace", name: str, terms: Terms) -> None:
    """Show what goes and what stays, ask for the word, and take it out."""
    case = case_of(folder, name)
    with reading_casework(folder) as casework:
        if casework is None or not over_time.holds_words(casework, case.id):
            console.say(f"Nothing of {case.id} is in the private store.")
            return
        _insist_on_closed(case, terms.keep)
        _show(casework, case)
        if terms.dry_run or not _agreed(case, yes=terms.yes):
            console.say("Nothing was changed.")
            return
        at = times.now()
        campaigns = list(_campaigns_about(folder, casework, case.id))
        with casework.together():
            casework.remove_texts(case.id, at)
            letters = sum(
                scrubbing.scrub(casework.ledger, at, at, folder.settings.sender.id, campaign)
                for campaign in campaigns
            )
        console.say(f"{case.id} is taken out of the private store.")
        if letters:
            console.say(f"So are {words.count(letters, 'letter')} about it to others.")
        wipe(casework.ledger)
        tell_of_copies(casework.ledger, delete=terms.copies, ask=not terms.yes)
        _tell_of_writers(casework)
    _tell_of_files(case)


def _insist_on_closed(case: Case, keep: timedelta) -> None:
    if case.closed is None:
        raise UsageProblem(
            f"The case {case.id} is not closed.",
            f"outreach case close {case.id} --reason released, died or asked-to-stop",
        )
    if times.today() - case.closed.on < keep:
        raise UsageProblem(
            f"The case {case.id} was closed on {case.closed.on}, and is kept until "
            f"{_until(case.closed, keep)}.",
            f'To take it out now: outreach scrub --case {case.id} --older-than "0 days"',
        )


def _until(closed: Closed, keep: timedelta) -> str:
    return str(closed.on + keep)


def _show(casework: "Casework", case: Case) -> None:
    out, came = casework.letters(case.id), casework.received_letters(case.id)
    kept = sum(bool(one.sha256) for one in out) + sum(bool(one.sha256) for one in came)
    console.say(f"Of {case.id} these go for good:", "bold")
    facts = "names, number, places, dates and sources; " if case.private else ""
    console.say(f"  {facts}consent, notes, likes and what not to mention")
    console.say(f"  the words or scans of {words.count(kept, 'letter')}, drafts, reasons and notes")
    console.say("These stay:", "bold")
    console.say(f"  the word {case.id}, and that it was a case")
    console.say(
        f"  {words.count(len(out), 'letter')} out and {len(came)} in: when, by which writer (their "
        "id), what became of them, and digests"
    )


def _agreed(case: Case, *, yes: bool) -> bool:
    if yes:
        return True
    return asking.ask(f"Type {case.id} to take it out, or anything else to stop") == case.id


def _campaigns_about(folder: "Workspace", casework: "Casework", case: str) -> Iterator[str]:
    """The campaigns in the private record that name the case."""
    for campaign in casework.ledger.campaigns():
        if campaign == campaign_of(case):
            continue
        try:
            known = campaign_on_record(folder, campaign)
        except (InputInvalid, NotFound):
            console.note(f"Whether the letters of {campaign} are about it is not known.", "yellow")
            continue
        if known and known.case == case:
            yield campaign


def _tell_of_writers(casework: "Casework") -> None:
    """Those who promised nobody anything need not be kept."""
    busy = {pair.writer for pair in casework.pairs()}
    idle = [one.id for one in casework.writers() if one.id not in busy]
    if idle:
        console.note(
            f"These writers write to nobody now: {words.some(idle, most=12)}. To take out name and "
            "address: outreach case writer remove ID"
        )


def _tell_of_files(case: Case) -> None:
    if not case.private:
        console.note(f"The public file cases/{case.id}.toml stays: delete it if it should go too.")
    console.note("Pages, envelopes and exports that you wrote into folders are yours to delete.")
