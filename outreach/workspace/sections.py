"""A table of a TOML or YAML document, asked key by key; what is wrong is gathered, not raised.

Each method takes a key and gives the value the model wants, or a default after noting a problem
with its line. Keys that nobody asked for are unknown: `finish` reports them with the nearest one.
"""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar

from outreach.errors import Problem
from outreach.workspace.documents import Document, Keys
from outreach.workspace.wording import break_in, day, span

Choice = TypeVar("Choice", bound=StrEnum)


class Section:
    """One table of a document. `problems` is shared by all sections of a file."""

    def __init__(
        self, document: Document, data: object, keys: Keys, problems: list[Problem]
    ) -> None:
        self._document = document
        self._keys = keys
        self._asked: dict[str, None] = {}
        self.problems = problems
        self._data: Mapping[str, object] = data if isinstance(data, Mapping) else {}
        if data is not self._data and data not in (None, ""):
            self._note(keys, f"{self._name(keys)} holds keys of its own.", "Give it some.")

    @classmethod
    def whole(cls, document: Document, problems: list[Problem]) -> "Section":
        return cls(document, document.data, (), problems)

    # --- the shape -----------------------------------------------------------------------------

    def __contains__(self, key: str) -> bool:
        self._asked[key] = None
        return self._data.get(key) is not None

    def names(self) -> Iterator[str]:
        """All keys, for a section in which the user chooses them."""
        for key in self._data:
            self._asked[key] = None
            yield key

    def section(self, key: str) -> "Section":
        """A table within this one, empty when it is not there."""
        value = self._value(key)
        return Section(self._document, value, (*self._keys, key), self.problems)

    def holds_section(self, key: str) -> bool:
        return isinstance(self._value(key), Mapping)

    def tables(self, key: str, plain: str) -> "tuple[Section, ...]":
        """A list of tables; a text stands for a table that gives `plain` alone."""
        value = self._value(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(
            Section(
                self._document,
                {plain: item} if isinstance(item, str) else item,
                (*self._keys, key, str(place)),
                self.problems,
            )
            for place, item in enumerate(items)
        )

    def line(self, key: str) -> int | None:
        return self._document.line((*self._keys, key))

    def item_lines(self, key: str) -> tuple[int, ...]:
        """Where each of the `texts` of a key stands."""
        value = self._value(key)
        items = value if isinstance(value, list) else [value]
        found = (
            self._document.line((*self._keys, key, str(place)))
            for place, item in enumerate(items)
            if item is not None and str(item).strip()
        )
        return tuple(line or 0 for line in found)

    def objection(self, key: str, sentence: str, way_out: str = "") -> None:
        """Note a problem at a key; `sentence` goes on after the key's name."""
        keys = (*self._keys, key) if key else self._keys
        self._note(keys, f"{self._name(keys)} {sentence}", way_out)

    def finish(self, above: Collection[str] = ()) -> None:
        """Report every key that nothing asked for. `above` are those of the file itself, which
        belong before its first table.
        """
        for key in self._data:
            if key in above and key not in self._asked:
                self.objection(key, "stands too low.", "Move it above the first line in [ ].")
            elif key not in self._asked:
                near = get_close_matches(key, self._asked, n=1, cutoff=0.5)
                way_out = f"Did you mean “{near[0]}”?" if near else self._known()
                self.objection(key, "is not known.", way_out)

    # --- values --------------------------------------------------------------------------------

    def given(self, key: str) -> object:
        """The value as the document has it; None where there is none."""
        return self._value(key)

    def text(self, key: str, default: str = "") -> str:
        """A text that may hold several lines."""
        match self._value(key):
            case None:
                return default
            case bool() as value:
                return "true" if value else "false"
            case str() | int() as value:
                return str(value).strip()
            case _:
                self.objection(key, "is not a text.", f'Write it as {key} = "…" or {key}: …')
                return default

    def one_line(self, key: str, default: str = "") -> str:
        """A text without line breaks and control characters."""
        value = self.text(key, default)
        if broken := break_in(value):
            self.objection(key, f"holds {broken}.", "Write it on one line.")
        return value

    def required(self, key: str, example: str) -> str:
        """A one-line text that must be there; `example` is a line that gives it."""
        value = self.one_line(key)
        if not value:
            self.objection(key, "is missing.", f"Write it, as in: {example}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a single text is a list of one."""
        value = self._value(key)
        items = value if isinstance(value, list) else [] if value is None else [value]
        if not all(isinstance(item, str | int) for item in items):
            self.objection(key, "is not a list of texts.", f'Write {key} = ["…", "…"].')
            return ()
        texts = (str(item).strip() for item in items)
        return tuple(text for text in texts if text)

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of one-line texts; one text of several lines does as well."""
        lines = tuple(line for text in self.texts(key) for line in text.split("\n"))
        if broken := next(filter(None, map(break_in, lines)), ""):
            self.objection(key, f"holds {broken}.", "Write each line as one text.")
        return tuple(line.strip() for line in lines if line.strip())

    def flag(self, key: str) -> bool:
        value = self._value(key)
        if value not in (None, True, False, "true", "false"):
            self.objection(key, "is neither true nor false.", f"Write {key} = true or false.")
        return value in (True, "true")

    def number(self, key: str, default: int, least: int, most: int) -> int:
        value = self._value(key)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.objection(
                key,
                f"is not a whole number from {least} to {most}.",
                f"Write it without quotation marks, such as {key} = {default}.",
            )
            return default
        return value

    def choice(self, key: str, kind: type[Choice], default: Choice) -> Choice:
        value = self.text(key, default.value)
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(f'"{item.value}"' for item in kind)
            self.objection(key, f"cannot be “{value}”.", f"Choose one of {known}.")
            return default

    def day(self, key: str) -> date | None:
        value = self._value(key)
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        if value in (None, ""):
            return None
        found = day(str(value))
        if found is None:
            self.objection(key, f"is not a day: “{value}”.", "Write it as 2026-01-31.")
        return found

    def span(self, key: str) -> timedelta | None:
        """A span of time, None when it is not given."""
        value = self.text(key)
        found = span(value)
        if value and found is None:
            self.objection(key, f"is not a span of time: “{value}”.", 'Write it as "14 days".')
        return found

    def _value(self, key: str) -> object:
        self._asked[key] = None
        return self._data.get(key)

    def _known(self) -> str:
        return f"Known here: {', '.join(self._asked)}." if self._asked else ""

    def _name(self, keys: Keys) -> str:
        return f"“{'.'.join(key for key in keys if not key.isdecimal())}”" if keys else "The file"

    def _note(self, keys: Keys, sentence: str, way_out: str) -> None:
        line = self._document.line(keys)
        self.problems.append(Problem(sentence, way_out, self._document.file, line))
