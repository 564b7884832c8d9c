"""A text file that starts with YAML, such as a letter template."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.tables.encodings import read_text
from outreach.tables.plain_yaml import Entries, Listing, Node, Scalar, read_yaml
from outreach.workspace.documents import Document, Keys


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """A text file that starts with YAML between two lines of `---`; lines count from 1."""

    document: Document
    body: str
    body_line: int


def read_front_matter(path: Path, shown: str) -> FrontMatter:
    """Read a text file with front matter; the body keeps its lines."""
    lines = read_text(path, shown).split("\n")
    if lines[0].strip() != "---":
        raise InputInvalid([_no_front_matter(shown)])
    end = next((place for place in range(1, len(lines)) if lines[place].rstrip() == "---"), None)
    if end is None:
        raise InputInvalid(
            [Problem("The front matter is not closed.", "End it with a line of ---.", shown, 1)]
        )
    node = read_yaml("\n".join(lines[1:end]), shown, first_line=2)
    if node is not None and not isinstance(node, Entries):
        raise InputInvalid(
            [Problem("The front matter holds no keys.", "Start with subject: …", shown, 2)]
        )
    document = Document(shown, _mapping(node), dict(_yaml_lines(node, ())))
    return FrontMatter(document, "\n".join(lines[end + 1 :]), end + 2)


def _no_front_matter(shown: str) -> Problem:
    return Problem(
        "The letter has no front matter.",
        "Its first lines are: ---, then subject: and what else it needs, then --- again.",
        shown,
        1,
    )


def _mapping(node: Entries | None) -> dict[str, object]:
    return {} if node is None else {key.text: _value(inner) for key, inner in node.pairs}


def _value(node: Node) -> object:
    match node:
        case Scalar():
            return node.text
        case Listing():
            return [_value(item) for item in node.items]
        case Entries():
            return _mapping(node)


def _yaml_lines(node: Node | None, keys: Keys) -> Iterator[tuple[Keys, int]]:
    """Every key, and every item of a list by its place."""
    if isinstance(node, Entries):
        for key, inner in node.pairs:
            yield (*keys, key.text), key.line
            yield from _yaml_lines(inner, (*keys, key.text))
    elif isinstance(node, Listing):
        for place, item in enumerate(node.items):
            yield (*keys, str(place)), item.line
