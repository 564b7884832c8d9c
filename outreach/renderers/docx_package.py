"""The document a letter's words are put into, prepared once for a paper and a language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from urllib.parse import quote
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from docx.document import Document

from outreach.renderers.docx_house import House, ListStart
from outreach.renderers.docx_languages import Language
from outreach.renderers.docx_runs import LinkTarget
from outreach.renderers.docx_seed import CORE_PROPERTIES, DECLARATION, HEADER, OFFICE_RELATION
from outreach.renderers.docx_words import Words

# Stands in a prepared document where the words of a letter belong.
PLACE_OF_WORDS = "words"
DOCUMENT = "word/document.xml"
NUMBERING = "word/numbering.xml"
CORE = "docProps/core.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_HEADER = "word/header1.xml"
_OF_EACH_LETTER = frozenset((DOCUMENT, _RELATIONS, NUMBERING, CORE))

_SHORT = 1200  # bytes
# All that may stand in an address of the Web besides letters and digits.
_SAFE_IN_LINKS = "%-._~:/?#[]@!$&'()*+,;="


@dataclass(frozen=True, slots=True, eq=False)
class Package:
    """A whole document but for its words.

    `shared` is an archive of the parts that are the same for every letter; `before` and `after`
    stand around the words, `relations` is the opening of the list that hyperlinks end. A
    `running_head` stands on further pages, unless a group's own file says what does.
    """

    shared: bytes
    language: Language
    house: House
    before: str
    after: str
    relations: str
    running_head: bool

    def filled(self, words: Words, title: str, running_head: str) -> bytes:
        """One document with these words; the same bytes for the same words, at any time."""
        document = BytesIO()
        document.write(_with_references(self, words.lists, words.links, title))
        with ZipFile(document, "a") as archive:
            _put(archive, DOCUMENT, f"{self.before}{words.xml}{self.after}")
            if self.running_head:
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
        _put(archive, NUMBERING, package.house.lists.xml(lists))
        _put(archive, CORE, DECLARATION + core)
    return document.getvalue()


def taken_apart(
    document: Document, language: Language, house: House, *, running_head: bool
) -> Package:
    """A document with a comment at the place of its words, as what is shared and what is not."""
    saved = BytesIO()
    document.save(saved)
    with ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    before, _, after = parts[DOCUMENT].decode().partition(f"<!--{PLACE_OF_WORDS}-->")
    left_out = _OF_EACH_LETTER | {_HEADER} if running_head else _OF_EACH_LETTER
    return Package(
        shared=_archive({name: part for name, part in parts.items() if name not in left_out}),
        language=language,
        house=house,
        before=before,
        after=after,
        relations=parts[_RELATIONS].decode().removesuffix("</Relationships>"),
        running_head=running_head,
    )


def _archive(parts: Mapping[str, bytes]) -> bytes:
    package = BytesIO()
    with ZipFile(package, "w") as archive:
        for name, content in parts.items():
            _put(archive, name, content)
    return package.getvalue()


def _put(archive: ZipFile, name: str, content: str | bytes) -> None:
    """Without a `ZipInfo`, the archive would tell when it was made, and on what system."""
    part = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
    part.create_system = 0
    # To set up the compression of a short part takes longer than it is worth.
    part.compress_type = ZIP_DEFLATED if len(content) > _SHORT else ZIP_STORED
    archive.writestr(part, content, compresslevel=1)


def _hyperlinks(links: tuple[LinkTarget, ...]) -> str:
    """Word calls a document damaged whose links hold characters that no address may."""
    return "".join(
        f'<Relationship Id="{name}" Type="{OFFICE_RELATION}/hyperlink" '
        f"Target={quoteattr(quote(target, _SAFE_IN_LINKS, errors='replace'))} "
        'TargetMode="External"/>'
        for name, target in links
    )
