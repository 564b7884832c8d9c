"""What stands in the way of a letter, and how the same fault in many letters is told once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from outreach.errors import InputInvalid, Problem

NAMED_RECIPIENTS = 5


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with one letter. `recipient_id` is empty where it is wrong for all of them.

    `sentence` has no full stop, so that those it concerns can be named at its end.
    """

    sentence: str
    way_out: str = ""
    file: str = ""
    line: int | None = None
    field: str = ""
    recipient_id: str = ""


class CannotMerge(InputInvalid):
    """A letter that could not be merged; holds every fault found in it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__(_problems(self.faults))


def grouped(refusals: Iterable[CannotMerge]) -> tuple[Problem, ...]:
    """The faults of many letters as one problem for each place and field, in order of appearance.

    Takes the refusals one by one and keeps only the first few recipients and a count.
    """
    return tuple(_problems(fault for refusal in refusals for fault in refusal.faults))


@dataclass(slots=True)
class _Concerned:
    named: dict[str, None]
    more: int = 0

    def add(self, recipient_id: str) -> None:
        if not recipient_id or recipient_id in self.named:
            return
        if len(self.named) < NAMED_RECIPIENTS:
            self.named[recipient_id] = None
        else:
            self.more += 1

    def __str__(self) -> str:
        named = list(self.named)
        if self.more:
            return f" (for {', '.join(named)} and {self.more:,} more)"
        return f" (for {_listed(named)})" if named else ""


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _problems(faults: Iterable[Fault]) -> Iterator[Problem]:
    found: dict[tuple[str, int | None, str, str], tuple[Fault, _Concerned]] = {}
    for fault in faults:
        key = (fault.file, fault.line, fault.field, fault.sentence)
        _, concerned = found.setdefault(key, (fault, _Concerned({})))
        concerned.add(fault.recipient_id)
    for fault, concerned in found.values():
        sentence = f"{fault.sentence}{concerned}."
        yield Problem(sentence, fault.way_out, fault.file, fault.line)
