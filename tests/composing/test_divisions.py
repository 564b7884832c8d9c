"""Who sits for whom, by Open Civic Data ids."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.composing.divisions import Seats, division_id

US = "ocd-division/country:us"
LIST = [
    (f"{US}/state:ca", "senator one"),
    (f"{US}/state:ca", "senator two"),
    (f"{US}/state:ca/cd:12", "representative of the 12th"),
    (f"{US}/state:ca/cd:1", "representative of the 1st"),
    (f"{US}/state:ny", "senator of another state"),
    (f"{US}/state:ak/cd:at-large", "representative of Alaska"),
]


@pytest.mark.parametrize(
    "text",
    [
        "ocd-division/country:us/state:ca/cd:12",
        " OCD-Division/country:US/state:CA/cd:12/ ",
        "country:us/state:ca/cd:12",
    ],
)
def test_an_id_is_compared_in_one_form(text: str) -> None:
    assert division_id(text) == "country:us/state:ca/cd:12"


@pytest.mark.parametrize("text", ["", "California", "state:ca", "12 Elm Street", "country:usa"])
def test_what_is_no_id_is_none(text: str) -> None:
    assert division_id(text) == ""


def test_a_senator_of_the_state_sits_for_somebody_in_a_district() -> None:
    found = Seats.of(LIST).of_somebody_in(["country:us/state:ca/cd:12"])
    assert sorted(found) == ["representative of the 12th", "senator one", "senator two"]


def test_nobody_known_to_live_in_a_state_only_has_a_representative_of_a_district() -> None:
    seats = Seats.of(LIST)
    assert seats.of_somebody_in(["country:us/state:ca"]) == ("senator one", "senator two")
    assert seats.kinds_unknown(["country:us/state:ca"]) == ("cd",)
    assert seats.kinds_unknown(["country:us/state:ca/cd:12"]) == ()
    assert seats.kinds_unknown(["country:us"]) == ("state or province",)


def test_a_seat_at_large_is_that_of_everybody_around() -> None:
    seats = Seats.of(LIST)
    for home in ("country:us/state:ak", "country:us/state:ak/cd:at-large"):
        assert seats.of_somebody_in([home]) == ("representative of Alaska",)
        assert seats.kinds_unknown([home]) == ()


def test_divisions_of_two_kinds_give_each_seat_once() -> None:
    seats = Seats.of([*LIST, (f"{US}/state:ca/sldl:5", "assembly member")])
    both = ["country:us/state:ca/cd:12", "country:us/state:ca/sldl:5"]
    assert len(seats.of_somebody_in(both)) == len(set(seats.of_somebody_in(both))) == 4
    assert seats.kinds_unknown(both) == ()
    assert seats.kinds_unknown(both[:1]) == ("sldl",)


def test_a_riding_beside_the_provinces_is_a_kind_of_its_own() -> None:
    ca = "ocd-division/country:ca"
    seats = Seats.of([(f"{ca}/ed:35001-2013", "MP"), (f"{ca}/province:on", "premier")])
    assert seats.of_somebody_in(["country:ca/province:on"]) == ("premier",)
    assert seats.kinds_unknown(["country:ca/province:on"]) == ("ed",)


parts = st.lists(st.sampled_from(["state:ca", "state:ny", "cd:1", "cd:12"]), max_size=3)


@given(home=parts, seat=parts)
def test_a_seat_is_somebodys_only_if_its_area_holds_theirs(
    home: list[str], seat: list[str]
) -> None:
    theirs, of_seat = "/".join(["country:us", *home]), "/".join(["country:us", *seat])
    found = Seats.of([(of_seat, "seat")]).of_somebody_in([theirs])
    assert bool(found) == f"{theirs}/".startswith(f"{of_seat}/")
