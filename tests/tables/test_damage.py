"""Text that was damaged before it came here."""

import pytest

from outreach.tables.damage import any_suspicion, damage

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
