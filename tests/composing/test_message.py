"""Whole messages, read back with the standard library's parser."""

import email
import socket
from datetime import UTC, datetime, timedelta, timezone
from email import policy
from email.message import EmailMessage

import pytest

from outreach.composing.message import (
    Mailbox,
    ascii_address,
    complete_message,
    draft_message,
    new_message_id,
)
from outreach.errors import AddressUnusable, HeaderRefused

BODY = b"Subject: Peaceful assembly\r\nMIME-Version: 1.0\r\n\r\nDear Minister,\r\n"
JANE = Mailbox("Jane Roe", "jane@example.org")
ROBIN = Mailbox("Robin Sample", "robin@example.net")
NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
MESSAGE_ID = "<abc.123@example.org>"


def complete(**changes: object) -> bytes:
    given = {"sender": JANE, "to": ROBIN, "message_id": MESSAGE_ID, "at": NOON, **changes}
    return complete_message(BODY, **given)  # type: ignore[arg-type]


def parsed(message: bytes) -> EmailMessage:
    return email.message_from_bytes(message, policy=policy.default)  # type: ignore[return-value]


def test_the_headers_stand_in_a_fixed_order_before_the_body() -> None:
    assert complete(reply_to=Mailbox("", "group@example.org")) == (
        b"From: Jane Roe <jane@example.org>\r\n"
        b"To: Robin Sample <robin@example.net>\r\n"
        b"Reply-To: group@example.org\r\n"
        b"Date: Sun, 22 Nov 2026 12:00:00 +0000\r\n"
        b"Message-ID: <abc.123@example.org>\r\n" + BODY
    )


def test_the_date_is_in_utc_wherever_the_sender_is() -> None:
    toronto = NOON.astimezone(timezone(timedelta(hours=-5)))
    assert complete(at=toronto) == complete(at=NOON)


def test_a_time_without_a_zone_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="time zone"):
        complete(at=NOON.replace(tzinfo=None))


def test_nothing_tells_of_the_computer_or_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("gethostname", "getfqdn"):
        monkeypatch.setattr(socket, name, lambda *_: "telling-host")
    monkeypatch.setenv("TZ", "Asia/Hong_Kong")
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "telling-user")
    message = complete()
    assert list(parsed(message).keys()) == [
        *("From", "To", "Date", "Message-ID"),
        *("Subject", "MIME-Version"),
    ]
    assert b"telling" not in message
    assert b"outreach" not in message.lower()


def test_a_test_says_so_and_keeps_the_rest_of_the_body() -> None:
    message = complete(test=True)
    assert parsed(message)["Subject"] == "[Test] Peaceful assembly"
    assert message.endswith(BODY.removeprefix(b"Subject: "))


def test_a_test_of_an_encoded_subject_reads_as_one_line() -> None:
    body = b"Subject: =?utf-8?b?6ZGR?=\r\n =?utf-8?b?6ZGR?=\r\n\r\nwords\r\n"
    message = complete_message(
        body, sender=JANE, to=ROBIN, message_id=MESSAGE_ID, at=NOON, test=True
    )
    assert parsed(message)["Subject"] == "[Test] 鑑鑑"


def test_a_draft_is_left_for_the_mail_program_to_date_and_number() -> None:
    message = parsed(draft_message(BODY, sender=JANE, to=ROBIN))
    assert message["X-Unsent"] == "1"
    assert list(message.keys()) == ["X-Unsent", "From", "To", "Subject", "MIME-Version"]


@pytest.mark.parametrize("field", ["sender", "to", "reply_to"])
@pytest.mark.parametrize("breaking", ["\r\n", "\n", "\r", "\0", "\u2028"])
def test_no_name_writes_headers_of_its_own(field: str, breaking: str) -> None:
    with pytest.raises(HeaderRefused):
        complete(**{field: Mailbox(f"Robin{breaking}Bcc: all@example.org", "robin@example.net")})


@pytest.mark.parametrize("field", ["sender", "to", "reply_to"])
@pytest.mark.parametrize(
    "address",
    [
        "robin@example.net\r\nBcc: all@example.org",
        "robin@example.net\n",
        "robin@example.net, all@example.org",
        "robin@example.net>",
        "robin\0@example.net",
        '"robin, all"@example.net',
        "robin@exam ple.net",
    ],
)
def test_no_address_writes_headers_of_its_own(field: str, address: str) -> None:
    with pytest.raises(AddressUnusable):
        complete(**{field: Mailbox("Robin", address)})


@pytest.mark.parametrize("message_id", ["abc@example.org", "<abc@example.org>\r\nX: y", "<a b@c>"])
def test_a_message_id_is_one_or_a_mistake(message_id: str) -> None:
    with pytest.raises(ValueError, match="not a Message-ID"):
        complete(message_id=message_id)


def test_a_message_id_is_of_the_domain_it_is_given() -> None:
    assert new_message_id("example.org", "k3v9") == "<k3v9@example.org>"
    assert new_message_id("bücher.example", "k3v9") == "<k3v9@xn--bcher-kva.example>"


@pytest.mark.parametrize("token", ["", "a b", "a@b", "a>", "a\r\n", "ü", "a..b"])
def test_a_token_that_breaks_a_message_id_is_a_mistake(token: str) -> None:
    with pytest.raises(ValueError, match="not a token"):
        new_message_id("example.org", token)


def test_a_domain_in_other_letters_is_written_as_servers_know_it() -> None:
    box = Mailbox("", "jane@bücher.example")
    assert box.for_envelope == "jane@xn--bcher-kva.example"
    assert box.domain == "xn--bcher-kva.example"
    assert ascii_address("jane@例子。example") == "jane@xn--fsqu00a.example"
    assert b"To: jane@xn--bcher-kva.example\r\n" in complete(to=box)


@pytest.mark.parametrize("address", ["Jane.Roe+hk@Example.ORG", "a@b", "o'neil@example.org"])
def test_a_plain_address_stays_as_it_is(address: str) -> None:
    assert ascii_address(address) == address


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "no e-mail address"),
        ("jane", "no e-mail address"),
        ("@example.org", "no e-mail address"),
        ("jane@", "no e-mail address"),
        ("josé@example.org", "letters beyond A to Z"),
        ("jane roe@example.org", "no name of a mailbox"),
        ("jane..roe@example.org", "no name of a mailbox"),
        ("j" * 65 + "@example.org", "no name of a mailbox"),
        ("jane@example..org", "no name of a domain"),
        ("jane@-example.org", "no name of a domain"),
        ("jane@[192.0.2.1]", "no name of a domain"),
        ("jane@" + "a" * 64 + ".org", "no name of a domain"),
        ("jane@straße.example", "two different ones"),
    ],
)
def test_an_address_that_servers_do_not_take_is_refused_with_the_reason(
    address: str, reason: str
) -> None:
    with pytest.raises(AddressUnusable, match=reason):
        ascii_address(address)
