"""Whether somebody holds an office, acts in it for a time, or held it once."""

import re
from enum import StrEnum
from functools import lru_cache

from outreach.model.people import Recipient


class Tenure(StrEnum):
    """How somebody stands to an office; the words of a list's column `status`."""

    HOLDER = ""
    ACTING = "acting"
    FORMER = "former"


# Where a list says it: before the office, after it in brackets, or in the column `status`.
_ACTING = r"acting|interim"
_FORMER = r"former|retired|ex"
_ENGLISH = re.compile(
    rf"(?:(?P<acting>{_ACTING})|(?P<former>{_FORMER}))(?:\s*-\s*|\s+)(?P<office>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_IN_BRACKETS = re.compile(
    rf"(?P<office>.*\S)\s*\((?:(?P<acting>{_ACTING})|(?P<former>{_FORMER}))\)",
    re.IGNORECASE | re.DOTALL,
)
# 前線 is the front line and 代理人 an agent: neither says anything about a tenure.
_CHINESE = re.compile(
    r"(?:(?P<acting>署理|署任|代理(?![人商]))|(?P<former>前任?(?![線线進进沿])))(?P<office>\S.+)",
    re.DOTALL,
)


def tenure_of(recipient: Recipient) -> Tenure:
    """As the column `status` or the name of the office has it; nothing said means a holder."""
    if stated := recipient.further("status").strip().casefold():
        if re.fullmatch(_ACTING, stated):
            return Tenure.ACTING
        if re.fullmatch(_FORMER, stated):
            return Tenure.FORMER
    return _read(recipient.office.strip())[0]


def bare_office(office: str) -> str:
    """The office without the word that says who acts in it or held it once."""
    return _read(office.strip())[1]


@lru_cache(4_000)
def _read(office: str) -> tuple[Tenure, str]:
    for pattern in (_ENGLISH, _IN_BRACKETS, _CHINESE):
        if found := pattern.fullmatch(office):
            return (Tenure.ACTING if found["acting"] else Tenure.FORMER), found["office"]
    return Tenure.HOLDER, office
