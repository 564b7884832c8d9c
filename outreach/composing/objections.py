"""What a template may name, and what is objected to in one."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Objection:
    """What is wrong with a piece of template; `line` counts within the piece, from 1."""

    sentence: str
    way_out: str = ""
    line: int = 1


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What can be named: `lists` of these are lists, `blocks` are paragraphs of their own.

    A name in `blocks` can be printed alone or asked for in a condition, and nothing else.
    `elsewhere` says of names that are known but have no place here where they belong.
    """

    names: frozenset[str]
    lists: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()
    elsewhere: Mapping[str, str] = field(default_factory=dict)

    @property
    def tells_of_a_case(self) -> bool:
        """Whether `case.name` and its like have a meaning here."""
        return any(name.startswith("case.") for name in self.names)


@dataclass(slots=True)
class Findings:
    """`names` are the known names in use."""

    objections: list[Objection] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
