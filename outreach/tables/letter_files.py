"""A letter as somebody has written it: text, Markdown or PDF, with what its pages tell."""

import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.errors import InputInvalid, Problem, UsageProblem
from outreach.model.correspondence import LetterPages
from outreach.model.settings import Paper
from outreach.model.stationery import SIZES
from outreach.tables.encodings import read_text

if TYPE_CHECKING:
    from pypdf import PageObject

_POINTS = 72 / 25.4
_TOLERANCE = 2.0  # millimetres
# Type in which less of a letter stands than this is a page number or a mark.
_WORTH_READING = 0.02
_MOST_PAGES = 200
_FRONT_MATTER = re.compile(r"\A---\s*\n(?P<head>.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_LANGUAGE = re.compile(r"^language:\s*[\"']?(?P<tag>[A-Za-z-]+)", re.MULTILINE)
_NUMBERED = re.compile(r"\s*\d{1,2}[.)、]\s*(?P<ask>\S.*)")
# A Chinese character counts as a word, as everywhere in that language.
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+(?:['’-][^\W\u3400-\u9fff]+)*")


@dataclass(frozen=True, slots=True)
class WrittenLetter:
    """The words of a letter; `language` where the file gives it, `asks` its numbered points."""

    text: str
    pages: LetterPages
    language: str = ""

    @property
    def asks(self) -> tuple[str, ...]:
        return tuple(_asks(self.text.split("\n")))


def read_letter(path: Path, shown: str) -> WrittenLetter:
    """Read a letter; raises UsageProblem, or InputInvalid with what is wrong with the file."""
    if not path.is_file():
        raise UsageProblem(f"There is no file {shown}.", "Name a letter: .md, .txt or .pdf.")
    if path.suffix.casefold() == ".pdf":
        return read_pdf(path.read_bytes(), shown)
    text = read_text(path, shown)
    head = _FRONT_MATTER.match(text)
    language = _LANGUAGE.search(head["head"]) if head else None
    body = text[head.end() :] if head else text
    if not body.strip():
        raise InputInvalid([Problem("The letter is empty.", "Write it first.", shown)])
    return WrittenLetter(body, LetterPages(words(body)), language["tag"] if language else "")


def words(text: str) -> int:
    """How many words; of Chinese, how many characters."""
    return sum(1 for _ in _WORD.finditer(text))


def _asks(lines: Sequence[str]) -> Iterator[str]:
    """The points of a numbered list, with the lines that go on from each."""
    asked: list[str] = []
    for line in (*lines, ""):
        found = _NUMBERED.match(line)
        if asked and (found or not line.strip()):
            yield " ".join(asked)
            asked = []
        if found:
            asked = [found["ask"].strip()]
        elif asked:
            asked.append(line.strip())


# --- PDF -----------------------------------------------------------------------------------------


def read_pdf(content: bytes, shown: str) -> WrittenLetter:
    """The words and pages of a PDF; raises InputInvalid."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        if len(reader.pages) > _MOST_PAGES:
            raise InputInvalid([Problem(f"It has {len(reader.pages)} pages.", "", shown)])
        sizes: Counter[float] = Counter()
        texts = tuple(_text(page, sizes) for page in reader.pages)
        paper = _paper(reader.pages[0]) if texts else None
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        way_out = "Save it as PDF again, without a password."
        raise InputInvalid([Problem("The PDF cannot be read.", way_out, shown)]) from error
    text = "\n".join(texts)
    if not text.strip():
        said = "No words can be read in the PDF: it is a picture of a letter."
        raise InputInvalid([Problem(said, "Give the text of the letter instead.", shown)])
    return WrittenLetter(text, LetterPages(words(text), texts, paper, _smallest(sizes)))


def _text(page: "PageObject", sizes: Counter[float]) -> str:
    """The words of a page; adds to `sizes` how many letters stand in each size of type."""

    def seen(text: str, page_at: Any, text_at: Any, _: Any, size: Any) -> None:
        letters = sum(map(str.isalnum, text))
        if letters:
            scale = math.hypot(text_at[2], text_at[3]) * math.hypot(page_at[2], page_at[3])
            sizes[round(float(size) * scale, 1)] += letters

    return page.extract_text(visitor_text=seen)


def _smallest(sizes: Counter[float]) -> float | None:
    enough = sizes.total() * _WORTH_READING
    return min((size for size, letters in sizes.items() if letters >= enough), default=None)


def _paper(page: "PageObject") -> Paper | None:
    measured = (float(page.mediabox.width) / _POINTS, float(page.mediabox.height) / _POINTS)
    for paper, size in SIZES.items():
        if all(abs(one - other) <= _TOLERANCE for one, other in zip(measured, size, strict=True)):
            return paper
    return None
