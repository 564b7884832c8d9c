"""How fast letters become PDF, as ratios within one run: python tests/benchmarks/bench_pdf.py

Separate files are measured as marginal rates (time for the larger number of letters less time for
the smaller one), so that starting up does not count. Beside this program's own renderer stand the
Typst compiler called directly, on one thread, with the same document; and WeasyPrint, where it is
installed, with the HTML of the same letter. What is compared takes turns, and the best of a few
rounds counts, since other programs may be at work on the same computer.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import typst

import outreach
from outreach.model.letter import Letter, NumberedList, Paragraph, Text
from outreach.model.mailing import Rendering
from outreach.model.page import PageSetup
from outreach.renderers.html import HtmlRenderer
from outreach.renderers.pdf import PdfRenderer
from outreach.typesetting import fonts
from outreach.typesetting.manuscript import manuscript
from outreach.typesetting.workers import workers

Make = Callable[[Sequence[Letter]], None]

LAYOUT = Path(outreach.__file__).parent / "data" / "layouts" / "plain.typ"
SENTENCE = "A peaceful assembly may not be dispersed only because it is unwelcome to somebody. "
DEMANDS = (
    "Drop the charges against everyone prosecuted only for peaceful expression.",
    "Release those who are held, and give every detainee access to a lawyer of their choice.",
    "Set up an independent inquiry whose findings are published in full.",
)


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def letter(number: int) -> Letter:
    """A letter of one page, about 250 words, no two alike."""
    return Letter(
        recipient_id=f"recipient-{number}",
        place=number,
        language="en",
        subject="The people prosecuted for peaceful expression",
        dated=date(2026, 11, 22),
        date_text="22 November 2026",
        return_address=("Jane Roe", "12 Elm Street", "Toronto ON  M5V 2T6", "CANADA"),
        envelope=(f"The Honourable Robin Sample {number}", f"{number} Sample Road"),
        inside_address=(f"The Honourable Robin Sample {number}", f"{number} Sample Road"),
        salutation=f"Dear Senator Sample {number},",
        body=(
            paragraph(f"I am writing about {number} people. " + SENTENCE * 4),
            paragraph(SENTENCE * 5),
            paragraph("I therefore call on you to:"),
            NumberedList(tuple((paragraph(demand),) for demand in DEMANDS)),
            paragraph(SENTENCE * 3),
        ),
        close="Yours sincerely,",
        signature=("Jane Roe",),
    )


# --- what is compared ----------------------------------------------------------------------------


def ours(letters: Sequence[Letter]) -> None:
    for made in PdfRenderer(PageSetup()).each(letters):
        assert isinstance(made, Rendering), made


def ours_combined(letters: Sequence[Letter]) -> None:
    (run,) = PdfRenderer(PageSetup()).run(letters)
    assert isinstance(run, Rendering), run


class Typst:
    """The compiler itself, with the inputs made beforehand and nothing checked or counted."""

    def __init__(self) -> None:
        self._compiler = typst.Compiler(
            LAYOUT, font_paths=[*fonts.folders()], ignore_system_fonts=True
        )
        setting = {"paper": "a4", "title": "Letters", "language": "en", "fold_marks": False}
        setting |= {"window_shift": [0, 0], "duplex": False, "letterhead": None, "measured": False}
        self._setting = json.dumps({**setting, "cover": None, "checklist": None})
        self._day = int(datetime(2026, 11, 22, tzinfo=UTC).timestamp())

    def one_by_one(self, letters: Sequence[Letter]) -> None:
        for one in letters:
            self.together([one])

    def together(self, letters: Sequence[Letter]) -> None:
        self._compiler.compile(
            format="pdf",
            sys_inputs={
                "letters": json.dumps([manuscript(one) for one in letters]),
                "setting": self._setting,
            },
            pdf_standards=["ua-1"],
            timestamp=self._day,
        )


def weasyprint() -> Make | None:
    """WeasyPrint on the HTML of the letters; None where it is not installed."""
    try:
        from weasyprint import HTML
    except ImportError:
        return None

    def make(letters: Sequence[Letter]) -> None:
        for page in HtmlRenderer(PageSetup()).each(letters):
            assert isinstance(page, Rendering), page
            HTML(string=page.content.decode()).write_pdf()

    return make


# --- how it is measured --------------------------------------------------------------------------


class Fresh:
    """Letters that no earlier measurement has seen, so that no cache has either."""

    def __init__(self) -> None:
        self._next = 1

    def letters(self, number: int) -> list[Letter]:
        start, self._next = self._next, self._next + number
        return [letter(n) for n in range(start, start + number)]


def seconds(make: Make, letters: Sequence[Letter]) -> float:
    start = time.perf_counter()
    make(letters)
    return time.perf_counter() - start


@dataclass(frozen=True, slots=True)
class Contender:
    """Something that makes letters, and the two numbers of letters it is measured with."""

    make: Make
    fewer: int
    more: int


def marginal_rates(contenders: Sequence[Contender], fresh: Fresh, rounds: int) -> list[float]:
    """For each, letters a second between the smaller and the larger number."""
    short = [float("inf")] * len(contenders)
    long = short.copy()
    for _ in range(rounds):
        for at, one in enumerate(contenders):
            short[at] = min(short[at], seconds(one.make, fresh.letters(one.fewer)))
            long[at] = min(long[at], seconds(one.make, fresh.letters(one.more)))
    return [
        (one.more - one.fewer) / (slow - fast)
        for one, fast, slow in zip(contenders, short, long, strict=True)
    ]


def say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


def separate(fresh: Fresh, fewer: int, more: int, rounds: int) -> None:
    contenders = [Contender(make, fewer, more) for make in (ours, Typst().one_by_one)]
    rate, own = marginal_rates(contenders, fresh, rounds)
    say(f"separate PDFs: {rate:.0f} letters/s on {workers()} threads")
    say(f"  Typst itself, one file at a time, one thread: {own:.0f}/s; ratio {rate / own:.2f}")


def against_weasyprint(fresh: Fresh, rounds: int) -> None:
    other = weasyprint()
    if other is None:
        say("WeasyPrint: not compared (pip install weasyprint)")
        return
    contenders = (Contender(ours, 50, 350), Contender(other, 2, 12))
    rate, slow = marginal_rates(contenders, fresh, 2 * rounds)
    say(f"WeasyPrint, one thread: {slow:.1f}/s; this program {rate:.0f}/s; ratio {rate / slow:.1f}")


def combined(fresh: Fresh, number: int, rounds: int) -> None:
    makes = (ours_combined, Typst().together)
    best = [float("inf")] * len(makes)
    for _ in range(rounds):
        for at, make in enumerate(makes):
            best[at] = min(best[at], seconds(make, fresh.letters(number)))
    rate, own = (number / time_taken for time_taken in best)
    say(f"one combined PDF of {number} letters: {rate:.0f} letters/s")
    say(f"  Typst itself, one compile: {own:.0f}/s; ratio {rate / own:.2f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fewer", type=int, default=200)
    parser.add_argument("--more", type=int, default=1200)
    parser.add_argument("--combined", type=int, default=535)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    fresh = Fresh()
    separate(fresh, options.fewer, options.more, options.rounds)
    against_weasyprint(fresh, options.rounds)
    combined(fresh, options.combined, options.rounds)


if __name__ == "__main__":
    main()
