"""What in a list is worth a look and stops nothing, gathered row by row, said once for a list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

_SHOWN = 5


@dataclass(slots=True)
class Remarks:
    """Each with the line of its row: `guessed` (name, family name), `postcodes` (country, what was
    left out), `beyond_ascii` (e-mail address).
    """

    guessed: list[tuple[int, str, str]] = field(default_factory=list)
    postcodes: list[tuple[int, str, str]] = field(default_factory=list)
    beyond_ascii: list[tuple[int, str]] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        """One for each kind of remark."""
        if self.guessed:
            named = [f"“{name}” → {family} (line {line})" for line, name, family in self.guessed]
            yield (
                f"{_counted(self.guessed, 'family name is', 'family names are')} "
                f"a guess from the whole name: {_some(named)}. "
                "Fill in the columns given and family to be sure."
            )
        if self.postcodes:
            left = [f"{code} (line {line})" for line, _, code in self.postcodes]
            yield f"Hong Kong and Macao have no postcodes; left out: {_some(left)}."
        if self.beyond_ascii:
            named = [f"{address} (line {line})" for line, address in self.beyond_ascii]
            yield (
                f"A letter beyond a–z before the @ is taken only by mail servers "
                f"with SMTPUTF8, and many lack it: {_some(named)}. "
                "Look for a plain address, or another way to reach them."
            )


def _counted(items: Sequence[object], one: str, several: str) -> str:
    return f"1 {one}" if len(items) == 1 else f"{len(items):,} {several}"


def _some(named: Sequence[str]) -> str:
    more = f" and {len(named) - _SHOWN:,} more" if len(named) > _SHOWN else ""
    return ", ".join(named[:_SHOWN]) + more
