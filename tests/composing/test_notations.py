"""What stands above and below a letter in its own language."""

import pytest

from outreach.composing.forms import forms_of_address
from outreach.composing.notations import copy_lines, copy_mark, enclosure_lines
from outreach.model.people import Gender, PersonName, Recipient

ENVOY = Recipient(
    id="envoy",
    name=PersonName(full="Robin Sample", family="Sample", native="辛樣本"),
    gender=Gender.MALE,
    office="Ambassador of Exampleland",
    more=(("office.zh-Hant", "範例國大使"),),
)


@pytest.mark.parametrize(
    ("titles", "language", "lines"),
    [
        ((), "en", ()),
        (("A report",), "en-GB", ("Enclosure: A report",)),
        (("A", "B"), "en", ("Enclosures (2):", "A", "B")),
        (("報告",), "zh-HK", ("附件：報告",)),
        (("一", "二"), "zh-Hans", ("附件（2）：", "一", "二")),
        (("A",), "xx", ("Enclosure: A",)),
    ],
)
def test_enclosures_are_listed_in_the_language_of_the_letter(
    titles: tuple[str, ...], language: str, lines: tuple[str, ...]
) -> None:
    assert enclosure_lines(titles, language) == lines


def test_a_line_names_who_gets_a_copy() -> None:
    forms = forms_of_address()
    english, chinese = (forms.address(ENVOY, one, "CA") for one in ("en", "zh-Hant"))
    assert copy_lines([english], "en") == (
        "cc: His Excellency Robin Sample, Ambassador of Exampleland",
    )
    assert copy_lines([chinese], "zh-Hant") == ("副本抄送：範例國大使辛樣本先生",)


def test_a_copy_says_whose_letter_it_is_and_how_many_went_out() -> None:
    address = forms_of_address().address(ENVOY, "en", "CA")
    alone, among = copy_mark(address, 0, "en"), copy_mark(address, 1535, "en")
    assert alone[0] == among[0] == "Copy for information"
    assert alone[1].endswith("Ambassador of Exampleland")
    assert among[1].endswith("letters alike went to 1,535 more")
