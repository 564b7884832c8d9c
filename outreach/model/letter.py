"""A letter, free of any format: a closed set of blocks and inlines.

A renderer is a `match` over these that ends in `assert_never`, so that a new kind of block fails
type checking in every renderer at once.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

# --- inlines -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Literal words; no line break in them."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Strong:
    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is an http, https or mailto URL."""

    target: str
    children: "tuple[Inline, ...]"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break within a paragraph."""


Inline = Text | Emphasis | Strong | Link | LineBreak

# --- blocks ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1 to 3."""

    level: int
    inlines: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    """Items are numbered from `start`."""

    items: "tuple[tuple[Block, ...], ...]"
    start: int = 1


@dataclass(frozen=True, slots=True)
class BulletList:
    items: "tuple[tuple[Block, ...], ...]"


@dataclass(frozen=True, slots=True)
class Quote:
    blocks: "tuple[Block, ...]"


@dataclass(frozen=True, slots=True)
class Divider:
    """A rule between parts of a letter."""


Block = Paragraph | Heading | NumberedList | BulletList | Quote | Divider

# --- the whole ---------------------------------------------------------------------------------


class Role(StrEnum):
    """What a part of a letter is; the order of parts is the letter's, not the renderer's."""

    RETURN_ADDRESS = "return-address"
    DATE = "date"
    INSIDE_ADDRESS = "inside-address"
    SALUTATION = "salutation"
    SUBJECT = "subject"
    CLOSE = "close"
    SIGNATURE = "signature"
    ENCLOSURES = "enclosures"
    COPY_MARK = "copy-mark"
    ADDRESSEE = "addressee"
    COPIES = "copies"


@dataclass(frozen=True, slots=True)
class Part:
    """Plain lines of the letter's form."""

    role: Role
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """The campaign's own words."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter to one recipient, ready for any format.

    `place` is its number in the list, from 1; `language` a BCP 47 tag; `envelope` the whole
    address block with the envelope name first; `return_address` the sender's name and address as
    far as the sender lets it be shown; `signature` the signatory's lines, and `by_hand` asks for
    room above them for a signature in ink. `date_text` is the date in the letter's language.
    `enclosures` and `copies` are the lines that note what goes along and who gets a copy;
    `copy_mark` stands at the head of such a copy. `addressee` follows 此致 at the end of a Chinese
    letter that names nobody at its head. `companion` is the same letter in a second language,
    `beside` it in a column of its own, or after it. `on_each_page` stands at the head of every
    page, the first one too: name and number of somebody in prison.
    """

    recipient_id: str
    place: int
    language: str
    subject: str
    dated: date
    date_text: str
    return_address: tuple[str, ...]
    envelope: tuple[str, ...]
    inside_address: tuple[str, ...]
    salutation: str
    body: tuple[Block, ...]
    close: str
    signature: tuple[str, ...]
    enclosures: tuple[str, ...] = ()
    by_hand: bool = False
    copies: tuple[str, ...] = ()
    copy_mark: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    companion: "Letter | None" = None
    beside: bool = False
    on_each_page: str = ""

    @property
    def title(self) -> str:
        """The subject, in both languages where the letter is in two."""
        subjects = (self.subject, self.companion.subject if self.companion else "")
        return " / ".join(dict.fromkeys(filter(None, subjects)))

    def on_paper(self) -> Iterator[Part | Body]:
        """The parts of a letter for the post, in order; empty parts are left out."""
        yield from self._lines(Role.COPY_MARK, self.copy_mark)
        if self.language.startswith("zh"):
            # A Chinese letter opens with its addressee; the date follows the signature.
            yield from self._lines(Role.RETURN_ADDRESS, self.return_address)
            yield from self._lines(Role.INSIDE_ADDRESS, self.inside_address)
        else:
            yield from self._lines(Role.RETURN_ADDRESS, self.return_address)
            yield from self._lines(Role.DATE, (self.date_text,))
            yield from self._lines(Role.INSIDE_ADDRESS, self.inside_address)
        yield from self.in_second_place()

    def in_second_place(self) -> Iterator[Part | Body]:
        """The parts of a companion on paper: address and sender stand above it already."""
        yield from self._words()
        if self.language.startswith("zh"):
            yield from self._lines(Role.DATE, (self.date_text,))
        yield from self._notes()

    def on_screen(self) -> Iterator[Part | Body]:
        """The parts of an e-mail, in order: its header already says from whom, to whom and when.

        The sender's address stands under the signature, since many offices set aside what comes
        without one.
        """
        yield from self._lines(Role.COPY_MARK, self.copy_mark)
        yield from self._without_subject()
        below = tuple(line for line in self.return_address if line not in self.signature)
        yield from self._lines(Role.RETURN_ADDRESS, below)
        yield from self._notes()

    def in_second_place_on_screen(self) -> Iterator[Part | Body]:
        """The parts of a companion in an e-mail."""
        yield from self._without_subject()
        yield from self._notes()

    def _without_subject(self) -> Iterator[Part | Body]:
        for part in self._words():
            if isinstance(part, Body) or part.role is not Role.SUBJECT:
                yield part

    def _notes(self) -> Iterator[Part | Body]:
        yield from self._lines(Role.ENCLOSURES, self.enclosures)
        yield from self._lines(Role.COPIES, self.copies)

    def _words(self) -> Iterator[Part | Body]:
        yield from self._lines(Role.SALUTATION, (self.salutation,))
        yield from self._lines(Role.SUBJECT, (self.subject,))
        yield Body(self.body)
        yield from self._lines(Role.CLOSE, (self.close,))
        yield from self._lines(Role.ADDRESSEE, self.addressee)
        yield from self._lines(Role.SIGNATURE, self.signature)

    @staticmethod
    def _lines(role: Role, lines: tuple[str, ...]) -> Iterator[Part]:
        shown = tuple(line for line in lines if line)
        if shown:
            yield Part(role, shown)
