"""Copies: whom a campaign's letters name after “cc:”, and the one letter that each of them gets.

A copy is the letter to the first of those written to, in the reader's language where somebody is
written to in it, and says so at its head. However many letters a campaign has, one copy goes to
each reader of a wave.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from outreach.errors import InputInvalid, NotFound, Problem
from outreach.model.campaign import Campaign
from outreach.model.letter import Letter
from outreach.model.people import Recipient
from outreach.planning import LeftOut, Plan, Reason

if TYPE_CHECKING:
    from outreach.composing.forms import Address
    from outreach.workspace.opening import Workspace


def copied_people(folder: "Workspace", campaign: Campaign) -> tuple[Recipient, ...]:
    """Everybody named by `cc`: lists, or one of a list as LIST:ID; in the order named, once."""
    found = [person for named in campaign.cc for person in _named(folder, campaign, named)]
    return tuple({person.id: person for person in found}.values())


def listed_and_copied(folder: "Workspace", campaign: Campaign) -> tuple[Recipient, ...]:
    """The recipients of a campaign's lists, and after them whoever gets a copy and is in none."""
    listed = folder.recipients(campaign.recipients)
    if not campaign.cc:
        return listed
    ours = {person.id: person for person in listed}
    further = [one for one in copied_people(folder, campaign) if one.id not in ours]
    # Somebody else of the same id in another list is refused as it is among the lists themselves.
    folder.recipients((*campaign.recipients, *(one.list_name for one in further)))
    return (*listed, *further)


def is_copy(campaign: Campaign, recipient: Recipient) -> bool:
    """Whether a recipient gets a copy, rather than a letter of their own."""
    ours = campaign.recipients
    own = recipient.list_name in ours or any(
        name.startswith(f"{recipient.list_name}.") for name in ours
    )
    return bool(campaign.cc) and not own


def with_something_to_copy(plan: Plan) -> Plan:
    """The plan, without copies where nobody gets the letter itself."""
    copies = [item for item in plan.planned if is_copy(plan.campaign, item.recipient)]
    if not copies or len(copies) < len(plan.planned):
        return plan
    detail = "a copy goes with letters, and none is to go out"
    held = [LeftOut(item.recipient, item.place, Reason.NOT_SELECTED, detail) for item in copies]
    return replace(plan, planned=(), left_out=(*plan.left_out, *held))


def originals(plan: Plan) -> tuple[Recipient, ...]:
    """Those who are written to, and not sent a copy."""
    written_to = (item.recipient for item in plan.planned)
    return tuple(one for one in written_to if not is_copy(plan.campaign, one))


def original_for(
    reader: Recipient, originals: Sequence[Recipient], language_of: Callable[[Recipient], str]
) -> Recipient:
    """Whose letter a reader gets a copy of: the first in the reader's language, if there is one."""
    wanted = language_of(reader)
    return next((one for one in originals if language_of(one) == wanted), originals[0])


def as_copy(
    letter: Letter, reader: Recipient, to: "Address", original: "Address", others: int
) -> Letter:
    """The letter to somebody else, put into the envelope of a reader and marked as a copy."""
    from outreach.composing.notations import copy_mark

    mark = copy_mark(original, others, letter.language)
    return replace(letter, recipient_id=reader.id, envelope=to.envelope, copy_mark=mark)


def _named(folder: "Workspace", campaign: Campaign, named: str) -> Iterator[Recipient]:
    name, colon, key = named.partition(":")
    try:
        people = folder.recipients((name,))
    except NotFound as missing:
        way_out = f"{missing.way_out} One person is named as LIST:ID."
        raise _refused(campaign, f"“cc”: {missing.sentence}", way_out) from missing
    chosen = [person for person in people if not colon or person.id == key]
    if not chosen:
        ids = ", ".join(person.id for person in people[:5])
        raise _refused(campaign, f"“cc”: nobody in {name} has the id “{key}”.", f"Ids: {ids}")
    yield from chosen


def _refused(campaign: Campaign, sentence: str, way_out: str) -> InputInvalid:
    return InputInvalid([Problem(sentence, way_out, campaign.file, campaign.cc_line)])
