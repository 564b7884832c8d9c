"""How a recipient is addressed: on the envelope, in the letter, at its opening and its close."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from outreach.composing.form_blanks import Addressed, first
from outreach.composing.form_checks import ADDRESS
from outreach.composing.form_rows import Alternatives, Form
from outreach.composing.form_tables import FormTables, Sought, shipped_tables, tables_with
from outreach.model.people import Recipient
from outreach.model.tenure import bare_office

__all__ = [
    "Address",
    "Form",
    "FormsOfAddress",
    "forms_of_address",
    "forms_with",
    "table_language",
    "with_mark",
]

_TRADITIONAL = ("zh-hant", "zh-hk", "zh-mo", "zh-tw")
_SIMPLIFIED = ("zh-hans", "zh-cn", "zh-sg")


@dataclass(frozen=True, slots=True)
class Address:
    """The strings of one letter that depend on who it is for, and the form they come from.

    `envelope` is the whole block, the envelope name first; `addressee` the inside address without
    the place. `own_salutation`: it is the list's.
    """

    envelope_name: str
    envelope: tuple[str, ...]
    inside_address: tuple[str, ...]
    salutation: str
    close: str
    sign_off: str
    form: Form
    own_salutation: bool = False
    addressee: tuple[str, ...] = ()


class FormsOfAddress:
    """Forms of address by country, office and language."""

    def __init__(self, tables: FormTables) -> None:
        self._tables = tables

    def address(self, recipient: Recipient, language: str, home_country: str) -> Address:
        """How to address a recipient in a letter of a language posted from a country."""
        letter = Addressed(recipient, table_language(language))
        forms = self._forms(letter)
        form = forms[0]
        known = letter.blanks(form)
        found = (first(one.envelope_name, known) for one in forms)
        envelope_name = next(filter(None, found), "")
        known["envelope_name"] = envelope_name
        opening, close = _opening(forms, known)
        own = letter.own_salutation()
        return Address(
            envelope_name=envelope_name,
            envelope=letter.block(form.envelope, known, home_country, on_envelope=True),
            inside_address=letter.block(form.inside_address, known, home_country),
            salutation=with_mark(own or opening, form),
            close=close,
            sign_off=form.sign_off,
            form=form,
            own_salutation=bool(own),
            addressee=letter.block(_without_place(form.inside_address), known, home_country),
        )

    def mistaken(self, country: str) -> Mapping[str, str]:
        """Names under which offices of a country are often written → the right ones."""
        return self._tables.mistaken(country)

    def _forms(self, letter: Addressed) -> tuple[Form, ...]:
        recipient = letter.recipient
        offices = (letter.column("office"), recipient.office)
        organisations = (letter.column("organisation"), recipient.organisation)
        return self._tables.find(
            Sought(
                recipient.country,
                tuple(dict.fromkeys(bare_office(office) for office in offices)),
                tuple(dict.fromkeys(filter(None, organisations))) or ("",),
                letter.language,
                letter.tenure,
            )
        )


@cache
def forms_of_address() -> FormsOfAddress:
    """The forms that come with the program."""
    return FormsOfAddress(shipped_tables())


def forms_with(own: Iterable[tuple[str, str]]) -> FormsOfAddress:
    """The forms that come with the program, and before them those of tables of the user's own.

    `own` are pairs of a name as shown and a text; InputInvalid says all that is wrong with them.
    """
    return FormsOfAddress(tables_with(own))


def with_mark(salutation: str, form: Form) -> str:
    """A salutation with the form's mark after it, unless it ends in punctuation of its own."""
    bare = salutation.rstrip()
    if not bare or unicodedata.category(bare[-1]) == "Po":
        return bare
    return f"{bare}{form.mark}"


def _without_place(lines: tuple[Alternatives, ...]) -> tuple[Alternatives, ...]:
    return tuple(line for line in lines if line[0].text != ADDRESS)


def table_language(tag: str) -> str:
    """The language of the tables that serves a tag: `zh-HK` → `zh-Hant`, `en-GB` → `en`."""
    folded = tag.casefold().replace("_", "-")
    if folded.startswith(_SIMPLIFIED):
        return "zh-Hans"
    # Chinese without a script: the letters of this tool go to where characters are traditional.
    if folded.startswith(_TRADITIONAL) or folded.split("-")[0] == "zh":
        return "zh-Hant"
    return folded.split("-")[0]


def _opening(forms: tuple[Form, ...], known: Mapping[str, str]) -> tuple[str, str]:
    """Salutation and close: of the best form that has one for what is known."""
    for form in forms:
        for wording, close in zip(form.salutation, form.close, strict=True):
            text = wording.filled(known)
            if text is not None:
                return text, close
    return "", ""
