"""How values are written in the user's files: spans of time, days, names, one-line texts."""

import re
from datetime import date, timedelta

from outreach.model.when import MonthOrYear, When

_MONTH_OR_YEAR = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)
_BREAKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NAME = re.compile(r"\w[^/\\:*?\"<>|\x00-\x1f\x7f]{0,98}(?<![ .])")
_KEY = re.compile(r"\w[\w+.-]{0,98}")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_SPAN = re.compile(r"(\d{1,5})\s*(day|week|month|year)s?", re.IGNORECASE)
# A month and a year as people mean them when they set a limit, not a calendar's.
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}


def break_in(text: str) -> str:
    """What a text that belongs on one line holds besides letters; empty when all is well."""
    found = _BREAKS.search(text)
    if found is None:
        return ""
    if found.group() in "\n\r\x0b\x0c\x85\u2028\u2029":
        return "a line break"
    return "a tab" if found.group() == "\t" else f"the control character U+{ord(found.group()):04X}"


def is_file_name(name: str) -> bool:
    """Whether a name can be a file's on every system, and stays in its folder."""
    return bool(_NAME.fullmatch(name)) and not _RESERVED.fullmatch(name)


def is_key(text: str) -> bool:
    """Whether a text can be the id of a campaign or a sender: one word, no colon, no slash."""
    return bool(_KEY.fullmatch(text))


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of an address written on one line, `PO Box 1 | 2 Main Street`."""
    return tuple(line.strip() for line in text.split("|") if line.strip())


def language_tag(text: str) -> str:
    """A language as BCP 47 writes it (`zh-Hant`, `en-GB`); empty when it is none."""
    if not _LANGUAGE.fullmatch(text):
        return ""
    first, *rest = text.replace("_", "-").split("-")
    return "-".join([first.lower(), *(_subtag(part) for part in rest)])


def _subtag(part: str) -> str:
    match len(part):
        case 2:
            return part.upper()
        case 4:
            return part.title()
        case _:
            return part.lower()


def span(text: str) -> timedelta | None:
    """“14 days”, “1 year”; None when it is not a span of time."""
    found = _SPAN.fullmatch(text.strip())
    if found is None:
        return None
    return timedelta(days=int(found.group(1)) * _DAYS[found.group(2).lower()])


def day(text: str) -> date | None:
    """A day as in 2026-01-31, with or without a time after it; None when it is not one."""
    try:
        return date.fromisoformat(text[:10]) if _is_day(text) else None
    except ValueError:
        return None


def when(text: str) -> When | None:
    """A day, “2026-01” or “2026”; None when it is none of these."""
    found = _MONTH_OR_YEAR.fullmatch(text.strip())
    if found is None:
        return day(text.strip())
    try:
        return MonthOrYear(int(found[1]), int(found[2] or 0))
    except ValueError:
        return None


def _is_day(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d(?:[T ][\d:.Z+-]*)?", text))
