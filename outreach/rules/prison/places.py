"""Rules about the place a letter goes to: whether it arrives, and whether they are there."""

from collections.abc import Iterator
from datetime import date, timedelta

from outreach.model.facility import Rule
from outreach.model.origin import Confidence
from outreach.model.when import When, earliest, surely_before
from outreach.rules.prison.posting import Posting


def does_not_arrive(_: Rule, posting: Posting) -> Iterator[str]:
    """Places that give no stranger's letter to anybody."""
    yield f"A letter from a stranger does not arrive at {posting.facility.name}."


def open_facility(_: Rule, posting: Posting) -> Iterator[str]:
    """A place that is not closed."""
    if posting.facility.closed:
        yield f"{posting.facility.name} is closed."


def address_known(_: Rule, posting: Posting) -> Iterator[str]:
    """An address to write to."""
    if posting.system.routed or posting.facility.address:
        return
    if posting.facility.id == posting.system.id:
        yield f"{posting.system.id} is a system, and which of its prisons is not said."
    else:
        yield f"No address of {posting.facility.name} is known here."


def address_confirmed(_: Rule, posting: Posting) -> Iterator[str]:
    """An address that somebody has read somewhere."""
    facility = posting.facility
    if posting.system.routed or not facility.address:
        return
    if facility.origin.confidence is Confidence.MEMORY:
        yield f"The address of {facility.name} was written down from memory."


def address_looked_up(rule: Rule, posting: Posting) -> Iterator[str]:
    """An address that was looked up not too long ago."""
    facility = posting.facility
    if posting.system.routed or not facility.address:
        return
    looked = facility.origin.verified_on
    if looked is None:
        yield f"Nothing says when the address of {facility.name} was looked up."
    elif posting.today - looked > timedelta(days=rule.days):
        yield f"The address of {facility.name} was last looked up on {looked}."


def known_there(rule: Rule, posting: Posting) -> Iterator[str]:
    """A person who was known to be held there not long ago."""
    letter = posting.letter
    if letter.known_there_on is None:
        yield "Nothing says when they were last known to be held there."
    elif letter.moved_on is not None and surely_before(letter.known_there_on, letter.moved_on):
        yield (
            f"They were moved {_on(letter.moved_on)}, after the last day on which they were known "
            f"to be there ({letter.known_there_on})."
        )
    elif posting.today - earliest(letter.known_there_on) > timedelta(days=rule.days):
        yield f"They were last known to be held there {_on(letter.known_there_on)}."


def _on(when: When) -> str:
    return f"{'on' if isinstance(when, date) else 'in'} {when}"
