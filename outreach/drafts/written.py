"""A letter as somebody wrote it, free of the file it came in."""

import re
from dataclasses import dataclass
from enum import StrEnum

# A blank that the file itself declares stands between these: the column of a mailing list, or a
# form field with its prompt.
COLUMN_BEGINS, PROMPT_BEGINS, BLANK_ENDS = "\ue000", "\ue001", "\ue002"
_SHOWN = str.maketrans({COLUMN_BEGINS: "«", PROMPT_BEGINS: "[", BLANK_ENDS: "»"})


def shown(text: str) -> str:
    """The text with declared blanks as a reader sees them in Word."""
    return re.sub(f"{PROMPT_BEGINS}([^{BLANK_ENDS}]*){BLANK_ENDS}", r"[\1]", text).translate(_SHOWN)


class Kind(StrEnum):
    TEXT = "text"
    HEADING = "heading"
    NUMBERED = "numbered"
    BULLETED = "bulleted"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that look the same; a line break within a paragraph is a newline.

    `link` is a web or mail address; `marked` words are highlighted.
    """

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `level` is that of a heading, from 1, or of a list, from 0; `style` is what
    the writer said it is, such as "salutation"; `place` counts paragraphs from 1.
    """

    words: tuple[Words, ...]
    kind: Kind = Kind.TEXT
    level: int = 0
    style: str = ""
    place: int = 0

    @property
    def text(self) -> str:
        """The plain words."""
        return "".join(part.text for part in self.words).strip()

    @property
    def stands_out(self) -> bool:
        """Whether it is a heading, or bold as a whole."""
        told = [part for part in self.words if part.text.strip()]
        return bool(told) and (self.kind is Kind.HEADING or all(part.strong for part in told))


@dataclass(frozen=True, slots=True)
class Written:
    """A whole letter; empty lines are kept, since they part blocks of an address.

    `lost` are sentences on what of the file is not in the lines. `language` is a BCP 47 tag, empty
    where the file does not tell.
    """

    lines: tuple[Line, ...]
    lost: tuple[str, ...] = ()
    language: str = ""
    title: str = ""
