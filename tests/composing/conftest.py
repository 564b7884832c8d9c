"""A template, a recipient and an occasion to vary, and forms of address without tables."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from outreach.composing.case_values import CaseInLetters
from outreach.composing.merging import merge
from outreach.composing.occasion import Occasion
from outreach.composing.templates import CompiledTemplate, compile_template
from outreach.errors import InputInvalid, Problem
from outreach.model.campaign import LetterTemplate
from outreach.model.letter import Letter
from outreach.model.people import PersonName, PostalAddress, Recipient, Signatory


@dataclass(frozen=True)
class PlainForm:
    mark: str = ","


@dataclass(frozen=True)
class PlainAddress:
    salutation: str
    envelope_name: str = "Ada Example"
    envelope: tuple[str, ...] = ("Ada Example", "1 Elm Street")
    inside_address: tuple[str, ...] = ("Ada Example", "Minister")
    close: str = "Yours sincerely,"
    sign_off: str = ""
    form: PlainForm = PlainForm()


@dataclass(frozen=True)
class PlainForms:
    """The recipient's own salutation, else one opening and close for everybody."""

    salutation: str = "Dear Minister,"
    sign_off: str = ""

    def address(self, recipient: Recipient, language: str, home_country: str) -> PlainAddress:
        own = recipient.salutation
        return PlainAddress(own or self.salutation, sign_off=self.sign_off)


@pytest.fixture
def forms() -> PlainForms:
    return PlainForms()


@pytest.fixture
def template() -> Callable[..., LetterTemplate]:
    def make(body: str = "Hello.", **fields: Any) -> LetterTemplate:
        given = {"name": "appeal", "language": "en", "subject": "An appeal", "body_line": 10}
        return LetterTemplate(body=body, **{**given, "file": "appeal.md", **fields})

    return make


@pytest.fixture
def recipient() -> Callable[..., Recipient]:
    def make(**more: str) -> Recipient:
        return Recipient(
            id="ada",
            name=PersonName("Ada Example", "Ada", "Example"),
            office="Minister of Justice",
            languages=("en", "fr"),
            tags=("minister", "cabinet"),
            address=PostalAddress(("1 Elm Street",), "Springfield", "", "12345", "US"),
            term_end=date(2027, 1, 3),
            more=tuple(more.items()),
        )

    return make


@pytest.fixture
def occasion() -> Callable[..., Occasion]:
    def make(**fields: Any) -> Occasion:
        given = {"signatory": Signatory("jane", "Jane Doe"), "dated": date(2026, 11, 22)}
        return Occasion(**{**given, **fields})

    return make


@pytest.fixture
def letter_of(template, recipient, occasion, forms) -> Callable[..., Letter]:
    """The letter of a body; `more` are further columns of the recipient."""

    def make(
        body: str = "Hello.",
        *,
        to: Recipient | None = None,
        on: Occasion | None = None,
        more: dict[str, str] | None = None,
        about: CaseInLetters | None = None,
        **fields: Any,
    ) -> Letter:
        whom = to or recipient(**(more or {}))
        compiled = compile_template(template(body, **fields), frozenset(dict(whom.more)), about)
        return merge(compiled, whom, 1, on or occasion(), forms)

    return make


@pytest.fixture
def problems_of(template) -> Callable[..., tuple[Problem, ...]]:
    """What a template is refused for when it is compiled; it must be refused."""

    def find(body: str, known: tuple[str, ...] = (), **fields: Any) -> tuple[Problem, ...]:
        with pytest.raises(InputInvalid) as refused:
            compile_template(template(body, **fields), frozenset(known))
        return refused.value.problems

    return find


@pytest.fixture
def compiled(template) -> Callable[..., CompiledTemplate]:
    def make(body: str, known: tuple[str, ...] = (), **fields: Any) -> CompiledTemplate:
        return compile_template(template(body, **fields), frozenset(known))

    return make
