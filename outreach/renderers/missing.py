"""Characters that cannot be shown on paper, named with the field they stand in."""

import re
import unicodedata
from collections.abc import Iterable

from outreach.model.letter import Letter
from outreach.model.mailing import NotMade
from outreach.renderers.characters import fields, named, unwritable
from outreach.typesetting.fonts import package_for

# Characters without a shape of their own that change another's, which our fonts do not do, and
# unassigned ones of the same kind: a compiler passes over them without a word.
_LEAVES_NO_MARK = re.compile("[\u115f\u1160\u2065\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")


def unprintable(letter: Letter) -> NotMade | None:
    """A refusal for a character that no letter can hold, or that would vanish on paper."""
    if refused := unwritable(letter):
        return refused
    for field, words in fields(letter):
        if found := _LEAVES_NO_MARK.search(words):
            reason = f"The {field} holds {named(found[0])}, which would leave no mark on paper."
            return NotMade(letter.recipient_id, letter.place, reason, field)
    return None


def not_set(letter: Letter, characters: Iterable[str], otherwise: str) -> NotMade:
    """The refusal of a letter for characters that no font holds; without any, `otherwise`."""
    places = {character: _fields_with(letter, character) for character in characters}
    found = {character: where for character, where in places.items() if where}
    if not found:
        return NotMade(letter.recipient_id, letter.place, otherwise)
    missing = ", ".join(
        f"{named(character)} ({', '.join(where)})" for character, where in found.items()
    )
    first = next(iter(found.values()))[0]
    reason = f"No font holds {missing}.{_way_out(found)}"
    return NotMade(letter.recipient_id, letter.place, reason, first)


def _fields_with(letter: Letter, character: str) -> list[str]:
    return list(dict.fromkeys(field for field, words in fields(letter) if character in words))


def _way_out(characters: Iterable[str]) -> str:
    packages = {package_for(unicodedata.name(character, "")) for character in characters} - {""}
    if not packages:
        return " Write it in other characters."
    return f" Try: pip install {' '.join(sorted(packages))}"
