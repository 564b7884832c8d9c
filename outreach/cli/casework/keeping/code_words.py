"""Code words of private cases: what must not tell who is meant."""

import unicodedata
from collections.abc import Iterable, Iterator

from outreach.errors import UsageProblem
from outreach.model.case import PersonAtRisk
from outreach.workspace.wording import is_file_name, is_key

# Shorter parts of names, “Li” or “Al”, stand in too many words to tell anything.
_TELLING = 3


def insist_on_a_name(name: str) -> None:
    """Raises UsageProblem for what cannot be the name of a case: it stands in file names."""
    if not (is_key(name) and is_file_name(name)):
        raise UsageProblem(
            f"“{name}” cannot be the name of a case.",
            "Choose one word of letters, digits and hyphens: heron",
        )


def insist_on_a_code_word(name: str, people: Iterable[PersonAtRisk]) -> None:
    """Raises UsageProblem for a code word that gives a name or a number away."""
    if gives_away(name, people):
        raise UsageProblem(
            "The code word tells who is meant.",
            "Choose a word that has nothing to do with name or number; it stands in commands and "
            "file names.",
        )


def gives_away(name: str, people: Iterable[PersonAtRisk]) -> bool:
    """Whether a name is, holds or is part of somebody's name or number."""
    word = _folded(name)
    return any(_tells(word, telling) for person in people for telling in _telling(person))


def _tells(word: str, telling: str) -> bool:
    return telling in word or (len(word) > 1 and word in telling)


def _telling(person: PersonAtRisk) -> Iterator[str]:
    """The parts of names that stand for somebody, and their number."""
    for name in (*(name for _, name in person.names), person.prison_name):
        for part in (_folded(name), *map(_folded, name.replace("-", " ").split())):
            # Two Chinese characters are a name; two letters are hardly one.
            if len(part) >= _TELLING or (len(part) > 1 and not part.isascii()):
                yield part
    if number := _folded(person.number):
        yield number


def _folded(text: str) -> str:
    """Letters and digits alone, without case and accents."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(mark for mark in plain if mark.isalnum())
