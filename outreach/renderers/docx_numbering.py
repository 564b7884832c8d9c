"""Numbered and bulleted lists: two definitions of nine levels, and an instance for each list."""

from collections.abc import Iterable

from outreach.renderers.docx_seed import DECLARATION, W

ListStart = tuple[int, int]  # the level of a numbered list, and its first number

INDENT = 425  # twentieths of a point for each level: 7.5 mm
DEEPEST = 8  # Word knows nine levels
NUMBERED, BULLETED = 1, 2  # the instances the styles refer to
FIRST_OF_LETTER = 3

_FORMATS = ("decimal", "lowerLetter", "lowerRoman")
_BULLETS = ("•", "–", "·")


def numbering(lists: Iterable[ListStart]) -> str:
    """`word/numbering.xml` for a letter with these numbered lists.

    A list of its own instance starts anew; without one, Word would count on from the list before.
    """
    instances = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{NUMBERED}"/>'
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        "</w:num>"
        for number, (level, start) in enumerate(lists, FIRST_OF_LETTER)
    )
    return f"{_DEFINITIONS}{instances}</w:numbering>"


def _definition(number: int, style: str, texts: Iterable[tuple[str, str]]) -> str:
    levels = "".join(_level(level, form, text, style) for level, (form, text) in enumerate(texts))
    # The nsid tells Word that the two definitions differ.
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="0000000{number}"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )


def _level(level: int, form: str, text: str, style: str) -> str:
    linked = f'<w:pStyle w:val="{style}"/>' if level == 0 else ""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{INDENT * (level + 1)}" w:hanging="{INDENT}"/></w:pPr></w:lvl>'
    )


def _instance(number: int) -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'


_DEFINITIONS = (
    f"{DECLARATION}<w:numbering {W}>"
    + _definition(
        NUMBERED, "ListNumber", [(_FORMATS[at % 3], f"%{at + 1}.") for at in range(DEEPEST + 1)]
    )
    + _definition(
        BULLETED, "ListBullet", [("bullet", _BULLETS[at % 3]) for at in range(DEEPEST + 1)]
    )
    + _instance(NUMBERED)
    + _instance(BULLETED)
)
