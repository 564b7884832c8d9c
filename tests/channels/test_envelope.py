"""What travels is what was claimed."""

from hypothesis import given
from hypothesis import strategies as st

from outreach.channels.envelope import objection, stuffed
from tests.channels.letters import mailing


def unstuffed(content: bytes) -> bytes:
    """As RFC 5321 §4.5.2 has a server read it."""
    lines = content.split(b"\r\n")
    return b"\r\n".join(line[1:] if line.startswith(b".") else line for line in lines)


@given(st.lists(st.text(alphabet="a.\N{LATIN SMALL LETTER E WITH ACUTE} ", max_size=4), max_size=8))
def test_dots_arrive_as_they_were_written(lines: list[str]) -> None:
    content = "".join(f"{line}\r\n" for line in lines).encode()
    travelling = stuffed(content)
    assert unstuffed(travelling) == content
    assert b"\r\n.\r\n" not in b"\r\n" + travelling


def test_an_ordinary_letter_is_not_objected_to() -> None:
    assert objection(mailing()) == ""
