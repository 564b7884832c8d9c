"""Rules about the envelope: to whom, from whom, and what must stand on it.

Nothing they say names a prisoner: the case may be private.
"""

import re
from collections.abc import Iterator

from outreach.model.facility import Rule
from outreach.rules.prison.posting import Posting

_PO_BOX = re.compile(r"\b(?:p\.?\s*o\.?\s*box|post office box)\b|郵政信箱|邮政信箱", re.IGNORECASE)
_LATIN = re.compile(r"[A-Za-z]")
_PLACES = {"top-left": "at the top left", "back": "on the back", "inside": "in the letter alone"}


def number_given(_: Rule, posting: Posting) -> Iterator[str]:
    """Everybody's number."""
    for one in posting.letter.prisoners:
        if not one.number.strip():
            yield "Their number is not here."


def number_shape(rule: Rule, posting: Posting) -> Iterator[str]:
    """A number of the shape that numbers of this system have."""
    for one in posting.letter.prisoners:
        number = one.number.strip()
        if number and not re.fullmatch(rule.pattern, number, re.IGNORECASE):
            yield f"The number has another shape; {rule.example} would be usual."


def full_name(_: Rule, posting: Posting) -> Iterator[str]:
    """First and last name. A name in Chinese characters is never taken apart."""
    for one in posting.letter.prisoners:
        if not one.name.strip():
            yield "No name is given."
        elif _LATIN.search(one.name) and len(one.name.split()) < 2:
            yield "It is one name alone."


def one_person(_: Rule, posting: Posting) -> Iterator[str]:
    """One person's letters in one envelope."""
    if (number := len(posting.letter.prisoners)) > 1:
        yield f"{number} people's letters are in this envelope."


def sender_given(_: Rule, posting: Posting) -> Iterator[str]:
    """The sender's name and return address."""
    mailing = posting.mailing
    if not mailing.sender_name and not mailing.return_address:
        yield "There is neither a sender's name nor a return address."
    elif not mailing.sender_name:
        yield "The sender's name is missing."
    elif not mailing.return_address:
        yield "There is no return address."


def return_address_place(rule: Rule, posting: Posting) -> Iterator[str]:
    """Where on the envelope the return address stands, as far as that is known."""
    place = posting.mailing.return_place
    if posting.mailing.return_address and place and rule.place and place is not rule.place:
        yield f"The return address stands {_PLACES[place.value]}."


def no_post_box(_: Rule, posting: Posting) -> Iterator[str]:
    """A return address that is no PO box."""
    boxes = [line for line in posting.mailing.return_address if _PO_BOX.search(line)]
    if boxes:
        yield f"The return address is a box: {boxes[0]}."


def no_home_address(_: Rule, posting: Posting) -> Iterator[str]:
    """A return address that is not the writer's home."""
    if posting.mailing.home_address and posting.mailing.return_address:
        yield "The return address is the writer's own."


def envelope_says(rule: Rule, posting: Posting) -> Iterator[str]:
    """Lines that must stand on the envelope."""
    there = _plain(" ".join(posting.mailing.lines))
    prisoner = next(iter(posting.letter.prisoners), None)
    for line in rule.lines:
        wanted = line.format(
            name=prisoner.name if prisoner else "",
            number=prisoner.number if prisoner else "",
            facility=posting.facility.name,
        )
        if _plain(wanted) not in there:
            shown = line.format(name="NAME", number="NUMBER", facility=posting.facility.name)
            yield f"“{shown.strip()}” is not on the envelope."


def _plain(text: str) -> str:
    return re.sub(r"[\s.,]+", "", text).casefold()
