"""Numbered and bulleted lists: two definitions of nine levels, and an instance for each list."""

from collections.abc import Iterable

from outreach.renderers.docx_house import Lists
from outreach.renderers.docx_seed import DECLARATION, W

INDENT = 425  # twentieths of a point for each level: 7.5 mm
DEEPEST = 8  # Word knows nine levels
NUMBERED, BULLETED = 1, 2  # the definitions, and the instances the styles refer to

_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_BULLETS = ("•", "–", "·")


def lists_of_ours() -> Lists:
    """The lists of a document of ours, whose list styles count by these definitions."""
    return Lists(
        opening=f"{DECLARATION}<w:numbering {W}>{definitions()}{instances()}",
        closing="</w:numbering>",
        numbered=NUMBERED,
        bulleted=BULLETED,
        first=BULLETED + 1,
    )


def definitions(*, after: int = 0, linked: bool = True) -> str:
    """Both definitions, numbered after those that are there; `linked` to styles of ours."""
    styles = ("ListNumber", "ListBullet") if linked else ("", "")
    return _definition(
        after + NUMBERED,
        styles[0],
        [(_FORMATS[at % 3], f"%{at + 1}.") for at in range(DEEPEST + 1)],
    ) + _definition(
        after + BULLETED, styles[1], [("bullet", _BULLETS[at % 3]) for at in range(DEEPEST + 1)]
    )


def instances(*, after: int = 0, definitions_after: int = 0) -> str:
    """One instance of each definition, for the styles and the bullets."""
    return "".join(
        f'<w:num w:numId="{after + kind}">'
        f'<w:abstractNumId w:val="{definitions_after + kind}"/></w:num>'
        for kind in (NUMBERED, BULLETED)
    )


def _definition(number: int, style: str, texts: Iterable[tuple[str, str]]) -> str:
    levels = "".join(_level(level, form, text, style) for level, (form, text) in enumerate(texts))
    # The nsid tells Word that definitions differ.
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="{number:08X}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _level(level: int, form: str, text: str, style: str) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if style and level == 0 else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{INDENT * (level + 1)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
    )
