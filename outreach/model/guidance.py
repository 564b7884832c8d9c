"""Advice to somebody who writes a letter."""

from dataclasses import dataclass
from enum import StrEnum

from outreach.model.origin import Origin


class Part(StrEnum):
    """What a piece of advice is about, in the order in which it is told."""

    WRITE = "write"
    NEVER = "never"
    LENGTH = "length"
    PAPER = "paper"
    AFTERWARDS = "afterwards"


@dataclass(frozen=True, slots=True)
class Point:
    """One piece of advice. `topics` are the audiences and the kinds of letter that it is for;
    `texts` are (BCP 47 tag, words), English first.
    """

    part: Part
    topics: tuple[str, ...]
    texts: tuple[tuple[str, str], ...]
    origin: Origin

    def in_language(self, language: str) -> str:
        """The words in a language, in English where there are none."""
        wanted = language.casefold().partition("-")[0]
        found = (words for tag, words in self.texts if tag.casefold().partition("-")[0] == wanted)
        return next(found, self.texts[0][1])
