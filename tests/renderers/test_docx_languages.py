"""What a document says of its language."""

from dataclasses import replace

import pytest
from docx.text.paragraph import Paragraph

from outreach.model.letter import Letter
from outreach.model.page import PageSetup
from tests.renderers.docx_reading import opened


@pytest.mark.parametrize(
    ("language", "home", "latin", "east_asian", "font"),
    [
        ("en", "", "en-US", "zh-TW", "PMingLiU"),
        ("en", "GB", "en-GB", "zh-TW", "PMingLiU"),
        ("en-AU", "GB", "en-AU", "zh-TW", "PMingLiU"),
        ("fr", "CA", "fr-CA", "zh-TW", "PMingLiU"),
        ("fr", "PE", "fr-FR", "zh-TW", "PMingLiU"),
        ("zh-Hant", "", "en-US", "zh-TW", "PMingLiU"),
        ("zh-Hant", "HK", "en-US", "zh-HK", "PMingLiU"),
        ("zh-HK", "US", "en-US", "zh-HK", "PMingLiU"),
        ("zh-Hans", "", "en-US", "zh-CN", "SimSun"),
        ("ja", "", "ja-JP", "ja-JP", "MS Mincho"),
    ],
)
def test_a_document_names_its_languages_and_an_east_asian_font(
    letter: Letter, language: str, home: str, latin: str, east_asian: str, font: str
) -> None:
    document = opened(replace(letter, language=language), PageSetup(home_country=home))
    (default,) = document.styles.element.xpath("./w:docDefaults/w:rPrDefault/w:rPr")
    assert default.xpath("./w:lang/@w:val") == [latin]
    assert default.xpath("./w:lang/@w:eastAsia") == [east_asian]
    assert default.xpath("./w:rFonts/@w:eastAsia") == [font]
    assert document.core_properties.language == language


def test_a_language_written_from_right_to_left_is_set_so(letter: Letter) -> None:
    document = opened(replace(letter, language="ar", salutation="مرحبا"))
    assert document.styles["Normal"].element.xpath("./w:pPr/w:bidi")
    (salutation,) = [each for each in document.paragraphs if each.style.name == "Salutation"]
    assert salutation.runs[0].font.rtl
    (name,) = [each for each in document.paragraphs if each.style.name == "Signature"]
    assert not name.runs[0].font.rtl


def _leftwards(paragraph: Paragraph) -> list[tuple[str, bool]]:
    return [(run.text, bool(run.font.rtl)) for run in paragraph.runs]


def test_an_arabic_name_in_an_english_letter_runs_from_right_to_left(letter: Letter) -> None:
    document = opened(replace(letter, salutation="Dear Ms محمد بن علي (Example),"))
    (salutation,) = [one for one in document.paragraphs if one.style.name == "Salutation"]
    assert _leftwards(salutation) == [
        ("Dear Ms ", False),
        ("محمد بن علي", True),
        (" (Example),", False),
    ]


def test_an_english_name_in_an_arabic_letter_runs_from_left_to_right(letter: Letter) -> None:
    document = opened(replace(letter, language="ar", salutation="السيدة Jane Roe، 2026"))
    (salutation,) = [one for one in document.paragraphs if one.style.name == "Salutation"]
    assert _leftwards(salutation) == [("السيدة ", True), ("Jane Roe", False), ("، 2026", True)]
