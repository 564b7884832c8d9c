"""How a recipient is addressed: on the envelope, in the letter, at its opening and its close."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from outreach.composing import names
from outreach.composing.addresses import recipient_block
from outreach.composing.form_checks import ADDRESS, Confidence
from outreach.composing.form_rows import Alternatives, Form
from outreach.composing.form_tables import FormTables, shipped_tables
from outreach.model.people import Gender, Recipient

__all__ = ["Address", "Confidence", "Form", "FormsOfAddress", "forms_of_address", "with_mark"]

_TRADITIONAL = ("zh-hant", "zh-hk", "zh-mo", "zh-tw")
_SIMPLIFIED = ("zh-hans", "zh-cn", "zh-sg")


@dataclass(frozen=True, slots=True)
class Address:
    """The strings of one letter that depend on who it is for, and the form they come from.

    `envelope` is the whole block, the envelope name first. `own_salutation`: it is the list's.
    """

    envelope_name: str
    envelope: tuple[str, ...]
    inside_address: tuple[str, ...]
    salutation: str
    close: str
    sign_off: str
    form: Form
    own_salutation: bool = False


class FormsOfAddress:
    """Forms of address by country, office and language."""

    def __init__(self, tables: FormTables) -> None:
        self._tables = tables

    def address(self, recipient: Recipient, language: str, home_country: str) -> Address:
        """How to address a recipient in a letter of a language posted from a country."""
        letter = _Letter(recipient, _table_language(language))
        forms = self._forms(letter)
        form = forms[0]
        known = letter.blanks(form)
        envelope_name = _first(form.envelope_name, known)
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
        )

    def _forms(self, letter: "_Letter") -> tuple[Form, ...]:
        recipient = letter.recipient
        offices = tuple(dict.fromkeys((letter.column("office"), recipient.office)))
        return self._tables.find(
            recipient.country, offices, recipient.organisation, letter.language
        )


@cache
def forms_of_address() -> FormsOfAddress:
    """The forms that come with the program."""
    return FormsOfAddress(shipped_tables())


def with_mark(salutation: str, form: Form) -> str:
    """A salutation with the form's mark after it, unless it ends in punctuation of its own."""
    bare = salutation.rstrip()
    if not bare or unicodedata.category(bare[-1]) == "Po":
        return bare
    return f"{bare}{form.mark}"


def _table_language(tag: str) -> str:
    folded = tag.casefold().replace("_", "-")
    if folded.startswith(_SIMPLIFIED):
        return "zh-Hans"
    # Chinese without a script: the letters of this tool go to where characters are traditional.
    if folded.startswith(_TRADITIONAL) or folded.split("-")[0] == "zh":
        return "zh-Hant"
    return folded.split("-")[0]


def _first(alternatives: Alternatives, known: Mapping[str, str]) -> str:
    for wording in alternatives:
        text = wording.filled(known)
        if text is not None:
            return text
    return ""


def _opening(forms: tuple[Form, ...], known: Mapping[str, str]) -> tuple[str, str]:
    """Salutation and close: of the best form that has one for what is known."""
    for form in forms:
        for wording, close in zip(form.salutation, form.close, strict=True):
            text = wording.filled(known)
            if text is not None:
                return text, close
    return "", ""


@dataclass(frozen=True, slots=True)
class _Letter:
    """A recipient as a letter of one language sees them."""

    recipient: Recipient
    language: str

    @property
    def chinese(self) -> bool:
        return self.language.startswith("zh")

    def column(self, name: str) -> str:
        """A column in the letter's language: `office.zh-Hant`, else `office` where it can be read.

        An English office has no place in the middle of a Chinese salutation.
        """
        own = self.recipient.further(f"{name}.{self.language}")
        listed: str = getattr(self.recipient, name)
        return own or (listed if not self.chinese or names.is_chinese(listed) else "")

    def own_salutation(self) -> str:
        """The salutation of the list, if it is one for a letter in this language."""
        translated = self.recipient.further(f"salutation.{self.language}").strip()
        listed = self.recipient.salutation.strip()
        fits = names.is_chinese(listed) == self.chinese
        return translated or (listed if fits else "")

    def blanks(self, form: Form) -> dict[str, str]:
        person, gender = self.recipient.name, self.recipient.gender
        full = names.full_name(
            person, self.recipient.country, self.recipient.further("western_given")
        )
        honour = names.title_of_honour(person.honorific)
        peer, peer_short = names.peerage(person, full)
        return {
            "full": full,
            "name": self._with_letters(full, form),
            "family": names.family_name(person),
            "native": person.native or (full if names.is_chinese(full) else ""),
            "courtesy": names.courtesy_title(
                person.honorific, gender, form.courtesy, chinese=self.chinese
            ),
            "title": _by_gender(form.title, gender),
            "excellency": _by_gender(form.excellency, gender),
            "honorific": honour if names.is_chinese(honour) == self.chinese else "",
            "peer": peer,
            "peer_short": peer_short,
            "office": self.column("office"),
            "office_as_listed": self.recipient.office,
            "organisation": self.column("organisation"),
            "organisation_as_listed": self.recipient.organisation,
        }

    def _with_letters(self, full: str, form: Form) -> str:
        person = self.recipient.name
        letters = names.without_doubled_doctor(person.honorific, person.post_nominals)
        return names.with_post_nominals(full, letters, form.post_nominal, form.before_post_nominals)

    def block(
        self,
        lines: tuple[Alternatives, ...],
        known: Mapping[str, str],
        home_country: str,
        *,
        on_envelope: bool = False,
    ) -> tuple[str, ...]:
        """The lines of an address that can be filled, each once."""
        written: dict[str, None] = {}
        for line in lines:
            if line[0].text == ADDRESS:
                address = recipient_block(
                    self.recipient,
                    language=self.language,
                    home_country=home_country,
                    on_envelope=on_envelope,
                )
                written.update(dict.fromkeys(address))
            elif (text := _first(line, known)) and not _said(text, written):
                written[text] = None
        return tuple(written)


def _said(text: str, written: Iterable[str]) -> bool:
    # An organisation without a name of a person leads, on a Chinese envelope with a word after it.
    return any(line == text or line.startswith(f"{text}　") for line in written)


def _by_gender(words: tuple[tuple[Gender, str], ...], gender: Gender) -> str:
    return next((word for of, word in words if of is gender), "")
