"""Times as the record shows them: always UTC."""

from datetime import UTC, date, datetime

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
