"""`outreach facility`, as somebody calls it."""

import csv
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from outreach.errors import UsageProblem
from outreach.workspace.facilities import facilities
from tests.cli.conftest import Called

REAL = Path(__file__).parents[4] / "shared" / "data" / "uk-prisons" / "prisons.csv"
YESTERDAY = (date.today() - timedelta(days=1)).isoformat()  # noqa: DTZ011
Call = Callable[..., Called]


@pytest.fixture
def letter(tmp_path: Path) -> str:
    path = tmp_path / "letter.md"
    path.write_text("Dear friend 123456,\n\nI am thinking of you.\n", encoding="utf-8")
    return str(path)


def ruled(called: Called) -> set[str]:
    return {one["rule"] for one in called.json["objections"]}


def to_stanley(letter: str, *more: str) -> tuple[str, ...]:
    return (
        "facility", "check", "--facility", "hk-stanley", "--letter", letter,
        "--name", "Chan Tai-man", "--known-there", YESTERDAY, *more,
    )  # fmt: skip


WHOLE = (
    "--number", "123456", "--confirm", "all", "--sender", "Jane Doe", "--group-address",
    "--return-address", "12 Elm Street | Toronto",
)  # fmt: skip


def test_a_good_letter_passes_outside_of_any_folder(outreach: Call, letter: str) -> None:
    called = outreach(*to_stanley(letter, *WHOLE))
    assert called.status == 0, called.out
    assert "Nothing stands against the letter." in called.out
    assert "99 Tung Tau Wan Road" in called.out


def test_an_objection_names_rule_source_day_and_what_to_do(outreach: Call, letter: str) -> None:
    called = outreach(*to_stanley(letter, *WHOLE, "--photos", "21"))
    assert called.status == 0
    assert "warning  photo-count: 21 photos, where 20 is the most." in called.out
    assert "To do: Send twenty at most, and smaller ones." in called.out
    assert "csd.gov.hk" in called.out
    assert "2026-11-22 (read at the source)" in called.out


def test_an_address_from_memory_stops_the_letter_until_it_is_confirmed(
    outreach: Call, letter: str, folder: Path
) -> None:
    words = [one if one != "hk-stanley" else "hk-tai-lam" for one in to_stanley(letter, *WHOLE)]
    before = outreach(*words)
    assert before.status == 4
    assert "outreach facility confirm hk-tai-lam --source URL" in before.out
    confirmed = outreach("facility", "confirm", "hk-tai-lam", "--source", "https://example.org/")
    assert confirmed.status == 0
    assert (folder / "facilities" / "hk-tai-lam.toml").is_file()
    after = outreach(*words)
    assert after.status == 0, after.out
    shown = outreach("facility", "show", "hk-tai-lam", "--json").json
    assert (shown["source"], shown["confidence"]) == ("https://example.org/", "confirmed")


def test_a_rule_from_memory_is_named_until_it_is_confirmed(
    outreach: Call, letter: str, folder: Path
) -> None:
    assert "prisoner-id-shape" in outreach(*to_stanley(letter, *WHOLE)).out
    outreach("facility", "confirm", "hk-csd", "--rule", "prisoner-id-shape", "--source", "a letter")
    assert "prisoner-id-shape" not in outreach(*to_stanley(letter, *WHOLE)).out


def test_an_error_is_overridden_by_name_with_a_reason(outreach: Call, letter: str) -> None:
    words = to_stanley(letter, *WHOLE, "--must-not-mention", "thinking")
    assert outreach(*words).status == 4
    decided = outreach(*words, "--override", "must-not-mention=he asked for it", "--json")
    assert decided.status == 0
    assert decided.json["overridden"][0]["reason"] == "he asked for it"
    assert not decided.json["stopped"]
    without = outreach(*words, "--override", "must-not-mention")
    assert without.status == 2
    assert "gives no reason" in without.err
    unknown = outreach(*words, "--override", "must-no-mention=he asked")
    assert unknown.status == 2


def test_where_no_letter_arrives_the_way_to_officials_is_shown(outreach: Call, letter: str) -> None:
    words = ("facility", "check", "-f", "cn-detention", "-l", letter, "-n", "张三")
    called = outreach(*words)
    assert called.status == 4
    assert "Write about them to officials instead" in called.out
    about = outreach(*words, "--about")
    assert about.status == 0, about.out


def test_letters_to_texas_show_the_scanning_centre_and_refuse_the_unit(
    outreach: Call, letter: str
) -> None:
    words = ("facility", "check", "-f", "us-tx", "-l", letter, "-n", "Jane Doe", "--number",
             "01234567", "--confirm", "all", "--json")  # fmt: skip
    called = outreach(*words)
    assert "PO Box 660400" in called.json["envelope"]
    assert called.status == 0
    to_unit = outreach(*words, "--envelope", "Jane Doe 01234567 | Example Unit | Exampleton TX")
    assert to_unit.status == 4
    assert "routed-address" in ruled(to_unit)


