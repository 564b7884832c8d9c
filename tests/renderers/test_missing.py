"""Characters that cannot be shown on paper."""

from dataclasses import replace

import pytest

from outreach.model.letter import Letter
from outreach.renderers.missing import not_set, unprintable


@pytest.mark.parametrize("character", ["\U000e0100", "\U000e0067", "\ufff0", "\u2065", "\u3164"])
def test_what_would_vanish_is_refused_by_name(letter: Letter, character: str) -> None:
    refused = unprintable(replace(letter, inside_address=(f"葛{character}",)))
    assert refused is not None
    assert refused.field == "inside address"
    assert f"U+{ord(character):04X}" in refused.reason


def test_every_missing_character_is_named_with_all_its_fields(letter: Letter) -> None:
    korean = replace(letter, salutation="Dear 한", inside_address=("한글",), subject="글")
    refused = not_set(korean, ["한", "글"], "?")
    assert refused.recipient_id == "secretary"
    assert refused.field == "inside address"
    assert refused.reason.startswith(
        "No font holds U+D55C HANGUL SYLLABLE HAN “한” (inside address, salutation), "
        "U+AE00 HANGUL SYLLABLE GEUL “글” (inside address, subject)."
    )


def test_without_a_known_character_the_reason_is_the_compilers(letter: Letter) -> None:
    assert not_set(letter, [], "It went wrong.").reason == "It went wrong."
