"""Letters of the record that stand against another one to the same person."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from outreach.cli.screen import times
from outreach.ledger.packing import blinded, is_blinded
from outreach.model.campaign import Campaign
from outreach.model.dispatch import HistoryItem
from outreach.model.people import PersonName, Recipient
from outreach.rules.spellings import Likeness, likeness, spelling_of

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader


def letters_of_others(
    ledger: "LedgerReader | None", campaign: Campaign, recipients: Sequence[Recipient]
) -> dict[str, str]:
    """Recipient id → a sentence, for those whom another campaign wrote to a short while ago."""
    if ledger is None or not campaign.not_within:
        return {}
    since = times.now() - campaign.not_within
    in_mailbox = _in_mailboxes(recipients)
    ids = {recipient.id for recipient in recipients}
    found: dict[str, str] = {}
    for item in ledger.letters_to(ids, in_mailbox, since, but_of=campaign.id):
        sentence = f"the campaign {item.campaign} wrote to them on {item.at:%Y-%m-%d}"
        if item.recipient in ids:
            found[item.recipient] = sentence
            continue
        for recipient in in_mailbox.get(item.address.casefold(), ()):
            if _may_be(recipient, item):
                found[recipient.id] = sentence
    return found


def under_another_id(
    ledger: "LedgerReader | None", campaign: Campaign, recipients: Sequence[Recipient], wave: str
) -> dict[str, str]:
    """Those whose address had this letter under an id that is in the lists no more.

    A derived id changes with the name it is made of; a changed name is no second letter. Where
    several people share the mailbox, only the one of that name had it.
    """
    ids = {recipient.id for recipient in recipients}
    recorded = ledger.statuses(campaign.id, wave) if ledger else {}
    if ledger is None or all(recipient in ids for recipient, _ in recorded):
        return {}
    in_mailbox = _in_mailboxes(recipients)
    found: dict[str, str] = {}
    for item in ledger.history(campaign.id, wave=wave):
        if item.recipient in ids or not item.address:
            continue
        there = in_mailbox.get(item.address.casefold(), ())
        for recipient in there:
            if len(there) == 1 or _may_be(recipient, item):
                found[recipient.id] = f"this address had the letter already, as {item.recipient}"
    return found


def _in_mailboxes(recipients: Sequence[Recipient]) -> Mapping[str, list[Recipient]]:
    """Who is reached at each e-mail address, or at what stands for one that is no longer kept;
    several people may share one.
    """
    found: dict[str, list[Recipient]] = defaultdict(list)
    for recipient in recipients:
        if recipient.email:
            for address in (recipient.email.casefold(), blinded(recipient.email)):
                found[address].append(recipient)
    return dict(found)


def _may_be(recipient: Recipient, item: HistoryItem) -> bool:
    """Whether a letter to somebody's address may have been theirs. Of one whose words are no longer
    kept nobody knows the name: rather one letter too few than one twice.
    """
    return is_blinded(item.address) or _is_called(recipient, item.name)


def _is_called(recipient: Recipient, name: str) -> bool:
    """Whether this may be the one of that name, in another spelling; none was for the office."""
    if not name or not recipient.name:
        return not name and not recipient.name
    alike = likeness(spelling_of(recipient.name), spelling_of(PersonName(full=name)))
    return alike is not Likeness.NONE
