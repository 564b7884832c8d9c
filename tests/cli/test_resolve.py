"""Letters that may have gone or not, and what a person decides about them."""

from datetime import UTC, datetime

import pytest

from outreach.errors import ExitStatus
from outreach.ledger.opening import open_ledger
from outreach.model.campaign import Way
from outreach.model.dispatch import Addressee, LetterKey, Unknown
from outreach.model.mailing import Mailing
from outreach.workspace.opening import Workspace

NOW = datetime.now(UTC)


@pytest.fixture
def undecided(folder):
    """The letter to Cheng was handed over, and no answer came."""
    workspace = Workspace(folder)
    mailing = Mailing(
        Way.EMAIL,
        "jane@example.org",
        "cheng@example.org",
        b"Subject: x\r\n\r\nx\r\n",
        "message/rfc822",
        "<one@example.org>",
    )
    url = workspace.settings.ledger_url
    with open_ledger(url, "", writing=True, create=True) as ledger:
        workspace.record_ledger_id(ledger.id)
        with ledger.run("jane@example.org", NOW) as run:
            key = LetterKey("release", "1", "cheng")
            claim = ledger.claim(key, Addressee("Teresa Cheng"), mailing, run, NOW)
            ledger.settle(claim, Unknown("the line went dead"), NOW)
    return folder


def status(outreach, recipient: str) -> str:
    (item,) = outreach("history", "--recipient", recipient, "--json").json["items"]
    return item["status"]


def test_an_undecided_letter_is_never_sent_again_by_itself(outreach, undecided, mailbox) -> None:
    sent = outreach("send", "release", "--yes")
    assert sent.status == ExitStatus.LEFT_OVER
    assert [message["To"].addresses[0].username for message in mailbox.messages] == ["lee"]
    assert status(outreach, "cheng") == "unknown"


def test_what_is_known_of_it_is_shown(outreach, undecided) -> None:
    shown = outreach("resolve", "release", "--json")
    assert shown.status == ExitStatus.LEFT_OVER
    (item,) = shown.json["items"]
    assert item["message_id"] == "<one@example.org>"
    assert item["detail"] == "the line went dead"


def test_a_letter_that_went_stays_sent(outreach, undecided, mailbox) -> None:
    assert outreach("resolve", "release", "--went", "cheng").status == 0
    outreach("send", "release", "--yes")
    assert len(mailbox.messages) == 1
    assert status(outreach, "cheng") == "sent"


def test_a_letter_that_did_not_go_is_sent_with_the_bytes_it_had(
    outreach, undecided, mailbox
) -> None:
    assert outreach("resolve", "release", "--again", "cheng").status == 0
    assert outreach("send", "release", "--yes").status == 0
    assert b"Message-ID" not in mailbox.raw[0]
    assert mailbox.raw[0] == b"Subject: x\r\n\r\nx\r\n"
    assert status(outreach, "cheng") == "sent"


def test_a_letter_nobody_doubts_cannot_be_decided(outreach, undecided) -> None:
    refused = outreach("resolve", "release", "--went", "lee")
    assert refused.status == ExitStatus.USAGE
    assert "cheng" in refused.err
