"""Layouts: where an address stands, measured on the page, and what a group may change."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from outreach.composing.forms import forms_of_address
from outreach.errors import UsageProblem
from outreach.model.letter import Letter, Paragraph, Text
from outreach.model.page import PageSetup, Picture
from outreach.model.settings import Letterhead, Paper
from outreach.typesetting.layouts import NAMES
from outreach.typesetting.press import CannotSet, Press, pages
from outreach.workspace.opening import Workspace
from tests.pages import Page, Word, read_pages, words_in_order
from tests.typesetting.windows import WINDOWS, Area

PROJECT = Path(__file__).parent.parent.parent
LISTS = ("hong-kong-officials", "example-legislators")
NINE_LINES = tuple(f"Line {number} of nine" for number in range(1, 10))
PIXEL = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<rect width="40" height="20" fill="#048"/></svg>'
)


def setup_for(layout: str, **more: object) -> PageSetup:
    paper = Paper.LETTER if layout in {"us-business", "canada"} else Paper.A4
    return replace(PageSetup(paper, layout=layout), **more)  # type: ignore[arg-type]


def made(setup: PageSetup, *letters: Letter) -> list[Page]:
    return read_pages(Press(setup).pdf(letters))


def addressed(letter: Letter, *lines: str, language: str = "en") -> Letter:
    return replace(letter, envelope=lines, inside_address=lines, language=language)


def example_addresses() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(name, language, envelope) of everybody in the starter lists, in each of their languages."""
    for recipient in Workspace(PROJECT).recipients(LISTS):
        for language in ("en", "zh-Hant"):
            address = forms_of_address().address(recipient, language, "CA")
            yield f"{recipient.id}-{language}", language, address.envelope


def area_of(word: Word) -> Area:
    """Where there is ink: pdftotext counts the font's room for accents and descenders too."""
    height = word.bottom - word.top
    return Area(word.left, word.top + 0.22 * height, word.right, word.bottom - 0.1 * height)


def insist_on_the_window(page: Page, layout: str, lines: tuple[str, ...]) -> None:
    """All of the address shows however the letter slides, and nothing else ever does."""
    wanted = sorted("".join("".join(lines).split()).replace(",", ""))
    for window in WINDOWS[layout]:
        inside = [word for word in page.words if window.always.holds(area_of(word))]
        # Sorted, for pdftotext puts words at one height into columns of its own.
        assert sorted("".join(word.text for word in inside).replace(",", "")) == wanted
        stray = [
            word.text
            for word in page.words
            if word not in inside and window.ever.touches(area_of(word))
        ]
        assert not stray


@pytest.mark.parametrize("layout", WINDOWS)
@pytest.mark.parametrize(
    "lines",
    [("Robin Sample", "SAMPLIA"), NINE_LINES, ("樣本道1號", "陳大文先生鈞啟", "HONG KONG")],
    ids=["two-lines", "nine-lines", "chinese"],
)
def test_an_address_shows_in_the_window_whatever_its_lines(
    letter: Letter, layout: str, lines: tuple[str, ...]
) -> None:
    (page,) = made(setup_for(layout), addressed(letter, *lines))
    insist_on_the_window(page, layout, lines)


@pytest.mark.parametrize("layout", WINDOWS)
def test_every_address_of_the_example_lists_shows_in_the_window(
    letter: Letter, layout: str
) -> None:
    examples = list(example_addresses())
    assert len(examples) > 10
    letters = [addressed(letter, *lines, language=language) for _, language, lines in examples]
    for page, (_, _, lines) in zip(made(setup_for(layout), *letters), examples, strict=True):
        insist_on_the_window(page, layout, lines)


@pytest.mark.parametrize("layout", WINDOWS)
def test_a_letterhead_and_a_long_sender_stay_out_of_the_window(letter: Letter, layout: str) -> None:
    head = Letterhead("Friends of Letters", ("5 Group Street", "friends@example.org"), "#004488")
    sender = ("Jane Roe", "Flat 12", "Elm House", "12 Elm Street", "Toronto ON  M5V 2T6", "CANADA")
    long = replace(addressed(letter, "Robin Sample", "SAMPLIA"), return_address=sender)
    (page,) = made(setup_for(layout, letterhead=head), long)
    insist_on_the_window(page, layout, ("Robin Sample", "SAMPLIA"))
    words = [word.text for word in page.words]
    assert "Friends" in words
    assert "CANADA" in words