def test_demands_beyond_those_of_the_case_are_told(
    outreach: Call, letter: str, tmp_path: Path
) -> None:
    asking = tmp_path / "asking.txt"
    asking.write_text("Please:\n1. Free her.\n2. Resign.\n")
    words = ("facility", "check", "-f", "hk-stanley", "-l", str(asking), "-n", "Jane Doe",
             "--about", "--demand", "Free her.", "--json")  # fmt: skip
    called = outreach(*words)
    (objection,) = called.json["objections"]
    assert objection["rule"] == "demands-scope"
    assert "Resign" in objection["found"]


def test_the_sender_of_the_folder_is_taken_and_a_home_address_told(
    outreach: Call, letter: str, folder: Path
) -> None:
    words = to_stanley(letter, "--number", "123456", "--confirm", "all", "--json")
    assert ruled(outreach(*words)) == {"home-address"}
    assert not ruled(outreach(*words, "--group-address"))


def test_a_prison_is_added_and_its_source_kept(outreach: Call, letter: str, folder: Path) -> None:
    added = ("facility", "add", "example-fci", "--system", "us-bop", "--name", "FCI Example",
             "--address", "PO Box 1", "--locality", "Exampleton", "--region", "TX",
             "--postcode", "77001", "--source", "https://example.org/fci")  # fmt: skip
    assert outreach(*added).status == 0
    assert outreach(*added).status == 2
    shown = outreach("facility", "show", "example-fci", "--json").json
    assert shown["envelope"][:3] == ["NAME NUMBER", "FCI Example", "PO Box 1"]
    assert shown["confidence"] == "confirmed"


def test_a_prison_without_a_source_is_not_added(outreach: Call, folder: Path) -> None:
    called = outreach("facility", "add", "x", "--system", "us-bop", "--name", "X",
                      "--address", "PO Box 1", "--source", " ")  # fmt: skip
    assert called.status == 2
    assert not (folder / "facilities").exists()


def test_a_unit_in_texas_is_added_for_legal_mail_and_letters_go_to_the_scanning_centre(
    outreach: Call, folder: Path
) -> None:
    called = outreach("facility", "add", "unit", "--system", "us-tx", "--name", "Example Unit",
                      "--address", "1 Example Road", "--locality", "Exampleton", "--region", "TX",
                      "--postcode", "77001", "--source", "URL")  # fmt: skip
    assert called.status == 0
    assert "This address is for legal mail alone" in called.out + called.err
    shown = outreach("facility", "show", "unit")
    letters, legal = shown.out.split("On the envelope of legal mail alone:")
    assert "PO Box 660400" in letters
    assert "1 Example Road" not in letters
    assert legal.split("\n")[1:4] == ["    NAME NUMBER", "    Example Unit", "    1 Example Road"]


def test_a_mistake_in_an_own_file_is_told_with_its_line(outreach: Call, folder: Path) -> None:
    (folder / "facilities").mkdir()
    text = 'system = "hk-csd"\n\n[[facility]]\nid = "hk-new"\nname = "New"\n'
    (folder / "facilities" / "mine.toml").write_text(text)
    called = outreach("facility", "list")
    assert called.status == 3
    assert "facilities/mine.toml:3: The facility “hk-new” lacks `source`" in called.err


def test_words_narrow_the_list(outreach: Call) -> None:
    found = outreach("facility", "list", "lantau", "maximum", "--json")
    assert found.json["items"] == []
    lantau = {one["id"] for one in outreach("facility", "list", "lantau", "--json").json["items"]}
    assert lantau == {"hk-shek-pik", "hk-tong-fuk", "hk-sha-tsui"}


def test_all_open_prisons_of_the_real_register_become_facilities(
    outreach: Call, folder: Path, letter: str
) -> None:
    if not REAL.is_file():
        pytest.skip("the real register is not at hand")
    outreach("recipients", "import", "uk-prisons", str(REAL), "--yes")
    listed = [
        one
        for one in outreach("facility", "list", "--json").json["items"]
        if one["system"] == "gb-hmpps"
    ]
    assert len(listed) == 125
    prisons = facilities(folder).system("gb-hmpps").facilities
    assert sum(bool(one.others) for one in prisons) == 7
    rows = csv.DictReader(REAL.read_text(encoding="utf-8").splitlines())
    closed = {row["prison_id"] for row in rows if row["active"] == "0"}
    assert len(closed) == 48
    for code in closed:
        with pytest.raises(UsageProblem, match="There is no prison"):
            facilities(folder).facility(code)
