"""Rows of a list as recipients."""

from datetime import date

import pytest

from outreach.model.people import Gender, PersonName, PostalAddress

HEAD = (
    "id,name,given,family,native_name,honorific,suffix,post_nominals,gender,office,organisation,"
    "country,division,languages,email,form_url,phone,address,locality,region,postcode,salutation,"
    "tags,source,verified_on,term_end,Party name,note\n"
)
ROW = (
    "ada, Ada B. Example ,Ada,Example,艾達,The Honourable,Jr.,SC,F,Minister of Justice,Ministry,"
    "Canada,ocd-division/country:ca,en;fr,mailto:ada@example.org,https://example.org/form,+1 555,"
    '"1 Elm Street\nRoom 2",Ottawa,ON,K1A 0A6,Dear Minister,"cabinet, justice",'
    "https://example.org,2026-01-31,2027-06-30,Green,  *as is* \n"
)


@pytest.fixture
def one(workspace, put):
    """The recipient of a list of one row."""

    def read(headings, cells):
        put("recipients/officials.csv", f"{headings}\n{cells}\n")
        (recipient,) = workspace.recipients(["officials"])
        return recipient

    return read


@pytest.fixture
def faults(workspace, put, problems):
    """The problems of a list of one row."""

    def read(headings, cells):
        put("recipients/officials.csv", f"{headings}\n{cells}\n")
        return problems(workspace.recipients, ["officials"])

    return read


def test_every_column_finds_its_place(workspace, put):
    put("recipients/officials.csv", HEAD + ROW)
    (found,) = workspace.recipients(["officials"])
    assert found.id == "ada"
    assert found.name == PersonName(
        "Ada B. Example", "Ada", "Example", "艾達", "The Honourable", "Jr.", "SC"
    )
    assert found.gender is Gender.FEMALE
    assert (found.office, found.organisation) == ("Minister of Justice", "Ministry")
    assert found.division == "ocd-division/country:ca"
    assert found.languages == ("en", "fr")
    assert (found.email, found.form_url) == ("ada@example.org", "https://example.org/form")
    assert found.phone == "+1 555"
    assert found.address == PostalAddress(
        ("1 Elm Street", "Room 2"), "Ottawa", "ON", "K1A 0A6", "CA"
    )
    assert found.salutation == "Dear Minister"
    assert found.tags == ("cabinet", "justice")
    assert found.source == "https://example.org"
    assert (found.verified_on, found.term_end) == (date(2026, 1, 31), date(2027, 6, 30))
    assert found.further("party_name") == "Green"
    assert found.further("note") == "  *as is* ".lstrip()
    assert (found.list_name, found.line) == ("officials", 2)


def test_a_further_column_is_there_even_where_it_is_empty(one):
    assert one("name,office,party", "Ada,Minister,").more == (("party", ""),)


def test_an_office_without_a_holder_is_a_recipient(one):
    assert one("name,office", ",Minister").label == "Minister"


def test_a_recipient_that_nobody_can_reach_is_still_one(one):
    found = one("name,office", "Ada,Minister")
    assert not found.email
    assert not found.address


def test_a_web_address_in_the_column_for_mail_is_the_form(one):
    found = one("name,email,form_url", "Ada,https://example.org/contact,")
    assert (found.email, found.form_url) == ("", "https://example.org/contact")


@pytest.mark.parametrize(
    "field",
    ["id", "name", "given", "family", "native_name", "honorific", "suffix", "post_nominals",
     "office", "organisation", "division", "email", "form_url", "phone", "locality", "region",
     "postcode", "salutation", "source"],
)  # fmt: skip
@pytest.mark.parametrize("broken", ["\n", "\r\n", "\u2028", "\t"])
def test_a_line_break_in_a_field_of_one_line_is_refused(faults, field, broken):
    value = "a@example.org" if field == "email" else "https://x" if field == "form_url" else "x"
    others = ",".join({"name": "Ada", "office": "Mayor"}[key] for key in _others(field))
    found = faults(f"{field},{','.join(_others(field))}", f'"{value}{broken}y",{others}')
    assert any(f"The field {field} holds" in problem.sentence for problem in found)
    assert all(problem.line == 2 for problem in found)


def _others(field):
    return [key for key in ("name", "office") if key != field]


def test_a_header_smuggled_into_an_address_is_refused(faults):
    (problem,) = faults("name,email", 'Ada,"ada@example.org\nBcc: all@example.org"')
    assert problem.sentence == "The field email holds a line break."
    assert problem.place == "recipients/officials.csv:2"


