"""Letters in a group's own Word file."""

import io
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from lxml import etree
from PIL import Image

from outreach.errors import InputInvalid
from outreach.model.letter import Letter
from outreach.model.page import PageSetup
from tests.renderers.docx_reading import RICH, made, opened, rich_letters
from tests.word import append_xml, bytes_of, changed, packed, parts_of

SECRETS = ("Secret Author", "Secret Camera", "Secret.dotx", "secret-logo", "00AB12CD")
RELATIONS = "word/_rels/document.xml.rels"
SETTINGS = "word/settings.xml"


def own_file() -> Document:
    """A letterhead as Word saves one, with all that such a file tells of people and computers."""
    document = docx.Document()
    document.core_properties.author = document.core_properties.last_modified_by = SECRETS[0]
    section = document.sections[0]
    section.left_margin, section.page_width, section.page_height = Mm(41), Mm(210), Mm(297)
    photo = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = SECRETS[1]
    Image.new("RGB", (40, 20), "red").save(photo, "JPEG", exif=exif)
    run = section.header.paragraphs[0].add_run()
    run.add_picture(photo)
    run._r.set(qn("w:rsidR"), SECRETS[4])
    next(section.header._element.iter(qn("pic:cNvPr"))).set("name", f"C:\\{SECRETS[3]}.jpg")
    section.footer.paragraphs[0].text = "Registered charity 12345"
    document.styles["Body Text"].font.size = Pt(9)
    document.styles["Body Text"].element.rPr.append(
        etree.fromstring(f'<w:lang xmlns:w="{qn("w:x")[1:-2]}" w:val="de-DE"/>')
    )
    return document


def with_settings(content: bytes, xml: str) -> bytes:
    return changed(content, SETTINGS, "<w:compat>", f"{xml}<w:compat>")


@pytest.fixture
def keep(tmp_path: Path) -> Callable[[Document | bytes], PageSetup]:
    def keep(own: Document | bytes) -> PageSetup:
        path = tmp_path / "letterhead.docx"
        path.write_bytes(own if isinstance(own, bytes) else bytes_of(own))
        return PageSetup(own_docx=path)

    return keep


def test_header_footer_and_margins_are_kept(keep, letter: Letter) -> None:
    section = opened(letter, keep(own_file())).sections[0]
    assert section.footer.paragraphs[0].text == "Registered charity 12345"
    assert next(section.header._element.iter(qn("a:blip")), None) is not None
    assert (round(section.left_margin.mm), round(section.page_width.mm)) == (41, 210)


def test_a_sheet_on_its_side_stays_so(keep, letter: Letter) -> None:
    own = own_file()
    own.sections[0].orientation = WD_ORIENT.LANDSCAPE
    assert opened(letter, keep(own)).sections[0].orientation == WD_ORIENT.LANDSCAPE


def test_its_own_styles_are_used_and_ours_added_where_it_has_none(keep, letter: Letter) -> None:
    document = opened(letter, keep(own_file()))
    used = {one.style.name: one for one in document.paragraphs}
    assert used["Body Text"].style.font.size == Pt(9)
    assert "Inside Address" in used
    assert document.styles["Inside Address"].base_style.name == "Normal"
    assert [one.text for one in document.paragraphs] == [
        one.text for one in opened(letter).paragraphs
    ]


def test_styles_of_a_word_in_another_language_are_known_by_their_names(keep, letter) -> None:
    parts = parts_of(bytes_of(own_file()))
    parts["word/styles.xml"] = parts["word/styles.xml"].replace(b'"BodyText"', b'"Textkrper"')
    document = opened(letter, keep(packed(parts)))
    ids = {one.style.style_id for one in document.paragraphs if one.style.name == "Body Text"}
    assert ids == {"Textkrper"}


def test_an_id_that_is_taken_by_another_style_is_left_alone(keep, letter: Letter) -> None:
    own = own_file()
    own.styles.add_style("Something Else", 1).element.set(qn("w:styleId"), "InsideAddress")
    document = opened(letter, keep(own))
    assert [one.text for one in document.paragraphs if one.style.name == "Something Else"] == []
    ids = [one.style_id for one in document.styles]
    assert len(ids) == len(set(ids))


def test_the_close_stays_with_the_signature_whatever_the_files_styles_say(keep, letter) -> None:
    own = own_file()
    own.styles.add_style("Closing", 1)
    (close,) = [one for one in opened(letter, keep(own)).paragraphs if one.style.name == "Closing"]
    assert close.paragraph_format.keep_with_next


def test_lists_count_beside_those_of_the_file(keep, letter: Letter, chinese_letter: Letter) -> None:
    for one in rich_letters(letter, chinese_letter):
        document = opened(one, keep(own_file()))
        numbering = document.part.numbering_part.element
        for tag, attribute in (("w:num", "w:numId"), ("w:abstractNum", "w:abstractNumId")):
            ids = [each.get(qn(attribute)) for each in numbering.iter(qn(tag))]
            assert len(ids) == len(set(ids))
        tags = [each.tag for each in numbering]
        assert tags == sorted(tags, key=[qn("w:abstractNum"), qn("w:num")].index)
        used = set(document.element.xpath("//w:numId/@w:val"))
        assert used <= set(numbering.xpath("./w:num/@w:numId"))
        assert set(document.element.xpath("//w:pStyle/@w:val")) <= set(
            document.styles.element.xpath("./w:style/@w:styleId")
        )


def test_it_speaks_the_language_of_the_letter(keep, letter: Letter, chinese_letter: Letter) -> None:
    for one, wanted in ((letter, "en-CA"), (chinese_letter, "zh-TW")):
        page = replace(keep(own_file()), home_country="CA")
        styles = opened(one, page).styles.element
        (said,) = styles.iter(qn("w:lang"))
        assert wanted in (said.get(qn("w:val")), said.get(qn("w:eastAsia")))


