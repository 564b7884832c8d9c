"""What is read from a file of Word, and what of it is said to be lost."""

import io
from pathlib import Path

import pytest
from docx.enum.text import WD_COLOR_INDEX
from docx.oxml.ns import qn
from PIL import Image

from outreach.drafts.word import read_word
from outreach.drafts.written import Kind, Written
from outreach.errors import InputInvalid
from tests.word import NAMES, append_xml, bytes_of, changed, packed, parts_of, saved, written


def read(document, tmp_path: Path) -> Written:
    return read_word(saved(document, tmp_path / "letter.docx"), "letter.docx")


def texts(told: Written) -> list[str]:
    return [line.text for line in told.lines if line.text]


def field(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"<w:r><w:t>{shown}</w:t></w:r>"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_paragraphs_lists_headings_and_marked_words_are_told_apart(tmp_path: Path) -> None:
    document = written("Plain")
    document.add_heading("Head", 2)
    document.add_paragraph("One", style="List Number")
    document.add_paragraph("Dot", style="List Bullet")
    document.add_paragraph("Said", style="Quote")
    run = document.add_paragraph().add_run("Marked")
    run.bold, run.italic, run.font.highlight_color = True, True, WD_COLOR_INDEX.YELLOW
    lines = [line for line in read(document, tmp_path).lines if line.text]
    assert [(line.kind, line.level) for line in lines] == [
        (Kind.TEXT, 0),
        (Kind.HEADING, 2),
        (Kind.NUMBERED, 0),
        (Kind.BULLETED, 0),
        (Kind.QUOTED, 0),
        (Kind.TEXT, 0),
    ]
    (marked,) = lines[-1].words
    assert (marked.strong, marked.emphasis, marked.marked) == (True, True, True)


def test_awkward_characters_come_through_as_they_are(tmp_path: Path) -> None:
    awkward = "<b>&amp; “quotes” 🕊 𠮷 مرحبا {{ x }} {% y %} \\ ` *"
    assert texts(read(written(awkward), tmp_path)) == [awkward]


@pytest.mark.parametrize(
    "code", ["MERGEFIELD Last_Name", ' MERGEFIELD "Last_Name" \\* MERGEFORMAT ']
)
def test_a_merge_field_is_a_blank_with_its_name(tmp_path: Path, code: str) -> None:
    spread, simple = written("To "), written("To ")
    append_xml(spread, field(code, "«Anything»"))
    quoted = code.replace('"', "&quot;")
    append_xml(simple, f'<w:fldSimple w:instr="{quoted}"><w:r><w:t>x</w:t></w:r></w:fldSimple>')
    for document in (spread, simple):
        assert texts(read(document, tmp_path)) == ["To \ue000Last_Name\ue002"]


def test_other_fields_keep_what_they_show(tmp_path: Path) -> None:
    document = written("Page ")
    append_xml(document, field(" PAGE ", "7"))
    assert texts(read(document, tmp_path)) == ["Page 7"]


def test_a_form_field_that_shows_its_prompt_is_a_blank(tmp_path: Path) -> None:
    document = written("In ")
    for prompt in ("<w:showingPlcHdr/>", ""):
        append_xml(
            document,
            f'<w:sdt><w:sdtPr><w:alias w:val="City"/>{prompt}</w:sdtPr><w:sdtContent>'
            "<w:r><w:t>Exampleton</w:t></w:r></w:sdtContent></w:sdt>",
        )
    assert texts(read(document, tmp_path)) == ["In \ue001City\ue002Exampleton"]


def test_tracked_changes_are_taken_as_accepted_and_said(tmp_path: Path) -> None:
    document = written("Keep ")
    who = 'w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"'
    append_xml(document, f"<w:ins {who}><w:r><w:t>this</w:t></w:r></w:ins>")
    append_xml(document, f"<w:del {who}><w:r><w:delText> not that</w:delText></w:r></w:del>")
    told = read(document, tmp_path)
    assert texts(told) == ["Keep this"]
    assert any("as if all were accepted" in sentence for sentence in told.lost)


def test_what_cannot_be_carried_over_is_named_with_its_words(tmp_path: Path) -> None:
    document = written("Words", "More")
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "PNG")
    document.add_paragraph().add_run().add_picture(picture)
    document.add_table(1, 2).cell(0, 1).text = "in a table"
    document.sections[0].footer.paragraphs[0].text = "at the foot"
    document.add_paragraph("Seen")
    append_xml(document, "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden secret</w:t></w:r>")
    append_xml(document, '<w:r><w:footnoteReference w:id="2"/></w:r>')
    append_xml(document, '<w:r><w:commentReference w:id="3"/></w:r>')
    append_xml(
        document,
        '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
        "<w:txbxContent><w:p><w:r><w:t>in a box</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>",
    )
    told = read(document, tmp_path)
    assert texts(told) == ["Words", "More", "in a table", "Seen"]
    said = "\n".join(told.lost)
    for words in (
        *("1 picture", "1 table", "1 footnote", "1 comment", "1 stretch of hidden text"),
        *("A text box: “in a box”", "The footer says “at the foot”"),
    ):
        assert words in said
    assert "secret" not in said


