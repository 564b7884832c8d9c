"""Rules about a campaign as a whole."""

from dataclasses import replace
from datetime import date

import pytest

from outreach.model.campaign import Campaign, Way
from outreach.model.people import Recipient, Signatory, Writer
from outreach.model.settings import MailAccount, Security
from outreach.rules import campaigns

CAMPAIGN = Campaign(id="c", title="C", template="t", recipients=("list",))
JANE = Signatory(id="jane", name="Jane Roe", email="jane@roe.test")


def account(host: str) -> MailAccount:
    return MailAccount(host=host, port=25, security=Security.NONE)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_these_servers_are_on_this_machine(host: str) -> None:
    assert campaigns.on_loopback(account(host))


@pytest.mark.parametrize("host", ["smtp.example.org", "127.0.0.1.example.org", "10.0.0.1"])
def test_these_servers_are_not(host: str) -> None:
    assert not campaigns.on_loopback(account(host))
    assert not campaigns.on_loopback(None)


def test_a_campaign_is_open_on_its_first_and_last_day() -> None:
    dated = replace(CAMPAIGN, opens=date(2026, 1, 1), closes=date(2026, 12, 31))
    assert not [*campaigns.open_on(dated, date(2026, 1, 1))]
    assert not [*campaigns.open_on(dated, date(2026, 12, 31))]
    (early,) = campaigns.open_on(dated, date(2025, 12, 31))
    (late,) = campaigns.open_on(dated, date(2027, 1, 1))
    assert "opens on 2026-01-01" in early.sentence
    assert "closed on 2026-12-31" in late.sentence


def test_starter_people_are_not_written_to_or_from() -> None:
    example = Recipient(id="alba", email="alba@mail.example.org")
    real = Recipient(id="real", email="real@parliament.test")
    sender = replace(JANE, email="jane@example.org")
    found = [*campaigns.placeholders(sender, [example, real])]
    assert len(found) == 2
    assert "alba" in found[1].sentence
    assert "real" not in found[1].sentence
    assert not [*campaigns.placeholders(JANE, [real])]


def test_an_address_that_only_looks_like_an_example_is_none() -> None:
    assert not campaigns.is_placeholder("someone@myexample.org")


def test_more_than_ten_private_people_are_refused() -> None:
    private = [Recipient(id=str(n)) for n in range(11)]
    assert not [*campaigns.private_people(private[:10])]
    (objection,) = campaigns.private_people(private)
    assert "11 recipients" in objection.sentence


def test_many_emails_need_a_reason() -> None:
    ways = [Way.EMAIL] * 201
    assert [*campaigns.many_emails(CAMPAIGN, ways)]
    assert not [*campaigns.many_emails(replace(CAMPAIGN, reason="an urgent appeal"), ways)]
    assert not [*campaigns.many_emails(CAMPAIGN, ways[:200])]


def test_a_writer_at_an_example_address_is_named_by_id_alone() -> None:
    ann = Writer(Signatory("ann", "Ann Able", email="ann@example.org"))
    (found,) = campaigns.placeholder_writers([ann, Writer(JANE), Writer(Signatory("x", "X"))])
    assert "1 writer at an example address: ann." in found.sentence
    assert "Able" not in found.sentence