def test_a_further_column_may_hold_several_lines(one):
    assert one("name,story", 'Ada,"two\nlines"').further("story") == "two\nlines"


@pytest.mark.parametrize(
    ("headings", "cells", "words"),
    [
        ("name,email", 'Ada,"a@example.org, b@example.org"', "more than one address"),
        ("name,email", "Ada,ada", "not an e-mail address: “ada”"),
        ("name,email,form_url", "Ada,https://x.org/a,https://x.org/b", "and form_url another"),
        ("name,form_url", "Ada,somewhere", "not a web address"),
        ("name,gender", "Ada,Mrs", "gender “Mrs” is not known"),
        ("name,country", "Ada,Atlantis", "“Atlantis” is not a country"),
        ("name,languages", "Ada,English", "“English” is not a language"),
        ("name,verified_on", "Ada,31/01/2026", "verified_on is not a day"),
        ("name,term_end", "Ada,2026", "term_end is not a day"),
        ("name,office,email", ",,a@example.org", "neither a name nor an office"),
        ("id,name", "x" * 101 + ",Ada", "at most 100 fit"),
        ("name,address", "Ada,1 Elm\tStreet", "address holds a tab"),
        ("name,office", "Jos\u00c3\u00a9,Mayor", "read as another encoding"),
        ("name,office", "Jos\ufffd,Mayor", "a character was lost"),
        ("name,office", "A\u0007da,Mayor", "U+0007"),
    ],
)
def test_each_fault_is_told_with_its_line(faults, headings, cells, words):
    problem = faults(headings, cells)[0]
    assert words in problem.sentence
    assert problem.place == "recipients/officials.csv:2"
    assert problem.way_out


def test_all_faults_of_a_list_are_told_at_once_in_order(workspace, put, problems):
    put(
        "recipients/officials.csv",
        "name,Name,email\nAda,x,a@b@c\n,,a@example.org\nJosÃ©,,\nBo,,,2\n",
    )
    found = problems(workspace.recipients, ["officials"])
    assert [problem.line for problem in found] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize("field", ["name", "given", "family", "native_name"])
@pytest.mark.parametrize(("broken", "words"), [("Kate?ina", "lost"), ("Jos&eacute;", "web page")])
def test_a_name_that_arrived_broken_is_refused_with_its_line(faults, field, broken, words):
    (problem,) = faults(f"{field},office", f"{broken},Mayor")
    assert f"The field {field} holds" in problem.sentence
    assert words in problem.sentence
    assert problem.place == "recipients/officials.csv:2"


def test_a_name_in_one_string_is_taken_apart_and_known_as_a_guess(one):
    name = one("name,country,office", "Dr. Jane Doe,US,Mayor").name
    assert (name.full, name.given, name.family, name.honorific) == (
        "Dr. Jane Doe", "Jane", "Doe", "Dr.",
    )  # fmt: skip
    assert name.guessed


def test_parts_that_a_list_gives_are_never_guessed_over(one):
    name = one("name,given,family,country", "Ann Lee Sample,Ann,Lee Sample,US").name
    assert (name.given, name.family, name.guessed) == ("Ann", "Lee Sample", False)


def test_titles_in_the_name_and_in_a_column_are_both_kept(one):
    name = one("name,honorific,post_nominals,country", "Dr Jane DOE KC,The Honourable,MP,GB").name
    assert (name.honorific, name.post_nominals) == ("The Honourable Dr", "KC, MP")


def test_what_is_worth_a_look_is_said_once_for_a_list(workspace, put):
    rows = "".join(f"Jane Doe{place},US,,,\n" for place in "abcdefg")
    put(
        "recipients/officials.csv",
        f"name,country,email,address,postcode\n{rows}"
        'Ada,DE,ué@example.org,,\nBo,HK,,"1 Example Road, Central 999077",\nCy,HK,,2 Road,000000\n',
    )
    notes = workspace.recipient_list("officials").notes
    assert "7 family names are a guess" in notes[0]
    assert "“Jane Doea” → Doea (line 2)" in notes[0]
    assert "and 2 more" in notes[0]
    assert "999077 (line 10), 000000 (line 11)" in notes[1]
    assert "ué@example.org (line 9)" in notes[2]
    kept = workspace.recipients(["officials"])[-2].address
    assert (kept.lines, kept.postcode) == (("1 Example Road, Central",), "")
