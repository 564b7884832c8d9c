"""Rules about who is written to."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from outreach.model.people import Recipient

# Private people are not addressed in bulk without their consent.
PRIVATE_PEOPLE = 10

_JUDGE = re.compile(
    r"\b(?:judge|magistrate)\b"
    r"|\b(?:chief|lord|lady|mr|mrs|ms|associate|puisne|presiding) justice\b"
    r"|^justice of (?!the peace)"
    r"|\brecorder of the high court\b"
    r"|法官|裁判官",
    re.IGNORECASE,
)
_UN_MANDATE = re.compile(
    r"special rapporteur|independent expert|working group on (?:arbitrary|enforced)"
    r"|特別報告員|特别报告员",
    re.IGNORECASE,
)
_STOP_TAGS = frozenset({"stop", "do-not-contact", "no-contact"})


def is_judge(recipient: Recipient) -> bool:
    """Whether the office is that of a sitting judge, as far as its title tells."""
    return bool(_JUDGE.search(recipient.office)) and "former" not in recipient.office.casefold()


def term_is_over(recipient: Recipient, today: date) -> bool:
    """Whether the term has ended, and nobody looked since and found the holder still there."""
    if recipient.term_end is None or recipient.term_end >= today:
        return False
    return recipient.verified_on is None or recipient.verified_on <= recipient.term_end


def is_un_mandate(recipient: Recipient) -> bool:
    """Whether the office is a United Nations human-rights mandate."""
    return bool(_UN_MANDATE.search(recipient.office))


def asked_to_stop(recipient: Recipient) -> bool:
    """Whether the list says that this recipient asked not to be written to."""
    return any(tag.casefold() in _STOP_TAGS for tag in recipient.tags)


def is_private(recipient: Recipient) -> bool:
    """Whether the row gives neither an office nor an organisation."""
    return not recipient.office and not recipient.organisation


def same_person_twice(recipients: Iterable[Recipient]) -> Mapping[str, str]:
    """The id of every later row that means the same person or post → the id of the first.

    The same are rows alike in name, office and organisation whose divisions do not differ. Two
    people who share a mailbox are two, and so are two members of one body.
    """
    earlier: dict[tuple[str, ...], list[Recipient]] = {}
    later: dict[str, str] = {}
    for recipient in recipients:
        post = _post(recipient)
        if post is None:
            continue
        same = next((one for one in earlier.get(post, ()) if _one_division(one, recipient)), None)
        if same is None:
            earlier.setdefault(post, []).append(recipient)
        else:
            later[recipient.id] = same.id
    return later


def _post(recipient: Recipient) -> tuple[str, ...] | None:
    """What must be alike in two rows about one post; None where a row says too little."""
    name = recipient.name
    called = name.full or f"{name.given} {name.family} {name.suffix}".strip() or name.native
    if is_private(recipient):
        return None  # two private people may bear one name
    if not called and not (recipient.organisation or recipient.division):
        return None  # "Mayor" alone names no post
    parts = (called, recipient.office, recipient.organisation, recipient.country)
    return tuple(" ".join(part.casefold().split()) for part in parts)


def _one_division(one: Recipient, other: Recipient) -> bool:
    if one.name and other.name:
        return not one.division or not other.division or one.division == other.division
    return one.division == other.division
