"""Files of Word, and what comes under that name."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from outreach.errors import InputInvalid
from outreach.tables import word_files
from outreach.tables.word_files import read_word_file
from tests.word import bytes_of, changed, packed, parts_of, written

SOUND = bytes_of(written("Words."))
DOCUMENT = "word/document.xml"


def refusal(tmp_path: Path, content: bytes) -> str:
    path = tmp_path / "letter.docx"
    path.write_bytes(content)
    with pytest.raises(InputInvalid) as caught:
        read_word_file(path, "letter.docx")
    (problem,) = caught.value.problems
    assert problem.file == "letter.docx"
    return problem.sentence


def with_part(name: str, content: bytes) -> bytes:
    return packed({**parts_of(SOUND), name: content})


def test_a_document_of_word_is_read_part_by_part(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(SOUND)
    assert b"Words." in read_word_file(path, "letter.docx")[DOCUMENT]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "older Word (.doc)"),
        (b"{\\rtf1 Words.}", "not a Word document"),
        (b"", "not a Word document"),
        (SOUND[:3000], "damaged, cut off"),
        (packed({"mimetype": b"application/vnd.oasis.opendocument.text"}), "not a Word document"),
        (with_part("word/vbaProject.bin", b"x"), "macros"),
        (with_part("word/embeddings/oleObject1.bin", b"x"), "embedded programs"),
        (changed(SOUND, "[Content_Types].xml", "main+xml", "main+xml;macroEnabled"), "macros"),
        (changed(SOUND, DOCUMENT, "<w:document", "<!DOCTYPE x><w:document"), "entities"),
        (
            with_part("word/x.xml", '<!DOCTYPE x [<!ENTITY a "b">]><x/>'.encode("utf-16")),
            "entities",
        ),
    ],
)
def test_what_is_none_or_could_act_is_refused(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    assert sentence in refusal(tmp_path, content)


def test_a_small_file_that_unpacks_to_gigabytes_is_refused_early(tmp_path: Path) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(SOUND)
    with ZipFile(path, "a", ZIP_DEFLATED) as archive, archive.open("word/media/a.bmp", "w") as part:
        for _ in range(110):
            part.write(bytes(1024 * 1024))
    assert path.stat().st_size < 200_000
    assert "unpacks to more" in refusal(tmp_path, path.read_bytes())


def test_a_text_part_that_no_letter_has_is_refused(tmp_path: Path) -> None:
    content = with_part("word/extra.xml", b"<x>" + b" " * 9_000_000 + b"</x>")
    assert "unpacks to more" in refusal(tmp_path, content)


def test_a_huge_file_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_files, "LARGEST", 1000)
    assert "larger than" in refusal(tmp_path, SOUND)


def test_one_that_promises_less_than_it_holds_is_counted_all_the_same(tmp_path: Path) -> None:
    content = with_part("word/extra.xml", b"<x/>" + b" " * 9_000_000)
    lying = content.replace((9_000_004).to_bytes(4, "little"), (4).to_bytes(4, "little"))
    assert lying != content
    assert refusal(tmp_path, lying)
