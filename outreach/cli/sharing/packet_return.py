"""Records what volunteers posted of their packets."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.campaigns.job import open_job, recorded_campaign
from outreach.cli.opening.folder import campaign_on_record, open_workspace, writing_ledger
from outreach.cli.printing.packets import Packets, Parties, packets_of
from outreach.cli.screen import asking, console, times, words
from outreach.cli.screen.paths import shown
from outreach.cli.sharing.packet_listing import POSTED
from outreach.errors import ExitStatus, InputInvalid, Problem, UsageProblem
from outreach.model.dispatch import LetterKey, Status
from outreach.stationery.packet_lists import Line, Returned, read_list

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger

_OUT = (Status.PREPARED, Status.PRINTED)


@dataclass(frozen=True, slots=True)
class ByNumber:
    """What is asked for: which letters of which packet, and the day where no list gives one."""

    packet: int
    every: bool
    but: str | None
    only: str | None
    on: str | None
    wave: str | None


def from_file(workspace: Path | None, path: Path, wanted: ByNumber) -> int:
    """A list that a volunteer filled in; all of it or, where something is wrong in it, nothing."""
    if wanted.every or wanted.but or wanted.only:
        raise UsageProblem(
            "--all, --except and --only go with --packet.", "The list itself says what is posted."
        )
    if not path.is_file():
        raise UsageProblem(
            f"There is no file {path}.",
            "Of a list on paper: outreach packet return CAMPAIGN --packet 2 --all",
        )
    folder = open_workspace(workspace)
    returned = read_list(path, shown(path), times.today())
    with writing_ledger(folder, campaign_on_record(folder, returned.campaign)) as ledger:
        return _take(ledger, returned, shown(path), _day(wanted.on), folder.settings.sender.id)


def from_paper(workspace: Path | None, campaign: str, wanted: ByNumber) -> int:
    """A list on paper, as the organizer reads it out: by the numbers of its letters."""
    if wanted.every == (wanted.only is not None):
        raise UsageProblem("It is not said which letters.", "Say --all, or --only 12,17-20.")
    folder = open_workspace(workspace)
    with writing_ledger(folder, campaign_on_record(folder, campaign)) as ledger:
        known = recorded_campaign(folder, ledger, campaign)
        job = open_job(folder, known, ledger, wave=wanted.wave)
        wave = job.plan.wave
        inside = _inside(packets_of(ledger, known.id, wave), wanted.packet)
        numbers = {job.plan.parties(item): place for place, item in job.listed().items()}
        posted = _posted(inside, numbers, wanted)
        lines = tuple(
            Line(str(numbers.get(one, "")), one[0], "", one in posted, packet=wanted.packet)
            for one in inside
        )
        returned = Returned(known.id, wave, lines)
        return _take(ledger, returned, "", _day(wanted.on), folder.settings.sender.id)


def _inside(packets: Packets, number: int) -> Sequence[Parties]:
    if number not in packets.held:
        known = ", ".join(map(str, sorted(packets.held))) or "none"
        raise UsageProblem(f"There is no packet {number}.", f"Packets: {known}.")
    return [*packets.held[number]]


def _posted(
    inside: Sequence[Parties], numbers: Mapping[Parties, int], wanted: ByNumber
) -> frozenset[Parties]:
    named = asking.places(wanted.only or wanted.but or "") if wanted.only or wanted.but else ()
    ours = {numbers[one] for one in inside if one in numbers}
    if strange := sorted(set(named) - ours):
        raise UsageProblem(
            f"Packet {wanted.packet} has no letter {words.some([*map(str, strange)])}.",
            "The numbers are those of its list.",
        )
    return frozenset(one for one in inside if (numbers.get(one) in named) == bool(wanted.only))


# --- the record ----------------------------------------------------------------------------------


def _take(ledger: "SqlLedger", returned: Returned, shown_as: str, on: date | None, by: str) -> int:
    packets = packets_of(ledger, returned.campaign, returned.wave)
    statuses = ledger.statuses(returned.campaign, returned.wave)
    if not packets.held:
        raise UsageProblem(
            f"The record has no packets of {returned.campaign}, wave {returned.wave}.",
            "Is this the folder in which they were made?",
        )
    found = _Found(packets, statuses, shown_as)
    letters = {parties: line for line in returned.lines if (parties := found.letter(line))}
    if found.problems:
        raise InputInvalid(found.problems)
    posted = {parties: line for parties, line in letters.items() if line.posted}
    new = {parties: line for parties, line in posted.items() if statuses[parties] in _OUT}
    with ledger.together():
        for parties, line in new.items():
            key = LetterKey(returned.campaign, returned.wave, *parties)
            at = _moment(line.on or on)
            now = times.now()
            ledger.record(key, Status.POSTED, at=at, recorded_at=now, by=by, detail=line.note)
    left = sum(statuses.get(parties) in _OUT for parties in letters if parties not in posted)
    _tell(len(new), len(posted) - len(new), left, returned.lines)
    if left:
        console.say(f"Who has what: outreach packet list {returned.campaign}")
    return ExitStatus.DONE


class _Found:
    """The letters that the lines of a list mean; what is wrong is gathered."""

    def __init__(self, packets: Packets, statuses: Mapping[Parties, Status], shown_as: str) -> None:
        self.problems: list[Problem] = []
        self._packets = packets
        self._statuses = statuses
        self._shown = shown_as
        self._lines: dict[Parties, Line] = {}

    def letter(self, line: Line) -> Parties | None:
        """The letter of one line; None where it is none, or another line was its own."""
        inside = self._packets.held.get(line.packet, {})
        parties = next((one for one in inside if one[0] == line.recipient), None)
        for sentence, way_out in self._against(line, parties):
            self.problems.append(Problem(sentence, way_out, self._shown, line.line or None))
        if parties is None or parties in self._lines:
            return None
        self._lines[parties] = line
        return parties

    def _against(self, line: Line, parties: Parties | None) -> Iterator[tuple[str, str]]:
        if parties is None:
            yield (
                f"No letter to “{line.recipient}” was in packet {line.packet}.",
                "Is it the list of another packet? outreach packet list CAMPAIGN shows them.",
            )
            return
        before = self._lines.get(parties)
        if before and (before.posted, before.on) != (line.posted, line.on):
            sentence = f"The letter to “{line.recipient}” stands in line {before.line} already,"
            yield f"{sentence} and otherwise.", "Remove one of the two."
        status = self._statuses.get(parties)
        if line.posted and status not in (*_OUT, *POSTED):
            what = words.STATUS[status] if status else "not on record"
            yield (
                f"The letter to “{line.recipient}” cannot be posted: it is {what}.",
                f"outreach history --recipient {line.recipient} --events tells how that came.",
            )


def _tell(new: int, before: int, left: int, lines: Iterable[Line]) -> None:
    console.say(f"{words.count(new, 'letter') if new else 'No letter'} recorded as posted.")
    if before:
        console.say(f"{words.count(before, 'letter')} recorded before: nothing changed.")
    if left:
        console.say(f"{words.count(left, 'letter')} not posted yet.")
    for line in lines:
        if line.note:
            state = "" if line.posted else " (not posted)"
            console.say(f"  {line.number or line.recipient} {line.to}{state}: {line.note}")


def _day(text: str | None) -> date | None:
    day = times.day(text) if text else None
    if day and day > times.today():
        raise UsageProblem(f"{day} has not come yet.", "Give the day on which it happened.")
    return day


def _moment(day: date | None) -> datetime:
    """Noon of a day gone by, since the hour is not known."""
    now = times.now()
    return min(now, datetime.combine(day, time(12), UTC)) if day else now
