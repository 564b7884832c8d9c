"""Who gets which letter by which way, who is left out, and why.

A plan holds recipients and reasons, not letters: those are merged when they are needed. Every
recipient of the lists stands in it exactly once.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from outreach.model.campaign import Campaign, Sign, Way
from outreach.model.dispatch import LetterKey
from outreach.model.people import Recipient
from outreach.rules import addressees


class Reason(StrEnum):
    """Why somebody gets no letter. The values are the keys of `skipped` in a report."""

    NOT_SELECTED = "not-selected"
    NO_ADDRESS = "no-address"
    TERM_ENDED = "term-ended"
    DUPLICATE = "duplicate"
    JUDGE = "judge"
    UN_MANDATE = "un-mandate"
    ASKED_TO_STOP = "asked-to-stop"
    RECENT_LETTER = "recent-letter"


@dataclass(frozen=True, slots=True)
class Planned:
    """One letter to make. `place` is the recipient's number in the lists, from 1."""

    recipient: Recipient
    place: int
    way: Way


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One recipient who gets none. `detail` is a sentence for a person to read."""

    recipient: Recipient
    place: int
    reason: Reason
    detail: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign would do. `len(planned) + len(left_out)` is the length of its lists."""

    campaign: Campaign
    wave: str
    signatory: str
    planned: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def total(self) -> int:
        return len(self.planned) + len(self.left_out)

    def going_by(self, way: Way) -> tuple[Planned, ...]:
        return tuple(item for item in self.planned if item.way is way)

    def ways(self) -> Mapping[Way, int]:
        """How many letters go by each way out."""
        return Counter(item.way for item in self.planned)

    def key(self, recipient: Recipient) -> LetterKey:
        return LetterKey(self.campaign.id, self.wave, recipient.id, self.signatory)


def plan(
    campaign: Campaign,
    recipients: Sequence[Recipient],
    *,
    wave: str,
    signer: str,
    today: date,
    selected: Callable[[Recipient], bool],
    recent: Mapping[str, str] | None = None,
    begun: Collection[str] = (),
) -> Plan:
    """Sort every recipient into a way out or a reason.

    `recent` maps a recipient's id to a sentence about a letter of another campaign that went to
    the same addressee too short a while ago. Recipients in `begun` already have a letter of this
    wave: for them neither that nor a changed list takes anything back.
    """
    planned: list[Planned] = []
    left_out: list[LeftOut] = []
    duplicates = addressees.same_person_twice(recipients)
    for place, recipient in enumerate(recipients, start=1):
        objection = _objection(campaign, recipient, today, selected, duplicates)
        if objection is None and recent and recipient.id not in begun and recipient.id in recent:
            objection = Reason.RECENT_LETTER, recent[recipient.id]
        way = _way(campaign.channels, recipient)
        if objection is not None:
            left_out.append(LeftOut(recipient, place, *objection))
        elif way is None:
            left_out.append(LeftOut(recipient, place, Reason.NO_ADDRESS, _missing(campaign)))
        else:
            planned.append(Planned(recipient, place, way))
    signatory = "" if campaign.sign is Sign.ONCE else signer
    return Plan(campaign, wave, signatory, tuple(planned), tuple(left_out))


def _objection(
    campaign: Campaign,
    recipient: Recipient,
    today: date,
    selected: Callable[[Recipient], bool],
    duplicates: Mapping[str, str],
) -> tuple[Reason, str] | None:
    if not selected(recipient):
        return Reason.NOT_SELECTED, f"not chosen by the campaign: where = {campaign.where!r}"
    if addressees.asked_to_stop(recipient):
        return Reason.ASKED_TO_STOP, "asked not to be written to (tagged in the list)"
    if addressees.term_is_over(recipient, today):
        return Reason.TERM_ENDED, f"the term ended on {recipient.term_end}; find out who follows"
    if addressees.is_judge(recipient):
        return Reason.JUDGE, "a sitting judge: letters about a pending case are improper"
    if addressees.is_un_mandate(recipient):
        return Reason.UN_MANDATE, "a UN mandate holder takes one submission, not campaign letters"
    if recipient.id in duplicates:
        return Reason.DUPLICATE, f"the same person or post as {duplicates[recipient.id]}"
    return None


def _way(channels: Sequence[Way], recipient: Recipient) -> Way | None:
    return next((way for way in channels if _reachable(way, recipient)), None)


def _reachable(way: Way, recipient: Recipient) -> bool:
    match way:
        case Way.EMAIL | Way.DRAFT:
            return bool(recipient.email)
        case Way.FORM:
            return bool(recipient.form_url)
        case Way.POST:
            return bool(recipient.address)


_NEEDED = {
    Way.EMAIL: "an e-mail address",
    Way.DRAFT: "an e-mail address",
    Way.FORM: "a web form",
    Way.POST: "a postal address",
}


def _missing(campaign: Campaign) -> str:
    needed = list(dict.fromkeys(_NEEDED[way] for way in campaign.channels))
    return f"the list gives no way to reach them (needs {' or '.join(needed)})"
