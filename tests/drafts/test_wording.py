"""Words as Markdown, read back by the one who reads templates."""

from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from outreach.composing.merging import merge
from outreach.composing.occasion import Occasion
from outreach.composing.templates import compile_template
from outreach.drafts.blanks import Blank
from outreach.drafts.wording import markdown, plain
from outreach.drafts.written import Words
from outreach.model.campaign import LetterTemplate
from outreach.model.people import Recipient, Signatory
from outreach.renderers.characters import block_words


@dataclass(frozen=True)
class Form:
    mark: str = ","


@dataclass(frozen=True)
class Address:
    envelope: tuple[str, ...] = ()
    inside_address: tuple[str, ...] = ()
    salutation: str = "Dear Minister,"
    close: str = "Yours sincerely,"
    sign_off: str = ""
    form: Form = Form()


class Forms:
    def address(self, recipient: Recipient, language: str, home_country: str) -> Address:
        return Address()


def read_back(body: str, subject: str = "Subject") -> str:
    """The words of a text as a letter has them, its subject first where it is given."""
    ready = compile_template(LetterTemplate("x", "en", subject, body))
    occasion = Occasion(Signatory("jane", "Jane Doe"), date(2026, 11, 22))
    letter = merge(ready, Recipient("ada", office="Minister"), 1, occasion, Forms())
    words = ["".join(block_words(block)) for block in letter.body]
    return "\n".join(words if subject == "Subject" else [letter.subject, *words])


AWKWARD = (
    *("{{ name }}", "{% raw %}", "{# note #}", "{{{", "a {", "}} {{", "<b>x</b>", "&amp; &#123;"),
    *("*stars* **two** _under_ snake_case", "# no heading", "> no quote", "- no list", "+ no list"),
    *(
        "1. no list",
        "12) no list",
        "[a](b) ![c](d)",
        "`code` ``` ~~~",
        "a | b",
        "\\ back \\* slash",
    ),
    *(
        "=== ---",
        "---",
        "***",
        "~~~",
        "https://example.org/a_b_c",
        "5 < 6 > 4",
        "100% & “more”",
        "🕊 𠮷",
    ),
)


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_words_come_back_as_they_were(text: str) -> None:
    assert read_back(markdown((Words(text),))) == text


@settings(max_examples=150)
@given(some.text("{}%#*_[]()<>&\\`~|!-+=1.) ab", min_size=1, max_size=20).filter(str.strip))
def test_any_words_come_back_as_they_were(text: str) -> None:
    words = " ".join(text.split())
    assert " ".join(read_back(markdown((Words(words),))).split()) == words


@settings(max_examples=100)
@given(
    some.lists(
        some.tuples(some.text("ab .,“", min_size=1, max_size=5), some.booleans(), some.booleans()),
        min_size=1,
        max_size=5,
    ).filter(lambda runs: any(text.strip() for text, *_ in runs))
)
def test_bold_and_italics_never_cost_a_word(runs: list[tuple[str, bool, bool]]) -> None:
    parts = tuple(Words(text, strong, emphasis) for text, strong, emphasis in runs)
    said = " ".join("".join(text for text, *_ in runs).split())
    assert " ".join(read_back(markdown(parts)).split()) == said


def test_bold_words_blanks_and_links_are_written_as_markdown() -> None:
    parts = (
        Words("So "),
        Words("strong ", strong=True),
        Blank(Words("[X]", strong=True), "todo_x"),
        Words(", see "),
        Words("this", link="https://example.org/(a)"),
        Words("\nnew line"),
    )
    assert markdown(parts) == (
        "So **strong {{ todo_x }}**, see [this](<https://example.org/(a)>)\\\nnew line"
    )


@pytest.mark.parametrize("text", AWKWARD)
def test_awkward_subjects_come_back_as_they_were(text: str) -> None:
    parts = (Words(text), Words(" of "), Blank(Words("[OFFICE]"), "office"))
    assert read_back("Words.", plain(parts)) == f"{text} of Minister\nWords."
