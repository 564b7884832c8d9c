"""The server's words, made fit for a record."""

from hypothesis import given
from hypothesis import strategies as st

from outreach.errors.server_words import one_line


def test_a_reply_of_several_lines_becomes_one_and_keeps_its_code_once() -> None:
    said = "5.7.8 Username and Password not accepted. For more information, go to\n5.7.8  https://x"
    assert one_line(said) == (
        "5.7.8 Username and Password not accepted. For more information, go to https://x"
    )


def test_bytes_that_are_no_text_are_replaced() -> None:
    assert (
        one_line(b"refus\xe9".decode("utf-8", "surrogateescape"))
        == "refus\N{REPLACEMENT CHARACTER}"
    )


def test_escape_sequences_do_not_reach_the_terminal() -> None:
    assert one_line("bad \x1b[2J\x07 news") == "bad [2J news"


@given(st.text())
def test_words_are_always_one_short_line_that_can_be_written_anywhere(text: str) -> None:
    words = one_line(text)
    assert len(words) <= 500
    assert words.isprintable()
    words.encode("utf-8")
