"""The tables of forms: what is shipped is whole, and what is not whole is refused with its row."""

from datetime import date

import pytest

from outreach.composing.form_tables import FormTables, Sought, read_tables, shipped_tables
from outreach.composing.form_tables import tables_with as with_own
from outreach.errors import InputInvalid
from outreach.model.tenure import Tenure

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
MAYOR = ROW.replace('"*"', '"Mayor*"')


def problems(*texts: str) -> str:
    named = [(f"{letter}{letter}.toml", text) for letter, text in zip("xyz", texts, strict=False)]
    with pytest.raises(InputInvalid) as refused:
        read_tables(named)
    return str(refused.value)


def test_every_shipped_row_is_whole_dated_and_sourced() -> None:
    forms = shipped_tables().forms
    countries = {form.country for form in forms}
    assert countries == {"", "AU", "CA", "CN", "GB", "HK", "TW", "US"}
    for form in forms:
        assert form.source
        assert form.verified_on == date(2026, 11, 22)
        unread = form.source.startswith("No page read")
        assert form.confidence == "memory" or not unread, form.offices


def test_what_is_only_from_memory_is_counted_so_that_it_does_not_grow_unnoticed() -> None:
    memory = [form for form in shipped_tables().forms if form.confidence == "memory"]
    assert len(memory) <= 25


@pytest.mark.parametrize("language", ["en", "zh-Hant", "zh-Hans"])
@pytest.mark.parametrize("tenure", Tenure)
@pytest.mark.parametrize("country", ["", "AU", "CA", "CN", "GB", "HK", "TW", "US"])
def test_the_last_salutation_of_any_language_asks_for_nothing(language, tenure, country) -> None:
    sought = Sought(country, ("",), ("",), language, tenure)
    assert shipped_tables().find(sought)[-1].salutation[-1].blanks == ()


def test_every_salutation_that_depends_on_a_gender_has_a_neutral_one_after_it() -> None:
    for form in shipped_tables().forms:
        for gendered in ("title", "excellency"):
            blanks = [set(one.blanks) for one in form.salutation]
            assert gendered not in blanks[-1], (form.file, form.line)
        assert "courtesy" not in set(form.salutation[-1].blanks), (form.file, form.line)
        assert "excellency" not in set(form.envelope_name[-1].blanks), (form.file, form.line)


def test_a_row_that_is_whole_is_read() -> None:
    (form,) = read_tables([("xx.toml", TOP + ROW)]).forms
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
def test_a_row_that_lacks_something_is_refused_with_file_and_row(key) -> None:
    kept = [line for line in ROW.splitlines() if not line.startswith(f"{key} =")]
    said = problems("\n".join((TOP, *kept)))
    assert f"lacks “{key}”" in said
    assert "xx.toml:6: " in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"Dear {full}"', '"Dear {nickname}"', "no blank {nickname}"),
        ('"Dear {full}"', '"Dear {full"', "braces do not close"),
        ('"Dear {full}"', '"Dear {full:>99999999}"', "more than the name of a blank"),
        ('"Dear {full}"', '"Dear {full!r}"', "more than the name of a blank"),
        ('"Dear {full}"', '"Dear {full.__class__}"', "no blank {full.__class__}"),
        ("2026-11-22", '"last week"', "not a day"),
        ("2026-11-22", "2026-11-22T00:00:00Z", "not a day"),
        ('"memory"', '"sure"', "none of verified, secondary, memory"),
        ('close = ["Yours sincerely,", ', 'close = ["a", "b", ', "3 of “close”"),
        ("source =", "colour = 1\nsource =", "“colour”, which is not known"),
        ('office = "*"', "office = 5", "“office” of another kind"),
        ('office = "*"', 'office = ["*", 5]', "“office” of another kind"),
        ('"{address}"]', '"{address}", []]', "“inside_address” of another kind"),
        ("source =", 'former = "yes"\nsource =', "neither true nor false"),
        ("source =", "former = true\nacting = true\nsource =", "make two rows"),
    ],
)
def test_a_row_with_a_mistake_is_refused(old, new, said) -> None:
    assert said in problems(TOP + ROW.replace(old, new))


@pytest.mark.parametrize(
    ("top", "said"),
    [
        (TOP.replace('mark = ","', ""), "has no “mark”"),
        (TOP.replace('""', '"fr"'), "No country has the code “fr”"),
        (TOP.replace('"en"', '"zh"'), "“zh” is no language"),
        (TOP.replace('"en"', '"fr-CA"'), "“fr-CA” is no language"),
        (TOP + 'courtesy = { man = "Mr" }\n', "“courtesy” of another kind"),
        (TOP + 'title = "Mr"\n', "“title” of another kind"),
        (TOP + 'acting = "Acting {post}"\n', "no blank {post}"),
        (TOP + "colour = 1\n", "“colour” is not known"),
    ],
)
def test_a_file_with_a_mistake_at_its_top_is_refused(top, said) -> None:
    assert said in problems(top + ROW)


def test_all_that_is_wrong_is_said_at_once() -> None:
    broken = ROW.replace('source = "example.org"\n', "")
    said = problems("not toml at all", TOP + ROW + broken + broken)
    assert "xx.toml" in said
    assert said.count("lacks “source”") == 2


