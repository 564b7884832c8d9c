"""A recipient as a letter of one language sees them: what the blanks of a form stand for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from outreach.composing import names, peerage
from outreach.composing.addresses import recipient_block
from outreach.composing.form_checks import ADDRESS
from outreach.composing.form_rows import Alternatives, Form
from outreach.model.people import Gender, Recipient
from outreach.model.tenure import Tenure, bare_office, tenure_of


@dataclass(frozen=True)
class Addressed:
    """A recipient as a letter of one language sees them."""

    recipient: Recipient
    language: str

    @cached_property
    def tenure(self) -> Tenure:
        return tenure_of(self.recipient)

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

    def office(self, name: str, form: Form) -> str:
        """The office to write: nobody is addressed by one that they held once."""
        if self.tenure is Tenure.FORMER or not name:
            return ""
        if self.tenure is Tenure.ACTING and bare_office(name) == name:
            return form.acting.filled({"office": name}) or name
        return name

    def blanks(self, form: Form) -> dict[str, str]:
        person, gender = self.recipient.name, self.recipient.gender
        full = names.full_name(
            person, self.recipient.country, self.recipient.further("western_given")
        )
        honour = peerage.without_rank(names.title_of_honour(person.honorific))
        peer, peer_short = peerage.peerage(person, full)
        named = self._with_letters(full, form)
        return {
            "full": full,
            "name": named,
            "whole_name": named if _more_than_a_family_name(full) else "",
            "family": names.name_in_salutation(
                person, self.recipient.country, chinese=self.chinese
            ),
            "native": person.native or (full if names.is_chinese(full) else ""),
            "courtesy": names.courtesy_title(
                person.honorific, gender, form.courtesy, chinese=self.chinese
            ),
            "title": _by_gender(form.title, gender),
            "excellency": _by_gender(form.excellency, gender),
            "honorific": honour if names.is_chinese(honour) == self.chinese else "",
            "peer": peer,
            "peer_short": peer_short,
            "office": self.office(self.column("office"), form),
            "office_as_listed": self.office(self.recipient.office, form),
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
            elif (text := first(line, known)) and not _said(text, written):
                written[text] = None
        return tuple(written)


def _said(text: str, written: Iterable[str]) -> bool:
    # An organisation without a name of a person leads, on a Chinese envelope with a word after it.
    # Where the office is the title before the name ("Councillor Ann Able"), it needs no line more.
    is_title = next(iter(written), "").startswith(f"{text} ")
    return is_title or any(line == text or line.startswith(f"{text}　") for line in written)


def _more_than_a_family_name(full: str) -> bool:
    """ "The Honourable" stands before a full name only; one word may be no more than a surname."""
    return " " in full or (names.is_chinese(full) and len(full) > 1)


def _by_gender(words: tuple[tuple[Gender, str], ...], gender: Gender) -> str:
    return next((word for of, word in words if of is gender), "")


def first(alternatives: Alternatives, known: Mapping[str, str]) -> str:
    """The first of the alternatives whose every blank is known, else nothing."""
    for wording in alternatives:
        text = wording.filled(known)
        if text is not None:
            return text
    return ""