@pytest.mark.parametrize("layout", WINDOWS)
def test_the_window_can_be_shifted(letter: Letter, layout: str) -> None:
    one = addressed(letter, "Robinsample", "SAMPLIA")
    (before,) = made(setup_for(layout), one)
    (after,) = made(setup_for(layout, window_shift=(2.0, -3.0)), one)
    was, now = (next(w for w in page.words if w.text == "Robinsample") for page in (before, after))
    assert (now.left - was.left, now.top - was.top) == pytest.approx((2, -3), abs=0.05)
    salutations = [next(w.top for w in page.words if w.text == "Dear") for page in (before, after)]
    assert salutations[0] == salutations[1]


@pytest.mark.parametrize("layout", WINDOWS)
def test_the_text_begins_below_what_may_show(letter: Letter, layout: str) -> None:
    (page,) = made(setup_for(layout), letter)
    dear = next(word for word in page.words if word.text == "Dear")
    assert dear.top > max(window.ever.bottom for window in WINDOWS[layout])


@pytest.mark.parametrize("layout", NAMES)
def test_a_letter_reads_in_its_order(letter: Letter, layout: str) -> None:
    """Sender, date, addressee, salutation, subject, text, close, name, as a reader aloud has it."""
    words = words_in_order(Press(setup_for(layout)).pdf([letter]))
    parts = ["Jane Roe", "22 November 2026", "HONG KONG" if layout in WINDOWS else "1 Sample Road"]
    parts += ["Dear Robin Sample,", "A subject", "A paragraph.", "Yours sincerely, Jane Roe"]
    places = [words.index(part) for part in parts]
    assert places == sorted(places)


@pytest.mark.parametrize("layout", NAMES)
def test_further_pages_are_alike_in_every_layout(letter: Letter, layout: str) -> None:
    long = replace(letter, body=(Paragraph((Text("Some words. " * 60),)),) * 6)
    first, second = made(setup_for(layout), long)[:2]
    assert "2" in {word.text for word in second.words if word.top < 20}
    assert "2" not in {word.text for word in first.words if word.top < 15}


def test_fold_marks_are_drawn_where_asked_for(letter: Letter) -> None:
    with_marks = Press(setup_for("din-5008-b")).pdf([letter])
    without = Press(setup_for("din-5008-b", fold_marks=False)).pdf([letter])
    assert len(with_marks) > len(without)


def test_an_address_that_cannot_be_shown_in_the_window_is_an_error(letter: Letter) -> None:
    long = addressed(letter, *(f"{'A very long line that does not end ' * 4}{n}" for n in range(9)))
    with pytest.raises(CannotSet) as refusal:
        Press(setup_for("us-business")).pdf([long])
    assert refusal.value.objection == "too long: 1"


def test_a_layout_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageProblem) as refusal:
        Press(PageSetup(layout="letter"))
    assert "din-5008-b" in refusal.value.way_out


# --- a group's own -------------------------------------------------------------------------------


def test_a_groups_own_layout_may_use_ours(letter: Letter, tmp_path: Path) -> None:
    own = tmp_path / "ours.typ"
    own.write_text(
        '#import "letter.typ": letters-on\n'
        "#letters-on((margin: (left: 60mm, right: 20mm, top: 40mm, bottom: 20mm)))\n"
    )
    (page,) = made(PageSetup(own_layout=own), letter)
    dear = next(word for word in page.words if word.text == "Dear")
    assert dear.left == pytest.approx(60, abs=0.5)


def test_a_groups_own_layout_reads_nothing_else_of_the_computer(
    letter: Letter, tmp_path: Path
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret")
    for path in (str(secret), f"../{secret.name}", f"../../../../../..{secret}"):
        own = tmp_path / "ours.typ"
        own.write_text(f'#read("{path}")\n')
        with pytest.raises(CannotSet):
            Press(PageSetup(own_layout=own)).pdf([letter])


def test_a_logo_stands_at_the_head_with_its_name_for_readers(
    letter: Letter,
) -> None:
    logo = Picture(PIXEL.encode(), "svg")
    head = Letterhead("Friends of Letters", (), "#004488")
    pdf = Press(setup_for("a4-window", letterhead=head, logo=logo)).pdf([letter])
    assert pages(pdf) == 1
    assert len(pdf) > len(Press(setup_for("a4-window")).pdf([letter]))
