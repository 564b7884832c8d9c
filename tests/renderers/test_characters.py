"""The words of a letter by field, and characters that no format can carry."""

from dataclasses import replace

import pytest

from outreach.model.letter import Letter, Paragraph, Text
from outreach.renderers.characters import fields, named, unwritable


def test_every_word_of_a_letter_is_in_a_field(letter: Letter) -> None:
    words = [words for _, words in fields(letter)]
    assert {"64 people", "peaceful", "a public report"} <= {*words}
    assert {name for name, _ in fields(letter)} == {
        "return address", "date", "inside address", "salutation", "subject", "body", "close",
        "signature", "enclosures", "envelope",
    }  # fmt: skip


@pytest.mark.parametrize(
    "character",
    ["\0", "\x1b", "\n", "\r", "\x85", "\u2028", "\ud800", "\ufffe", "\U0001ffff",
     "\ufdd0", "\ue000", "\U000f0000", "\U0010ffff"],
)  # fmt: skip
def test_these_are_refused_by_name(letter: Letter, character: str) -> None:
    refused = unwritable(replace(letter, salutation=f"Dear {character}"))
    assert refused is not None
    assert refused.field == "salutation"
    assert f"U+{ord(character):04X}" in refused.reason
    refused.reason.encode()


@pytest.mark.parametrize(
    "character",
    ["\t", " ", "\u00a0", "é", "e\u0301", "司", "\U00020bb7", "\u200f", "\U0001f44d", "\ufffd"],
)
def test_these_are_not(letter: Letter, character: str) -> None:
    body = (Paragraph((Text(f"a{character}b"),)),)
    assert unwritable(replace(letter, salutation=character, body=body)) is None


def test_characters_are_named_so_that_a_person_can_look_them_up() -> None:
    assert named("é") == "U+00E9 LATIN SMALL LETTER E WITH ACUTE “é”"
    assert named("\u200b") == "U+200B ZERO WIDTH SPACE"
    assert named("\0") == "U+0000 (a control character)"
    assert named("\u0378") == "U+0378 (not assigned by Unicode)"
    assert named("\ud800") == "U+D800 (half of a surrogate pair)"
