"""The page a letter is set on, and the pages around a print run."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from outreach.model.settings import Letterhead, Paper


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that tells nothing of how it was taken. `kind` is png, jpeg or svg."""

    content: bytes
    kind: str


@dataclass(frozen=True, slots=True)
class PageSetup:
    """Paper in the printer, the country (ISO 3166-1 alpha-2) letters are posted from, and how they
    are laid out.

    `layout` is one of ours; `own_layout` a file of the group's own, which goes before it.
    `window_shift` moves an address to the right and down, in millimetres. `duplex` begins each
    letter of a run on a right-hand page. A letter longer than `max_pages` is set tighter, and
    refused when that is not enough; 0 is any length. `logo` is the letterhead's. `own_docx` is the
    group's Word file for letters as DOCX. `archival` asks for PDF/A-2a.
    """

    paper: Paper = Paper.A4
    home_country: str = ""
    layout: str = "plain"
    own_layout: Path | None = None
    fold_marks: bool = True
    window_shift: tuple[float, float] = (0.0, 0.0)
    duplex: bool = False
    max_pages: int = 0
    letterhead: Letterhead | None = None
    logo: Picture | None = None
    own_docx: Path | None = None
    archival: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page of a print run; `ruler` stands below a line of 100 mm.

    With `steps`, numbered, all of it is in large type, for somebody who does this for the first
    time. `names` are labels and what stands beside them; nothing is a line to write on.
    """

    title: str
    lines: tuple[str, ...]
    ruler: str
    names: tuple[tuple[str, str], ...] = ()
    steps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One letter on the checklist; `language` is a BCP 47 tag."""

    place: int
    name: str
    destination: str
    language: str


@dataclass(frozen=True, slots=True)
class Checklist:
    """The last page of a print run: what to tick for each letter. `rows` are by place, in the order
    of the letters; `size` is of the type, in points.
    """

    title: str
    lines: tuple[str, ...]
    number: str
    who: str
    where: str
    boxes: tuple[str, ...]
    rows: Mapping[int, Row] = field(default_factory=dict)
    size: int = 10
