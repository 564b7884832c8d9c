"""Headers are read back with the standard library's own parser."""

import email
from email import policy
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.composing.headers import LINE, mailbox_line, text_line
from outreach.errors import HeaderRefused

# Whatever a header may say: no control characters, line separators or halves of pairs.
SAYABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=300)


def read_back(line: bytes, field: str) -> str:
    return str(email.message_from_bytes(line + b"\r\n\r\n", policy=policy.default)[field])


@given(SAYABLE.filter(lambda text: text.strip()))
def test_any_subject_reads_back_as_it_was_written(subject: str) -> None:
    line = text_line("Subject", subject)
    assert read_back(line, "Subject") == subject
    assert line.isascii()
    assert all(len(row) <= LINE for row in line.split(b"\r\n"))


def test_a_plain_subject_stays_readable() -> None:
    assert text_line("Subject", "The right to peaceful assembly") == (
        b"Subject: The right to peaceful assembly"
    )


def test_a_long_plain_subject_is_folded_at_its_spaces() -> None:
    line = text_line("Subject", "word " * 40 + "end")
    assert b"\r\n word" in line
    assert b"=?" not in line
    assert read_back(line, "Subject") == "word " * 40 + "end"


def test_a_subject_that_looks_encoded_is_not_decoded() -> None:
    assert read_back(text_line("Subject", "=?utf-8?q?hello?="), "Subject") == "=?utf-8?q?hello?="


@pytest.mark.parametrize("breaking", ["\n", "\r", "\r\n", "\0", "\x0b", "\u2028", "\x85", "\ud800"])
def test_a_subject_cannot_write_headers_of_its_own(breaking: str) -> None:
    with pytest.raises(HeaderRefused, match="Subject"):
        text_line("Subject", f"Hello{breaking}Bcc: everyone@example.org")


def test_a_refusal_says_what_the_value_holds() -> None:
    with pytest.raises(HeaderRefused, match="holds a line break"):
        text_line("Subject", "one\ntwo")
    with pytest.raises(HeaderRefused, match=r"holds the character U\+0007"):
        text_line("Subject", "one\x07two")


@given(SAYABLE)
def test_any_display_name_reads_back_as_it_was_written(name: str) -> None:
    line = mailbox_line("To", name, "someone@example.org")
    assert parseaddr(str(email.message_from_bytes(line)["To"]))[1] == "someone@example.org"
    assert display_name(line) == name
    assert line.isascii()
    assert all(len(row) <= LINE for row in line.split(b"\r\n"))


def display_name(line: bytes) -> str:
    """As RFC 2047 has it; the newer parser of Python 3.11 puts a space between encoded words."""
    phrase = line.decode("ascii").removeprefix("To: ").removesuffix("<someone@example.org>")
    if "=?" in phrase:
        return str(make_header(decode_header(phrase.strip())))
    parsed = email.message_from_bytes(line + b"\r\n\r\n", policy=policy.default)["To"]
    return str(parsed.addresses[0].display_name)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Jane Roe", b"From: Jane Roe <j@example.org>"),
        ("Roe, Jane", b'From: "Roe, Jane" <j@example.org>'),
        ('Jane "J" Roe', b'From: "Jane \\"J\\" Roe" <j@example.org>'),
        ("", b"From: j@example.org"),
    ],
)
def test_a_name_is_quoted_only_where_it_must_be(name: str, written: bytes) -> None:
    assert mailbox_line("From", name, "j@example.org") == written


def test_a_name_with_a_line_break_is_refused() -> None:
    with pytest.raises(HeaderRefused, match="name in To"):
        mailbox_line("To", "Robin\r\nBcc: everyone@example.org", "robin@example.org")


def test_a_subject_that_is_refused_is_not_quoted():
    with pytest.raises(HeaderRefused) as refused:
        text_line("Subject", "Marker\u0007")
    assert refused.value.problems[0].sentence.startswith("The Subject holds the character U+0007")
    assert "Marker" not in refused.value.sentence
