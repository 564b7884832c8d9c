"""The server's words, made fit for a record."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.channels.replies import one_line, outcome_of
from outreach.model.dispatch import Deferred, Refused, Unreachable


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


@pytest.mark.parametrize(
    ("code", "words", "outcome"),
    [
        (450, "4.2.0 greylisted", Deferred("4.2.0 greylisted", 450)),
        (550, "5.1.1 unknown", Refused("5.1.1 unknown", 550)),
        (550, "5.4.5 Daily user sending limit exceeded", Deferred),
        (550, "5.7.30 Basic authentication is not supported", Unreachable),
        (530, "5.7.57 Client not authenticated", Unreachable),
        (550, "5.1.8 Access denied, bad outbound sender", Unreachable),
        (354, "go ahead", Unreachable),
        (-1, "Malformed", Unreachable),
        (600, "what", Unreachable),
    ],
)
def test_a_no_is_read_by_its_code(code: int, words: str, outcome: object) -> None:
    result = outcome_of(code, words)
    assert result == outcome or type(result) is outcome


@given(st.integers(-1, 999), st.text())
def test_no_reply_at_all_is_taken_for_a_yes(code: int, words: str) -> None:
    assert isinstance(outcome_of(code, words), Deferred | Refused | Unreachable)