@pytest.mark.parametrize("text", ['language = "en"\nmark = ","\n', TOP, "x = 1\n"])
def test_a_file_without_its_head_or_its_rows_is_refused(text) -> None:
    assert problems(text)


def test_tables_that_fit_nobody_in_particular_are_refused() -> None:
    assert "No form fits anybody" in problems(TOP + MAYOR)


def first_office(tables: FormTables, country: str, office: str, *more: object) -> str:
    organisation, tenure = (*more, "", Tenure.HOLDER)[:2] if more else ("", Tenure.HOLDER)
    sought = Sought(country, (office,), (str(organisation),), "en", Tenure(tenure))
    return tables.find(sought)[0].offices[0]


@pytest.mark.parametrize(
    ("country", "office", "organisation", "row"),
    [
        ("US", "Secretary of State", "", "Secretary of *"),
        ("US", "Ambassador of Exampleland", "", "Ambassador"),
        ("US", "U.S. Ambassador to Exampleland", "", "American Ambassador*"),
        ("US", "President", "Example University", "*"),
        ("US", "President", "The White House", "President"),
        ("HK", "SECRETARY  for justice", "", "Secretary for Justice"),
        ("HK", "Secretary for Housing", "", "Secretary for *"),
        ("GB", "Member", "House of Lords", "Member*"),
        ("GB", "Member", "Elsewhere", "*"),
        ("FR", "Minister of Justice", "", "Foreign Minister*"),
        ("FR", "President", "Example Bank", "*"),
        ("FR", "President", "Presidency of the Republic", "President"),
        ("BE", "Commissioner for Example", "European Commission", "Commissioner*"),
        ("BE", "Commissioner for Example", "Example Police", "*"),
        ("BE", "Member", "European Parliament", "Member*"),
        ("", "MEP", "", "Member of the European Parliament*"),
        ("CH", "", "Working Group on Arbitrary Detention", "*"),
    ],
)
def test_the_most_specific_row_wins(country, office, organisation, row) -> None:
    assert first_office(shipped_tables(), country, office, organisation) == row


def test_an_organisation_outweighs_the_country_it_is_in() -> None:
    belgian = TOP.replace('""', '"BE"') + ROW.replace('"*"', '"Commissioner*"')
    texts = [("be.toml", belgian), ("zz.toml", TOP + ROW)]
    european = ROW.replace('"*"', '"Commissioner*"\norganisation = ["European Commission*"]')
    tables = read_tables([*texts, ("eu.toml", TOP + european)])
    sought = Sought("BE", ("Commissioner",), ("European Commission",), "en")
    assert tables.find(sought)[0].file == "eu.toml"
    elsewhere = Sought("BE", ("Commissioner",), ("Example Police",), "en")
    assert tables.find(elsewhere)[0].file == "be.toml"


def test_how_a_holder_is_addressed_says_nothing_of_a_former_one() -> None:
    former = MAYOR.replace("office =", "former = true\noffice =")
    tables = read_tables([("xx.toml", TOP + ROW + MAYOR + former)])
    assert tables.find(Sought("", ("Mayor",), ("",), "en"))[0].tenure is Tenure.HOLDER
    assert tables.find(Sought("", ("Mayor",), ("",), "en", Tenure.FORMER))[0].tenure is (
        Tenure.FORMER
    )
    acting = tables.find(Sought("", ("Mayor",), ("",), "en", Tenure.ACTING))
    assert [form.offices for form in acting] == [("*",)]


def test_a_country_is_added_by_one_table_and_no_code() -> None:
    table = TOP.replace('""', '"FR"').replace('"en"', '"fr"') + ROW.replace(
        '"Dear Sir or Madam"', '"Madame, Monsieur"'
    )
    tables = with_own([("forms_of_address/fr.toml", table)])
    form = tables.find(Sought("FR", ("Maire",), ("",), "fr"))[0]
    assert (form.file, form.line, form.own) == ("forms_of_address/fr.toml", 5, True)
    assert form.salutation[-1].text == "Madame, Monsieur"
    assert tables.find(Sought("US", ("Senator",), ("",), "en"))[0].file == "us.toml"


def test_a_row_of_ones_own_goes_before_the_shipped_one_for_the_same_office() -> None:
    own = TOP.replace('""', '"US"') + ROW.replace('"*"', '"Senat*"')
    tables = with_own([("forms_of_address/us.toml", own)])
    assert tables.find(Sought("US", ("Senator",), ("",), "en"))[0].own
    # What fits anybody never goes before what fits the office.
    anybody = with_own([("forms_of_address/us.toml", TOP + ROW)])
    assert not anybody.find(Sought("US", ("Senator",), ("",), "en"))[0].own
    assert with_own([]) is shipped_tables()


def test_a_table_of_ones_own_is_refused_by_the_name_under_which_it_is_shown() -> None:
    with pytest.raises(InputInvalid) as refused:
        with_own([("forms_of_address/fr.toml", TOP + ROW.replace('source = "example.org"\n', ""))])
    assert "forms_of_address/fr.toml:5: " in str(refused.value)
