"""Characters that cannot be shown on paper, named with the field they stand in."""

from collections.abc import Iterable

from outreach.model.letter import Letter
from outreach.model.mailing import NotMade
from outreach.renderers.characters import fields, unwritable
from outreach.typesetting.characters import leaving_no_mark_in, named, way_out

# A letter in a script without a font would name every character that it has.
_TOLD = 6


def unprintable(letter: Letter) -> NotMade | None:
    """A refusal for a character that no letter can hold, or that would vanish on paper."""
    if refused := unwritable(letter):
        return refused
    for field, words in fields(letter):
        if found := leaving_no_mark_in(words):
            reason = f"The {field} holds {named(found)}, which would leave no mark on paper."
            return NotMade(letter.recipient_id, letter.place, reason, field)
    return None


def not_set(letter: Letter, characters: Iterable[str], otherwise: str) -> NotMade:
    """The refusal of a letter for characters that no font holds; without any, `otherwise`."""
    places = {character: _fields_with(letter, character) for character in characters}
    found = {character: where for character, where in places.items() if where}
    if not found:
        return NotMade(letter.recipient_id, letter.place, otherwise)
    told = [f"{named(character)} ({', '.join(where)})" for character, where in found.items()]
    missing = ", ".join(told[:_TOLD]) + _and_more(len(told) - _TOLD)
    first = next(iter(found.values()))[0]
    reason = f"No font holds {missing}. {way_out(found)}"
    return NotMade(letter.recipient_id, letter.place, reason, first)


def _and_more(number: int) -> str:
    return f" and {number} more" if number > 0 else ""


def _fields_with(letter: Letter, character: str) -> list[str]:
    return list(dict.fromkeys(field for field, words in fields(letter) if character in words))
