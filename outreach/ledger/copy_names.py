"""The names of a ledger's copies: `backups/ledger-20261122T101500Z.db`, after its own name."""

import re
from datetime import UTC, datetime
from pathlib import Path

FOLDER = "backups"


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


def next_name(ledger: Path, at: datetime) -> Path:
    """A name after all others: a clock set back must not make the newest copy the oldest."""
    stamp = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    last, number = max(((time, number) for time, number, _ in _kept(ledger)), default=("", 0))
    name = f"{stamp}.db" if stamp > last else f"{last}-{number + 1}.db"
    return ledger.parent / FOLDER / f"{ledger.stem}-{name}"
