"""DOCX letters a second, beside docxtpl's in the same run: `python tests/benchmarks/bench_docx.py`.

Rates are marginal: the time for many letters less the time for few, so that what is done once for
a run does not count for either. docxtpl gets fewer letters, to end within a minute.
"""

import importlib.util
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from io import BytesIO

import docx

from outreach.model.letter import Letter, NumberedList, Paragraph, Text
from outreach.model.mailing import Rendering
from outreach.model.page import PageSetup
from outreach.renderers.docx import DocxRenderer

ASKED = 20
ADDRESS = ("The Honourable Robin Sample, SC", "Secretary for Examples", "1 Sample Road", "SAMPLIA")
SENDER = ("Jane Roe", "12 Elm Street", "Toronto ON  M5V 2T6", "CANADA")
PARAGRAPHS = (
    "I am writing about the 64 people charged so far for what they said, wrote or sang in public.",
    "The right to hold opinions and to express them in peace is guaranteed by the covenant that "
    "your government signed and has promised to keep; those who use it commit no offence. " * 3,
    "I therefore call on you to:",
)
DEMANDS = (
    "Drop the charges against everyone prosecuted only for peaceful expression.",
    "Release those who are held, and give every detainee access to a lawyer of their choice.",
    "Set up an independent inquiry whose findings are published in full.",
)


def main() -> None:
    """Print both rates and their ratio."""
    if importlib.util.find_spec("docxtpl") is None:
        print("skipped: docxtpl is not installed (pip install docxtpl)")
        sys.exit(0)
    ours = marginal_rate(_render_ours, few=200, many=1200)
    theirs = marginal_rate(_render_with_docxtpl, few=10, many=60)
    print(f"outreach  {ours:8.0f} letters/s (1,200 less 200)")
    print(f"docxtpl   {theirs:8.0f} letters/s (60 less 10)")
    print(f"ratio     {ours / theirs:8.1f} (asked: {ASKED})")


def marginal_rate(render: Callable[[int], None], *, few: int, many: int, rounds: int = 5) -> float:
    """Letters a second beyond the first `few`, from the quickest of some rounds of each."""
    render(2)  # imports and caches
    seconds_for_few = min(_seconds(render, few) for _ in range(rounds))
    seconds_for_many = min(_seconds(render, many) for _ in range(rounds))
    return (many - few) / (seconds_for_many - seconds_for_few)


def _seconds(render: Callable[[int], None], count: int) -> float:
    """Of the processor: both are work for one, and a busy machine should not decide."""
    start = time.process_time()
    render(count)
    return time.process_time() - start


def _render_ours(count: int) -> None:
    for _ in DocxRenderer(PageSetup()).each(_letters(count)):
        pass


def _letters(count: int) -> Iterator[Letter]:
    demands = NumberedList(tuple((Paragraph((Text(demand),)),) for demand in DEMANDS))
    for place in range(1, count + 1):
        yield Letter(
            recipient_id=f"r{place}",
            place=place,
            language="en",
            subject="The people prosecuted for peaceful expression",
            dated=date(2026, 11, 22),
            date_text="22 November 2026",
            return_address=SENDER,
            envelope=ADDRESS,
            inside_address=(f"{ADDRESS[0]} {place}", *ADDRESS[1:]),
            salutation=f"Dear Secretary Sample {place},",
            body=(*(Paragraph((Text(words),)) for words in PARAGRAPHS), demands),
            close="Yours sincerely,",
            signature=("Jane Roe",),
        )


def _render_with_docxtpl(count: int) -> None:
    from docxtpl import DocxTemplate

    template = _docxtpl_template()
    for letter in _letters(count):
        template.seek(0)
        document = DocxTemplate(template)
        document.render({"letter": letter, "demands": DEMANDS}, autoescape=True)
        document.save(BytesIO())


def _docxtpl_template() -> BytesIO:
    """The same letter with docxtpl's tags, in a document of ours: leaner than one saved by Word."""
    (ours,) = DocxRenderer(PageSetup()).each(_letters(1))
    assert isinstance(ours, Rendering)
    document = docx.Document(BytesIO(ours.content))
    for paragraph in list(document.paragraphs):
        paragraph._element.getparent().remove(paragraph._element)
    for lines in ("return_address", "inside_address"):
        for at in range(len(ADDRESS)):
            document.add_paragraph(f"{{{{ letter.{lines}[{at}] }}}}")
    for field in ("date_text", "salutation", "subject"):
        document.add_paragraph(f"{{{{ letter.{field} }}}}")
    for at in range(len(PARAGRAPHS)):
        document.add_paragraph(f"{{{{ letter.body[{at}].inlines[0].text }}}}", "Body Text")
    document.add_paragraph("{%p for demand in demands %}")
    document.add_paragraph("{{ demand }}", "List Number")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{{ letter.close }}", "Closing")
    document.add_paragraph("{{ letter.signature[0] }}", "Signature")
    template = BytesIO()
    document.save(template)
    return template


if __name__ == "__main__":
    main()
