"""Rules about a campaign as a whole: each returns its objections, none raises."""

from collections.abc import Iterable, Iterator
from datetime import date
from ipaddress import ip_address

from outreach.errors import Problem
from outreach.model.campaign import Campaign, Way
from outreach.model.people import Recipient, Signatory, Writer
from outreach.model.settings import ImapAccount, MailAccount
from outreach.rules import addressees

# Above this many e-mails a campaign says why; the reason is recorded.
EMAILS_WITHOUT_REASON = 200

# Reserved for documentation (RFC 2606 §3): nobody can be reached there.
_PLACEHOLDER_DOMAINS = ("example.org", "example.com", "example.net", "example")


def on_loopback(account: MailAccount | ImapAccount | None) -> bool:
    """Whether the mail server is on this machine, where nothing can reach a stranger."""
    if account is None:
        return False
    if account.host == "localhost":
        return True
    try:
        return ip_address(account.host).is_loopback
    except ValueError:
        return False


def is_placeholder(address: str) -> bool:
    """Whether an e-mail address is one of those that documentation and starter content use."""
    domain = address.rpartition("@")[2].casefold()
    return any(f".{domain}".endswith(f".{one}") for one in _PLACEHOLDER_DOMAINS)


def open_on(campaign: Campaign, today: date) -> Iterator[Problem]:
    """A campaign is carried out between its days, both included."""
    if campaign.opens is not None and today < campaign.opens:
        yield Problem(
            f"The campaign opens on {campaign.opens}; today is {today}.",
            "Wait until then, or change `opens`.",
            campaign.file,
        )
    if campaign.closes is not None and today > campaign.closes:
        yield Problem(
            f"The campaign closed on {campaign.closes}; today is {today}.",
            "If it goes on, change `closes`.",
            campaign.file,
        )


def placeholders(sender: Signatory, recipients: Iterable[Recipient]) -> Iterator[Problem]:
    """Starter content is for looking at; a real server is not asked to carry it."""
    if is_placeholder(sender.email):
        yield Problem(
            f"The sender {sender.name} <{sender.email}> is an example.",
            "Write your own name and address under [sender].",
            "outreach.toml",
        )
    examples = [recipient.id for recipient in recipients if is_placeholder(recipient.email)]
    if examples:
        yield Problem(
            f"{_count(len(examples), 'recipient')} at an example address: {_some(examples)}.",
            "Take them out of the list, or give their real addresses.",
        )


def placeholder_writers(writers: Iterable[Writer]) -> Iterator[Problem]:
    """Nor can anybody be answered at an address of an example."""
    examples = [writer.id for writer in writers if is_placeholder(writer.signatory.email)]
    if examples:
        yield Problem(
            f"{_count(len(examples), 'writer')} at an example address: {_some(examples)}.",
            "Take them out of the file of writers, or give their real addresses.",
        )


def private_people(recipients: Iterable[Recipient]) -> Iterator[Problem]:
    """People without an office are not written to in bulk."""
    private = [recipient.id for recipient in recipients if addressees.is_private(recipient)]
    if len(private) > addressees.PRIVATE_PEOPLE:
        yield Problem(
            f"{len(private)} recipients have neither an office nor an organisation: "
            f"{_some(private)}. Private people are not written to in bulk.",
            "Fill in `office` or `organisation` where they write as officials; "
            f"at most {addressees.PRIVATE_PEOPLE} private people may stand in a campaign.",
        )


def many_emails(campaign: Campaign, ways: Iterable[Way]) -> Iterator[Problem]:
    """A large sending has a reason that somebody stands behind."""
    emails = sum(way is Way.EMAIL for way in ways)
    if emails > EMAILS_WITHOUT_REASON and not campaign.reason:
        yield Problem(
            f"{emails} e-mails are planned; above {EMAILS_WITHOUT_REASON} a reason is recorded.",
            'Write it into the campaign: reason = "…"',
            campaign.file,
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _some(ids: list[str], most: int = 5) -> str:
    shown = ", ".join(ids[:most])
    return shown if len(ids) <= most else f"{shown} and {len(ids) - most} more"
