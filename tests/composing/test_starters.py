"""What a writer finds in the editor."""

from datetime import date

import pytest

from outreach.composing.case_values import CaseInLetters
from outreach.composing.personal import read_words, without_guidance
from outreach.composing.starters import starter
from outreach.model.campaign import Audience, LetterTemplate
from outreach.model.case import Case, PersonAtRisk

SIU_MING = PersonAtRisk((("en", "CHAN Siu Ming"), ("zh-Hant", "陳小明")), number="123456")
ABOUT = CaseInLetters(Case("heron", (SIU_MING,), arrested_on=date(2026, 1, 2)))


def template(body: str, *, salutation: str = "", close: str = "") -> LetterTemplate:
    return LetterTemplate(
        "t", "en", "", body, audience=Audience.PRISONER, salutation=salutation, close=close,
        note="Post it\nearly.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "opening"), [("en", "Dear CHAN Siu Ming,"), ("zh-Hant", "陳小明：")]
)
def test_an_empty_letter_opens_in_its_language_with_the_name_the_case_gives(
    language: str, opening: str
) -> None:
    text = starter(ABOUT, language, {})
    assert without_guidance(text).strip() == opening
    assert read_words(f"{text}What follows.\n", "x").salutation == opening


def test_a_template_comes_with_its_names_put_in_and_its_note_above() -> None:
    made = starter(
        ABOUT,
        "en",
        {"sender_name": "Anna"},
        template=template(
            "I am {{ sender_name }}. Since {{case.arrested_on}} …",
            salutation="Dear {{ case.name }},",
            close="With warm wishes,",
        ),
    )
    assert "Post it early." in made
    assert " ".join(without_guidance(made).split()) == (
        "Dear CHAN Siu Ming, I am Anna. Since 2 January 2026 … With warm wishes,"
    )


def test_what_is_not_known_is_left_for_the_writer_and_stops_the_letter() -> None:
    made = starter(ABOUT, "en", {"sender_group": ""}, template=template("{{ sender_group }} hi"))
    assert "{{ sender_group }}" in without_guidance(made)
