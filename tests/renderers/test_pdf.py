"""Letters as PDF."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from outreach.model.letter import (
    Block,
    BulletList,
    Divider,
    Emphasis,
    Heading,
    Letter,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Text,
)
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import PageSetup
from outreach.model.settings import Paper
from outreach.renderers.pdf import PdfRenderer
from outreach.typesetting.workers import ahead
from tests.renderers.contract import RendererContract, spoiled

SENTENCE = "A peaceful assembly may not be dispersed because it is unwelcome to somebody. "


@pytest.fixture(scope="module")
def renderer() -> PdfRenderer:
    return PdfRenderer(PageSetup())


class TestPdf(RendererContract):
    reads_ahead = ahead()

    @pytest.fixture
    def renderer(self, renderer: PdfRenderer) -> PdfRenderer:
        return renderer


def paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def paragraphs(number: int, sentences: int = 5) -> tuple[Block, ...]:
    return tuple(paragraph(f"No {n}. {SENTENCE * sentences}".strip()) for n in range(number))


def made(renderer: PdfRenderer, letter: Letter) -> Rendering:
    (one,) = renderer.each([letter])
    assert isinstance(one, Rendering), one
    return one


def refused(renderer: PdfRenderer, letter: Letter) -> NotMade:
    (one,) = renderer.each([letter])
    assert isinstance(one, NotMade)
    return one


def read(rendering: Rendering) -> PdfReader:
    return PdfReader(io.BytesIO(rendering.content))


def texts(rendering: Rendering) -> list[str]:
    return [page.extract_text() for page in read(rendering).pages]


# --- the document ------------------------------------------------------------------------------


def test_a_pdf_is_tagged_titled_and_in_a_language(
    renderer: PdfRenderer, letter: Letter, chinese_letter: Letter
) -> None:
    for one, language in ((letter, "en"), (chinese_letter, "zh")):
        root = read(made(renderer, one)).trailer["/Root"]
        assert root["/Lang"].startswith(language)
        assert root["/MarkInfo"]["/Marked"]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    content = made(renderer, letter).content
    assert b"<pdfuaid:part>1<" in content
    assert read(made(renderer, letter)).metadata.title == letter.subject


def test_a_letter_without_a_subject_is_titled_by_its_addressee(
    renderer: PdfRenderer, letter: Letter
) -> None:
    metadata = read(made(renderer, replace(letter, subject=""))).metadata
    assert metadata.title == "The Honourable Robin Sample, SC"


def test_a_pdf_tells_neither_author_nor_computer_nor_time_of_day(
    renderer: PdfRenderer, letter: Letter
) -> None:
    rendering = made(renderer, letter)
    metadata = read(rendering).metadata
    assert set(metadata) == {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    assert metadata["/CreationDate"].startswith("D:20261122000000")
    assert metadata["/ModDate"].startswith("D:20261122000000")
    assert not re.search(rb"T(?!00:00:00)\d\d:\d\d:\d\d", rendering.content)
    for trace in (str(Path.cwd()), str(Path.home()), "plain.typ", ".local"):
        assert trace.encode() not in rendering.content


@pytest.mark.parametrize(
    ("paper", "size"), [(Paper.A4, (595.276, 841.89)), (Paper.LETTER, (612, 792))]
)
def test_the_paper_is_that_of_the_printer(
    letter: Letter, paper: Paper, size: tuple[float, float]
) -> None:
    box = read(made(PdfRenderer(PageSetup(paper)), letter)).pages[0].mediabox
    assert (float(box.width), float(box.height)) == pytest.approx(size, abs=0.5)


def test_fonts_are_embedded_in_part(renderer: PdfRenderer, chinese_letter: Letter) -> None:
    fonts = read(made(renderer, chinese_letter)).pages[0]["/Resources"]["/Font"]
    names = {font.get_object()["/BaseFont"] for font in fonts.values()}
    assert all(re.match(r"/[A-Z]{6}\+", name) for name in names)
    assert any("NotoSerif" in name for name in names)
    assert len(made(renderer, chinese_letter).content) < 100_000


def test_links_are_real(renderer: PdfRenderer, letter: Letter) -> None:
    (link,) = read(made(renderer, letter)).pages[0]["/Annots"]
    assert link.get_object()["/A"]["/URI"] == "https://example.org/report?a=1&b=2"


def test_demands_are_a_list_to_a_screen_reader(renderer: PdfRenderer, letter: Letter) -> None:
    content = made(renderer, letter).content
    assert content.count(b"/S/LI/") + content.count(b"/S/LI>") == 3
    assert b"/ListNumbering/Decimal" in content


# --- pages -------------------------------------------------------------------------------------


def test_pages_are_counted(renderer: PdfRenderer, letter: Letter) -> None:
    for number in (1, 8, 30):
        rendering = made(renderer, replace(letter, body=paragraphs(number)))
        assert rendering.pages == len(read(rendering).pages)
    assert rendering.pages is not None
    assert rendering.pages > 2


def test_further_pages_name_addressee_date_and_number(
    renderer: PdfRenderer, letter: Letter, chinese_letter: Letter
) -> None:
    first, second, *_ = texts(made(renderer, replace(letter, body=paragraphs(12))))
    assert first.startswith("Jane Roe")
    head = " ".join(second.split("\n")[0].split())
    assert head == "The Honourable Robin Sample, SC 22 November 2026 2"
    _, second, *_ = texts(made(renderer, replace(chinese_letter, body=paragraphs(14))))
    assert second.startswith("甄實先生")


@pytest.mark.parametrize("sentences", [1, 4, 12])
def test_the_closing_is_never_alone_on_a_page(
    renderer: PdfRenderer, letter: Letter, sentences: int
) -> None:
    letters = []
    for number in range(18, 48):
        body = (*(paragraph(f"Line {n}") for n in range(number)), *paragraphs(1, sentences))
        letters.append(replace(letter, body=body, enclosures=()))
    ends = [texts(one)[-1] for one in renderer.each(letters) if isinstance(one, Rendering)]
    assert len(ends) == len(letters)
    for end in ends:
        before_the_close = end.split("Yours sincerely,")[0].split()
        assert before_the_close[-3:] == ["unwelcome", "to", "somebody."]
        assert end.rstrip().endswith("Jane Roe")


def test_the_closing_stays_with_the_last_of_many_demands(
    renderer: PdfRenderer, letter: Letter
) -> None:
    letters = []
    for number in range(14, 22):
        demands = NumberedList(tuple((paragraph(SENTENCE * 2),) for _ in range(number)))
        letters.append(replace(letter, body=(demands,), enclosures=()))
    for one in renderer.each(letters):
        assert isinstance(one, Rendering)
        assert "somebody" in texts(one)[-1].split("Yours sincerely,")[0]


@pytest.mark.parametrize("last_paragraph", [1, 20])
@pytest.mark.parametrize(("number", "words"), [(120, ""), (20, " and a great many others" * 14)])
def test_many_signatories_run_over_several_pages(
    renderer: PdfRenderer, letter: Letter, last_paragraph: int, number: int, words: str
) -> None:
    signatories = tuple(f"Signatory {n}{words}" for n in range(number))
    body = paragraphs(1, last_paragraph)
    rendering = made(renderer, replace(letter, signature=signatories, body=body))
    found = re.findall(r"Signatory \d+", "\n".join(texts(rendering)))
    assert found == [f"Signatory {n}" for n in range(number)]
    assert rendering.pages is not None
    assert rendering.pages > 1


def test_a_link_that_pdf_cannot_hold_is_refused_in_a_sentence(
    renderer: PdfRenderer, letter: Letter
) -> None:
    link = Link("https://example.org/" + "a" * 9000, (Text("here"),))
    bad = refused(renderer, replace(letter, body=(Paragraph((link,)),)))
    assert bad.reason.endswith("The compiler says: URL is too long")


def test_a_letter_signed_by_hand_has_more_room(renderer: PdfRenderer, letter: Letter) -> None:
    def height(one: Letter) -> float:
        heights: list[float] = []
        first = read(made(renderer, one)).pages[0]

        def note(text: str, page: list[float], line: list[float], *_: object) -> None:
            if "Jane Roe" in text:
                heights.append(line[5] * page[3] + page[5])

        first.extract_text(visitor_text=note)
        return heights[-1]

    assert abs(height(letter) - height(replace(letter, by_hand=True))) > 15


@pytest.mark.parametrize(
    "change",
    [
        {"body": ()},
        {"close": "", "signature": ()},
        {"inside_address": (), "return_address": (), "subject": ""},
        {"body": (Heading(3, (Text("Third"),)), Heading(1, (Text("First"),)), paragraph("x"))},
        {"body": (Quote((paragraph("q"),)), Divider(), BulletList(((paragraph("b"),),)))},
        {"body": (Heading(2, (Emphasis((Strong((Text("both"),)),)),)),)},
        {"language": "pt-BR"},
        {"language": "zh-HK"},
        {"language": "zh-Hans-CN"},
    ],
)
def test_unusual_letters_are_made(
    renderer: PdfRenderer, letter: Letter, change: dict[str, object]
) -> None:
    assert made(renderer, replace(letter, **change)).pages == 1  # type: ignore[arg-type]


# --- characters --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    ["#panic()", "$x$", "*a*", "@cite", "\\u{41}", "= h", "\"'`", "1. a", "{{", "//", "<b>"],
)
def test_values_are_words_and_never_typst(
    renderer: PdfRenderer, letter: Letter, value: str
) -> None:
    everywhere = replace(letter, salutation=value, subject=value, body=(paragraph(value),))
    (page,) = texts(made(renderer, everywhere))
    assert page.count(value) == 3


@pytest.mark.parametrize(
    "name",
    ["鄭若驊", "Đặng Văn Ví Dụ", "Łukasz Żółć", "Ελένη", "Елена", "嘅咗哋", "𡃁", "かな", "ʻOkina"],
)
def test_these_names_are_shown(renderer: PdfRenderer, letter: Letter, name: str) -> None:
    (page,) = texts(made(renderer, replace(letter, salutation=f"Dear {name},")))
    assert f"Dear {name}," in page


@pytest.mark.parametrize("name", ["אברהם", "محمد", "q\u0301", "\u4e00\u0301"])
def test_right_to_left_and_combining_characters_are_shown(
    renderer: PdfRenderer, letter: Letter, name: str
) -> None:
    (page,) = texts(made(renderer, replace(letter, salutation=f"Dear {name},")))
    assert sorted(set(name) - set(page)) == []


@pytest.mark.parametrize("character", ["\u0378", "\U0001f44d", "\u1c00", "\U00010330", "\u0f71"])
def test_what_no_font_holds_is_refused_by_name_and_field(
    renderer: PdfRenderer, letter: Letter, character: str
) -> None:
    bad = refused(renderer, replace(letter, salutation=f"Dear {character},"))
    assert (bad.recipient_id, bad.place, bad.field) == ("secretary", 1, "salutation")
    assert f"U+{ord(character):04X}" in bad.reason


def test_every_missing_character_of_a_letter_is_named(
    renderer: PdfRenderer, letter: Letter
) -> None:
    bad = refused(renderer, replace(letter, salutation="\u1c00\u1c01", signature=("\u1c02",)))
    assert bad.field == "salutation"
    for part in ("U+1C00", "U+1C01", "U+1C02", "(signature)"):
        assert part in bad.reason


def test_a_character_missing_beside_a_joiner_is_named_and_the_letter_before_it_is_not(
    renderer: PdfRenderer, letter: Letter
) -> None:
    bad = refused(renderer, replace(letter, salutation="Dear e\u1ab0,"))
    assert "U+1AB0" in bad.reason
    assert "U+0065" not in bad.reason


def test_a_tab_is_a_space(renderer: PdfRenderer, letter: Letter) -> None:
    (page,) = texts(made(renderer, replace(letter, salutation="Dear\tJo,")))
    assert "Dear Jo," in page


# --- combined runs -----------------------------------------------------------------------------


def numbered(letter: Letter, number: int) -> list[Letter]:
    return [
        replace(letter, recipient_id=f"r{n}", place=n, salutation=f"Dear Number {n},")
        for n in range(1, number + 1)
    ]


def test_a_run_is_one_pdf_with_each_letter_on_a_new_page(
    renderer: PdfRenderer, letter: Letter, chinese_letter: Letter
) -> None:
    long = replace(letter, salutation="Dear Long,", body=paragraphs(12))
    (run,) = renderer.run([letter, long, chinese_letter, letter])
    assert isinstance(run, Rendering)
    pages = texts(run)
    assert run.pages == len(pages) == 5
    assert [page.split("\n")[0] for page in pages if "Robin Sample, SC  " not in page] == [
        "Jane Roe", "Jane Roe", pages[2].split("\n")[0], "羅真", "Jane Roe",
    ]  # fmt: skip
    assert pages[2].split("\n")[0].endswith("2")
    assert (run.recipient_id, run.place) == ("", 1)


def test_a_run_keeps_the_language_of_each_letter(
    renderer: PdfRenderer, letter: Letter, chinese_letter: Letter
) -> None:
    (run,) = renderer.run([letter, chinese_letter])
    assert isinstance(run, Rendering)
    assert re.search(rb"/Lang\s*\(zh", run.content)


def test_a_hundred_letters_are_one_run_in_order(renderer: PdfRenderer, letter: Letter) -> None:
    (run,) = renderer.run(numbered(letter, 100))
    assert isinstance(run, Rendering)
    found = re.findall(r"Dear Number (\d+),", "\n".join(texts(run)))
    assert [*map(int, found)] == [*range(1, 101)]


def test_more_letters_than_a_volume_holds_make_several(
    renderer: PdfRenderer, letter: Letter
) -> None:
    volumes = [*renderer.run(numbered(letter, 5), volume=2)]
    assert [(one.place, one.pages) for one in volumes if isinstance(one, Rendering)] == [
        (1, 2),
        (2, 2),
        (3, 1),
    ]


def test_bad_letters_of_a_run_fail_alone(renderer: PdfRenderer, letter: Letter) -> None:
    letters = numbered(letter, 6)
    letters[1] = replace(letters[1], salutation="Dear \u1c00,")
    letters[3] = spoiled(letters[3])
    letters[4] = replace(letters[4], salutation="Dear \u1c01,")
    *bad, run = renderer.run(letters)
    assert [(one.recipient_id, type(one)) for one in bad] == [
        ("r2", NotMade),
        ("r4", NotMade),
        ("r5", NotMade),
    ]
    assert isinstance(run, Rendering)
    assert run.pages == 3
    assert run.content == next(
        one.content
        for one in renderer.run([letters[0], letters[2], letters[5]])
        if isinstance(one, Rendering)
    )


def test_a_run_of_bad_letters_alone_is_no_file(renderer: PdfRenderer, letter: Letter) -> None:
    assert [type(one) for one in renderer.run([spoiled(letter)])] == [NotMade]
    assert [*renderer.run([])] == []


def test_a_run_takes_a_volume_of_letters_at_a_time(renderer: PdfRenderer, letter: Letter) -> None:
    taken = 0

    def endless() -> Iterator[Letter]:
        nonlocal taken
        while True:
            taken += 1
            yield letter

    next(renderer.run(endless(), volume=3))
    assert taken == 3


def test_the_same_run_twice_gives_the_same_bytes(renderer: PdfRenderer, letter: Letter) -> None:
    letters = numbered(letter, 12)
    assert [*renderer.run(letters)] == [*PdfRenderer(PageSetup()).run(letters)]
