"""Letters as PDF: a file each, or combined print runs."""

from collections.abc import Iterable, Iterator
from itertools import islice

from outreach.model.letter import Letter
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import Checklist, Cover, PageSetup
from outreach.renderers.pdf_batch import Batch
from outreach.typesetting.press import Press, pages
from outreach.typesetting.workers import in_order

# One compile of this many takes about 800 MB; joining finished PDFs would lose their tags.
LETTERS_IN_A_VOLUME = 600


class PdfRenderer:
    """Letters as tagged PDF (PDF/UA-1), typeset by Typst with fonts that come along with it."""

    media_type = "application/pdf"
    extension = "pdf"

    def __init__(self, setup: PageSetup) -> None:
        self._press = Press(setup)
        self._max_pages = setup.max_pages

    def each(self, letters: Iterable[Letter]) -> Iterator[Rendering | NotMade]:
        """One result for each letter, in order; several are in hand at once."""
        return in_order(self._make, letters)

    def run(
        self,
        letters: Iterable[Letter],
        volume: int = LETTERS_IN_A_VOLUME,
        *,
        cover: Cover | None = None,
        checklist: Checklist | None = None,
    ) -> Iterator[Rendering | NotMade]:
        """Print runs: combined PDFs of up to `volume` letters, each letter on a page of its own.

        A combined rendering has no recipient, and the number of its volume as its place. Letters
        that could not be made are yielded before the volume they are missing from. The cover stands
        before the first volume, and the checklist of a volume's own letters at its end.
        """
        coming = iter(letters)
        number = 1
        while taken := [*islice(coming, volume)]:
            batch = Batch(self._press, taken, self._max_pages)
            content = batch.pdf(cover if number == 1 else None, checklist)
            yield from (batch.bad[at] for at in sorted(batch.bad))
            if content:
                yield Rendering("", number, self.media_type, content, pages(content))
                number += 1

    def _make(self, letter: Letter) -> Rendering | NotMade:
        batch = Batch(self._press, [letter], self._max_pages)
        content = batch.pdf()
        return batch.bad.get(0) or Rendering(
            letter.recipient_id, letter.place, self.media_type, content, pages(content)
        )
