"""The words of a letter with the field each stands in, and characters no format can carry."""

from collections.abc import Callable, Iterable, Iterator
from typing import assert_never

from outreach.model.letter import (
    Block,
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
    Quote,
    Strong,
    Text,
)
from outreach.model.mailing import NotMade, Rendering
from outreach.typesetting.characters import named, unwritable_in


def one_by_one(
    letters: Iterable[Letter], make: Callable[[Letter], Rendering]
) -> Iterator[Rendering | NotMade]:
    """Make each letter as it is asked for; one that holds unwritable characters is not made."""
    for letter in letters:
        yield unwritable(letter) or make(letter)


def unwritable(letter: Letter) -> NotMade | None:
    """A refusal for the first character that no letter can hold in any format, if there is one."""
    for field, words in fields(letter):
        if found := unwritable_in(words):
            reason = f"The {field} holds {named(found)}, which cannot be written in a letter."
            return NotMade(letter.recipient_id, letter.place, reason, field)
    return None


def fields(letter: Letter) -> Iterator[tuple[str, str]]:
    """(field, words) for all that a reader of the letter may see, in the order of the letter."""
    yield from _lines("copy mark", letter.copy_mark)
    yield from _lines("return address", letter.return_address)
    yield "date", letter.date_text
    yield from _lines("inside address", letter.inside_address)
    yield "salutation", letter.salutation
    yield "subject", letter.subject
    for block in letter.body:
        for words in block_words(block):
            yield "body", words
    yield "close", letter.close
    yield from _lines("addressee", letter.addressee)
    yield from _lines("signature", letter.signature)
    yield from _lines("enclosures", letter.enclosures)
    yield from _lines("copies", letter.copies)
    yield from _lines("envelope", letter.envelope)
    if letter.on_each_page:
        yield "name and number", letter.on_each_page
    if letter.companion:
        yield from fields(letter.companion)


def _lines(field: str, lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for line in lines:
        yield field, line


def block_words(block: Block) -> Iterator[str]:
    """The words of a block, a string for each run of them; targets of links are not words."""
    match block:
        case Paragraph(inlines) | Heading(_, inlines):
            yield from inline_words(inlines)
        case NumberedList(items) | BulletList(items):
            for item in items:
                for part in item:
                    yield from block_words(part)
        case Quote(blocks):
            for part in blocks:
                yield from block_words(part)
        case Divider():
            return
        case _:
            assert_never(block)


def inline_words(inlines: tuple[Inline, ...]) -> Iterator[str]:
    """The words of inlines, a string for each run of them."""
    for inline in inlines:
        match inline:
            case Text(text):
                yield text
            case Emphasis(children) | Strong(children) | Link(_, children):
                yield from inline_words(children)
            case LineBreak():
                continue
            case _:
                assert_never(inline)
