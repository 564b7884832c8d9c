"""YAML as plain text with line numbers: no tags, no types, no surprises.

Every scalar is kept as it is written: `no` is the country Norway and not a falsehood, `64` is
"64", `2021-07-31` is "2021-07-31". Only an unquoted `null`, `~` or nothing is empty. The file is
read as a stream of events, so that nothing in it can make an object or call anything, and what
aliases (`*name`) repeat is counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

import yaml

from outreach.errors import InputInvalid, Problem
from outreach.tables.files import refused

_DEEPEST = 20
_MOST_REPEATED = 20_000
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. `line` counts from 1, here as below."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Listing:
    """Items in their order."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entries:
    """Keys and what they stand for; each key is there once."""

    pairs: tuple[tuple[Scalar, "Node"], ...]
    line: int


Node = Scalar | Listing | Entries


def read_yaml(text: str, shown: str, first_line: int = 1) -> Node | None:
    """The one document of a text that starts at `first_line` of its file; None when empty."""
    reading = _Reading(text, shown, first_line)
    node = reading.document()
    if reading.problems:
        raise InputInvalid(reading.problems)
    return node


class _Reading:
    def __init__(self, text: str, shown: str, first_line: int) -> None:
        self._events = _events(text, shown, first_line)
        self._shown = shown
        self._first_line = first_line
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._read = 0
        self._repeated = 0
        self.problems: list[Problem] = []

    def document(self) -> Node | None:
        node: Node | None = None
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if node is not None:
                    self._stop("A second document starts here.", "Keep one in a file.", event)
                node = self._node(next(self._events), 0)
        return node

    def _node(self, event: yaml.Event, depth: int) -> Node:
        if depth > _DEEPEST:
            self._stop("The entries are nested too deeply.", "", event)
        if isinstance(event, yaml.AliasEvent):
            return self._alias(event)
        before = self._read
        node = self._own_node(event, depth)
        self._read += 1
        if anchor := getattr(event, "anchor", None):
            self._anchors[anchor] = node, self._read - before
        return node

    def _own_node(self, event: yaml.Event, depth: int) -> Node:
        line = self._line(event)
        self._refuse_tag(event)
        match event:
            case yaml.ScalarEvent():
                plain = event.implicit[0] and event.value in _NOTHING
                return Scalar("" if plain else event.value, line)
            case yaml.SequenceStartEvent():
                return Listing(tuple(self._items(depth)), line)
            case _:
                return Entries(tuple(self._pairs(depth)), line)

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _pairs(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        seen: set[str] = set()
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, Scalar) or key.text == "<<":
                self._stop("A key is a single word.", "", event)
            elif key.text in seen:
                self._note(f"The key “{key.text}” is given twice.", "Remove one.", key.line)
            else:
                seen.add(key.text)
                yield key, value

    def _alias(self, event: yaml.AliasEvent) -> Node:
        name = event.anchor or ""
        if name not in self._anchors:
            self._stop(f"Nothing before this is named &{name}.", "", event)
        node, size = self._anchors[name]
        self._repeated += size
        self._read += size
        if self._repeated > _MOST_REPEATED:
            self._stop("Aliases (*name) repeat too much.", "Write the values out.", event)
        return node

    def _refuse_tag(self, event: yaml.Event) -> None:
        tag = getattr(event, "tag", None)
        if tag not in {None, "!", "tag:yaml.org,2002:str"}:
            written = tag.replace("tag:yaml.org,2002:", "!!")
            self._note(f"The tag {written} is not read.", "Take it out.", self._line(event))

    def _line(self, event: yaml.Event) -> int:
        return (event.start_mark.line if event.start_mark else 0) + self._first_line

    def _note(self, sentence: str, way_out: str, line: int) -> None:
        self.problems.append(Problem(sentence, way_out, self._shown, line))

    def _stop(self, sentence: str, way_out: str, event: yaml.Event) -> NoReturn:
        self._note(sentence, way_out, self._line(event))
        raise InputInvalid(self.problems)


def _events(text: str, shown: str, first_line: int) -> Iterator[yaml.Event]:
    try:
        yield from yaml.parse(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = None if mark is None else min(mark.line, text.count("\n")) + first_line
        words = f": {error.problem}" if error.problem else ""
        raise refused(shown, f"The YAML cannot be read here{words}.", _HINT, line) from error
    except yaml.YAMLError as error:
        raise refused(shown, f"The YAML cannot be read: {error}.", _HINT) from error


_HINT = "Put a text that holds “: ”, “#” or a quotation mark into quotation marks."
