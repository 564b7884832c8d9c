"""The numbered list that a letter leads to: its demands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from outreach.drafts.written import Kind, Line

_TYPED = re.compile(r"\(?(\d{1,2}|[a-z])[.)、]\s*(?=\S)")
_LEADS_ON = re.compile(
    r"(?:call|urge|ask|demand|request|appeal|implore|insist|must|should|fordere|bitte|demand|prie|"
    r"exhort|pid[eo]|solicit|exij|chied|促請|促请|要求|懇請|恳请|呼籲|呼吁)",
    re.IGNORECASE,
)
_FEWEST = 2


def with_typed_numbers(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines, with paragraphs that were numbered by hand as items of a list."""
    told = [line for line in lines if line.text]
    done: list[Line] = []
    at = 0
    while at < len(told):
        items = list(_counted(told[at:]))
        done += items or [told[at]]
        at += max(1, len(items))
    return tuple(done)


def _counted(lines: Sequence[Line]) -> Iterator[Line]:
    """Items of one list that was typed, from its first line on; none if it has but one."""
    items: list[Line] = []
    for line, mark in zip(lines, _marks(lines), strict=False):
        found = _TYPED.match(line.text)
        if line.kind is not Kind.TEXT or found is None or found[1] != mark:
            break
        items.append(_without(line, found.end()))
    if len(items) >= _FEWEST:
        yield from items


def _marks(lines: Sequence[Line]) -> Sequence[str]:
    first = _TYPED.match(lines[0].text)
    letters = first is not None and first[1] == "a"
    return "abcdefghijklmnopqrstuvwxyz" if letters else [str(n) for n in range(1, 100)]


def _without(line: Line, length: int) -> Line:
    """The item without the number in front of it, which may be a run of its own."""
    left = (
        length
        + len("".join(part.text for part in line.words))
        - len("".join(part.text for part in line.words).lstrip())
    )
    words = []
    for part in line.words:
        cut = min(left, len(part.text))
        left -= cut
        if part.text[cut:]:
            words.append(replace(part, text=part.text[cut:]))
    return replace(line, words=tuple(words), kind=Kind.NUMBERED, level=0)


def found_in(lines: Sequence[Line]) -> tuple[int, int] | None:
    """Where the demands begin and end: the only numbered list, or the one a call leads to."""
    lists = list(_lists(lines))
    called = [one for one in lists if one[0] and _LEADS_ON.search(lines[one[0] - 1].text)]
    if len(lists) == 1:
        return lists[0]
    return called[0] if called else None


def _lists(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Numbered lists of at least two items, without lists in them."""
    start = None
    for at, line in enumerate((*lines, Line(()))):
        listed = line.kind in (Kind.NUMBERED, Kind.BULLETED)
        if listed and start is None:
            start = at
        elif not listed and start is not None:
            items = lines[start:at]
            if len(items) >= _FEWEST and all(
                item.kind is Kind.NUMBERED and item.level == 0 for item in items
            ):
                yield start, at
            start = None
