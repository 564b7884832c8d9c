"""Messages with files, read back with the standard library's parser."""

import email
from email import policy

import pytest

from outreach.composing.attaching import ascii_name, attached, with_files
from outreach.model.enclosure import EnclosedFile

WORDS = (
    b"Subject: A call\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/alternative;\r\n boundary="=_a"\r\n\r\n'
    b"--=_a\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nDear Minister\r\n"
    b"--=_a\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Dear Minister\r\n--=_a--\r\n"
)
NAMES = (
    "annex.pdf",
    "Beilage für Köln.pdf",
    "請願書附錄.pdf",
    "請願書" * 30 + ".pdf",
    'a "quoted" \\ name.pdf',
    "x" * 120 + ".pdf",
)


def files(*names: str) -> list[EnclosedFile]:
    return [EnclosedFile(name, "application/pdf", bytes(range(256)) * 40) for name in names]


def whole(*names: str) -> bytes:
    made = attached(files(*names))
    assert made is not None
    return with_files(WORDS, made)


def test_without_files_nothing_is_attached() -> None:
    assert attached([]) is None


def test_the_words_come_first_and_the_files_after_them_as_they_are() -> None:
    message = email.message_from_bytes(whole("annex.pdf", "二.pdf"), policy=policy.default)
    assert message.get_content_type() == "multipart/mixed"
    words, *others = message.iter_parts()
    assert words.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in words.iter_parts()] == ["text/plain", "text/html"]
    assert [part.get_content() for part in others] == [one.content for one in files("", "")]
    assert not message.defects
    assert message["Subject"] == "A call"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_arrives_and_has_one_in_ascii_too(name: str) -> None:
    message = email.message_from_bytes(whole(name), policy=policy.default)
    (attachment,) = message.iter_attachments()
    head = whole(name).split(b"Content-Disposition")[1].split(b"\r\n\r\n")[0]
    plain = head.split(b'filename="')[1].split(b'"')[0].decode("ascii")
    kept = name.replace('"', "").replace("\\", "")
    assert plain.endswith(".pdf")
    assert len(plain) <= 64
    if b"filename*" in head:
        read = email.message_from_bytes(
            b"Content-Disposition: attachment;"
            + b";".join(part for part in head.split(b";")[1:] if b'filename="' not in part)
        )
        assert read.get_filename() == kept
    else:
        assert attachment.get_filename() == kept == plain


def test_every_line_is_short_and_seven_bit() -> None:
    for line in whole(*NAMES).split(b"\r\n"):
        assert len(line) <= 90
        assert line.isascii()
        assert b"\n" not in line


def test_all_letters_of_a_campaign_end_with_the_same_bytes() -> None:
    made = attached(files("annex.pdf"))
    assert made is not None
    other = WORDS.replace(b"Minister", b"Member")
    assert with_files(other, made).endswith(made.ending)
    assert with_files(WORDS, made).endswith(made.ending)
    assert len(with_files(WORDS, made)) - len(made.ending) < len(WORDS) + 200


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("annex.pdf", "annex.pdf"),
        ("Beilage für Köln.PDF", "Beilage fur Koln.pdf"),
        ("附錄.pdf", "enclosure-3.pdf"),
        ("../../etc/passwd.txt", "etc-passwd.txt"),
    ],
)
def test_a_name_in_ascii_says_what_it_can(name: str, plain: str) -> None:
    assert ascii_name(name, 3) == plain
