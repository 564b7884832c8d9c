"""By which way out a letter reaches somebody, as far as the list tells."""

from collections.abc import Sequence

from outreach.model.campaign import Way
from outreach.model.people import Recipient

_NEEDED = {
    Way.EMAIL: "an e-mail address",
    Way.DRAFT: "an e-mail address",
    Way.FORM: "a web form",
    Way.POST: "a postal address",
}


def way_to(recipient: Recipient, channels: Sequence[Way]) -> Way | None:
    """The first of the ways for which the list gives what it takes."""
    return next((way for way in channels if reaches(way, recipient)), None)


def reaches(way: Way, recipient: Recipient) -> bool:
    """Whether the list gives what a way takes."""
    match way:
        case Way.EMAIL | Way.DRAFT:
            return bool(recipient.email)
        case Way.FORM:
            return bool(recipient.form_url)
        case Way.POST:
            return bool(recipient.address)


def missing(channels: Sequence[Way]) -> str:
    """What a list would have to give, as a sentence without a full stop."""
    needed = list(dict.fromkeys(_NEEDED[way] for way in channels))
    return f"the list gives no way to reach them (needs {' or '.join(needed)})"
