"""How much weighs against a letter, a list or a row of it."""

from enum import StrEnum


class Severity(StrEnum):
    """An error stops letters, a warning asks for a second look, a hint advises."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"
