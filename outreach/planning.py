"""Who gets which letter by which way, who is left out, and why.

A plan holds recipients and reasons, not letters: those are merged when they are needed. Every
recipient of the lists stands in it exactly once.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import islice

from outreach.model.campaign import Campaign, HolderGone, Sign, Way
from outreach.model.dispatch import LetterKey
from outreach.model.people import Recipient, Writer
from outreach.rules import addressees, holders, ways
from outreach.rules.same_person import same_person_twice

# The name of a campaign's first wave; every other is a letter that goes out again.
FIRST_WAVE = "1"


class Reason(StrEnum):
    """Why somebody gets no letter. The values are the keys of `skipped` in a report."""

    NOT_SELECTED = "not-selected"
    NO_ADDRESS = "no-address"
    TERM_ENDED = "term-ended"
    TERM_TO_COME = "term-to-come"
    NOT_VERIFIED = "not-verified"
    HOME_ADDRESS = "home-address"
    DUPLICATE = "duplicate"
    JUDGE = "judge"
    UN_MANDATE = "un-mandate"
    ASKED_TO_STOP = "asked-to-stop"
    RECENT_LETTER = "recent-letter"
    NO_CONSENT = "no-consent"


@dataclass(frozen=True, slots=True)
class Planned:
    """One letter to make. `place` is the recipient's number in the lists, from 1; where many
    writers sign, the letter's own.

    `recipient` is the row as it is written to: without the person, where the campaign writes to
    the office once the holder is gone. `writer` is who signs instead of the sender; `by_hand`:
    with a signature in ink only, for want of consent.
    """

    recipient: Recipient
    place: int
    way: Way
    writer: Writer | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One recipient who gets none. `detail` is a sentence for a person to read."""

    recipient: Recipient
    place: int
    reason: Reason
    detail: str
    writer: Writer | None = None


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A writer for whom no letter, or not every one, could be planned, and why."""

    writer: Writer
    detail: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a campaign would do. `len(planned) + len(left_out)` is the length of its lists; where
    many writers sign, the number of their letters.

    `signatory` is the one of the record, None where each of the `writers` is their own. The
    `unmatched` get no letter; the `district_unknown` none to somebody who may be theirs.
    """

    campaign: Campaign
    wave: str
    signatory: str | None
    planned: tuple[Planned, ...]
    left_out: tuple[LeftOut, ...]
    writers: tuple[Writer, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    district_unknown: tuple[Unmatched, ...] = ()

    @property
    def total(self) -> int:
        return len(self.planned) + len(self.left_out)

    def going_by(self, way: Way) -> tuple[Planned, ...]:
        return tuple(item for item in self.planned if item.way is way)

    def ways(self) -> Mapping[Way, int]:
        """How many letters go by each way out."""
        return Counter(item.way for item in self.planned)

    def as_written_to(self, recipients: Sequence[Recipient]) -> tuple[Recipient, ...]:
        """The recipients of the lists, those who get a letter as it is addressed to them."""
        written_to = {item.recipient.id: item.recipient for item in self.planned}
        return tuple(written_to.get(one.id, one) for one in recipients)

    def written_to(self) -> tuple[Recipient, ...]:
        """Everybody who gets a letter, once however many they get."""
        return tuple({item.recipient.id: item.recipient for item in self.planned}.values())

    def key(self, item: Planned | LeftOut) -> LetterKey:
        """Of a letter in the record."""
        return LetterKey(self.campaign.id, self.wave, *self.parties(item))

    def parties(self, item: Planned | LeftOut) -> tuple[str, str]:
        """(recipient, signatory): what tells the letters of a wave apart."""
        own = item.writer.id if item.writer else ""
        return item.recipient.id, own if self.signatory is None else self.signatory


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
    submission = _is_submission(campaign, recipients, wave, selected)
    rules = _Rules(campaign, today, selected, submission=submission)
    judged = [rules.judged(place, one) for place, one in enumerate(recipients, start=1)]
    letters = [item for item in judged if isinstance(item, Planned)]
    held = _held(letters, recent or {}, begun)
    planned = tuple(item for item in letters if item.place not in held)
    others = (held.get(item.place, item) for item in judged)
    left_out = tuple(item for item in others if isinstance(item, LeftOut))
    signatory = "" if campaign.sign is Sign.ONCE else signer
    return Plan(campaign, wave, signatory, planned, left_out)


def _held(
    letters: Sequence[Planned], recent: Mapping[str, str], begun: Collection[str]
) -> dict[int, LeftOut]:
    """Letters that another one stands against: to the same person, or not long ago; by place.

    Whoever has a letter of this wave comes before the others who mean the same, and keeps it; a
    holder who is named comes before the office.
    """

    def turn(item: Planned) -> tuple[bool, bool]:
        return item.recipient.id not in begun, not item.recipient.name

    in_turn = sorted(letters, key=turn)
    twice = same_person_twice(item.recipient for item in in_turn)
    held: dict[int, LeftOut] = {}
    for item in letters:
        key = item.recipient.id
        if key in begun:
            continue
        if key in twice:
            detail = f"the same person or post as {twice[key]}"
            held[item.place] = LeftOut(item.recipient, item.place, Reason.DUPLICATE, detail)
        elif key in recent:
            detail = recent[key]
            held[item.place] = LeftOut(item.recipient, item.place, Reason.RECENT_LETTER, detail)
    return held


@dataclass(frozen=True, slots=True)
class _Rules:
    """What keeps somebody from being written to, whatever the record says."""

    campaign: Campaign
    today: date
    selected: Callable[[Recipient], bool]
    submission: bool

    def judged(self, place: int, recipient: Recipient) -> Planned | LeftOut:
        """One recipient of the lists, looked at alone."""
        campaign = self.campaign
        if not self.selected(recipient):
            detail = f"not chosen by the campaign: where = {campaign.where!r}"
            return LeftOut(recipient, place, Reason.NOT_SELECTED, detail)
        if campaign.holder_gone is HolderGone.OFFICE and holders.term_is_over(
            recipient, self.today
        ):
            recipient = holders.to_the_office(recipient) or recipient
        if objection := self.objection(recipient):
            return LeftOut(recipient, place, *objection)
        way = ways.way_to(recipient, campaign.channels)
        if way is None:
            return LeftOut(recipient, place, Reason.NO_ADDRESS, ways.missing(campaign.channels))
        return Planned(recipient, place, way)

    def objection(self, recipient: Recipient) -> tuple[Reason, str] | None:
        """Why somebody whom the campaign chose gets no letter."""
        if addressees.asked_to_stop(recipient):
            return Reason.ASKED_TO_STOP, "asked not to be written to (tagged in the list)"
        if addressees.gives_home_address(recipient):
            return Reason.HOME_ADDRESS, (
                "the list gives their home address, and officials are written to at their office: "
                "put that one in its place"
            )
        if holder := self._about_the_holder(recipient):
            return holder
        if addressees.is_judge(recipient) and recipient.id not in self.campaign.judges:
            return Reason.JUDGE, (
                "a sitting judge: letters about a pending case are improper. If this one is not "
                f'about a case, the campaign may name them: judges = ["{recipient.id}"]'
            )
        if addressees.is_un_mandate(recipient) and not self.submission:
            return Reason.UN_MANDATE, (
                "a UN mandate holder takes one submission, in a campaign of its own, not letters "
                "from many writers or one of several recipients"
            )
        return None

    def _about_the_holder(self, recipient: Recipient) -> tuple[Reason, str] | None:
        """Whether the person named still holds the post, as far as the list tells."""
        confirm = f"outreach recipients verify {recipient.id} --source URL"
        if holders.term_is_to_come(recipient, self.today):
            begins = holders.term_start(recipient)
            return Reason.TERM_TO_COME, f"takes the office on {begins} only"
        if holders.term_is_over(recipient, self.today):
            return Reason.TERM_ENDED, (
                f"the term ended on {recipient.term_end}; find out who follows, or that they "
                f"stayed: {confirm}"
            )
        if holders.is_unchecked(recipient, self.today, self.campaign.max_age):
            looked = f"not checked since {recipient.verified_on}"
            never = "nobody checked that they hold the office"
            return Reason.NOT_VERIFIED, f"{looked if recipient.verified_on else never}: {confirm}"
        return None


def _is_submission(
    campaign: Campaign,
    recipients: Sequence[Recipient],
    wave: str,
    selected: Callable[[Recipient], bool],
) -> bool:
    """Whether the campaign is one letter, sent once, to a single recipient."""
    if campaign.sign is not Sign.ONCE or wave != FIRST_WAVE:
        return False
    chosen = (recipient for recipient in recipients if selected(recipient))
    return len(tuple(islice(chosen, 2))) == 1
