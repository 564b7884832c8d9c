"""What a server's reply means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.channels.replies import outcome_of
from outreach.model.dispatch import Deferred, Refused, Unreachable


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
