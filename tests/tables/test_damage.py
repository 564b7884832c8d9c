"""Text that was damaged before it came here."""

import pytest

from outreach.tables.damage import (
    any_suspicion,
    any_suspicion_in_names,
    damage,
    damage_in_name,
)

SOUND = [
    "José’s café",
    "“CAFÉ”",
    "Müller, Ñuñoa, São Paulo, Łódź, Şişli, Ağrı",
    "律政司司長",
    "Ελλάδα",
    "Привет",
    "# of seats",
    "C#",
    "line\nbreak and\ttab",
    "50 € – §3 °C",
    "naïve Zoë’s",
    "",
]


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_alone(text):
    assert damage(text) == ""


@pytest.mark.parametrize(
    "text", ["José Muñoz", "Ağrı Şişli", "O’Brien – “x”", "律政司司長", "Łódź", "Привет"]
)
@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_utf_8_read_as_another_encoding_is_noticed(text, wrong):
    garbled = "".join(
        bytes([byte]).decode(wrong if wrong == "latin-1" or byte not in _UNDEFINED else "latin-1")
        for byte in text.encode()
    )
    assert any_suspicion([garbled])
    assert "read as another encoding" in damage(garbled)


_UNDEFINED = {0x81, 0x8D, 0x8F, 0x90, 0x9D}


def test_a_lost_character_is_noticed():
    assert "�" in damage("Jos\ufffd")


@pytest.mark.parametrize("control", ["\x00", "\x07", "\x1b", "\x0b", "\x85", "\ud800", "\uffff"])
def test_characters_that_nobody_can_see_are_noticed(control):
    assert any_suspicion(["a", f"x{control}y"])
    assert f"U+{ord(control):04X}" in damage(f"x{control}y")


@pytest.mark.parametrize("error", ["#N/A", "#REF!", " #NAME? "])
def test_the_error_of_a_formula_is_noticed(error):
    assert any_suspicion([error])
    assert "formula" in damage(error)


@pytest.mark.parametrize("text", ["KateÅ™ina", "KateÅ™ina Žižková", "JiÅ™Ã­ Example"])
def test_a_name_that_is_partly_garbled_is_noticed(text):
    assert any_suspicion([text])
    assert "another encoding" in damage(text)


@pytest.mark.parametrize("code", [0x202E, 0x202A, 0x2066, 0xE000, 0xF8FF, 0xF0000])
def test_characters_that_turn_others_or_mean_nothing_are_noticed(code):
    text = f"Ja{chr(code)}ne"
    assert any_suspicion([text])
    assert f"U+{code:04X}" in damage(text)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Kate?ina", "a letter that was lost"),
        ("?imon", "a letter that was lost"),
        ("Nov?", "a letter that was lost"),
        ("???", "a letter that was lost"),
        ("Ji&#345;í", "web page"),
        ("Jos&eacute;", "web page"),
        ("Doe &amp; Sample", "web page"),
        ("Ja\u200bne", "U+200B"),
        ("﻿Jane", "U+FEFF"),
        ("Ja­ne", "U+00AD"),
    ],
)
def test_a_broken_name_is_told_why(name, words):
    assert any_suspicion_in_names(name)
    assert words in damage_in_name(name)


@pytest.mark.parametrize(
    "name", ["Jane Doe", "O’Example", "Doe & Sample", "می‌ر", "Šimon", "AT&T; x"]
)
def test_a_sound_name_is_left_alone(name):
    assert damage_in_name(name) == ""
