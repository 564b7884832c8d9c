"""A letter to one person: what its writer left in the editor, and what else stands on its pages."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from outreach.composing.bounds import LONGEST_TEMPLATE
from outreach.composing.dates import long_date
from outreach.composing.gaps import left_gaps
from outreach.composing.markdown import parse
from outreach.composing.pattern import Filling, all_filled, plain
from outreach.composing.sheet import PLACE
from outreach.errors import InputInvalid, Problem
from outreach.model.letter import Block, Heading, Letter, Paragraph, Strong

_GUIDANCE = re.compile(r"\{#.*?#\}", re.DOTALL)
# A salutation or a close is one short line that leads on to what follows it.
_LEADS_ON = re.compile(r"^\S.{0,78}[,，:：!！]$")
# "Happy birthday!" may be all there is; "Dear Ada," cannot.
_ADDRESSES = (",", "，", ":", "：")
# A Chinese letter ends with a wish.
_WISH = re.compile(r"^(?:[謹谨敬順顺此並并即]?祝|[此順顺即敬]?[頌颂]|此致).{0,30}$")


# A close in Latin letters whose comma was left out: a few words, one of them such as these, and
# nothing at their end that ends a sentence.
_FEW_WORDS = re.compile(r"[^\W\d_][\w'’-]*(?:,? (?:[\w'’-]+|&)){0,5}")
_OF_CLOSES = frozenset(
    (
        *("wishes", "regards", "love", "yours", "sincerely", "truly", "faithfully", "warmly"),
        *("greetings", "hugs", "solidarity", "friendship", "best", "care", "cheers", "hope"),
        *("thoughts", "respect", "grüße", "grüßen", "gruß", "herzlich", "cordialement"),
        *("amitiés", "amicalement", "abrazo", "abrazos", "saludos", "cariño"),
    )
)


@dataclass(frozen=True, slots=True)
class Words:
    """What the writer wrote. `salutation` and `close` are empty where no line stands for them."""

    salutation: str
    body: tuple[Block, ...]
    close: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is not the writer's words. `dated` is the day that stands on the letter; `on_each_page`
    the person's name and number, empty where the pages do without; `number` is of the letter.
    """

    language: str
    dated: date
    home_country: str
    return_address: tuple[str, ...]
    signature: str
    on_each_page: str
    number: int = 1


def without_guidance(text: str) -> str:
    """The text without what stands between {# and #}; its lines keep their numbers."""
    text = normalize("NFC", text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n"))
    return _GUIDANCE.sub(lambda found: "\n" * found[0].count("\n"), text)


def is_empty(text: str) -> bool:
    """Whether nothing is left once the guidance is gone."""
    return not without_guidance(text).strip()


def read_words(text: str, shown: str) -> Words:
    """What was written, as Markdown. Raises InputInvalid with all that stands against it."""
    text = without_guidance(text)
    problems = [*_faults(text, shown)]
    parsed = parse(PLACE.sub("", text)[: LONGEST_TEMPLATE + 1], lambda line: line + 1)
    problems += [
        Problem(f"{one.sentence}.", one.way_out, shown, one.line) for one in parsed.objections
    ]
    if problems:
        raise InputInvalid(problems)
    words = _parted(tuple(map(_without_heading, all_filled(parsed.blocks, Filling(())))))
    if not (words.body or words.close) and words.salutation[-1:] in _ADDRESSES:
        raise InputInvalid(
            [Problem("It says nothing but whom it is to.", "Write it first.", shown)]
        )
    return words


def _faults(text: str, shown: str) -> Iterator[Problem]:
    if not text.strip():
        yield Problem("The letter is empty.", "Write it first.", shown)
    if len(text) > LONGEST_TEMPLATE:
        yield Problem(f"It is longer than {LONGEST_TEMPLATE:,} characters.", "Shorten it.", shown)
    if "{#" in text:
        line = text.count("\n", 0, text.index("{#")) + 1
        yield Problem("This note to yourself has no end.", "End it with #}.", shown, line)
    for gap in left_gaps(text):
        yield Problem(
            f"“{gap.words}” is left to fill in.", "Write it, or take it out.", shown, gap.line
        )


def _without_heading(block: Block) -> Block:
    """A letter to one person has no headings: the words stand in bold."""
    return Paragraph((Strong(block.inlines),)) if isinstance(block, Heading) else block


def _parted(blocks: Sequence[Block]) -> Words:
    rest = list(blocks)
    salutation = _line(rest[0]) if rest else ""
    rest = rest[1:] if salutation else rest
    close = (_line(rest[-1]) or _wish(rest[-1])) if rest else ""
    if len(rest) > 1 or salutation:
        close = close or (_bare_close(rest[-1]) if rest else "")
    return Words(salutation, tuple(rest[:-1] if close else rest), close)


def _line(block: Block) -> str:
    """The words of a line that leads on; empty for any other block."""
    text = plain(block.inlines).strip() if isinstance(block, Paragraph) else ""
    return text if _LEADS_ON.match(text) else ""


def _wish(block: Block) -> str:
    text = plain(block.inlines).strip() if isinstance(block, Paragraph) else ""
    return text if _WISH.match(text) else ""


def _bare_close(block: Block) -> str:
    text = plain(block.inlines).strip() if isinstance(block, Paragraph) else ""
    words = re.split(r"[\s,]+", text.lower())
    return text if _FEW_WORDS.fullmatch(text) and not _OF_CLOSES.isdisjoint(words) else ""


def personal_letter(words: Words, around: Surroundings) -> Letter:
    """The letter, without subject and address: nobody opens a letter to a friend with those."""
    return Letter(
        recipient_id="",
        place=around.number,
        language=around.language,
        subject="",
        dated=around.dated,
        date_text=long_date(around.dated, around.language, around.home_country),
        return_address=around.return_address,
        envelope=(),
        inside_address=(),
        salutation=words.salutation,
        body=words.body,
        close=words.close,
        signature=(around.signature,),
        on_each_page=around.on_each_page,
    )


def card(words: Words, around: Surroundings) -> Letter:
    """A few words and a name: date and sender's address stand on the envelope alone."""
    return replace(personal_letter(words, around), date_text="", return_address=())
