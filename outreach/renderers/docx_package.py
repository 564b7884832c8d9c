"""The document a letter's words are put into, prepared once for a paper and a language."""

from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import docx
from docx.shared import Length, Mm

from outreach.model.settings import Paper
from outreach.renderers.docx_languages import Language
from outreach.renderers.docx_numbering import ListStart, numbering
from outreach.renderers.docx_runs import LinkTarget
from outreach.renderers.docx_seed import (
    CORE_PROPERTIES,
    DECLARATION,
    HEADER,
    OFFICE_RELATION,
    seed,
)
from outreach.renderers.docx_styles import add_styles
from outreach.renderers.docx_words import Words

_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_NUMBERING = "word/numbering.xml"
_HEADER = "word/header1.xml"
_CORE = "docProps/core.xml"
_OF_EACH_LETTER = {_DOCUMENT, _RELATIONS, _NUMBERING, _HEADER, _CORE}

_SIZES = {Paper.A4: (Mm(210), Mm(297)), Paper.LETTER: (Mm(215.9), Mm(279.4))}
_MARGIN = Mm(23)
_SHORT = 1200  # characters
# All that may stand in an address of the Web besides letters and digits.
_SAFE_IN_LINKS = "%-._~:/?#[]@!$&'()*+,;="


@dataclass(frozen=True, slots=True)
class Package:
    """A whole document but for its words.

    `shared` is an archive of the parts that are the same for every letter; `before` and `after`
    stand around the words, `relations` is the opening of the list that hyperlinks end.
    """

    shared: bytes
    language: Language
    before: str
    after: str
    relations: str

    def filled(self, words: Words, title: str, running_head: str) -> bytes:
        """One document with these words; the same bytes for the same words, at any time."""
        document = BytesIO()
        document.write(_with_references(self, words.lists, words.links, title))
        with ZipFile(document, "a") as archive:
            _put(archive, _DOCUMENT, f"{self.before}{words.xml}{self.after}")
            _put(archive, _HEADER, DECLARATION + HEADER % escape(running_head))
        return document.getvalue()


@lru_cache(maxsize=64)
def _with_references(
    package: Package, lists: tuple[ListStart, ...], links: tuple[LinkTarget, ...], title: str
) -> bytes:
    """The archive of all but the words. Letters of one template mostly have the same."""
    core = CORE_PROPERTIES % (escape(title), escape(package.language.tag))
    document = BytesIO()
    document.write(package.shared)
    with ZipFile(document, "a") as archive:
        _put(archive, _RELATIONS, f"{package.relations}{_hyperlinks(links)}</Relationships>")
        _put(archive, _NUMBERING, numbering(lists))
        _put(archive, _CORE, DECLARATION + core)
    return document.getvalue()


def prepare(paper: Paper, language: Language) -> Package:
    """Have python-docx build the document, and take it apart into what is shared and what not."""
    document = docx.Document(seed(language))
    section = document.sections[0]
    section.page_width, section.page_height = _SIZES[paper]
    section.left_margin = section.right_margin = _MARGIN
    section.top_margin = section.bottom_margin = _MARGIN
    section.header_distance = section.footer_distance = Mm(12.5)
    add_styles(document, language, Length(section.page_width - 2 * _MARGIN).twips)
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    before, body, after = parts[_DOCUMENT].partition("<w:body>")
    return Package(
        shared=_shared(parts),
        language=language,
        before=before + body,
        after=after,
        relations=parts[_RELATIONS].removesuffix("</Relationships>"),
    )


def _shared(parts: dict[str, str]) -> bytes:
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        for name, xml in parts.items():
            if name not in _OF_EACH_LETTER:
                _put(archive, name, xml)
    return package.getvalue()


def _put(archive: ZipFile, name: str, xml: str) -> None:
    """Without a `ZipInfo`, the archive would tell when it was made, and on what system."""
    part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    part.create_system = 0
    # To set up the compression of a short part takes longer than it is worth.
    part.compress_type = ZIP_DEFLATED if len(xml) > _SHORT else ZIP_STORED
    archive.writestr(part, xml.encode(), compresslevel=1)


def _hyperlinks(links: tuple[LinkTarget, ...]) -> str:
    """Word calls a document damaged whose links hold characters that no address may."""
    return "".join(
        f'<Relationship Id="{name}" Type="{OFFICE_RELATION}/hyperlink" '
        f"Target={quoteattr(quote(target, _SAFE_IN_LINKS, errors='replace'))} "
        'TargetMode="External"/>'
        for name, target in links
    )
