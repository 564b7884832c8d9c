"""Files that may go along with letters, and files that must not, made as programs make them."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from outreach.errors import InputInvalid
from outreach.tables.enclosed_files import enclosed_file

_CONTENT_TYPES = "[Content_Types].xml"


def pdf(change: Callable[[PdfWriter], object] = lambda _: None) -> bytes:
    writer, made = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    change(writer)
    writer.write(made)
    return made.getvalue()


def word(**parts: bytes) -> bytes:
    document, made = docx.Document(), io.BytesIO()
    document.core_properties.author = "Ada Example"
    document.save(made)
    with zipfile.ZipFile(made, "a") as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def odt(*names: str, meta: str = "") -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", "<x/>")
        package.writestr("meta.xml", f"<m xmlns:dc='urn:dc'>{meta}</m>")
        for name in names:
            package.writestr(name, "x")
    return made.getvalue()


def photo(kind: str = "JPEG") -> bytes:
    picture, made = Image.new("RGB", (20, 10), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of Jane"
    picture.save(made, kind, exif=exif)
    return made.getvalue()


def acting(kind: str, key: str) -> bytes:
    """A PDF that does something when it is opened."""

    def change(writer: PdfWriter) -> None:
        action = {
            NameObject("/S"): NameObject(kind),
            NameObject(key): TextStringObject("calc"),
        }
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(action)

    return pdf(change)


def written(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def refusal(folder: Path, name: str, content: bytes) -> str:
    with pytest.raises(InputInvalid) as refused:
        enclosed_file(written(folder, name, content), f"enclosures/{name}")
    (problem,) = refused.value.problems
    assert problem.file == f"enclosures/{name}"
    assert problem.way_out
    return problem.sentence


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("a.pdf", pdf(), "application/pdf"),
        ("A.PDF", pdf(), "application/pdf"),
        ("a.txt", "名 é\r\n".encode(), "text/plain"),
        ("a.odt", odt(), "application/vnd.oasis.opendocument.text"),
        (
            "a.docx",
            word(),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
    ],
)
def test_documents_go_along_byte_for_byte(
    tmp_path: Path, name: str, content: bytes, media_type: str
) -> None:
    found = enclosed_file(written(tmp_path, name, content), name)
    assert (found.name, found.media_type, found.content) == (name, media_type, content)


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.JPEG", "JPEG"), ("a.png", "PNG")]
)
def test_a_photo_leaves_behind_what_it_tells_of_its_camera(
    tmp_path: Path, name: str, kind: str
) -> None:
    found = enclosed_file(written(tmp_path, name, photo(kind)), name)
    assert found.media_type == f"image/{kind.lower()}"
    assert b"Camera of Jane" in photo(kind)
    assert b"Camera of Jane" not in found.content
    assert not Image.open(io.BytesIO(found.content)).getexif()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.exe", b"MZ", "of this kind"),
        ("a.docm", word(), "of this kind"),
        ("a.html", b"<html>", "of this kind"),
        ("a.zip", b"PK", "of this kind"),
        ("a", b"hello", "of this kind"),
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"MZ\x90", "a Windows program"),
        ("a.pdf", photo(), "the file is JPEG"),
        ("a.jpg", pdf(), "the file is PDF"),
        ("a.txt", b"<!DOCTYPE html><script>", "a web page"),
        ("a.txt", b"#!/bin/sh\n", "a script"),
        ("a.txt", b"\x00\x01\x02", "something else"),
        ("a.docx", b"\xd0\xcf\x11\xe0abc", "can hold macros"),
        ("a.docx", odt(), "the file is ODT"),
        ("a.docx", b"PK\x03\x04 other", "an archive"),
        ("a.pdf", b"%PDF-1.7\nnothing", "damaged"),
        ("a.pdf", acting("/JavaScript", "/JS"), "holds scripts"),
        ("a.pdf", pdf(lambda one: one.add_attachment("x.exe", b"MZ")), "holds files within"),
        ("a.pdf", acting("/Launch", "/F"), "start a program"),
        ("a.pdf", pdf(lambda one: one.encrypt("secret")), "locked"),
        ("a.docx", word(word__vbaProject=b"x"), "holds macros"),
        ("a.docx", word(word__embeddings__one=b"x"), "holds other files"),
        (
            "a.docx",
            word(
                **{
                    "word/_rels/settings.xml.rels": b'<r><Relationship Type="x/attachedTemplate" '
                    b'Target="https://example.org/t.dotm" TargetMode="External"/></r>'
                },
            ),
            "fetches something",
        ),
        ("a.odt", odt("Basic/Standard/script-lb.xml"), "holds macros"),
    ],
)
def test_what_could_act_or_is_not_what_its_name_says_is_refused(
    tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    assert words in refusal(tmp_path, name, content)


def test_a_document_with_a_link_goes_along(tmp_path: Path) -> None:
    rels = {
        "word/_rels/x.xml.rels": b'<r><Relationship Type="a/relationships/hyperlink" '
        b'Target="https://example.org" TargetMode="External"/></r>'
    }
    assert enclosed_file(written(tmp_path, "a.docx", word(**rels)), "a.docx")


def test_what_a_document_tells_of_its_maker_is_told(tmp_path: Path) -> None:
    author = pdf(lambda one: one.add_metadata({"/Author": "Ada Example"}))
    commented = word(**{"word/comments.xml": b"<c/>"})
    meta = "<dc:creator>Ada Example</dc:creator>"
    traces = [
        enclosed_file(written(tmp_path, name, content), name).traces
        for name, content in (
            ("a.pdf", author),
            ("a.docx", commented),
            ("a.odt", odt(meta=meta)),
            ("a.txt", b"words"),
        )
    ]
    assert traces[0] == ("It names its author: Ada Example.",)
    assert traces[1] == ("It names its author: Ada Example.", "It holds comments.")
    assert traces[2] == ("It names who changed it last: Ada Example.",)
    assert traces[3] == ()


def test_a_file_that_is_not_there_is_told_of(tmp_path: Path) -> None:
    with pytest.raises(InputInvalid, match="No such file"):
        enclosed_file(tmp_path / "gone.pdf", "enclosures/gone.pdf")
