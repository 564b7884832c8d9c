"""Shows the letters that may have gone or not, and writes down what a person decides."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening.folder import (
    campaign_on_record,
    open_workspace,
    reading_ledger,
    writing_ledger,
)
from outreach.cli.record.unsure import UnsureLetter, fields, key_of, show, unsure_letters
from outreach.cli.screen import asking, console, times, words
from outreach.errors import ExitStatus, UsageProblem
from outreach.inbox.looked import Found
from outreach.model.campaign import Campaign
from outreach.model.dispatch import HistoryItem, Status

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

Decision = tuple[HistoryItem, Status]


def carry_out(
    workspace: Path | None,
    campaign: str | None,
    wave: str | None,
    decided: Mapping[str, Sequence[str]],
    *,
    as_json: bool,
) -> int:
    """Returns 6 while letters are left undecided."""
    folder = open_workspace(workspace)
    chosen = campaign_on_record(folder, campaign) if campaign else None
    if campaign and chosen is None:
        chosen = folder.campaign(campaign)  # which says what there is
    if any(decided.values()):
        decisions = _decide_named(folder, chosen, wave, decided)
        if not as_json:
            _say(decisions)
    if as_json:
        letters = unsure_letters(folder, chosen, wave)
        console.document(items=[fields(letter) for letter in letters])
    elif not any(decided.values()):
        _show_each(folder, chosen, unsure_letters(folder, chosen, wave))
    left = _unknown(folder, chosen, wave)
    if not as_json:
        _say_left(left)
    return ExitStatus.LEFT_OVER if left else ExitStatus.DONE


def _unknown(
    folder: "Workspace", campaign: Campaign | None, wave: str | None
) -> tuple[HistoryItem, ...]:
    with reading_ledger(folder, campaign) as ledger:
        return ledger.unknowns(campaign.id if campaign else None, wave) if ledger else ()


# --- decided by name ---------------------------------------------------------------------------


def _decide_named(
    folder: "Workspace",
    campaign: Campaign | None,
    wave: str | None,
    decided: Mapping[str, Sequence[str]],
) -> tuple[Decision, ...]:
    with writing_ledger(folder, campaign) as ledger:
        items = ledger.unknowns(campaign.id if campaign else None, wave)
        decisions = _meant(items, decided)
        with ledger.together():
            for item, status in decisions:
                _record(folder, ledger, item, status)
    return decisions


def _meant(
    items: Sequence[HistoryItem], decided: Mapping[str, Sequence[str]]
) -> tuple[Decision, ...]:
    """Which letter each name means, and what is decided about it."""
    meant: dict[HistoryItem, Status] = {}
    for word, names in decided.items():
        for name in names:
            item = _letter(items, name)
            if meant.setdefault(item, Status(word)) is not Status(word):
                raise UsageProblem(
                    f"The letter to {item.recipient!r} is decided in two ways at once.",
                    "Name it with one of --went, --again and --give-up.",
                )
    return tuple(meant.items())


def _letter(items: Sequence[HistoryItem], name: str) -> HistoryItem:
    """The one undecided letter with this recipient id or Message-ID."""
    bare = name.strip("<> ")
    found = [one for one in items if one.recipient == name or one.message_id.strip("<>") == bare]
    if len(found) == 1:
        return found[0]
    if not found:
        ids = dict.fromkeys(item.recipient for item in items)
        raise UsageProblem(
            f"No letter to {name!r} is undecided.", f"Undecided: {', '.join(ids) or 'none'}."
        )
    letters = "; ".join(f"{one.campaign}, wave {one.wave}: {one.message_id}" for one in found)
    raise UsageProblem(
        f"{len(found)} letters to {name!r} are undecided: {letters}.",
        "Say which: name its CAMPAIGN, or its --wave, or give the Message-ID in place of the id.",
    )


# --- decided one by one ------------------------------------------------------------------------


def _show_each(
    folder: "Workspace", campaign: Campaign | None, letters: Sequence[UnsureLetter]
) -> None:
    for letter in letters:
        show(letter)
        if asking.somebody_is_there():
            _decide(folder, campaign, letter)


def _decide(folder: "Workspace", campaign: Campaign | None, letter: UnsureLetter) -> None:
    found = isinstance(letter.copy, Found)
    proposed = "went" if found else "later"
    answer = asking.choose("What is true?", _CHOICES, proposed, at_end="later")
    if answer not in _DECISIONS:
        return
    with writing_ledger(folder, campaign) as ledger:
        seen = "; a copy is in the Sent folder" if found else ""
        _record(folder, ledger, letter.item, _DECISIONS[answer], seen)
    _say([(letter.item, _DECISIONS[answer])])


def _record(
    folder: "Workspace",
    ledger: "SqlLedger",
    item: HistoryItem,
    decision: Status,
    seen: str = "",
) -> None:
    by = folder.settings.sender.id
    detail = f"{_SAID[decision]}, as a person decided{seen}"
    ledger.resolve(key_of(item), decision, by=by, at=times.now(), detail=detail)


# --- said --------------------------------------------------------------------------------------


def _say(decisions: Sequence[Decision]) -> None:
    for item, decision in decisions:
        console.say(f"{item.name or item.office or item.recipient}: {_SAID[decision]}.")


def _say_left(left: Sequence[HistoryItem]) -> None:
    if not left:
        console.say("No letter is undecided.")
        return
    ids = words.some(list(dict.fromkeys(item.recipient for item in left)))
    console.note(f"\n{words.count(len(left), 'letter')} undecided: {ids}.", "yellow")
    if not asking.somebody_is_there():
        console.note("Decide with --went ID, --again ID or --give-up ID.")
