"""The words a person reads for what files and scripts call by a short name."""

from datetime import timedelta

from outreach.model.campaign import Way
from outreach.model.dispatch import Status

STATUS = {
    Status.PENDING: "not written to yet",
    Status.CLAIMED: "being handed over now",
    Status.SENT: "handed to the mail server",
    Status.DEFERRED: "put off by the mail server; will be tried again",
    Status.REFUSED: "refused by the mail server",
    Status.UNKNOWN: "not sure whether it went: decide",
    Status.DRAFTED: "put among the drafts",
    Status.SUBMITTED: "entered in a web form",
    Status.PREPARED: "made for printing",
    Status.PRINTED: "printed",
    Status.POSTED: "posted",
    Status.BOUNCED: "came back as undeliverable e-mail",
    Status.REPLIED: "answered",
    Status.RETURNED: "came back by post",
}

REASON = {
    "not-selected": "not chosen by the campaign",
    "no-address": "no way to reach them in the list",
    "term-ended": "no longer in office",
    "term-to-come": "not in office yet",
    "not-verified": "not checked of late that they hold the office",
    "home-address": "the list gives a home address",
    "duplicate": "listed twice",
    "judge": "sitting judges are not written to",
    "un-mandate": "UN mandate holders take one submission, not letters",
    "asked-to-stop": "asked not to be written to",
    "no-consent": "the writer's consent is not on record, and there is no postal address",
    "recent-letter": "had another letter from this folder too recently",
}

WAY = {
    Way.EMAIL: "by e-mail",
    Way.DRAFT: "as drafts",
    Way.FORM: "by web form",
    Way.POST: "by post",
}


def count(number: int, noun: str) -> str:
    """`1 letter`, `12 letters`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def some(names: list[str], most: int = 5) -> str:
    """The first few of many names."""
    shown = ", ".join(names[:most])
    return shown if len(names) <= most else f"{shown} and {len(names) - most} more"


def span(time: timedelta) -> str:
    """`1 year`, `6 weeks`, `10 days`; years and months as settings count them."""
    for days, noun in ((365, "year"), (30, "month"), (7, "week")):
        if time.days and time.days % days == 0:
            return count(time.days // days, noun)
    return count(time.days, "day")
