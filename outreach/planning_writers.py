"""The letters of many writers: who signs which letter, and who agreed to it.

What holds for a recipient whoever writes is planned once, in `planning`; here each writer gets a
letter to each recipient who is theirs. No writer is compared with recipients of other areas.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from outreach.composing.divisions import Seats
from outreach.errors import InputInvalid, Problem, RuleObjects
from outreach.model.campaign import Match, Way
from outreach.model.people import Signatory, Writer
from outreach.planning import LeftOut, Plan, Planned, Reason, Unmatched

# Above this many letters somebody meant something else, and a plan would take over 100 MB.
MOST_LETTERS = 500_000

# Says what a writer's consent lacks, as a clause; empty where it is whole.
Gap = Callable[[Writer], str]


def signed_by(plan: Plan, writer: Writer, gap: Gap) -> Plan:
    """The same letters, signed by one writer instead of the sender."""
    letters = _Letters(gap)
    for item in _in_order(plan):
        letters.add(item, writer, item.place)
    once = plan.signatory == ""
    return replace(
        plan,
        signatory="" if once else writer.id,
        planned=tuple(letters.planned),
        left_out=tuple(letters.left_out),
        writers=(writer,),
    )


def each_writes(plan: Plan, writers: Sequence[Writer], gap: Gap, only: str = "") -> Plan:
    """A letter from each writer to each recipient, or to each of their own representatives.

    Letters are numbered in the order of the writers, so that one who joins at the end changes no
    number. With `only`, the letters of the writer with that id alone.
    """
    candidates = [item for item in _in_order(plan) if _is_chosen(item)]
    whose = _Whose.of(plan, candidates, len(writers))
    letters, place = _Letters(gap), 0
    unmatched: list[Unmatched] = []
    unknown: list[Unmatched] = []
    for writer in writers:
        theirs = whose.recipients_of(writer)
        wanted = not only or writer.id == only
        if wanted and not theirs:
            unmatched.append(Unmatched(writer, whose.why_nobody(writer)))
        elif wanted and (kinds := whose.kinds_unknown(writer)):
            unknown.append(Unmatched(writer, f"no {' and no '.join(kinds)} is known"))
        for item in theirs:
            place += 1
            if wanted:
                letters.add(item, writer, place)
    return replace(
        plan,
        signatory=only or None,
        planned=tuple(letters.planned),
        left_out=tuple(letters.left_out),
        writers=tuple(one for one in writers if not only or one.id == only),
        unmatched=tuple(unmatched),
        district_unknown=tuple(unknown),
    )


def with_sender(writers: Iterable[Writer], sender: Signatory, file: str) -> Iterator[Writer]:
    """The writers, the sender among them as outreach.toml has them.

    Raises InputInvalid where a row has the sender's id and another name: the sender needs no
    consent, and nobody gets around theirs by an id.
    """
    for writer in writers:
        if writer.id != sender.id:
            yield writer
        elif writer.signatory.name.casefold() == sender.name.casefold():
            yield replace(writer, signatory=sender)
        else:
            sentence = f"The id “{sender.id}” is that of [sender], whose name is another one."
            way_out = "Give this writer another id, or write the same name."
            raise InputInvalid([Problem(sentence, way_out, file, writer.line)])


class _Letters:
    """Letters as they are planned, and those left out."""

    def __init__(self, gap: Gap) -> None:
        self.planned: list[Planned] = []
        self.left_out: list[LeftOut] = []
        self._gap = gap
        self._last: tuple[str, str] = ("", "")

    def add(self, item: Planned | LeftOut, writer: Writer, place: int) -> None:
        if isinstance(item, LeftOut):
            self.left_out.append(replace(item, place=place, writer=writer))
        elif item.way is Way.POST or not (gap := self._gap_of(writer)):
            self.planned.append(replace(item, place=place, writer=writer))
        elif item.recipient.address:
            by_hand = replace(item, place=place, writer=writer, way=Way.POST, by_hand=True)
            self.planned.append(by_hand)
        else:
            detail = (
                f"{gap}; so the letter is one to sign by hand, and the list gives no postal address"
            )
            self.left_out.append(LeftOut(item.recipient, place, Reason.NO_CONSENT, detail, writer))

    def _gap_of(self, writer: Writer) -> str:
        if self._last[0] != writer.id:
            self._last = writer.id, self._gap(writer)
        return self._last[1]


@dataclass(frozen=True, slots=True)
class _Whose:
    """Which recipients are a writer's; `seats` is None where everybody is."""

    everybody: Sequence[Planned | LeftOut]
    seats: Seats[Planned | LeftOut] | None

    @classmethod
    def of(cls, plan: Plan, candidates: Sequence[Planned | LeftOut], writers: int) -> "_Whose":
        campaign = plan.campaign
        if campaign.match is Match.DIVISION:
            seats = Seats.of((item.recipient.division, item) for item in candidates)
            if candidates and not seats:
                sentence = "No recipient has a division, and the campaign matches writers by it."
                way_out = 'Fill in the column `division`, or take out match = "division".'
                raise InputInvalid([Problem(sentence, way_out, campaign.file)])
            return cls((), seats)
        if (letters := len(candidates) * writers) > MOST_LETTERS:
            raise RuleObjects(
                f"{writers:,} writers to {len(candidates):,} recipients make {letters:,} letters; "
                f"a campaign takes {MOST_LETTERS:,}.",
                "Choose fewer recipients with `where`, or let each writer write to their own "
                'representatives: match = "division"',
            )
        return cls(candidates, None)

    def recipients_of(self, writer: Writer) -> Sequence[Planned | LeftOut]:
        if self.seats is None:
            return self.everybody
        found = self.seats.of_somebody_in(writer.divisions)
        return sorted(found, key=lambda item: item.place)

    def why_nobody(self, writer: Writer) -> str:
        if self.seats is None:
            return "the campaign chooses no recipient"
        if not writer.divisions:
            return "no division is given"
        if kinds := self.kinds_unknown(writer):
            return f"no {' and no '.join(kinds)} is known"
        return "nobody in the lists sits for where they live"

    def kinds_unknown(self, writer: Writer) -> tuple[str, ...]:
        return self.seats.kinds_unknown(writer.divisions) if self.seats else ()


def _in_order(plan: Plan) -> list[Planned | LeftOut]:
    return sorted((*plan.planned, *plan.left_out), key=lambda item: item.place)


def _is_chosen(item: Planned | LeftOut) -> bool:
    return isinstance(item, Planned) or item.reason is not Reason.NOT_SELECTED
