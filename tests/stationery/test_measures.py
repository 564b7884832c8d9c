"""The tables of envelopes, posts and label sheets."""

import pytest

from outreach.errors import InputInvalid, UsageProblem
from outreach.model.settings import Paper
from outreach.model.stationery import SIZES, LabelSheet
from outreach.stationery.measures import measures

SHEET = """
[[sheet]]
part = "own"
paper = "a4"
width = 70
height = 37
columns = 3
rows = 8
left = 0
top = 0.5
across = 70
down = 37
source = "measured"
verified_on = 2026-11-22
confidence = "verified"
"""


@pytest.mark.parametrize("sheet", measures().sheets, ids=lambda sheet: sheet.part)
def test_the_labels_of_a_sheet_add_up_to_the_paper(sheet: LabelSheet) -> None:
    width, height = SIZES[sheet.paper]
    right, bottom = sheet.margins
    across = sheet.left + (sheet.columns - 1) * sheet.across + sheet.width + right
    down = sheet.top + (sheet.rows - 1) * sheet.down + sheet.height + bottom
    assert (across, down) == pytest.approx((width, height))
    assert right == pytest.approx(sheet.left, abs=0.5)
    assert bottom == pytest.approx(sheet.top, abs=0.5)


@pytest.mark.parametrize("sheet", measures().sheets, ids=lambda sheet: sheet.part)
def test_no_two_labels_of_a_sheet_overlap(sheet: LabelSheet) -> None:
    corners = [sheet.corner(number) for number in range(1, sheet.per_sheet + 1)]
    assert len(set(corners)) == sheet.per_sheet
    for at, (x, y) in enumerate(corners):
        for other_x, other_y in corners[at + 1 :]:
            apart = (
                abs(x - other_x) >= sheet.width - 0.01 or abs(y - other_y) >= sheet.height - 0.01
            )
            assert apart, ((x, y), (other_x, other_y))


def test_a_sheet_is_found_by_any_of_its_names() -> None:
    known = measures()
    assert known.sheet("j8160") is known.sheet("L7160")
    assert known.sheet("5160").per_sheet == 30
    assert known.sheet("L7160").paper is Paper.A4


def test_an_envelope_is_found_with_or_without_its_sign() -> None:
    known = measures()
    assert known.envelope("#10") is known.envelope("10")
    assert (known.envelope("DL").width, known.envelope("dl").height) == (220, 110)


def test_what_is_unknown_is_refused_with_what_there_is() -> None:
    with pytest.raises(UsageProblem, match="no envelope 'dl6'"):
        measures().envelope("dl6")
    with pytest.raises(UsageProblem) as refusal:
        measures().sheet("5199")
    assert "L7163" in refusal.value.way_out


def test_a_country_without_a_row_gets_what_holds_for_any() -> None:
    known = measures()
    assert known.post("GB") is known.post("")
    assert known.post("US").highest == pytest.approx(69.9)


def test_a_group_adds_a_sheet_of_its_own_and_it_goes_first() -> None:
    own = SHEET.replace('"own"', '"5160"')
    assert measures([("stationery/own.toml", own)]).sheet("5160").per_sheet == 24


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("left = 0", "left = 5", "over the edge"),
        ("across = 70", "across = 60", "overlap"),
        ("rows = 8", "rows = 0", "no number of labels"),
        ('paper = "a4"', 'paper = "a5"', "a5"),
        ("width = 70\n", "", "lacks 'width'"),
        ('source = "measured"\n', "", "lacks 'source'"),
        ('"verified"', '"sure"', "confidence is one of"),
        ("height = 37", "height = -37", "no length"),
        ("[[sheet]]", "[[sheets]]", "no part of it"),
        ("[[sheet]]", "[[sheet", "not TOML"),
    ],
)
def test_a_mistake_in_a_groups_table_is_named_with_its_file(
    before: str, after: str, said: str
) -> None:
    assert before in SHEET
    with pytest.raises(InputInvalid) as refusal:
        measures([("stationery/own.toml", SHEET.replace(before, after))])
    (problem,) = refusal.value.problems
    assert said in problem.sentence
    assert problem.file == "stationery/own.toml"
