"""A draft as the text of a letter template, and all that is to be said about it."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from outreach.drafts import demands as listed
from outreach.drafts.blanks import Blanks, Noted
from outreach.drafts.form import Found, taken_apart
from outreach.drafts.wording import Parts, markdown, plain
from outreach.drafts.written import Kind, Line, Written

# YAML reads these as they stand; everything else goes in quotation marks.
_PLAIN = re.compile(r"[^\W\d_][^:#\[\]{}\"'&*!|>%@`\\\n\u0085\u2028\u2029]*[^\W_.,;:]?[.]?")
PERSONAL = "{{ personal }}"  # where a writer's own paragraph goes; without one, nothing
_STEP = 4  # wide enough for a list below an item numbered 10
_NO_TEXTS = frozenset(("true", "false", "yes", "no", "on", "off", "null"))


@dataclass(frozen=True, slots=True)
class Draft:
    """`text` is the file of a template, whole.

    `form` is what its form says anew, `blanks` what was to be filled in, `lost` what is not carried
    over. `demands` are counted; `subject` is empty where none was found.
    """

    text: str
    subject: str
    demands: int
    form: tuple[Found, ...]
    blanks: tuple[Noted, ...]
    lost: tuple[str, ...]

    @property
    def open(self) -> tuple[str, ...]:
        """The variables that have yet to be given."""
        return tuple(dict.fromkeys(one.name for one in self.blanks if one.name.startswith("todo_")))


def draft_of(written: Written) -> Draft:
    """Sort a letter into form, blanks, demands and text, and write it as a template."""
    form = taken_apart(written.lines)
    blanks = Blanks()
    subject = plain(blanks.in_words(form.subject))
    body, items = _worded(listed.with_typed_numbers(form.body), blanks)
    variables = blanks.open
    if not subject:
        variables[blanks.variable("subject")] = ""
    head = "".join(_front_matter(subject or "{{ todo_subject }}", variables, items))
    return Draft(
        text=f"---\n{head}---\n{body}\n",
        subject=subject,
        demands=len(items),
        form=tuple(form.found),
        blanks=tuple(blanks.noted),
        lost=written.lost,
    )


def _front_matter(
    subject: str, variables: Mapping[str, str], items: Sequence[str]
) -> Iterator[str]:
    yield f"subject: {_yaml(subject)}\n"
    if variables:
        yield "# Blanks of the letter. No letter goes out while one of them has no value.\n"
        yield "variables:\n"
    for name, written in variables.items():
        yield f"  {name}:{_comment(written)}\n"
    if items:
        yield "demands:\n"
    for item in items:
        yield f"  - {_yaml(item)}\n"


def _yaml(text: str) -> str:
    """A text as YAML writes it; JSON's quotation is YAML's."""
    if _PLAIN.fullmatch(text) and text.casefold() not in _NO_TEXTS:
        return text
    return json.dumps(text, ensure_ascii=False)


def _comment(written: str) -> str:
    words = " ".join(written.split())
    return f"  # {words}" if words else ""


def _worded(lines: Sequence[Line], blanks: Blanks) -> tuple[str, list[str]]:
    """The body in Markdown, and the demands, in the order of the letter."""
    start, end = listed.found_in(lines) or (len(lines), len(lines))
    before = list(_blocks(lines[:start], blanks))
    items = [_one_line(markdown(blanks.in_words(item.words))) for item in lines[start:end]]
    after = list(_blocks(lines[end:], blanks))
    middle = ["{{ demands }}"] if items else []
    told = [*before, *middle, *after]
    if told and PERSONAL not in told:
        told.insert(len(before) + len(middle), PERSONAL)
    return "\n\n".join(told), items


def _blocks(lines: Sequence[Line], blanks: Blanks) -> Iterator[str]:
    """Paragraphs, with the items of one list in one block."""
    for listed_, group in groupby(lines, key=_is_listed):
        if listed_:
            yield "\n".join(_items(tuple(group), blanks))
        else:
            yield from (_paragraph(line, blanks.in_words(line.words)) for line in group)


def _is_listed(line: Line) -> bool:
    return line.kind in (Kind.NUMBERED, Kind.BULLETED)


def _paragraph(line: Line, parts: Parts) -> str:
    if line.kind is Kind.HEADING:
        return f"{'#' * line.level} {_one_line(markdown(parts, heading=True))}"
    lines = markdown(parts).split("\n")
    return "\n".join(f"> {one}" if line.kind is Kind.QUOTED else one for one in lines)


def _items(lines: Sequence[Line], blanks: Blanks) -> Iterator[str]:
    """Each item a line; one of a list within is set in below the text of the item it belongs to."""
    numbers: dict[int, int] = {}
    for line in lines:
        for deeper in [level for level in numbers if level > line.level]:
            del numbers[deeper]
        numbers[line.level] = numbers.get(line.level, 0) + 1
        mark = f"{numbers[line.level]}. " if line.kind is Kind.NUMBERED else "- "
        lead = " " * (_STEP * line.level)
        words = markdown(blanks.in_words(line.words))
        yield lead + mark + words.replace("\n", f"\n{lead}{' ' * len(mark)}")


def _one_line(text: str) -> str:
    return text.replace("\\\n", " ")
