"""Letters as PDF: a file each, or combined print runs."""

from collections.abc import Iterable, Iterator
from itertools import islice

from outreach.model.letter import Letter
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import PageSetup
from outreach.renderers.characters import fields
from outreach.renderers.missing import not_set, unprintable
from outreach.typesetting.press import CannotSet, Press, pages
from outreach.typesetting.workers import in_order

# One compile of this many takes about 800 MB; joining finished PDFs would lose their tags.
LETTERS_IN_A_VOLUME = 600


class PdfRenderer:
    """Letters as tagged PDF (PDF/UA-1), typeset by Typst with fonts that come along with it."""

    media_type = "application/pdf"
    extension = "pdf"

    def __init__(self, setup: PageSetup) -> None:
        self._press = Press(setup.paper)

    def each(self, letters: Iterable[Letter]) -> Iterator[Rendering | NotMade]:
        """One result for each letter, in order; several are in hand at once."""
        return in_order(self._make, letters)

    def run(
        self, letters: Iterable[Letter], volume: int = LETTERS_IN_A_VOLUME
    ) -> Iterator[Rendering | NotMade]:
        """Print runs: combined PDFs of up to `volume` letters, each letter on a page of its own.

        A combined rendering has no recipient, and the number of its volume as its place. Letters
        that could not be made are yielded before the volume they are missing from.
        """
        coming = iter(letters)
        number = 1
        while taken := [*islice(coming, volume)]:
            bad = {
                at: refused for at, letter in enumerate(taken) if (refused := unprintable(letter))
            }
            sound = {at: letter for at, letter in enumerate(taken) if at not in bad}
            content = self._combined(sound, bad)
            yield from (bad[at] for at in sorted(bad))
            if content:
                yield Rendering("", number, self.media_type, content, pages(content))
                number += 1

    def _make(self, letter: Letter) -> Rendering | NotMade:
        if refused := unprintable(letter):
            return refused
        try:
            content = self._press.pdf([letter])
        except CannotSet as refusal:
            return not_set(letter, refusal.characters, refusal.sentence)
        return Rendering(
            letter.recipient_id, letter.place, self.media_type, content, pages(content)
        )

    def _combined(self, sound: dict[int, Letter], bad: dict[int, NotMade]) -> bytes:
        """One PDF of the letters that can be set; those that cannot move from `sound` to `bad`."""
        while sound:
            try:
                return self._press.pdf([*sound.values()])
            except CannotSet as refusal:
                refused = self._refused(sound, refusal)
                bad.update(refused)
                for at in refused:
                    del sound[at]
        return b""

    def _refused(self, letters: dict[int, Letter], refusal: CannotSet) -> dict[int, NotMade]:
        """The letters that cannot be set by themselves, among those the refusal speaks of."""
        characters = set(refusal.characters)
        suspects = {at: letter for at, letter in letters.items() if _holds(letter, characters)}
        alone = {at: self._make(letter) for at, letter in (suspects or letters).items()}
        refused = {at: made for at, made in alone.items() if isinstance(made, NotMade)}
        if not refused:
            raise refusal
        return refused


def _holds(letter: Letter, characters: set[str]) -> bool:
    return any(not characters.isdisjoint(words) for _, words in fields(letter))
