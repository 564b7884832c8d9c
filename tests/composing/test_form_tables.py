"""The tables of forms: what is shipped is whole, and what is not whole is refused with its row."""

from datetime import date
from pathlib import Path

import pytest

from outreach.composing.form_tables import read_tables, shipped_tables
from outreach.errors import InputInvalid

TOP = 'country = ""\nlanguage = "en"\nmark = ","\n'
ROW = """
[[form]]
office = "*"
envelope_name = ["{name}", "{office}"]
inside_address = ["{envelope_name}", "{address}"]
salutation = ["Dear {full}", "Dear Sir or Madam"]
close = ["Yours sincerely,", "Yours faithfully,"]
source = "example.org"
verified_on = 2026-11-22
confidence = "memory"
"""


def problems(folder: Path, text: str) -> str:
    (folder / "xx.toml").write_text(text, encoding="utf-8")
    with pytest.raises(InputInvalid) as refused:
        read_tables(folder)
    return str(refused.value)


def test_every_shipped_row_is_whole_dated_and_sourced() -> None:
    forms = shipped_tables().forms
    assert {form.country for form in forms} == {"", "CA", "GB", "HK", "US"}
    for form in forms:
        assert form.source
        assert form.verified_on == date(2026, 11, 22)
        assert form.confidence == "memory" or "No page read" not in form.source, form.offices


def test_only_what_was_read_at_its_source_is_called_verified() -> None:
    verified = {
        (form.country, form.language, form.offices[0])
        for form in shipped_tables().forms
        if form.confidence == "verified"
    }
    american = ("President", "Vice President", "Speaker", "Senator", "Representative")
    canadian = ("Prime Minister", "Minister", "Attorney General", "Premier")
    assert verified == {
        *(("US", "en", office) for office in american),
        *(("CA", "en", office) for office in canadian),
        ("HK", "en", "Secretary for Justice"),
        ("HK", "zh-Hant", "*"),
        ("", "zh-Hant", "*"),
    }


def test_the_last_salutation_of_any_language_asks_for_nothing() -> None:
    for language in ("en", "zh-Hant", "zh-Hans"):
        last = shipped_tables().find("", ("",), "", language)[-1]
        assert last.salutation[-1].blanks == ()


def test_a_row_that_is_whole_is_read(tmp_path) -> None:
    (tmp_path / "xx.toml").write_text(TOP + ROW, encoding="utf-8")
    (form,) = read_tables(tmp_path).forms
    assert (form.file, form.line) == ("xx.toml", 5)
    assert form.close == ("Yours sincerely,", "Yours faithfully,")


@pytest.mark.parametrize(
    "key",
    [
        "office",
        "envelope_name",
        "inside_address",
        "salutation",
        "close",
        "source",
        "verified_on",
        "confidence",
    ],
)
def test_a_row_that_lacks_something_is_refused_with_file_and_row(tmp_path, key) -> None:
    kept = [line for line in ROW.splitlines() if not line.startswith(f"{key} =")]
    said = problems(tmp_path, "\n".join((TOP, *kept)))
    assert f"lacks “{key}”" in said
    assert "xx.toml:6: " in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Dear {full}"', '"Dear {nickname}"', "no blank {nickname}"),
        ('"Dear {full}"', '"Dear {full"', "braces do not close"),
        ("2026-11-22", '"last week"', "not a day"),
        ('"memory"', '"sure"', "none of verified, secondary, memory"),
        ('close = ["Yours sincerely,", ', 'close = ["a", "b", ', "3 of “close”"),
        ("source =", "colour = 1\nsource =", "“colour”, which is not known"),
    ],
)
def test_a_row_with_a_mistake_is_refused(tmp_path, old, new, said) -> None:
    assert said in problems(tmp_path, TOP + ROW.replace(old, new))


def test_all_that_is_wrong_is_said_at_once(tmp_path) -> None:
    (tmp_path / "aa.toml").write_text("not toml at all", encoding="utf-8")
    broken = ROW.replace('source = "example.org"\n', "")
    said = problems(tmp_path, TOP + ROW + broken + broken)
    assert "aa.toml" in said
    assert said.count("lacks “source”") == 2


@pytest.mark.parametrize(
    "top", ['language = "en"\nmark = ","\n', TOP.replace("en", "en"), "x = 1\n"]
)
def test_a_file_without_its_head_or_its_rows_is_refused(tmp_path, top) -> None:
    assert problems(tmp_path, top)


def test_tables_that_fit_nobody_in_particular_are_refused(tmp_path) -> None:
    said = problems(tmp_path, TOP + ROW.replace('office = "*"', 'office = "Mayor"'))
    assert "No form fits anybody" in said


def test_the_most_specific_row_wins() -> None:
    def row(country: str, office: str, organisation: str = "") -> str:
        found = shipped_tables().find(country, (office,), organisation, "en")[0]
        return found.offices[0]

    assert row("US", "Secretary of State") == "Secretary of *"
    assert row("US", "Ambassador of Exampleland") == "Ambassador"
    assert row("US", "U.S. Ambassador to Exampleland") == "American Ambassador*"
    assert row("HK", "SECRETARY  for justice") == "Secretary for Justice"
    assert row("HK", "Secretary for Housing") == "Secretary for *"
    assert row("GB", "Member", "House of Lords") == "Member*"
    assert row("GB", "Member", "Elsewhere") == "*"
    assert row("FR", "Minister of Justice") == "Minister"
