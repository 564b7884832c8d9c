"""Rules about who is written to."""

import re
from collections.abc import Iterator
from functools import lru_cache

from outreach.model.people import Recipient
from outreach.model.tenure import Tenure, bare_office, tenure_of

# Private people are not addressed in bulk without their consent.
PRIVATE_PEOPLE = 10

# Titles of judges. A minister of justice, a justice of the peace and a judge advocate, who is an
# officer, bear none of them.
_JUDGE = re.compile(
    r"\b(?:judge|magistrate)\b(?!\W+advocate)"
    r"|\b(?:chief|lord|lady|mr|mrs|ms|associate|puisne|presiding) justice\b"
    r"|^justice(?:$|,| of (?!the peace))"
    r"|^(?:vice[- ])?president of (?:[\w']+ )*(?:court|tribunal)\b(?! of (?:audit|accounts))"
    r"|\bmaster of the rolls\b"
    r"|\brecorder of the high court\b"
    r"|法官|裁判官|審判長|审判长|法院院長|法院院长",
    re.IGNORECASE,
)
_UN_MANDATE = re.compile(
    r"special rapporteur|independent expert on\b|working group on"
    r" (?:arbitrary detention|enforced|discrimination against|the use of mercenaries|business and"
    r"|experts on people of african descent|the issue of human rights)"
    r"|special procedures of the human rights council|mandate holder"
    r"|特別報告員|特别报告员|獨立專家|独立专家|任意拘留(?:問題|问题)?工作(?:組|组)",
    re.IGNORECASE,
)
_HOME_TAGS = frozenset({"home-address", "home address"})
_HOME = frozenset(
    {"home", "home address", "private", "private address", "residence", "residential"}
)
_STOP_TAGS = frozenset({"stop", "do-not-contact", "no-contact"})


def is_judge(recipient: Recipient) -> bool:
    """Whether the office is that of a sitting judge, as far as its title tells."""
    named = any(map(_names_a_judge, _offices(recipient)))
    return named and tenure_of(recipient) is not Tenure.FORMER


# The same few offices stand in thousands of rows.
@lru_cache(4_000)
def _names_a_judge(office: str) -> bool:
    return _JUDGE.search(bare_office(office)) is not None


@lru_cache(4_000)
def _names_a_un_mandate(text: str) -> bool:
    return _UN_MANDATE.search(text) is not None


def is_un_mandate(recipient: Recipient) -> bool:
    """Whether the office or the body is a United Nations human-rights mandate."""
    names = (*_offices(recipient), recipient.organisation)
    named = any(map(_names_a_un_mandate, names))
    return named and tenure_of(recipient) is not Tenure.FORMER


def _offices(recipient: Recipient) -> Iterator[str]:
    """The office as listed, and in the languages in which the list has it besides."""
    yield recipient.office
    yield from (value for name, value in recipient.more if name.startswith("office."))


def asked_to_stop(recipient: Recipient) -> bool:
    """Whether the list says that this recipient asked not to be written to."""
    return any(tag.casefold() in _STOP_TAGS for tag in recipient.tags)


def gives_home_address(recipient: Recipient) -> bool:
    """Whether the list says that the address of somebody in an office is their home.

    By the column `address_kind` (home, private, residence) or the tag `home-address`.
    """
    if is_private(recipient):
        return False
    kind = recipient.further("address_kind").strip().casefold()
    return kind in _HOME or any(tag.casefold() in _HOME_TAGS for tag in recipient.tags)


def is_private(recipient: Recipient) -> bool:
    """Whether the row gives neither an office nor an organisation."""
    return not recipient.office and not recipient.organisation
