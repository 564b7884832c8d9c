"""What a command line and the folder tell of a letter to somebody in prison."""

from dataclasses import dataclass
from datetime import date
from itertools import zip_longest
from pathlib import Path

from outreach.cli.prisons.facilities import home_of
from outreach.composing.addresses import return_address
from outreach.composing.prison_envelopes import envelope_lines
from outreach.errors import UsageProblem
from outreach.model.correspondence import (
    LetterKind,
    Prisoner,
    PrisonLetter,
    PrisonMailing,
    ReturnPlace,
)
from outreach.model.facility import Facility, Override, PrisonSystem, Rule
from outreach.model.settings import Shown
from outreach.tables.letter_files import WrittenLetter
from outreach.workspace.opening import Workspace
from outreach.workspace.wording import lines_of

_ALL = "all"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed."""

    facility: str
    letter: Path
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    about: bool
    language: str
    first: bool
    known_there: str | None
    moved_on: str | None
    must_not_mention: tuple[str, ...]
    ruled_out: tuple[str, ...]
    demands: tuple[str, ...]
    sender: str | None
    return_address: str | None
    return_at: str
    group_address: bool
    envelope: str | None
    photos: int
    cards: int
    stamps: int
    printed_pages: int
    grams: int | None
    confirmed: tuple[str, ...]
    overrides: tuple[str, ...]


def letter_of(asked: Asked, facility: Facility, written: WrittenLetter) -> PrisonLetter:
    """The letter; raises UsageProblem."""
    if len(asked.numbers) > len(asked.names):
        raise UsageProblem("There are more numbers than names.", "Give --name for each of them.")
    pairs = zip_longest(asked.names, asked.numbers, fillvalue="")
    return PrisonLetter(
        prisoners=tuple(Prisoner(name.strip(), number.strip()) for name, number in pairs),
        facility=facility.id,
        text=written.text,
        kind=LetterKind.ABOUT_PERSON if asked.about else LetterKind.TO_PERSON,
        language=asked.language or written.language,
        first=asked.first,
        known_there_on=_day(asked.known_there),
        moved_on=_day(asked.moved_on),
        must_not_mention=asked.must_not_mention,
        ruled_out=asked.ruled_out,
        demands=asked.demands,
        asks=written.asks,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageProblem(f"“{text}” is not a day.", "Write it as 2026-01-31.") from None


def mailing_of(
    asked: Asked,
    rules: tuple[Rule, ...],
    folder: Workspace | None,
    system: PrisonSystem,
    facility: Facility,
    letter: PrisonLetter,
) -> PrisonMailing:
    """The envelope and what lies in it; the sender is the folder's unless another is named."""
    sender, address, home = _sender(asked, folder, system)
    return PrisonMailing(
        lines=lines_of(asked.envelope or "")
        or envelope_lines(
            system,
            facility,
            letter.prisoners[0],
            language=letter.language,
            home_country=home_of(folder),
        ),
        sender_name=sender,
        return_address=address,
        return_place=_place(asked.return_at),
        home_address=home,
        photos=asked.photos,
        cards=asked.cards,
        stamps=asked.stamps,
        printed_pages=asked.printed_pages,
        grams=asked.grams,
        confirmed=confirmed_of(asked.confirmed, rules),
    )


def _sender(
    asked: Asked, folder: Workspace | None, system: PrisonSystem
) -> tuple[str, tuple[str, ...], bool]:
    """Name, return address, and whether that may be somebody's home."""
    name, lines = asked.sender or "", lines_of(asked.return_address or "")
    home = not asked.group_address
    if folder is not None:
        settings = folder.settings
        name = name or settings.sender.name
        if asked.return_address is None:
            foreign = settings.sender.address.country != system.country
            # Its first line is the name.
            lines = return_address(settings.sender, settings.shown, foreign=foreign)[1:]
            home = home and settings.shown is not Shown.GROUP
    return name, lines, home


def _place(text: str) -> ReturnPlace | None:
    try:
        return ReturnPlace(text) if text else None
    except ValueError:
        known = ", ".join(place.value for place in ReturnPlace)
        raise UsageProblem(f"--return-at {text} is no place.", f"Choose one of {known}.") from None


def confirmed_of(wanted: tuple[str, ...], rules: tuple[Rule, ...]) -> frozenset[str]:
    """The ids of checklists gone through; raises UsageProblem for one that is not here."""
    lists = {rule.id for rule in rules if rule.check == "checklist"}
    if _ALL in wanted:
        return frozenset(lists)
    if unknown := sorted(set(wanted) - lists):
        there = f"There are: {', '.join(sorted(lists))}." if lists else "There is none here."
        raise UsageProblem(f"“{unknown[0]}” is no list to confirm.", there)
    return frozenset(wanted)


def override_of(text: str, rules: tuple[Rule, ...]) -> Override:
    """`RULE=REASON`; raises UsageProblem without a reason, or of a rule that does not hold here."""
    rule, _, reason = (part.strip() for part in text.partition("="))
    if not reason:
        raise UsageProblem(
            f"--override {text} gives no reason.", 'Write it: --override RULE="the reason"'
        )
    if rule not in {one.id for one in rules}:
        known = ", ".join(one.id for one in rules)
        raise UsageProblem(f"No rule here is called “{rule}”.", f"There are: {known}.")
    return Override(rule, reason)
