"""A name in one string is taken apart with care, or not at all."""

import unicodedata
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.composing.name_splitting import split
from tests.composing.name_cases import CASES

DATA = Path(__file__).parents[3] / "shared/data"


@pytest.mark.parametrize(
    ("full", "country", "language", "western", "first", "family", "order", "how"), CASES
)
def test_each_name_is_taken_apart_as_its_place_has_it(
    full, country, language, western, first, family, order, how
):
    name = split(full, country, (language,) if language else ())
    found = (name.western_given, name.given, name.family, name.order)
    assert found == (western, first, family, order)
    assert name.full == full
    assert ("guess" if name.guessed else "sure" if name.family else "whole") == how


def test_there_are_many_such_cases():
    assert len(CASES) >= 120


@pytest.mark.parametrize(
    ("full", "shown"),
    [
        ("Doe, Jane", "Jane Doe"),
        ("Doe, John, Jr.", "John Doe"),
        ("CHENG Yeuk-lam, Tamara", "Tamara CHENG Yeuk-lam"),
        ("Doe, Robert (Bob)", "Robert “Bob” Doe"),
        ("van der Berg, Ludo", "Ludo van der Berg"),
        ("Jane DOE", ""),
    ],
)
def test_a_name_that_is_turned_round_is_put_in_order(full, shown):
    assert split(full, "US").shown == shown


@pytest.mark.parametrize(
    ("full", "around"),
    [
        ("Dr. Jane Doe, SC, JP", ("Dr.", "", "SC, JP", "")),
        ("The Rt Hon Jane Doe KC MP", ("The Rt Hon", "", "KC MP", "")),
        ('John "Jack" Doe III', ("", "III", "", "Jack")),
        ("Ms Jane Doe", ("Ms", "", "", "")),
        ("Jane Doe Ph.D.", ("", "", "Ph.D.", "")),
    ],
)
def test_what_stands_around_a_name_is_told_apart(full, around):
    name = split(full, "GB")
    assert (name.honorific, name.suffix, name.post_nominals, name.nickname) == around
    assert name.family == "Doe"


def test_a_name_in_chinese_beside_a_romanised_one_is_the_native_one():
    name = split("Tamara Cheng Yeuk-lam (鄭若藍)", "HK")
    assert (name.family, name.native) == ("Cheng", "鄭若藍")


_WORDS = st.sampled_from(
    """
    Jane DOE Cheng Yeuk-lam , Jr. III Dr. van der de SC JP “Bob” (Al) 鄭若藍 歐陽 Nguyễn Văn An Kim
    Min-su McTAVISH O'BRIEN İNCE Straße al-Example García bin JJ J. ß ŉ
    """.split()  # noqa: SIM905
)
_NAMES = st.one_of(st.lists(_WORDS, max_size=7).map(" ".join), st.text(max_size=30))
_PLACES = st.sampled_from(
    ["", "US", "GB", "HK", "CN", "KR", "VN", "ES", "BR", "RU", "SY", "TR", "HU"]
)


@given(full=_NAMES, country=_PLACES)
@settings(max_examples=400)
def test_no_letter_is_lost_or_invented(full, country):
    name = split(full, country)
    assert name.full == full
    if name.family:
        parts = (
            name.honorific, name.western_given, name.given, name.family, name.suffix,
            name.nickname, name.native, name.post_nominals,
        )  # fmt: skip
        assert _letters("".join(parts)) == _letters(full)
        shown = _letters(name.shown or full)
        assert all(letter in shown for letter in _letters(name.family + name.given))


def _letters(text: str) -> list[str]:
    apart = unicodedata.normalize("NFKD", text).upper().casefold()
    return sorted(letter for letter in apart if letter.isalnum())


def _outcomes(people: list[tuple[str, str]]) -> tuple[int, int, int]:
    """How many are split right, how many are left whole, and how many are split wrongly."""
    right = whole = wrong = 0
    for full, family in people:
        told = split(full, "US").family
        whole += not told
        right += told == family
        wrong += bool(told) and told.casefold() != family.casefold()
    return right, whole, wrong


def _whole(name: dict[str, str]) -> str:
    return name.get("official_full") or f"{name['first']} {name['last']}"


@pytest.fixture(scope="module")
def congress():
    file = DATA / "us-congress/legislators-current.yaml"
    if not file.exists():
        pytest.skip("the public data set is not here")
    people = yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return [person["name"] for person in people]


def test_no_member_of_congress_gets_a_wrong_family_name(congress):
    whole_names = [(_whole(name), name["last"]) for name in congress]
    right, whole, wrong = _outcomes(whole_names)
    assert (wrong, right + whole) == (0, len(congress))
    assert whole <= 30
    assert all(split(full, "US").guessed for full, _ in whole_names if split(full, "US").family)


@pytest.mark.parametrize("pattern", ["{last}, {first}", "{first} {capitals}", "{capitals} {first}"])
def test_capitals_and_commas_tell_the_family_name_of_a_member_of_congress(congress, pattern):
    wrong = [
        name
        for name in congress
        if (told := split(pattern.format(**name, capitals=name["last"].upper()), "US").family)
        and told.casefold() != name["last"].casefold()
    ]
    assert wrong == []


def test_no_state_legislator_gets_a_wrong_family_name():
    files = sorted((DATA / "openstates").rglob("*.yml"))
    if not files:
        pytest.skip("the public data set is not here")
    people = [yaml.load(file.read_text(encoding="utf-8"), yaml.CSafeLoader) for file in files]
    named = [(one["name"], one["family_name"]) for one in people if one.get("family_name")]
    right, whole, wrong = _outcomes(named)
    assert (wrong, right + whole) == (0, len(named))
    assert whole <= 12
