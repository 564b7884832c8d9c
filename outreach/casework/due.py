"""What there is to do this week, as values. Pure: nothing is read here and nothing asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from outreach.casework import birthdays
from outreach.casework.values import LetterOut, Received, Sort
from outreach.model.case import Case, Guarded, Pair

# A letter is shown a week before its day, unless more is asked for; from a week after it on, the
# promise has lapsed. Our choice.
WEEK = timedelta(days=7)
# As long as an address counts as fresh in the rule `recent-transfer` of data/facilities.
STAY_HOLDS = timedelta(days=45)
# A card that set out so long before a birthday, or later, is for that one. Our choice.
CARD_COUNTS = timedelta(days=60)


class DueKind(StrEnum):
    """See `Due` for what the dates of each mean."""

    RETURNED = "returned"
    NOT_POSTED = "not-posted"
    NOT_ANSWERED = "not-answered"
    PROMISE_LAPSED = "promise-lapsed"
    LETTER_DUE = "letter-due"
    NOBODY_WRITES = "nobody-writes"
    BIRTHDAY = "birthday"
    STAY_UNCONFIRMED = "stay-unconfirmed"


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to do for `person` of `case`, by `writer` where it is somebody's.

    `on` is when: the day a letter is or was due, the birthday. `since` is what it comes from: the
    last letter (None: none yet, and `on` counts from the promise), the day a letter was prepared,
    came or came back, the day on which somebody was last known to be at `facility`. `number` is
    the letter's, out or, for NOT_ANSWERED, the id of the one that came in.
    """

    kind: DueKind
    case: str
    person: str = ""
    writer: str = ""
    on: date | None = None
    since: date | None = None
    number: int = 0
    facility: str = ""


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """A case and what is guarded of it."""

    case: Case
    guarded: Guarded = Guarded()  # noqa: RUF009 frozen


def due(
    cases: Iterable[OpenedCase],
    pairs: Iterable[Pair],
    letters: Iterable[LetterOut],
    received: Iterable[Received],
    today: date,
    ahead: timedelta = WEEK,
) -> tuple[Due, ...]:
    """What to do from now on until `ahead`, in the order of `DueKind` and of the days; closed cases
    left out.
    """
    week = _Week(tuple(pairs), tuple(letters), tuple(received), today, ahead)
    found = [one for opened in cases if not opened.case.closed for one in week.of_case(opened)]
    kinds = list(DueKind)
    return tuple(
        sorted(
            found,
            key=lambda one: (
                kinds.index(one.kind),
                one.on or one.since or date.min,
                one.case,
                one.person,
                one.writer,
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class _Week:
    """Everything on record, asked person by person."""

    pairs: tuple[Pair, ...]
    letters: tuple[LetterOut, ...]
    received: tuple[Received, ...]
    today: date
    ahead: timedelta

    def of_case(self, opened: OpenedCase) -> Iterator[Due]:
        yield from self._stay(opened.case)
        for person in opened.case.people:
            mine = self._of_person(opened.case.id, person.id)
            yield from mine.not_posted()
            yield from mine.returned()
            yield from mine.not_answered()
            yield from mine.promises()
            yield from mine.nobody(opened.guarded.every)
            yield from mine.birthday(person.birthday)

    def _stay(self, case: Case) -> Iterator[Due]:
        stay = case.stay
        if stay is None and case.relay:
            return  # whoever hands letters on knows
        known = stay.seen_on if stay else None
        if known is None or self.today - known > STAY_HOLDS:
            place = stay.facility if stay else ""
            yield Due(DueKind.STAY_UNCONFIRMED, case.id, since=known, facility=place)

    def _of_person(self, case: str, person: str) -> "_Person":
        who = (case, person)
        return _Person(
            case,
            person,
            tuple(
                one for one in self.pairs if (one.case, one.person) == who and one.ended_on is None
            ),
            tuple(one for one in self.letters if (one.case, one.person) == who),
            tuple(one for one in self.received if (one.case, one.person) == who),
            self.today,
            self.ahead,
        )


@dataclass(frozen=True, slots=True)
class _Person:
    """One person: who promised to write, and what went and came."""

    case: str
    person: str
    pairs: tuple[Pair, ...]
    letters: tuple[LetterOut, ...]
    received: tuple[Received, ...]
    today: date
    ahead: timedelta

    def _due(
        self,
        kind: DueKind,
        writer: str = "",
        *,
        on: date | None = None,
        since: date | None = None,
        number: int = 0,
    ) -> Due:
        return Due(kind, self.case, self.person, writer, on, since, number)

    def _last(self, writer: str = "") -> date | None:
        """When the last letter set out, by one writer or by anybody."""
        days = (one.sent_on for one in self.letters if one.gone and writer in ("", one.writer))
        return max(filter(None, days), default=None)

    def _begun_since(self, day: date, writer: str = "") -> bool:
        """Whether a letter set out on a day or later and did not come back, or lies here ready."""
        return any(
            (one.sent_on or one.prepared_on) >= day or one.waiting
            for one in self.letters
            if one.waiting or (one.gone and not one.came_back)
            if writer in ("", one.writer)
        )

    def not_posted(self) -> Iterator[Due]:
        for one in self.letters:
            if one.waiting and one.prepared_on < self.today:
                since, number = one.prepared_on, one.number
                yield self._due(DueKind.NOT_POSTED, one.writer, since=since, number=number)

    def returned(self) -> Iterator[Due]:
        """Letters that came back, until one sets out again."""
        for one in self.letters:
            back = one.at.date()
            if one.came_back and not self._begun_since(back, one.writer):
                yield self._due(DueKind.RETURNED, one.writer, since=back, number=one.number)

    def not_answered(self) -> Iterator[Due]:
        """The latest letter from them to each writer, where none set out since."""
        latest = {one.writer: one for one in sorted(self.received, key=lambda one: one.on)}
        for writer, one in latest.items():
            if not self._begun_since(one.on, writer):
                yield self._due(DueKind.NOT_ANSWERED, writer, since=one.on, number=one.id)

    def promises(self) -> Iterator[Due]:
        for pair in self.pairs:
            last = self._last(pair.writer)
            on = max(last or pair.since, pair.since) + pair.every
            if any(one.waiting and one.writer == pair.writer for one in self.letters):
                continue  # it lies here and wants posting
            if self.today > on + WEEK:
                yield self._due(DueKind.PROMISE_LAPSED, pair.writer, on=on, since=last)
            elif self.today >= on - self.ahead:
                yield self._due(DueKind.LETTER_DUE, pair.writer, on=on, since=last)

    def nobody(self, every: timedelta | None) -> Iterator[Due]:
        """Nobody promised to write; those who write as often as they should without do as well."""
        last = self._last()
        if not self.pairs and not (every and last and self.today <= last + every):
            yield self._due(DueKind.NOBODY_WRITES, since=last)

    def birthday(self, birthday: str) -> Iterator[Due]:
        on = birthdays.coming(birthday, self.today, self.ahead)
        if on and not any(
            one.details.sort is Sort.CARD and (one.sent_on or one.prepared_on) > on - CARD_COUNTS
            for one in self.letters
            if one.gone or one.waiting
        ):
            yield self._due(DueKind.BIRTHDAY, on=on)
