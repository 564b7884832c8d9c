"""What of a draft is found to belong to the letter's form."""

import pytest

from outreach.drafts.form import Form, taken_apart
from outreach.drafts.written import Kind, Line, Words


def lines(*texts: str) -> tuple[Line, ...]:
    """Paragraphs; one in ** is bold."""
    return tuple(Line((_words(text),), place=at) for at, text in enumerate(texts, 1))


def _words(text: str) -> Words:
    return Words(text.strip("*"), strong=text.startswith("**"))


def parts(form: Form) -> dict[str, str]:
    return {found.what: found.text for found in form.found}


def body(form: Form) -> list[str]:
    return [line.text for line in form.body]


LETTER = (
    *("Friends of Example", "12 Elm Street", "", "3 March 2026", "", "The Minister", "Exampleton"),
    *("Re: The case", "Dear Minister,", "I write.", "I ask.", "Yours sincerely,", "Jane Roe"),
    *("Chair", "Encl: a report", "cc: the Ambassador", "P.S. Thank you."),
)


def test_a_letter_is_left_with_its_own_words() -> None:
    form = taken_apart(lines(*LETTER))
    assert body(form) == ["I write.", "I ask."]
    assert form.subject[0].text == "The case"
    told = [(found.what, found.text) for found in form.found]
    assert told == [
        ("an address above the salutation", "Friends of Example, 12 Elm Street"),
        ("the date", "3 March 2026"),
        ("an address above the salutation", "The Minister, Exampleton"),
        ("the salutation", "Dear Minister,"),
        ("the close", "Yours sincerely,"),
        ("enclosures, which go under enclosures:", "Encl: a report"),
        ("copies to", "cc: the Ambassador"),
        ("a postscript", "P.S. Thank you."),
        ("the signature", "Jane Roe, Chair"),
    ]


@pytest.mark.parametrize(
    "salutation",
    [
        *(
            "Dear [NAME],",
            "To Whom It May Concern:",
            "Your Excellency,",
            "Sehr geehrte Frau Muster,",
        ),
        *("Monsieur le Ministre,", "Estimado señor:", "敬啟者：", "甄司長鈞鑒：", "[Dear …]"),
    ],
)
def test_salutations_of_many_languages_are_known(salutation: str) -> None:
    form = taken_apart(lines("Address", salutation, "I write."))
    assert parts(form)["the salutation"] == salutation
    assert body(form) == ["I write."]


@pytest.mark.parametrize(
    "close",
    [
        *("Yours faithfully,", "Sincerely,", "Kind regards", "With best wishes,", "In solidarity,"),
        *("Mit freundlichen Grüßen", "Atentamente,", "此致", "敬頌 / 順頌時祺"[5:]),
        "Veuillez agréer, Monsieur le Ministre, l’expression de mes sentiments respectueux.",
    ],
)
def test_closes_of_many_languages_are_known(close: str) -> None:
    form = taken_apart(lines("Dear Minister,", "I write.", close, "Jane Roe"))
    assert parts(form)["the close"] == close
    assert parts(form)["the signature"] == "Jane Roe"
    assert body(form) == ["I write."]


@pytest.mark.parametrize(
    "date",
    [
        *("3 March 2026", "March 3, 2026", "Toronto, 3 March 2026", "2026-03-03", "03/03/2026"),
        *("le 3 mars 2026", "3. März 2026", "3 de marzo de 2026", "2026年3月3日", "[DATE]"),
    ],
)
def test_dates_are_known(date: str) -> None:
    assert parts(taken_apart(lines(date, "Dear Minister,", "I write.")))["the date"] == date


@pytest.mark.parametrize("at", ["above", "below"])
def test_a_bold_line_beside_the_salutation_is_the_subject(at: str) -> None:
    both = ["**The case of Alex Sample**", "Dear Minister,"]
    texts = ["Address", *(both if at == "above" else both[::-1]), "I write."]
    form = taken_apart(lines(*texts))
    assert form.subject[0].text == "The case of Alex Sample"
    assert body(form) == ["I write."]


def test_a_bold_name_of_the_group_at_the_top_is_no_subject() -> None:
    form = taken_apart(lines("**FRIENDS OF EXAMPLE**", "Elm Street", "Dear Minister,", "I write."))
    assert form.subject == ()


def test_a_heading_is_the_subject_of_a_text_without_salutation() -> None:
    heading = Line((Words("The case"),), Kind.HEADING, 1)
    form = taken_apart((heading, *lines("I write.", "I ask.")))
    assert form.subject[0].text == "The case"
    assert body(form) == ["I write.", "I ask."]


def test_a_text_without_any_form_is_kept_whole() -> None:
    form = taken_apart(lines("First words.", "", "More words."))
    assert [text for text in body(form) if text] == ["First words.", "More words."]
    assert form.found == []


def test_a_paragraph_above_the_salutation_is_kept_since_it_says_something() -> None:
    long = "Please copy this letter, sign it and send it before the trial begins in June. " * 3
    assert body(taken_apart(lines(long, "Dear Minister,", "I write."))) == [
        long.strip(),
        "I write.",
    ]


def test_dear_within_a_letter_is_no_salutation() -> None:
    form = taken_apart(lines("Dear Minister,", "I write.", "Dear to us all is peace.", "I ask."))
    assert body(form) == ["I write.", "Dear to us all is peace.", "I ask."]
