"""A post and who holds it, from a day to a day: whether they may still be written to by name.

A letter to the office survives a change of holder; one to a person by name does not.
"""

from dataclasses import replace
from datetime import date, timedelta

from outreach.model.people import Gender, PersonName, Recipient
from outreach.model.tenure import Tenure, tenure_of
from outreach.rules.spellings import words_of

# Columns, in any language, that speak of the person and not of the office.
_PERSONAL = frozenset(
    ("name", "given", "family", "native_name", "western_given", "nickname", "honorific", "suffix",
     "post_nominals", "salutation", "status", "term_start")
)  # fmt: skip
_SHORTEST_IN_MAILBOX = 3


def is_holder(recipient: Recipient) -> bool:
    """Whether the row names a person as the holder of a post; who held it once is none."""
    if not recipient.name or not (recipient.office or recipient.organisation):
        return False
    return tenure_of(recipient) is not Tenure.FORMER


def term_start(recipient: Recipient) -> date | None:
    """The day in the column `term_start`; None where there is none, or only a year."""
    written = recipient.further("term_start")
    try:
        return date.fromisoformat(written.strip()[:10]) if written else None
    except ValueError:
        return None


def term_is_to_come(recipient: Recipient, today: date) -> bool:
    """Whether the person named takes the office on a later day."""
    begins = term_start(recipient)
    return begins is not None and begins > today and is_holder(recipient)


def term_is_over(recipient: Recipient, today: date) -> bool:
    """Whether the term has ended, and nobody looked since and found the holder still there."""
    if recipient.term_end is None or recipient.term_end >= today:
        return False
    looked = recipient.verified_on
    return is_holder(recipient) and (looked is None or looked <= recipient.term_end)


def is_unchecked(recipient: Recipient, today: date, max_age: timedelta | None) -> bool:
    """Whether nobody looked within `max_age` and found the holder there; None asks for nothing."""
    if max_age is None or not is_holder(recipient):
        return False
    return recipient.verified_on is None or recipient.verified_on < today - max_age


def to_the_office(recipient: Recipient) -> Recipient | None:
    """The same row without the person who held the office; None where it gives no office.

    A mailbox that bears the person's name goes with them.
    """
    if not recipient.office:
        return None
    return replace(
        recipient,
        name=PersonName(),
        gender=Gender.UNKNOWN,
        email="" if _bears_name(recipient) else recipient.email,
        phone="",
        salutation="",
        term_end=None,
        more=tuple(pair for pair in recipient.more if pair[0].partition(".")[0] not in _PERSONAL),
    )


def _bears_name(recipient: Recipient) -> bool:
    name = recipient.name
    letters = "".join(words_of(recipient.email.partition("@")[0]))
    parts = words_of(f"{name.full} {name.given} {name.family} {name.western_given}")
    return any(part in letters for part in parts if len(part) >= _SHORTEST_IN_MAILBOX)
