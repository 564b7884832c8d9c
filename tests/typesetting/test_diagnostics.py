"""What the compiler says, read back into characters."""

import pytest

from outreach.typesetting.diagnostics import refused_characters


def refusal(*texts: str) -> str:
    return "\n".join(
        f'error: PDF/UA-1 error: the text `"{text}"` could not be displayed with font `"A B"`\n'
        f" = hint: try using a different font\n"
        for text in texts
    )


@pytest.mark.parametrize(
    ("text", "characters"),
    [
        ("司", "司"),
        (r"\u{378}", "\u0378"),
        (r"\u{10330}", "\U00010330"),
        (r"\\", "\\"),
        (r"\"", '"'),
        (r"\0", "\0"),
        ("`", "`"),
    ],
)
def test_a_refused_text_is_read_back(text: str, characters: str) -> None:
    assert refused_characters(refusal(text)) == tuple(characters)


def test_every_refused_character_is_named_once_in_order() -> None:
    assert refused_characters(refusal("한", "글", "한")) == ("한", "글")


def test_letters_and_joiners_beside_a_missing_character_are_left_out() -> None:
    assert refused_characters(refusal("e", r"\u{1ab0}", r"\u{200d}")) == ("\u1ab0",)


def test_a_plain_letter_refused_alone_is_named() -> None:
    assert refused_characters(refusal("e")) == ("e",)


def test_a_character_that_pdf_does_not_allow_counts_too() -> None:
    said = r'error: PDF/UA-1 error: the text contains the disallowed codepoint `"\u{feff}"`'
    assert refused_characters(said) == ("\ufeff",)


def test_another_error_names_no_character() -> None:
    assert refused_characters("error: unknown variable: lettr") == ()
