"""Letters of the record that stand against another one to the same person."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from outreach.cli import times
from outreach.model.campaign import Campaign
from outreach.model.people import Recipient

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader


def letters_of_others(
    ledger: "LedgerReader | None", campaign: Campaign, recipients: Sequence[Recipient]
) -> dict[str, str]:
    """Recipient id → a sentence, for those whom another campaign wrote to a short while ago."""
    if ledger is None or not campaign.not_within:
        return {}
    since = times.now() - campaign.not_within
    of_address = {
        recipient.email.casefold(): recipient for recipient in recipients if recipient.email
    }
    ids = {recipient.id for recipient in recipients}
    found: dict[str, str] = {}
    for item in ledger.letters_to(ids, of_address, since):
        if item.campaign == campaign.id:
            continue
        by_address = of_address.get(item.address.casefold())
        who = item.recipient if item.recipient in ids else by_address.id if by_address else ""
        if who and _same_person(item.name, item.recipient, who, by_address):
            found[who] = f"the campaign {item.campaign} wrote to them on {item.at:%Y-%m-%d}"
    return found


def _same_person(name: str, recipient: str, who: str, by_address: Recipient | None) -> bool:
    """Two people who share a mailbox are two."""
    return recipient == who or by_address is None or name == by_address.name.full


def under_another_id(
    ledger: "LedgerReader | None", campaign: Campaign, recipients: Sequence[Recipient], wave: str
) -> dict[str, str]:
    """Those whose address had this letter under an id that is in the lists no more.

    A derived id changes with the name it is made of; a changed name is no second letter.
    """
    ids = {recipient.id for recipient in recipients}
    recorded = ledger.statuses(campaign.id, wave) if ledger else {}
    if ledger is None or all(recipient in ids for recipient, _ in recorded):
        return {}
    gone = {
        item.address.casefold(): item.recipient
        for item in ledger.history(campaign.id, wave=wave)
        if item.recipient not in ids and item.address
    }
    return {
        recipient.id: f"this address had the letter already, as {gone[recipient.email.casefold()]}"
        for recipient in recipients
        if recipient.email.casefold() in gone
    }
