"""A field that has no value: false in a condition, replaceable by a default, never printed."""

from collections.abc import Iterable
from typing import Any

from jinja2 import Undefined


class Blank(Undefined):
    """What a known name stands for where a recipient, an occasion or a fact leaves it empty.

    It compares as an empty text and passes unchanged through every filter but `default`, so that
    whoever prints it learns which field was empty.
    """

    __slots__ = ()

    @property
    def called(self) -> str:
        """The name of the field."""
        return self._undefined_name or ""

    def __eq__(self, other: object) -> bool:
        return other == "" or isinstance(other, Blank)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __hash__(self) -> int:
        return hash("")

    def __lt__(self, other: Any) -> bool:  # type: ignore[override]
        return bool(_text(other) > "")

    def __le__(self, other: Any) -> bool:  # type: ignore[override]
        return bool(_text(other) >= "")

    def __gt__(self, other: Any) -> bool:  # type: ignore[override]
        return bool(_text(other) < "")

    def __ge__(self, other: Any) -> bool:  # type: ignore[override]
        return bool(_text(other) <= "")


def _text(other: Any) -> Any:
    return "" if isinstance(other, Blank) else other


def first_blank(values: Iterable[object]) -> Blank | None:
    """The first blank among values, if there is one."""
    return next((value for value in values if isinstance(value, Blank)), None)