def test_an_arabic_letter_runs_from_right_to_left_in_it(keep, letter: Letter) -> None:
    arabic = replace(letter, language="ar", salutation="السيد الوزير،")
    document = opened(arabic, keep(own_file()))
    assert all(one._p.pPr.find(qn("w:bidi")) is not None for one in document.paragraphs)


def test_nothing_of_author_computer_or_template_travels_along(keep, letter: Letter) -> None:
    content = with_settings(
        bytes_of(own_file()),
        f'<w:attachedTemplate r:id="rId9" xmlns:r="{qn("r:x")[1:-2]}"/>'
        f'<w:rsids><w:rsidRoot w:val="{SECRETS[4]}"/></w:rsids>',
    )
    parts = parts_of(content)
    parts["word/_rels/settings.xml.rels"] = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId9" TargetMode="External" Target="file:///C:/Secret.dotx" Type='
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/>'
        b"</Relationships>"
    )
    found = parts_of(made(letter, keep(packed(parts))))
    everything = b"".join(found.values())
    for secret in SECRETS:
        assert secret.encode() in b"".join(parts.values())
        assert secret.encode() not in everything
    assert not [name for name in found if "thumbnail" in name or "customXml" in name]
    assert b"rsid" not in everything
    core = opened(letter, keep(packed(parts))).core_properties
    assert (core.author, core.title, core.modified) == ("", letter.subject, None)


def test_changes_somebody_tracked_in_the_header_are_made(keep, letter: Letter) -> None:
    own = own_file()
    header = own.sections[0].header
    who = 'w:id="1" w:author="Secret Author" w:date="2026-01-01T00:00:00Z"'
    for xml in (
        f"<w:ins {who}><w:r><w:t>put in</w:t></w:r></w:ins>",
        f"<w:del {who}><w:r><w:delText>taken out</w:delText></w:r></w:del>",
    ):
        header.paragraphs[0]._p.append(
            etree.fromstring(f'<w:p xmlns:w="{qn("w:x")[1:-2]}">{xml}</w:p>')[0]
        )
    content = made(letter, keep(own))
    assert b"Secret Author" not in b"".join(parts_of(content).values())
    shown = docx.Document(io.BytesIO(content)).sections[0].header.paragraphs[0].text
    assert shown == "put in"


def test_the_letter_stands_where_the_file_says(keep, letter: Letter) -> None:
    own = own_file()
    for text in ("Above", "{{ letter }}", "Below"):
        own.add_paragraph(text)
    texts = [one.text for one in opened(letter, keep(own)).paragraphs]
    assert (texts[0], texts[-1]) == ("Above", "Below")
    assert letter.salutation in texts
    assert "{{ letter }}" not in texts


def test_the_same_letter_has_the_same_bytes_in_it(keep, letter: Letter) -> None:
    page = keep(own_file())
    assert made(letter, page) == made(letter, page)
    names = list(parts_of(made(letter, page)))
    assert len(names) == len(set(names))


def field(code: str) -> str:
    half = len(code) // 2
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code[:half]}</w:instrText></w:r>"
        f"<w:r><w:instrText>{code[half:]}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def with_relation(kind: str, target: str) -> bytes:
    relation = (
        f'<Relationship Id="rId99" TargetMode="External" Target="{target}" Type='
        f'"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
    )
    content = bytes_of(own_file())
    return changed(content, RELATIONS, "</Relationships>", f"{relation}</Relationships>")


@pytest.mark.parametrize(
    ("kind", "target", "sentence"),
    [
        ("image", "https://example.org/pixel.png", "lies elsewhere"),
        ("oleObject", "file:///C:/book.xls", "an embedded object"),
        ("aFChunk", "https://example.org/a.html", "another document within it"),
        ("hyperlink", "file:///C:/Users/jane", "A link of the file leads to file:"),
    ],
)
def test_what_would_be_fetched_from_elsewhere_is_refused(
    keep, letter: Letter, kind: str, target: str, sentence: str
) -> None:
    with pytest.raises(InputInvalid, match=sentence):
        made(letter, keep(with_relation(kind, target)))


@pytest.mark.parametrize("code", ["INCLUDEPICTURE https://example.org/a.png", " DDEAUTO cmd x"])
def test_a_field_that_fetches_or_starts_something_is_refused(keep, letter, code: str) -> None:
    own = own_file()
    own.add_paragraph("{{ letter }}")
    own.add_paragraph()
    append_xml(own, field(code))
    with pytest.raises(InputInvalid, match="fetches or starts"):
        made(letter, keep(own))


def test_words_where_the_letter_belongs_are_refused_with_the_way_out(keep, letter) -> None:
    own = own_file()
    own.add_paragraph("Dear Minister,")
    with pytest.raises(InputInvalid, match="“Dear Minister,…” already") as caught:
        made(letter, keep(own))
    assert "{{ letter }}" in str(caught.value)


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
def test_another_program_opens_it_with_all_its_words(keep, letter: Letter, tmp_path: Path) -> None:
    document = tmp_path / "made.docx"
    document.write_bytes(made(replace(letter, body=RICH), keep(own_file())))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        [
            "soffice",
            "--headless",
            profile,
            "--convert-to",
            "txt:Text (encoded):UTF8",
            document.name,
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
        timeout=120,
    )
    text = document.with_suffix(".txt").read_text(encoding="utf-8-sig")
    assert letter.salutation in text
    assert "quoted in a list" in text
