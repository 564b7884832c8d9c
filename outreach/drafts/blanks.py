"""What a draft leaves to be filled in: [NAME], <<Office>>, ____, merge fields, highlighted words.

A blank becomes a field only where its meaning is sure: the name in “[NAME] was arrested” is not the
recipient's. Every other one becomes a variable without a value, and no letter goes out with that.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from outreach.drafts.blank_words import FILLER, OF_LIST, OFFICE, RECIPIENTS, WRITER
from outreach.drafts.written import BLANK_ENDS, COLUMN_BEGINS, PROMPT_BEGINS, Words, shown
from outreach.tables.slugs import slug

_LONGEST_MARKED = 80  # what is highlighted beyond that is stressed, not left blank
_BLANK = re.compile(
    rf"{COLUMN_BEGINS}(?P<column>[^{BLANK_ENDS}]*){BLANK_ENDS}"
    rf"|{PROMPT_BEGINS}(?P<prompt>[^{BLANK_ENDS}]*){BLANK_ENDS}"
    r"|\{\{\s*(?P<braces>\w[^{}\n]{0,60}?)\s*\}\}"
    r"|<<\s*(?P<angles>[^<>\n]{1,60}?)\s*>>"
    r"|«(?P<quoted>\w+(?:[ _]\w+){0,3})»"
    r"|\[\s*(?P<square>[^\[\]\n]{2,100}?)\s*\]"
    r"|<(?P<angle>[^\W\d][\w .'’-]{0,40}\w)>"
    r"|\{\s*(?P<brace>[^\W\d][^{}\n]{0,60}?)\s*\}"
    r"|(?P<line>_{3,}|\.{5,}|…{2,}|\bX{3,}\b)"
)
_NO_BLANK = re.compile(r"(?:sic|…|\.\.\.|[\d\s.,;:–-]+)", re.IGNORECASE)
_PERSONAL = re.compile(
    r"\b(?:personal|your (?:own )?(?:story|words|experience|reasons?))\b", re.IGNORECASE
)
_ADDRESSED = re.compile(
    r"(?:dear|minister|secretary|senator|excellency|honou?rable)\s+$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Blank:
    """A blank within words. `name` is a field, or a variable that has yet to be given."""

    words: Words
    name: str

    @property
    def is_open(self) -> bool:
        return self.name.startswith("todo_")


@dataclass(frozen=True, slots=True)
class Noted:
    """A blank to be told of: as it was written, where, and the field or variable for it."""

    written: str
    around: str
    name: str


@dataclass(slots=True)
class Blanks:
    """All blanks of a draft, in order."""

    noted: list[Noted] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    @property
    def open(self) -> dict[str, str]:
        """The variables that have yet to be given, and how their blanks were written."""
        told: dict[str, str] = {}
        for one in self.noted:
            if one.name.startswith("todo_"):
                told.setdefault(one.name, one.written)
        return told

    def in_words(self, words: tuple[Words, ...]) -> tuple[Words | Blank, ...]:
        """The words with their blanks taken out of them."""
        whole = "".join(part.text for part in words)
        parts: list[Words | Blank] = []
        done = 0
        for start, end, label, of_list in _spans(words, whole):
            parts += _cut(words, done, start)
            name = self._name(
                label,
                whole[:start],
                alone=whole.strip() == whole[start:end].strip(),
                of_list=of_list,
            )
            written = shown(whole[start:end])
            self.noted.append(Noted(written, _around(whole, start, end), name))
            parts.append(Blank(next(_cut(words, start, end)), name))
            done = end
        return (*parts, *_cut(words, done, len(whole)))

    def variable(self, label: str) -> str:
        """The variable for a blank, the same for the same words; each line to write on has its
        own.
        """
        key = label.casefold()
        if key and key in self._names:
            return self._names[key]
        stem = "todo_" + (slug(label).replace("-", "_")[:40].strip("_") or "blank")
        taken = set(self._names.values())
        numbered = (f"{stem}_{number}" for number in range(2, len(taken) + 3))
        name = next(one for one in (stem, *numbered) if one not in taken)
        self._names[key or f"\0{len(taken)}"] = name
        return name

    def _name(self, label: str, before: str, *, alone: bool, of_list: bool) -> str:
        if alone and _PERSONAL.search(label):
            return "personal"
        asked = _asked(label)
        if asked in WRITER:
            return WRITER[asked]
        if of_list and asked in OF_LIST:
            return OF_LIST[asked]
        words = asked.split()
        of_recipient = bool(RECIPIENTS & set(words)) or bool(_ADDRESSED.search(before))
        kept = " ".join(word for word in words if word not in RECIPIENTS and word != "s")
        if of_recipient and kept in ("name", "full name", "last name", "surname", "family name"):
            return "name" if kept in ("name", "full name") else "family"
        return OFFICE.get(asked) or self.variable(label)


def _spans(words: tuple[Words, ...], whole: str) -> Iterator[tuple[int, int, str, bool]]:
    """Start, end, label, and whether a list's column is meant; in order, none within another."""
    marked = list(_marked(words))
    for found in _BLANK.finditer(whole):
        kind = found.lastgroup or ""
        label = "" if kind == "line" else str(found[kind])
        overlaps = any(found.start() < end and start < found.end() for start, end in marked)
        if not overlaps and (kind in ("column", "prompt") or not _NO_BLANK.fullmatch(label)):
            marked.append((found.start(), found.end()))
    for start, end in sorted(marked):
        text = whole[start:end]
        found_in = _BLANK.search(text)
        kind = (found_in.lastgroup or "") if found_in else ""
        label = text if found_in is None else "" if kind == "line" else str(found_in[kind])
        yield start, end, label.strip(), kind == "column"


def _marked(words: tuple[Words, ...]) -> Iterator[tuple[int, int]]:
    at = 0
    start: int | None = None
    for part in (*words, Words("")):
        if part.marked and start is None:
            start = at
        elif not part.marked and start is not None:
            text = "".join(one.text for one in words)[start:at]
            lead = len(text) - len(text.lstrip())
            if 0 < len(text.strip()) <= _LONGEST_MARKED:
                yield start + lead, start + len(text.rstrip())
            start = None
        at += len(part.text)


def _cut(words: tuple[Words, ...], start: int, end: int) -> Iterator[Words]:
    at = 0
    for part in words:
        cut = part.text[max(0, start - at) : max(0, end - at)]
        at += len(part.text)
        if cut:
            yield replace(part, text=cut)


def _asked(label: str) -> str:
    """What a blank asks for, in small letters and without words like “insert”."""
    plain = re.sub(r"[\W_]+", " ", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", label)).casefold().split()
    return " ".join(word for word in plain if word not in FILLER)


def _around(whole: str, start: int, end: int) -> str:
    """The blank with a few words on either side."""
    before, after = whole[max(0, start - 25) : start], whole[end : end + 25]
    left = "…" if start > 25 else ""
    right = "…" if end + 25 < len(whole) else ""
    return " ".join(shown(f"{left}{before}{whole[start:end]}{after}{right}").split())
