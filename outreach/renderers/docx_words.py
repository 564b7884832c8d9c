"""The words of one letter as WordprocessingML: the only part of a document made anew for each."""

from dataclasses import dataclass, field
from typing import assert_never

from outreach.model.letter import (
    Block,
    Body,
    BulletList,
    Divider,
    Heading,
    Letter,
    NumberedList,
    Paragraph,
    Part,
    Quote,
    Role,
)
from outreach.renderers.docx_house import House, ListStart
from outreach.renderers.docx_languages import Language, language_of
from outreach.renderers.docx_numbering import (
    DEEPEST,
    INDENT,
)
from outreach.renderers.docx_runs import LINE_BREAK, LinkTarget, Runs
from outreach.renderers.docx_styles import QUOTE_INDENT

STYLES = {
    Role.RETURN_ADDRESS: "Return Address",
    Role.DATE: "Date",
    Role.INSIDE_ADDRESS: "Inside Address",
    Role.SALUTATION: "Salutation",
    Role.SUBJECT: "Subject",
    Role.CLOSE: "Closing",
    Role.SIGNATURE: "Signature",
    Role.ENCLOSURES: "Enclosures",
    Role.COPIES: "Enclosures",
    Role.COPY_MARK: "Inside Address",
    Role.ADDRESSEE: "Inside Address",
}
_ROOM_FOR_INK = '<w:spacing w:before="960"/>'
_KEEP_NEXT = "<w:keepNext/>"

_Items = tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Words:
    """Paragraphs in XML, and what the document's other parts must hold for them."""

    xml: str
    lists: tuple[ListStart, ...]
    links: tuple[LinkTarget, ...]


def words_of(letter: Letter, language: Language, house: House) -> Words:
    """Everything a letter says, in the order it has on paper."""
    writer = _Writer(Runs(language, house.link), house, letter.by_hand)
    for part in letter.on_paper():
        writer.add(part)
    if second := letter.companion:
        writer.go_on_in(language_of(second.language, ""))
        for part in second.in_second_place():
            writer.add(part)
    return Words("".join(writer.paragraphs), tuple(writer.lists), writer.runs.links)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a block stands: in how many lists (-1: none) and quotes."""

    level: int = -1
    quotes: int = 0

    @property
    def list_within(self) -> "_Place":
        return _Place(min(self.level + 1, DEEPEST), self.quotes)

    @property
    def indent(self) -> int:
        return INDENT * (self.level + 1) + QUOTE_INDENT * self.quotes


@dataclass(slots=True)
class _Writer:
    runs: Runs
    house: House
    by_hand: bool
    paragraphs: list[str] = field(default_factory=list)
    lists: list[ListStart] = field(default_factory=list)

    def go_on_in(self, language: Language) -> None:
        """A rule, and below it another language."""
        self._block(Divider(), _Place())
        self.runs = self.runs.in_language(language)

    def add(self, part: Part | Body) -> None:
        match part:
            case Part(role, lines):
                room = _ROOM_FOR_INK if role is Role.SIGNATURE and self.by_hand else ""
                self._paragraph(STYLES[role], LINE_BREAK.join(map(self.runs.line, lines)), room)
            case Body(blocks):
                self._blocks(blocks, _Place())
                self._keep_last_with_next()
            case _:
                assert_never(part)

    def _blocks(self, blocks: tuple[Block, ...], place: _Place) -> None:
        before: Block | None = None
        for block in blocks:
            if isinstance(before, Paragraph) and isinstance(block, NumberedList | BulletList):
                self._keep_last_with_next()
            self._block(block, place)
            before = block

    def _block(self, block: Block, place: _Place) -> None:
        match block:
            case Paragraph(inlines):
                style, indent = _body_style(place)
                self._paragraph(style, self.runs.of(inlines), indent)
            case Heading(level, inlines):
                self._paragraph(f"Heading {level}", self.runs.of(inlines), _indent(place))
            case NumberedList(items, start):
                within = place.list_within
                self.lists.append((within.level, start))
                number = self.house.lists.first + len(self.lists) - 1
                self._items("List Number", number, items, within)
            case BulletList(items):
                self._items("List Bullet", self.house.lists.bulleted, items, place.list_within)
            case Quote(blocks):
                self._blocks(blocks, _Place(place.level, place.quotes + 1))
            case Divider():
                self._paragraph("Divider", "", _indent(place))
            case _:
                assert_never(block)

    def _items(self, style: str, number: int, items: _Items, place: _Place) -> None:
        counted = f'<w:numPr><w:ilvl w:val="{place.level}"/><w:numId w:val="{number}"/></w:numPr>'
        shape = ""
        if place.quotes:
            shape = f'<w:ind w:left="{place.indent}" w:hanging="{INDENT}"/>'
        for item in items:
            match item:
                case (Paragraph(inlines), *rest):
                    self._paragraph(style, self.runs.of(inlines), shape, counted)
                case rest:  # An item that opens with a list or a quote has its number alone.
                    self._paragraph(style, "", shape, counted)
                    self._keep_last_with_next()
            self._blocks(tuple(rest), place)

    def _paragraph(self, style: str, runs: str, shape: str = "", counted: str = "") -> None:
        """Properties stand in the order that the format lays down."""
        house = self.house
        self.paragraphs.append(
            f"<w:p><w:pPr>{house.styles[style]}{counted}{house.direction}{shape}</w:pPr>{runs}</w:p>"
        )

    def _keep_last_with_next(self) -> None:
        """Nothing that leads to a list or a close stands at the foot of a page without it."""
        if self.paragraphs and _KEEP_NEXT not in self.paragraphs[-1]:
            style, end, rest = self.paragraphs[-1].partition("/>")
            self.paragraphs[-1] = f"{style}{end}{_KEEP_NEXT}{rest}"


def _body_style(place: _Place) -> tuple[str, str]:
    """The style of a paragraph, and the indent that the style does not give it by itself."""
    if place.quotes:
        return "Quote", "" if place == _Place(-1, 1) else _indent(place)
    if place.level >= 0:
        return "List Continue", "" if place.level == 0 else _indent(place)
    return "Body Text", ""


def _indent(place: _Place) -> str:
    return f'<w:ind w:left="{place.indent}"/>' if place.indent else ""
