"""The lines on an envelope to a prison."""

import pytest

from outreach.composing.prison_envelopes import (
    envelope_lines,
    is_read_there,
    name_there,
    relay_lines,
)
from outreach.model.case import PersonAtRisk, Relay
from outreach.model.correspondence import Prisoner
from outreach.model.facility import Facility, InLanguage
from outreach.model.origin import Confidence, Origin
from outreach.model.people import PostalAddress
from outreach.rules.prison.tables import prison_tables

TABLES = prison_tables()
JANE = Prisoner("Jane Doe", "A1234BC")
ORIGIN = Origin("example.org", None, Confidence.VERIFIED)
WELSH = InLanguage(
    "cy", "Carchar Enghraifft", PostalAddress(("2 Heol",), "Tref", "", "EX2 2BB", "GB")
)
EXAMPLE = Facility(
    "example",
    "gb-hmpps",
    "HMP Example",
    PostalAddress(("2 Example Road",), "Exampleton", "Exampleshire", "EX2 2BB", "GB"),
    ORIGIN,
    others=(WELSH,),
)


def lines(system: str, facility: Facility, language: str = "en", home: str = "") -> tuple[str, ...]:
    of = TABLES.system(system)
    return envelope_lines(of, facility, JANE, language=language, home_country=home)


def test_a_prison_in_england_from_abroad_and_at_home() -> None:
    at_home = ("Jane Doe A1234BC", "HMP Example", "2 Example Road", "EXAMPLETON", "EX2 2BB")
    assert lines("gb-hmpps", EXAMPLE, home="GB") == at_home
    assert lines("gb-hmpps", EXAMPLE, home="CA") == (*at_home, "UNITED KINGDOM")


def test_a_welsh_letter_takes_the_welsh_address() -> None:
    assert lines("gb-hmpps", EXAMPLE, "cy", "GB")[1:] == (
        "Carchar Enghraifft",
        "2 Heol",
        "TREF",
        "EX2 2BB",
    )


@pytest.mark.parametrize("home", ["US", "CA"])
def test_all_letters_to_texas_go_to_the_scanning_centre(home: str) -> None:
    found = lines("us-tx", EXAMPLE, home=home)
    assert found[:4] == (
        "Texas Department of Criminal Justice",
        "Jane Doe A1234BC",
        "PO Box 660400",
        "Dallas, TX 75266-0400",
    )
    assert found[4:] == (() if home == "US" else ("UNITED STATES",))


def test_in_canada_the_institution_stands_behind_co() -> None:
    assert lines("ca-csc", EXAMPLE)[:2] == ("Jane Doe", "C/O HMP Example")


def test_a_chinese_letter_names_a_hong_kong_prison_in_chinese_too() -> None:
    _, stanley = TABLES.facility("hk-stanley")
    chinese = lines("hk-csd", stanley, "zh-Hant", "HK")
    assert "赤柱監獄 Stanley Prison" in chinese
    assert "99 Tung Tau Wan Road" in chinese


def test_in_mainland_china_the_person_stands_last() -> None:
    place = PostalAddress(("某省某市某路1号",), country="CN")
    prison = Facility("example", "cn-prison", "某监狱", place, ORIGIN)
    assert lines("cn-prison", prison, "zh-Hans", "CN")[-2:] == ("某监狱", "Jane Doe A1234BC")


def test_without_a_number_nothing_is_left_of_it() -> None:
    of = TABLES.system("gb-hmpps")
    nobody = Prisoner("Jane Doe")
    assert envelope_lines(of, EXAMPLE, nobody, language="en", home_country="GB")[0] == "Jane Doe"


def test_a_relay_is_written_to_by_its_own_name_and_nobody_elses() -> None:
    relay = Relay(
        "Example Letters Group", PostalAddress(("PO Box 1",), "Exampleton", "", "EX2 2BB", "GB")
    )
    assert relay_lines(relay, language="en", home_country="CA") == (
        "Example Letters Group", "PO Box 1", "EXAMPLETON", "EX2 2BB", "UNITED KINGDOM",
    )  # fmt: skip
    assert relay_lines(relay, language="en", home_country="GB")[-1] == "EX2 2BB"


@pytest.mark.parametrize(
    ("system", "names", "prison_name", "there"),
    [
        ("ca-csc", (("fa", "نمونه"), ("en", "Namuneh")), "", "Namuneh"),
        ("ca-csc", (("fa", "نمونه"), ("fr", "Namouneh"), ("en", "Namuneh")), "", "Namouneh"),
        ("us-ca", (("zh-Hant", "陳例子"), ("es", "Chan Ejemplo")), "", "Chan Ejemplo"),
        ("us-ca", (("zh-Hant", "陳例子"),), "EXAMPLE, C", "EXAMPLE, C"),
        ("hk-csd", (("zh-Hant", "陳例子"), ("en", "Chan")), "", "陳例子"),
        ("hk-csd", (("en", "Chan"), ("zh-Hant", "陳例子")), "", "Chan"),
        ("hk-csd", (("bo", "དཔེ་མཚོན"), ("zh-Hant", "陳例子")), "", "陳例子"),
        ("cn-prison", (("en", "Li Shili"), ("zh-Hans", "李示例")), "", "李示例"),
        ("gb-hmpps", (("fa", "نمونه"),), "", "نمونه"),
    ],
)
def test_an_envelope_names_them_in_letters_that_are_read_there(
    system: str, names: tuple[tuple[str, str], ...], prison_name: str, there: str
) -> None:
    person = PersonAtRisk(names, prison_name)
    assert name_there(person, TABLES.system(system)) == there


def test_a_name_in_letters_that_nobody_reads_there_is_known() -> None:
    person = PersonAtRisk((("fa", "نمونه"),))
    assert not is_read_there("نمونه", person, TABLES.system("gb-hmpps"))
    as_written = PersonAtRisk((("fa", "نمونه"),), "نمونه")
    assert is_read_there("نمونه", as_written, TABLES.system("gb-hmpps"))
    chinese = PersonAtRisk((("zh-Hans", "李示例"),))
    assert is_read_there("李示例", chinese, TABLES.system("cn-prison"))
