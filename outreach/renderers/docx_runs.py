"""The words within a paragraph as runs: stretches of text that look the same."""

import re
from dataclasses import dataclass, field
from typing import assert_never
from xml.sax.saxutils import escape

from outreach.model.letter import Emphasis, Inline, LineBreak, Link, Strong, Text
from outreach.renderers.docx_languages import Language

LinkTarget = tuple[str, str]  # what the paragraphs call a hyperlink, and where it leads

LINE_BREAK = "<w:r><w:br/></w:r>"
_WORDS = '<w:t xml:space="preserve">'
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_RTL = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
_LTR = rf"(?:(?!{_RTL})[^\W\d_])"
_RIGHT_TO_LEFT = re.compile(_RTL)
# Words that run against the letter, with what stands between them.
_ISLANDS = {
    False: re.compile(rf"({_RTL}(?:[\W\d_]*{_RTL})*)"),
    True: re.compile(rf"({_LTR}(?:[\W\d_]*{_LTR})*)"),
}


@dataclass(frozen=True, slots=True)
class _Face:
    """How a run looks."""

    strong: bool = False
    emphasis: bool = False
    link: bool = False


_PLAIN = _Face()


@dataclass(slots=True)
class Runs:
    """Writes runs in a language, and keeps the links met on the way.

    `named`: it is not that of the document's styles, so that every run names it.
    """

    language: Language
    link_style: str
    _links: dict[str, str] = field(default_factory=dict)
    named: bool = False

    def in_language(self, language: Language) -> "Runs":
        """Runs of the same document in another language."""
        return Runs(language, self.link_style, self._links, named=True)

    @property
    def links(self) -> tuple[LinkTarget, ...]:
        """Every target once, in the order of the letter."""
        return tuple((name, target) for target, name in self._links.items())

    def of(self, inlines: tuple[Inline, ...]) -> str:
        """The runs of a paragraph of the letter's body."""
        return self._all(inlines, _PLAIN)

    def line(self, text: str) -> str:
        """The run of a plain line."""
        return self._text(text, _PLAIN)

    def _all(self, inlines: tuple[Inline, ...], face: _Face) -> str:
        return "".join(self._one(inline, face) for inline in inlines)

    def _one(self, inline: Inline, face: _Face) -> str:
        match inline:
            case Text(text):
                return self._text(text, face)
            case Emphasis(children):
                return self._all(children, _Face(face.strong, True, face.link))
            case Strong(children):
                return self._all(children, _Face(True, face.emphasis, face.link))
            case Link(target, children):
                name = self._links.setdefault(target, f"link{len(self._links)}")
                runs = self._all(children, _Face(face.strong, face.emphasis, True))
                return f'<w:hyperlink r:id="{name}" w:history="1">{runs}</w:hyperlink>'
            case LineBreak():
                return LINE_BREAK
            case _:
                assert_never(inline)

    def _text(self, text: str, face: _Face) -> str:
        if not runs_leftwards(text):
            return self._run(text, face, rtl=False)
        # Word needs to be told, run by run, which words run from right to left.
        whole = self.language.right_to_left
        pieces = enumerate(_ISLANDS[whole].split(text))
        return "".join(
            self._run(piece, face, rtl=(at % 2 == 0) == whole) for at, piece in pieces if piece
        )

    def _run(self, text: str, face: _Face, *, rtl: bool) -> str:
        # Word drops spaces at the edges unless told to keep them.
        words = escape(text).replace("\t", f"</w:t><w:tab/>{_WORDS}")
        return f"<w:r>{self._properties(text, face, rtl=rtl)}{_WORDS}{words}</w:t></w:r>"

    def _properties(self, text: str, face: _Face, *, rtl: bool) -> str:
        """Run properties, in the order that the format lays down."""
        han = self.language.chinese and _HAN.search(text) is not None
        if face is _PLAIN and not han and not rtl and not self.named:
            return ""
        # Chinese has no italics: what is stressed is bold. The hint sets marks that Latin and
        # Chinese share (quotation marks, dashes) in the Chinese font.
        properties = (
            (f'<w:rStyle w:val="{self.link_style}"/>' if face.link else "")
            + (f'<w:rFonts w:hint="eastAsia"{self._own_font()}/>' if han else "")
            + ("<w:b/><w:bCs/>" if face.strong or (face.emphasis and han) else "")
            + ("<w:i/><w:iCs/>" if face.emphasis and not han else "")
            + ("<w:rtl/>" if rtl else "")
            + (self._language_tag() if self.named else "")
        )
        return f"<w:rPr>{properties}</w:rPr>" if properties else ""

    def _own_font(self) -> str:
        return f' w:eastAsia="{self.language.east_asian_font[0]}"' if self.named else ""

    def _language_tag(self) -> str:
        own = self.language
        return (
            f'<w:lang w:val="{own.latin}" w:eastAsia="{own.east_asian}" '
            f'w:bidi="{own.complex_script}"/>'
        )


def runs_leftwards(text: str) -> bool:
    """Whether some of the words are in a script that runs from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None