def test_links_lead_where_they_did_unless_they_leave_the_web(tmp_path: Path) -> None:
    document = written("")
    for target in ("https://example.org/a", "file:///C:/secret"):
        name = document.part.relate_to(
            target,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
            is_external=True,
        )
        append_xml(
            document,
            f'<w:hyperlink r:id="{name}" xmlns:r="{qn("r:x")[1:-2]}"><w:r><w:t>here</w:t></w:r>'
            "</w:hyperlink>",
        )
    (line,) = [line for line in read(document, tmp_path).lines if line.text]
    assert [part.link for part in line.words] == ["https://example.org/a", ""]


@pytest.mark.parametrize(
    ("text", "said", "language"),
    [
        ("Bonjour", 'w:val="fr-CA"', "fr"),
        ("本人謹就此事致函閣下。", 'w:eastAsia="zh-TW"', "zh-Hant"),
        ("本人谨就此事致函阁下。", 'w:eastAsia="zh-CN"', "zh-Hans"),
    ],
)
def test_the_language_is_the_one_word_checks_spelling_by(
    tmp_path: Path, text: str, said: str, language: str
) -> None:
    parts = parts_of(bytes_of(written(text)))
    parts["word/styles.xml"] = (
        f"<w:styles {NAMES}><w:docDefaults><w:rPrDefault><w:rPr><w:lang {said}/></w:rPr>"
        "</w:rPrDefault></w:docDefaults></w:styles>"
    ).encode()
    path = tmp_path / "letter.docx"
    path.write_bytes(packed(parts))
    assert read_word(path, path.name).language == language


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/document.xml", "</w:body>", ""),
        ("word/styles.xml", "</w:styles>", ""),
        ("word/document.xml", "<w:body>", "<w:body>" + "<w:sdt><w:sdtContent>" * 300),
    ],
)
def test_damaged_xml_is_refused_in_a_sentence(
    tmp_path: Path, name: str, old: str, new: str
) -> None:
    path = tmp_path / "letter.docx"
    path.write_bytes(changed(bytes_of(written("Words")), name, old, new))
    with pytest.raises(InputInvalid, match="damaged"):
        read_word(path, path.name)


LONG = f"<w:p><w:r><w:t>{'a' * 60_000}</w:t></w:r></w:p>"


@pytest.mark.parametrize("filling", ["<w:p/>" * 100_000, LONG], ids=["paragraphs", "words"])
def test_more_than_a_letter_is_refused_at_once(tmp_path: Path, filling: str) -> None:
    path = tmp_path / "letter.docx"
    content = bytes_of(written("Words"))
    path.write_bytes(changed(content, "word/document.xml", "<w:body>", f"<w:body>{filling}"))
    with pytest.raises(InputInvalid, match="more than any letter"):
        read_word(path, path.name)
