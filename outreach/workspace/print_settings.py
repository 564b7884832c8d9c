"""[print] and [letterhead] of outreach.toml: paper, layout, and the head of a group's letters."""

import re
from pathlib import Path

from outreach.model.settings import Letterhead, Paper, Printing
from outreach.workspace.sections import Section
from outreach.workspace.wording import is_file_name

# Where letters are printed on US Letter (Unicode CLDR, supplemental data, paperSize).
_LETTER_COUNTRIES = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
# The window envelopes of a country: see the layouts for where each measure is from.
_LAYOUTS = {
    (Paper.LETTER, "US"): "us-business",
    (Paper.LETTER, "CA"): "canada",
    (Paper.A4, "GB"): "a4-window",
    (Paper.A4, "HK"): "a4-window",
    (Paper.A4, "DE"): "din-5008-b",
    (Paper.A4, "CH"): "swiss-right",
}
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".svg"))
_FARTHEST = 50  # millimetres an address may be moved


def paper_in(country: str) -> Paper:
    """What is in a printer of that country."""
    return Paper.LETTER if country in _LETTER_COUNTRIES else Paper.A4


def layout_in(country: str, paper: Paper) -> str:
    """The layout for the window envelopes of a country, or plain."""
    return _LAYOUTS.get((paper, country), "plain")


def printing_of(section: Section, country: str, root: Path) -> Printing:
    """What [print] says; `country` is the sender's."""
    paper = section.choice("paper", Paper, paper_in(country))
    layout = section.one_line("layout", layout_in(country, paper)).removesuffix(".typ")
    if not is_file_name(layout):
        section.objection("layout", f"is not the name of a layout: “{layout}”.", _NAME_ALONE)
    printing = Printing(
        paper=paper,
        layout=layout,
        fold_marks=section.flag("fold_marks") if "fold_marks" in section else True,
        window_shift=_shift(section),
        duplex=section.flag("duplex"),
        pdf_a=section.flag("pdf_a"),
        docx_letterhead=_file(section, "docx_letterhead", frozenset((".docx",)), root),
    )
    section.finish()
    return printing


def letterhead_of(section: Section, root: Path) -> Letterhead:
    """What [letterhead] says; the logo's file is looked for, not yet read."""
    head = Letterhead(
        name=section.required("name", 'name = "Friends of Letters"'),
        lines=section.lines("lines"),
        color=_color(section),
        logo=_file(section, "logo", _PICTURES, root),
    )
    section.finish()
    return head


_NAME_ALONE = "Give the name without folder: a layout of your own lies beside the letters."


def _shift(section: Section) -> tuple[float, float]:
    written = section.texts("window_shift")
    if not written:
        return 0.0, 0.0
    try:
        right, down = (float(number) for number in written)
    except ValueError:
        right = down = float("nan")
    if not (abs(right) <= _FARTHEST and abs(down) <= _FARTHEST):
        section.objection(
            "window_shift",
            "is not two lengths in millimetres.",
            'Write how far to the right and down, such as ["2", "-1.5"].',
        )
        return 0.0, 0.0
    return right, down


def _color(section: Section) -> str:
    color = section.one_line("color", "#000000")
    if not _COLOR.fullmatch(color):
        section.objection("color", f"cannot be “{color}”.", 'Write it as "#004488".')
        return "#000000"
    return color


def _file(section: Section, key: str, kinds: frozenset[str], root: Path) -> Path | None:
    name = section.one_line(key)
    if not name:
        return None
    path = root / name
    if path.suffix.casefold() not in kinds:
        section.objection(key, f"cannot be “{name}”.", f"It ends in {', '.join(sorted(kinds))}.")
    elif not path.is_file():
        section.objection(key, f"is not there: “{name}”.", "Give its place from this folder.")
    else:
        return path
    return None
