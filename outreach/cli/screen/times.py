"""The clock, waiting for it, and times as the screen shows them: in UTC, or by the clock here."""

import time
import warnings
from datetime import UTC, date, datetime, tzinfo
from functools import cache

from outreach.errors import UsageProblem


def now() -> datetime:
    return datetime.now(UTC)


def rfc3339(at: datetime) -> str:
    """`2026-11-22T09:30:00Z` (RFC 3339)."""
    return at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def short(at: datetime) -> str:
    """`2026-11-22 09:30`, for a table."""
    return at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def day(text: str) -> date:
    """A day given on the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageProblem(f"{text!r} is not a day.", "Write it like 2026-11-22.") from None


def today() -> date:
    """The day where the user is."""
    return now().astimezone(home()).date()


def day_gone(on: str | None) -> date:
    """A day given for something that happened; today where none is."""
    found = day(on) if on else today()
    if found > today():
        raise UsageProblem(f"{found} has not come yet.", "Give the day on which it happened.")
    return found


# --- the time here -----------------------------------------------------------------------------


@cache
def home() -> tzinfo:
    """The time zone this computer is set to."""
    import tzlocal

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a computer that is set to none, which is UTC
            return tzlocal.get_localzone()
    except (KeyError, ValueError):  # set in two ways that differ, or to a name nobody knows
        return now().astimezone().tzinfo or UTC


def zone_name(zone: tzinfo) -> str:
    """`Europe/Berlin`, or as much as is known."""
    return str(getattr(zone, "key", "")) or zone.tzname(now()) or "local time"


def here(at: datetime) -> str:
    """`14:30 (UTC 13:30)`, by the clock here; with the day where it is not today."""
    day_here = today()
    local, utc = at.astimezone(home()), at.astimezone(UTC)
    if not local.utcoffset():
        return f"{_with_day(utc, day_here)} UTC"
    return f"{_with_day(local, day_here)} (UTC {_with_day(utc, local.date())})"


def _with_day(at: datetime, known: date) -> str:
    return f"{at:%H:%M}" if at.date() == known else f"{at:%Y-%m-%d %H:%M}"


# --- waiting -----------------------------------------------------------------------------------


def sleep(seconds: float) -> None:
    """Wait; Ctrl-C ends it with a KeyboardInterrupt."""
    time.sleep(seconds)


async def pause(seconds: float) -> None:
    """The same within a run."""
    import asyncio  # loaded already wherever this is awaited, and slow to load where it is not

    await asyncio.sleep(seconds)
