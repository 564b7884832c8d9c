"""E-mails, read back with the standard library's own parser."""

import email
import re
from collections.abc import Callable
from dataclasses import replace
from email import policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.model.letter import Letter, Link, Paragraph, Text
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import PageSetup
from outreach.renderers.email import EmailRenderer, html_body, text_body
from tests.renderers.contract import RendererContract

SAYABLE = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]), max_size=400
)
Make = Callable[[Letter], bytes]


class TestEmail(RendererContract):
    @pytest.fixture
    def renderer(self) -> EmailRenderer:
        return EmailRenderer(PageSetup())


def made(letter: Letter) -> bytes:
    (rendering,) = EmailRenderer(PageSetup()).each([letter])
    assert isinstance(rendering, Rendering)
    return rendering.content


def parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=policy.default)
    assert not message.defects
    return message  # type: ignore[return-value]


def bodies(content: bytes) -> tuple[str, str]:
    """The text and the HTML, with line ends as the letter has them."""
    message = parsed(content)
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert not text.defects
    assert not html.defects
    return _lines(text), _lines(html)


def _lines(part: object) -> str:
    return str(part.get_content()).replace("\r\n", "\n")  # type: ignore[attr-defined]


def test_both_parts_and_the_subject_read_back(letter: Letter, chinese_letter: Letter) -> None:
    for one in (letter, chinese_letter):
        content = made(one)
        assert parsed(content)["Subject"] == one.subject
        assert bodies(content) == (text_body(one), html_body(one))


def test_only_the_headers_of_the_words_are_there(letter: Letter) -> None:
    assert list(parsed(made(letter)).keys()) == ["Subject", "MIME-Version", "Content-Type"]


@given(subject=SAYABLE.filter(lambda text: text.strip()), words=SAYABLE, name=SAYABLE)
def test_whatever_a_letter_says_reads_back(
    letter: Letter, subject: str, words: str, name: str
) -> None:
    body = (Paragraph((Text(words), Link("https://example.org/?a=1&b=2", (Text(name),)))),)
    one = replace(letter, subject=subject, body=body, signature=(name,), salutation=f"Dear {name}")
    content = made(one)
    assert parsed(content)["Subject"] == subject
    assert bodies(content) == (text_body(one), html_body(one))
    assert_ready_for_any_server(content)


def test_every_line_is_short_and_of_seven_bit_characters(
    letter: Letter, chinese_letter: Letter
) -> None:
    endless = Paragraph((Text("x" * 2000 + " é" * 100 + "=" * 200 + " " * 90),))
    for one in (letter, chinese_letter, replace(letter, body=(*letter.body, endless))):
        assert_ready_for_any_server(made(one))


def assert_ready_for_any_server(content: bytes) -> None:
    assert content.isascii()
    assert b"\0" not in content
    assert content.endswith(b"--\r\n")
    lines = content.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 76


def test_a_message_is_what_the_standard_library_would_say(letter: Letter) -> None:
    theirs = EmailMessage()
    theirs["Subject"] = letter.subject
    theirs.set_content(text_body(letter))
    theirs.add_alternative(html_body(letter), subtype="html")
    assert bodies(made(letter)) == bodies(theirs.as_bytes(policy=policy.SMTP))


@pytest.mark.parametrize("line", [".", "..", ".hidden", "--", "From here on", "=3D", "=_0a1b"])
def test_lines_that_mean_something_on_the_way_arrive_as_words(letter: Letter, line: str) -> None:
    one = replace(letter, salutation=line, body=(Paragraph((Text(line),)),))
    assert bodies(made(one)) == (text_body(one), html_body(one))


def test_the_boundary_stands_in_no_part(letter: Letter) -> None:
    stolen = parsed(made(letter)).get_boundary()
    one = replace(letter, salutation=f"--{stolen}", close=f"--{stolen}--")
    content = made(one)
    boundary = parsed(content).get_boundary()
    assert content.count(f"--{boundary}".encode()) == 3
    assert bodies(content) == (text_body(one), html_body(one))


def test_the_shorter_encoding_is_taken(letter: Letter, chinese_letter: Letter) -> None:
    def encodings(one: Letter) -> set[str]:
        return {part["Content-Transfer-Encoding"] for part in parsed(made(one)).iter_parts()}

    assert encodings(letter) == {"quoted-printable"}
    assert encodings(chinese_letter) == {"base64"}


def test_the_words_of_the_letter_stand_in_both_parts(letter: Letter) -> None:
    text, html = bodies(made(letter))
    for words in ("Dear Secretary Sample,", "Yours sincerely,", "12 Elm Street", "64 people"):
        assert words in text
        assert words in html
    assert "https://example.org/report?a=1&b=2" in text
    assert 'href="https://example.org/report?a=1&amp;b=2"' in html


def test_a_letter_that_is_opened_fetches_and_runs_nothing(letter: Letter) -> None:
    _, html = bodies(made(letter))
    assert not re.search(r"<(img|script|link|iframe|object|form|svg)\b|src=|url\(|@import", html)
    targets = re.findall(r'https?://[^"<]*', html)
    assert targets == ["https://example.org/report?a=1&amp;b=2"]


def test_the_page_names_its_language(chinese_letter: Letter) -> None:
    assert '<html lang="zh-Hant">' in bodies(made(chinese_letter))[1]


def test_words_of_a_list_are_no_markup(letter: Letter) -> None:
    sly = '"><img src=x><b>&amp;'
    one = replace(letter, salutation=sly, subject=sly, language=sly)
    _, html = bodies(made(one))
    assert "<img" not in html
    assert "<b>" not in html


@pytest.mark.parametrize("breaking", ["\n", "\r\n", "\r", "\t", "\x85", "\u2028"])
def test_a_subject_with_a_line_break_is_not_made(letter: Letter, breaking: str) -> None:
    one = replace(letter, subject=f"Hello{breaking}Bcc: everyone@example.org")
    (result,) = EmailRenderer(PageSetup()).each([one])
    assert isinstance(result, NotMade)
    assert result.field == "subject"
    assert result.reason.startswith("The subject ")


@pytest.mark.parametrize("subject", ["", "  "])
def test_a_letter_without_a_subject_is_not_made(letter: Letter, subject: str) -> None:
    (result,) = EmailRenderer(PageSetup()).each([replace(letter, subject=subject)])
    assert isinstance(result, NotMade)
    assert result.field == "subject"
