"""Shows the letters that may have gone or not, and writes down what a person decides."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli import asking, console, times
from outreach.cli.folder import open_workspace, reading_ledger, writing_ledger
from outreach.cli.history import as_fields
from outreach.cli.job import campaign_id
from outreach.errors import ExitStatus, UsageProblem
from outreach.model.dispatch import HistoryItem, LetterKey, Status

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger
    from outreach.workspace.opening import Workspace

_CHOICES = (
    ("went", "it is in the Sent folder, or the office has it"),
    ("again", "it did not go: the next outreach send hands it over again"),
    ("give-up", "it did not go, and is to stay unsent by e-mail"),
    ("later", "leave it undecided"),
)
_SAID = {
    Status.SENT: "it went",
    Status.DEFERRED: "it did not go, and will be sent again",
    Status.REFUSED: "it did not go, and stays unsent",
}
_DECISIONS = {"went": Status.SENT, "again": Status.DEFERRED, "give-up": Status.REFUSED}


def carry_out(
    workspace: Path | None,
    campaign: str | None,
    decided: Mapping[str, Sequence[str]],
    *,
    as_json: bool,
) -> int:
    """Returns 6 while letters are left undecided."""
    folder = open_workspace(workspace)
    chosen = campaign_id(folder, campaign)
    if any(decided.values()):
        _decide_named(folder, chosen, decided)
    elif as_json:
        console.document(items=[as_fields(item) for item in _unknown(folder, chosen)])
    elif asking.somebody_is_there():
        _decide_each(folder, chosen)
    left = _unknown(folder, chosen)
    if not as_json:
        _say_left(left)
    return ExitStatus.LEFT_OVER if left else ExitStatus.DONE


def _unknown(folder: "Workspace", campaign: str | None) -> tuple[HistoryItem, ...]:
    with reading_ledger(folder) as ledger:
        return ledger.unknowns(campaign) if ledger else ()


def _decide_named(
    folder: "Workspace", campaign: str | None, decided: Mapping[str, Sequence[str]]
) -> None:
    with writing_ledger(folder) as ledger:
        items = {item.recipient: item for item in ledger.unknowns(campaign)}
        wanted = [(Status(word), who) for word, ids in decided.items() for who in ids]
        for _, who in wanted:
            if who not in items:
                raise UsageProblem(
                    f"No letter to {who!r} is undecided.",
                    f"Undecided: {', '.join(items) or 'none'}.",
                )
        with ledger.together():
            for status, who in wanted:
                _record(folder, ledger, items[who], status)


def _decide_each(folder: "Workspace", campaign: str | None) -> None:
    with writing_ledger(folder) as ledger:
        for item in ledger.unknowns(campaign):
            _show(item)
            answer = asking.choose("What is true?", _CHOICES, "later")
            if answer in _DECISIONS:
                _record(folder, ledger, item, _DECISIONS[answer])


def _record(folder: "Workspace", ledger: "SqlLedger", item: HistoryItem, decision: Status) -> None:
    key = LetterKey(item.campaign, item.wave, item.recipient, item.signatory)
    by = folder.settings.sender.id
    said = _SAID[decision]
    ledger.resolve(key, decision, by=by, at=times.now(), detail=f"{said}, as a person decided")
    console.say(f"{item.name or item.office or item.recipient}: {said}.")


def _show(item: HistoryItem) -> None:
    console.say(f"\n{item.name or item.office or item.recipient}", "bold")
    console.table(
        ("", ""),
        [
            ("Campaign", item.campaign),
            ("Address", item.address),
            ("Handed over", f"{times.short(item.at)} UTC"),
            ("Message-ID", item.message_id),
            ("The last words", item.detail or "none: no answer came"),
        ],
    )


def _say_left(left: Sequence[HistoryItem]) -> None:
    if not left:
        console.say("No letter is undecided.")
        return
    for item in left:
        console.note(f"Undecided: {item.recipient} ({item.campaign}), {item.message_id}", "yellow")
