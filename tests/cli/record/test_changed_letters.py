"""`outreach mark posted --file`: a letter that somebody changed before it was posted."""

import hashlib
import io
import sys
from pathlib import Path

import pytest

from outreach.errors import ExitStatus
from tests.word import bytes_of, written

CHANGED = bytes_of(written("Dear Minister, I changed this by hand."))


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    path = tmp_path / "edited.docx"
    path.write_bytes(CHANGED)
    return path


def mark(outreach, edited: Path, *who: str):
    return outreach("mark", "posted", "release", *(who or ("post",)), "--file", str(edited))


def history(outreach) -> dict[str, str]:
    (item,) = outreach("history", "--recipient", "post", "--json").json["items"]
    return item


def kept(outreach, monkeypatch: pytest.MonkeyPatch) -> bytes:
    class Out(io.StringIO):
        buffer = io.BytesIO()

    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Out())
        from outreach.cli.app import run

        assert run(("history", "--recipient", "post", "--content")) == 0
        return sys.stdout.buffer.getvalue()


def test_the_record_has_the_exact_bytes_of_what_was_posted(
    outreach, folder, edited: Path, monkeypatch
) -> None:
    called = mark(outreach, edited)
    assert called.status == ExitStatus.DONE
    assert "edited.docx is kept in the record as it is" in called.err
    assert history(outreach)["status"] == "posted"
    assert history(outreach)["sha256"] == hashlib.sha256(CHANGED).hexdigest()
    assert kept(outreach, monkeypatch) == CHANGED


def test_it_takes_the_place_of_the_letter_that_was_printed(outreach, folder, edited) -> None:
    outreach("print", "release", "--yes")
    printed = history(outreach)["sha256"]
    mark(outreach, edited)
    assert history(outreach)["sha256"] == hashlib.sha256(CHANGED).hexdigest() != printed
    outreach("mark", "undo", "release", "post")
    assert history(outreach)["sha256"] == printed


@pytest.mark.parametrize(
    ("name", "content"), [("a.pdf", b"%PDF-1.7\n"), ("a.txt", b"Sehr geehrte")]
)
def test_a_pdf_and_a_text_can_be_kept_too(
    outreach, folder, tmp_path: Path, monkeypatch, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    assert mark(outreach, tmp_path / name).status == ExitStatus.DONE
    assert kept(outreach, monkeypatch) == content


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.docx", b"%PDF-1.7", "not a .docx file"),
        ("a.pdf", b"PK\x03\x04", "not a .pdf file"),
        ("a.txt", b"", "not a .txt file"),
        ("a.txt", b"Gr\xfc\xdfe", "not in UTF-8"),
        ("a.doc", b"x", "Give a .docx, .pdf or .txt file"),
        ("a.pdf", b"%PDF-" + bytes(10 * 1024 * 1024), "larger than 10 MB"),
    ],
)
def test_what_cannot_be_the_letter_is_refused_and_nothing_recorded(
    outreach, folder, tmp_path: Path, name: str, content: bytes, sentence: str
) -> None:
    (tmp_path / name).write_bytes(content)
    called = mark(outreach, tmp_path / name)
    assert called.status in (ExitStatus.INVALID, ExitStatus.USAGE)
    assert sentence in called.err
    assert outreach("history", "--json").json["items"] == []


def test_a_file_is_of_one_letter(outreach, folder, edited: Path) -> None:
    called = mark(outreach, edited, "post", "cheng")
    assert called.status == ExitStatus.USAGE
    assert "a file holds one" in called.err
    assert outreach("history", "--json").json["items"] == []


def test_other_marks_take_no_file(outreach, folder, edited: Path) -> None:
    called = outreach("mark", "returned", "release", "post", "--file", str(edited))
    assert called.status == ExitStatus.USAGE
