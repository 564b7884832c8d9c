"""The words of documents, as they are searched. All people invented."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import typst
from docx import Document
from PIL import Image
from pypdf import PdfWriter

from outreach.errors import InputInvalid
from outreach.tables.words_within import words_within


def docx(path: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("For Adal")
    paragraph.add_run("bert Exemplary").bold = True
    document.add_table(1, 1).cell(0, 0).text = "in a cell"
    document.sections[0].header.paragraphs[0].text = "in the header"
    document.core_properties.author = "the author"
    document.save(path)


def odt(path: Path) -> None:
    text = '<d xmlns:t="t"><t:h>A title</t:h><t:p>For Adal<t:span>bert</t:span> Exemplary</t:p></d>'
    meta = "<m><creator>the author</creator></m>"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", text)
        package.writestr("meta.xml", meta)


def pdf(path: Path) -> None:
    path.write_bytes(typst.compile(b"For Adalbert Exemplary", format="pdf"))


def txt(path: Path) -> None:
    path.write_text("For Adalbert Exemplary", encoding="utf-8")


@pytest.mark.parametrize("make", [docx, odt, pdf, txt])
def test_words_are_found_though_the_type_changes_within_them(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    path = tmp_path / f"annex.{make.__name__}"
    make(path)
    assert "Adalbert Exemplary" in " ".join(words_within(path, "annex").split())


def test_headers_tables_and_what_a_document_tells_of_itself_are_words_too(tmp_path: Path) -> None:
    path = tmp_path / "annex.docx"
    docx(path)
    found = words_within(path, "annex")
    assert all(words in found for words in ("in a cell", "in the header", "the author"))


def blank_pdf() -> bytes:
    file, writer = io.BytesIO(), PdfWriter()
    writer.add_blank_page(100, 100)
    writer.write(file)
    return file.getvalue()


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (2, 2)).save(file, "PNG")
    return file.getvalue()


ENTITY = b'<!DOCTYPE d [<!ENTITY e SYSTEM "file:///etc/passwd">]><d><p>&e;</p></d>'


def package(content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("word/document.xml", content)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("scan.pdf", blank_pdf()),
        ("photo.png", picture()),
        ("cut.pdf", b"%PDF-1.7 and no more"),
        ("cut.docx", b"PK\x03\x04"),
        ("bad.docx", package(b"<p>no end")),
        ("fetches.docx", package(ENTITY)),
        ("empty.docx", package(b"<d/>")),
    ],
)
def test_what_has_no_words_that_can_be_read_is_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputInvalid):
        words_within(path, name)
