"""Letters set in one PDF: what cannot be set, or stays too long, leaves the others alone."""

from collections.abc import Iterable, Mapping

from outreach.model.letter import Letter
from outreach.model.mailing import NotMade
from outreach.model.page import Checklist, Cover
from outreach.renderers.characters import fields
from outreach.renderers.missing import not_set, unprintable
from outreach.typesetting.press import CannotSet, End, Press

_TOO_LONG = "too long: "
# From one baseline to the next in a letter set tighter, in points; see letter.typ.
_TIGHT_LINE = 12.3


class Batch:
    """Letters by their number in it, from 0. `bad` are those that could not be made."""

    def __init__(self, press: Press, letters: Iterable[Letter], max_pages: int) -> None:
        self._press = press
        self._max_pages = max_pages
        self._sound = dict(enumerate(letters))
        self._tight: set[int] = set()
        self.bad: dict[int, NotMade] = {}
        self._refuse({at: no for at, letter in self._sound.items() if (no := unprintable(letter))})

    def pdf(self, cover: Cover | None = None, checklist: Checklist | None = None) -> bytes:
        """One PDF of the letters that can be made; empty where none can."""
        while self._sound:
            try:
                made = self._press.pdf(
                    [*self._sound.values()],
                    tight=[place for place, at in enumerate(self._sound) if at in self._tight],
                    cover=cover,
                    checklist=checklist,
                )
            except CannotSet as refusal:
                self._refuse(self._at_fault(refusal))
            else:
                if not (too_long := self._too_long()):
                    return made
                self._tighten_or_refuse(too_long)
        return b""

    # Private: how long letters are

    def _too_long(self) -> Mapping[int, End]:
        if not self._max_pages:
            return {}
        ends = zip(self._sound, self._press.ends(), strict=True)
        return {at: end for at, end in ends if end.page > self._max_pages}

    def _tighten_or_refuse(self, too_long: Mapping[int, End]) -> None:
        if loose := too_long.keys() - self._tight:
            self._tight |= loose
        else:
            self._refuse({at: self._by_how_much(at, end) for at, end in too_long.items()})

    def _by_how_much(self, at: int, end: End) -> NotMade:
        letter, most = self._sound[at], self._max_pages
        pages = "one page" if most == 1 else f"{most} pages"
        over = f"takes {end.page} pages"
        if end.page == most + 1:
            lines = max(1, round(end.down / _TIGHT_LINE))
            over = f"is about {lines} {'line' if lines == 1 else 'lines'} too long"
        reason = f"The letter {over} for {pages}, even in smaller type. Shorten its text."
        return NotMade(letter.recipient_id, letter.place, reason, "body")

    # Private: what the compiler refused

    def _refuse(self, refused: Mapping[int, NotMade]) -> None:
        self.bad.update(refused)
        for at in refused:
            del self._sound[at]

    def _at_fault(self, refusal: CannotSet) -> dict[int, NotMade]:
        """The letters that cannot be set by themselves, among those the refusal speaks of."""
        if len(self._sound) == 1:
            return {at: _no_letter(letter, refusal) for at, letter in self._sound.items()}
        suspects = {at: letter for at, letter in self._sound.items() if _is_meant(letter, refusal)}
        alone = {at: self._alone(letter) for at, letter in (suspects or self._sound).items()}
        refused = {at: no for at, no in alone.items() if no is not None}
        if not refused:
            raise refusal
        return refused

    def _alone(self, letter: Letter) -> NotMade | None:
        batch = Batch(self._press, [letter], 0)
        batch.pdf()
        return batch.bad.get(0)


def _no_letter(letter: Letter, refusal: CannotSet) -> NotMade:
    if refusal.objection.startswith(_TOO_LONG):
        reason = (
            "The address, or the sender's, does not fit where it shows through the window. "
            'Shorten its lines, or use [print] layout = "plain".'
        )
        return NotMade(letter.recipient_id, letter.place, reason, "envelope")
    return not_set(letter, refusal.characters, refusal.sentence)


def _is_meant(letter: Letter, refusal: CannotSet) -> bool:
    if refusal.objection.startswith(_TOO_LONG):
        return refusal.objection.removeprefix(_TOO_LONG) == str(letter.place)
    characters = set(refusal.characters)
    return any(not characters.isdisjoint(words) for _, words in fields(letter))
