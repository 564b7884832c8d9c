"""The names of a ledger's copies: `backups/ledger-20261122T101500Z.db`, after its own name."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "backups"

_STAMP = "%Y%m%dT%H%M%SZ"


def kept_beside(ledger: Path) -> tuple[Path, ...]:
    """The copies taken of a ledger, oldest first."""
    return tuple(path for _, _, path in _kept(ledger))


def _kept(ledger: Path) -> list[tuple[str, int, Path]]:
    """(time in the name, number among those of that time, path), oldest first."""
    ours = re.compile(rf"{re.escape(ledger.stem)}-(\d{{8}}T\d{{6}}Z)(?:-(\d+))?\.db")
    return sorted(
        (match[1], int(match[2] or 0), path)
        for path in (ledger.parent / FOLDER).glob("*.db")
        if (match := ours.fullmatch(path.name))
    )


def taken_at(copy: Path) -> datetime:
    """When a copy was taken, by its name."""
    return datetime.strptime(_stamp(copy), _STAMP).replace(tzinfo=UTC)


def over_days(copies: Sequence[Path], most: int, latest: int) -> tuple[Path, ...]:
    """Of copies, oldest first, those to keep so that they span days: the `latest` few, and of
    earlier days (UTC) the last one each; `most` together.
    """
    newest = copies[-latest:]
    known = {_day(one) for one in newest}
    of_days = {_day(one): one for one in copies[:-latest] if _day(one) not in known}
    return (*list(of_days.values())[latest - most :], *newest)


def _day(copy: Path) -> str:
    return _stamp(copy).partition("T")[0]


def _stamp(copy: Path) -> str:
    found = re.search(r"-(\d{8}T\d{6}Z)(?:-\d+)?\.db$", copy.name)
    if found is None:
        raise ValueError(f"{copy.name} is no copy's name")
    return found[1]


def next_name(ledger: Path, at: datetime) -> Path:
    """A name after all others: a clock set back must not make the newest copy the oldest."""
    stamp = at.astimezone(UTC).strftime(_STAMP)
    last, number = max(((time, number) for time, number, _ in _kept(ledger)), default=("", 0))
    name = f"{stamp}.db" if stamp > last else f"{last}-{number + 1}.db"
    return ledger.parent / FOLDER / f"{ledger.stem}-{name}"
