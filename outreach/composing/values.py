"""The fields of a recipient that templates and selections can name, and how each is read."""

import re
from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from types import MappingProxyType

from outreach.composing.names import family_name, full_name
from outreach.model.people import Recipient
from outreach.model.when import When

Value = str | When | tuple[str, ...] | None
Reader = Callable[[Recipient], Value]


def _name(recipient: Recipient) -> str:
    whole = full_name(recipient.name, recipient.country, recipient.further("western_given"))
    return whole or recipient.name.native


FIELDS: Mapping[str, Reader] = MappingProxyType(
    {
        "id": lambda recipient: recipient.id,
        "name": _name,
        "given": lambda recipient: recipient.name.given,
        "family": lambda recipient: family_name(recipient.name),
        "native_name": lambda recipient: recipient.name.native,
        "western_given": lambda recipient: recipient.name.western_given,
        "nickname": lambda recipient: recipient.name.nickname,
        "honorific": lambda recipient: recipient.name.honorific,
        "suffix": lambda recipient: recipient.name.suffix,
        "post_nominals": lambda recipient: recipient.name.post_nominals,
        "gender": lambda recipient: recipient.gender.value,
        "office": lambda recipient: recipient.office,
        "organisation": lambda recipient: recipient.organisation,
        "country": lambda recipient: recipient.country,
        "division": lambda recipient: recipient.division,
        "languages": lambda recipient: recipient.languages,
        "email": lambda recipient: recipient.email,
        "form_url": lambda recipient: recipient.form_url,
        "phone": lambda recipient: recipient.phone,
        "address": lambda recipient: recipient.address.lines,
        "locality": lambda recipient: recipient.address.locality,
        "region": lambda recipient: recipient.address.region,
        "postcode": lambda recipient: recipient.address.postcode,
        "salutation": lambda recipient: recipient.salutation,
        "tags": lambda recipient: recipient.tags,
        "source": lambda recipient: recipient.source,
        "verified_on": lambda recipient: recipient.verified_on,
        "term_end": lambda recipient: recipient.term_end,
    }
)

LISTS = frozenset({"languages", "address", "tags"})

# A column for one language is called after its field and the language: `office.zh-Hant`.
_CHINESE_SCRIPTS = MappingProxyType(
    {"zh-hk": "zh-hant", "zh-tw": "zh-hant", "zh-mo": "zh-hant", "zh-cn": "zh-hans"}
)


def names_of(columns: Iterable[str]) -> frozenset[str]:
    """What templates can call these columns: themselves, or "Date of birth" as date_of_birth."""
    plain = [column for column in columns if "." not in column]
    return frozenset(plain) | frozenset(map(_as_name, plain)) - {""}


def reader(name: str, columns: Iterable[str], language: str = "") -> Reader:
    """How a field is read in letters of a language.

    `columns` are the further columns of the lists. Where a row has the field in the language of
    the letter, that is what is read.
    """
    known = sorted(columns)
    translated = [column for column in known if _is_for(column, name, language)]
    own = FIELDS.get(name) or _column(name, known)
    if not translated or name in LISTS:
        return own

    def read(recipient: Recipient) -> Value:
        found = (recipient.further(column) for column in translated)
        return next((value for value in found if value.strip()), None) or own(recipient)

    return read


def _column(name: str, columns: list[str]) -> Reader:
    alike = (column for column in columns if "." not in column and _as_name(column) == name)
    column = name if name in columns else next(alike, name)
    return lambda recipient: recipient.further(column)


def _is_for(column: str, name: str, language: str) -> bool:
    field, dot, tag = column.partition(".")
    wanted = language.casefold()
    fitting = {wanted, _CHINESE_SCRIPTS.get(wanted, wanted), wanted.split("-")[0]}
    return bool(dot and tag) and _as_name(field) == _as_name(name) and tag.casefold() in fitting


def _as_name(column: str) -> str:
    return re.sub(r"\W+", "_", column.strip()).strip("_").casefold()


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that was probably meant, or nothing."""
    close = get_close_matches(name.casefold(), sorted(known), n=1, cutoff=0.6)
    return close[0] if close else ""
