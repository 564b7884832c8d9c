"""What must hold between a ledger and the server, while letters leave and when all is done."""

from collections import Counter
from collections.abc import Iterable
from hashlib import sha256

from outreach.model.dispatch import HistoryItem, Status
from tests.faults.campaign import CampaignFolder
from tests.servers.scripted_smtp import ScriptedServer, TakenLetter

# A letter that the server took may stand so, and no other way, at any moment whatever.
MAY_HAVE_GONE = {Status.CLAIMED, Status.SENT, Status.UNKNOWN}


def message_id(letter: TakenLetter) -> str:
    lines = letter.content.partition(b"\r\n\r\n")[0].split(b"\r\n")
    (found,) = [line for line in lines if line.lower().startswith(b"message-id:")]
    return found.partition(b":")[2].strip().decode()


def insist_that_all_taken_are_on_record(server: ScriptedServer, folder: CampaignFolder) -> None:
    """At any moment, also just after a kill: a claim is on disk before its letter leaves."""
    taken = list(server.letters)  # before the ledger is read: what comes later may not be there
    if taken:
        _insist_on_each(taken, folder.record())


def _insist_on_each(taken: Iterable[TakenLetter], record: Iterable[HistoryItem]) -> None:
    by_address = {item.address: item for item in record}
    for letter in taken:
        assert letter.address in by_address, f"{letter.address} was taken and is not on record"
        item = by_address[letter.address]
        assert item.status in MAY_HAVE_GONE, f"{letter.address} was taken and is {item.status}"
        assert item.message_id == message_id(letter)
        insist_on_bytes(letter, item.sha256)


def insist_on_agreement(server: ScriptedServer, folder: CampaignFolder) -> Counter[str]:
    """When all is done: how many letters stand how, by `history --json`."""
    insist_that_none_came_twice(server)
    items = folder.history()
    rows = {item["message_id"]: item for item in items}
    assert len(rows) == len(items) == len({item["recipient"] for item in items})
    taken = {message_id(letter): letter for letter in server.letters}
    for identity, letter in taken.items():
        row = rows[identity]
        assert row["address"] == letter.address
        insist_on_bytes(letter, row["sha256"])
        assert row["status"] in {"sent", "unknown"}, row
    for identity, row in rows.items():
        assert row["status"] in {"sent", "refused", "deferred", "unknown"}, row
        assert row["status"] != "sent" or identity in taken, f"never taken, and is sent: {row}"
    expected = {f"r{number}" for number in range(folder.letters)}
    assert {item["recipient"] for item in items} == expected  # and not the one left out
    return Counter(item["status"] for item in items)


def insist_on_bytes(letter: TakenLetter, digest: str) -> None:
    came = sha256(letter.content).hexdigest()
    assert came == digest, f"{letter.address} was taken with other bytes than are on record"


def insist_that_none_came_twice(server: ScriptedServer) -> None:
    """By recipient and by Message-ID."""
    for seen in (
        Counter(letter.address for letter in server.letters),
        Counter(message_id(letter) for letter in server.letters),
    ):
        assert {what: times for what, times in seen.items() if times > 1} == {}
