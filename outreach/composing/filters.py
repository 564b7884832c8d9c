"""The filters and tests a letter may use: a whitelist, and nothing in it draws lots or grows.

A filter sees texts, numbers, dates and lists of these; blanks are kept away from it (see
`sandbox`). What it cannot do it says in a sentence.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from outreach.composing.blanks import Blank
from outreach.composing.bounds import Unfit, WrongValue, fitting, fitting_length

_WORD_START = re.compile(r"(?:^|(?<=[\s(\[{<\-–—]))\S")
_DIGITS = re.compile(r"[+-]?\d{1,15}")


def as_text(value: object) -> str:
    """A text or a number as words; anything else is refused."""
    if isinstance(value, str):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise Unfit("A text is wanted here, and this is something else", _TEXT_FROM_LIST)


_TEXT_FROM_LIST = "A list becomes text by the filter join: {{ tags | join(', ') }}."


def _items(value: object) -> list[Any]:
    if isinstance(value, list | tuple):
        return list(value)
    raise Unfit("A list is wanted here, and this is something else")


def _title(value: object) -> str:
    return _WORD_START.sub(lambda found: found.group().upper(), as_text(value).lower())


def _replace(value: object, old: str, new: str) -> str:
    text, old, new = as_text(value), as_text(old), as_text(new)
    if not old:
        raise Unfit("The filter replace has nothing to look for")
    fitting_length(len(text) + text.count(old) * (len(new) - len(old)))
    return text.replace(old, new)


def _join(value: object, separator: str = "") -> str:
    texts, separator = [as_text(item) for item in _items(value)], as_text(separator)
    fitting_length(sum(map(len, texts)) + len(separator) * len(texts))
    return separator.join(texts)


def _default(value: object, instead: object, boolean: bool = False) -> object:
    return instead if value in (None, "", []) or (boolean and not value) else value


def _first(value: Any) -> object:
    return _end(value, 0)


def _last(value: Any) -> object:
    return _end(value, -1)


def _end(value: Any, place: int) -> object:
    items = value if isinstance(value, str) else _items(value)
    if not items:
        raise Unfit("There is nothing in this list", "Ask before: {% if tags %} … {% endif %}.")
    return items[place]


def _length(value: Any) -> int:
    return len(value if isinstance(value, str) else _items(value))


def _sort(value: object, reverse: bool = False) -> list[Any]:
    return sorted(_items(value), key=_without_case, reverse=reverse)


def _unique(value: object) -> list[Any]:
    first: dict[Any, Any] = {}
    for item in _items(value):
        first.setdefault(_without_case(item), item)
    return list(first.values())


def _without_case(item: Any) -> Any:
    return item.casefold() if isinstance(item, str) else item


def _list(value: object) -> list[Any]:
    return list(value) if isinstance(value, str) else _items(value)


def _reverse(value: Any) -> object:
    return value[::-1] if isinstance(value, str) else _items(value)[::-1]


def _int(value: object, default: int | None = None) -> object:
    if isinstance(value, int | float):
        return int(value)
    text = as_text(value).strip().replace(",", "")
    if _DIGITS.fullmatch(text):
        return int(text)
    if default is None:
        raise WrongValue("is not a whole number")
    return default


def _whole(value: object) -> int:
    # With a text on its left, Python's % would be the formatting of texts.
    if isinstance(value, int):
        return value
    raise Unfit("Only a whole number can be tested for this", "Make one: {{ number | int }}.")


def _round(value: object, digits: int = 0) -> object:
    if not isinstance(value, int | float):
        raise Unfit("Only a number can be rounded", "Make one first: {{ share | int | round }}.")
    return fitting(round(value, digits) if digits else round(value))


def _date(value: object) -> date:
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(as_text(value).strip())
    except ValueError:
        raise WrongValue("is not a date", "Write it as 2026-11-22.") from None


FILTERS: Mapping[str, Callable[..., object]] = MappingProxyType(
    {
        "capitalize": lambda value: as_text(value).capitalize(),
        "count": _length,
        "d": _default,
        "date": _date,
        "default": _default,
        "first": _first,
        "int": _int,
        "join": _join,
        "last": _last,
        "length": _length,
        "list": _list,
        "lower": lambda value: as_text(value).lower(),
        "replace": _replace,
        "reverse": _reverse,
        "round": _round,
        "sort": _sort,
        "title": _title,
        "trim": lambda value: as_text(value).strip(),
        "unique": _unique,
        "upper": lambda value: as_text(value).upper(),
    }
)

# The only filters that see a blank.
TAKE_BLANKS = frozenset({"d", "default"})

TESTS: Mapping[str, Callable[..., bool]] = MappingProxyType(
    {
        "defined": lambda value: not isinstance(value, Blank),
        "divisibleby": lambda value, by: _whole(value) % _whole(by) == 0,
        "eq": lambda value, other: value == other,
        "equalto": lambda value, other: value == other,
        "even": lambda value: _whole(value) % 2 == 0,
        "ge": lambda value, other: value >= other,
        "gt": lambda value, other: value > other,
        "in": lambda value, among: value in among,
        "le": lambda value, other: value <= other,
        "lt": lambda value, other: value < other,
        "ne": lambda value, other: value != other,
        "odd": lambda value: _whole(value) % 2 == 1,
        "undefined": lambda value: isinstance(value, Blank),
    }
)
