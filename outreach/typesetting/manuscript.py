"""Letters as the plain JSON values that the layouts in `outreach/data/layouts` read."""

from collections.abc import Iterable
from typing import TypeAlias, assert_never

from outreach.model.letter import (
    Block,
    Body,
    BulletList,
    Divider,
    Emphasis,
    Heading,
    Inline,
    Letter,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    Part,
    Quote,
    Strong,
    Text,
)
from outreach.typesetting.fonts import families

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"


def manuscript(letter: Letter, *, tight: bool = False) -> dict[str, Json]:
    """All that a layout needs to set one letter; `tight` asks for smaller type and less space."""
    language, region = typst_language(letter.language)
    serif, sans = families(language, region)
    return {
        "language": language,
        "region": region,
        "serif": list(serif),
        "sans": list(sans),
        "place": letter.place,
        "addressee": _addressee(letter),
        "envelope": list(letter.envelope),
        "sender": list(letter.return_address),
        "tight": tight,
        "date": letter.date_text,
        "by_hand": letter.by_hand,
        "parts": [_part(part) for part in letter.on_paper()],
        "companion": _companion(letter.companion, tight=tight) if letter.companion else None,
        "beside": letter.beside,
        "on_each_page": _literal(letter.on_each_page),
    }


def _companion(letter: Letter, *, tight: bool) -> dict[str, Json]:
    """The same letter in its second language: what stands beside the first, or after it."""
    parts = [_part(part) for part in letter.in_second_place()]
    return {**manuscript(letter, tight=tight), "parts": [*parts]}


def title(letter: Letter) -> str:
    """The title of a document that holds the letter; PDF/UA asks for one."""
    return letter.title.strip() or _addressee(letter) or letter.recipient_id or _untitled(letter)


def _untitled(letter: Letter) -> str:
    """What a personal letter is called: a viewer shows the title, and lists of files keep it."""
    return "信" if letter.language.startswith("zh") else "Letter"


def _addressee(letter: Letter) -> str:
    """Who a further page names at its head; a Chinese address ends with the addressee."""
    lines = letter.inside_address or letter.addressee or letter.envelope[:1] or ("",)
    return lines[-1] if letter.language.startswith("zh") else lines[0]


# Typst takes a language and a region; for Chinese the region decides how punctuation is set.
_REGION_OF_SCRIPT = {"hant": "TW", "hans": "CN"}


def typst_language(tag: str) -> tuple[str, str | None]:
    """`zh-Hant` → `("zh", "TW")`, `en-GB` → `("en", "GB")`, `fr` → `("fr", None)`."""
    language, *further = tag.replace("_", "-").split("-")
    region = next((part.upper() for part in further if len(part) == 2), None)
    for part in further:
        region = region or _REGION_OF_SCRIPT.get(part.lower())
    return language.lower(), region


def _part(part: Part | Body) -> Json:
    match part:
        case Part(role, lines):
            return [role.value, [_literal(line) for line in lines]]
        case Body(blocks):
            return ["body", _blocks(_without_gaps(blocks))]
        case _:
            assert_never(part)


def _without_gaps(blocks: Iterable[Block]) -> Iterable[Block]:
    """Headings below the subject, none skipping a level, as PDF/UA asks of a document."""
    above = 1
    for block in blocks:
        if isinstance(block, Heading):
            above = min(block.level, above) + 1
            yield Heading(above, block.inlines)
        else:
            yield block


def _blocks(blocks: Iterable[Block]) -> list[Json]:
    return [_block(block) for block in blocks]


def _block(block: Block) -> Json:
    match block:
        case Paragraph(inlines):
            return ["p", _inlines(inlines)]
        case Heading(level, inlines):
            return ["h", level, _inlines(inlines)]
        case NumberedList(items, start):
            return ["ol", start, [_blocks(item) for item in items]]
        case BulletList(items):
            return ["ul", [_blocks(item) for item in items]]
        case Quote(blocks):
            return ["quote", _blocks(blocks)]
        case Divider():
            return ["rule"]
        case _:
            assert_never(block)


def _inlines(inlines: Iterable[Inline]) -> list[Json]:
    return [_inline(inline) for inline in inlines]


def _inline(inline: Inline) -> Json:
    match inline:
        case Text(text):
            return _literal(text)
        case Emphasis(children):
            return ["em", _inlines(children)]
        case Strong(children):
            return ["strong", _inlines(children)]
        case Link(target, children):
            return ["link", target, _inlines(children)]
        case LineBreak():
            return ["br"]
        case _:
            assert_never(inline)


def _literal(text: str) -> str:
    """Typst gives a tab no width at all."""
    return text.replace("\t", " ")
