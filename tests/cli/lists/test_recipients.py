"""`outreach recipients` and what a campaign says about those who get no letter."""

import pytest

LEGISLATORS = """\
name;office;organisation;division;country;email
José Núñez;Representative;The House;ocd-division/country:us/state:ca/cd:1;US;desk@example.org
Ada Able;Representative;The House;ocd-division/country:us/state:ca/cd:2;US;desk@example.org
Bo Baker;President;The Country;ocd-division/country:us;US;bo@example.org
Cy Comer;Governor;The State;ocd-division/country:us/state:ny;US;cy@example.org
Di Doe;Mayor;The Town;;GB;di@example.org
"""


@pytest.fixture
def lists(folder):
    """The lists of the campaign's folder, and one of legislators."""
    (folder / "recipients" / "legislators.csv").write_text(LEGISLATORS)
    return folder / "recipients"


def listed(answer):
    return [item["id"] for item in answer.json["items"]]


def test_those_near_a_division_sit_for_it_within_it_or_around_it(lists, outreach) -> None:
    near = outreach("recipients", "list", "--near", "country:us/state:ca", "--json")
    assert listed(near) == ["representative-us-ca-cd-1", "representative-us-ca-cd-2", "president"]
    chosen = outreach(
        "recipients", "list", "--near", "ocd-division/country:us/state:ca/cd:2",
        "--where", "office == 'Representative'", "--json",
    )  # fmt: skip
    assert listed(chosen) == ["representative-us-ca-cd-2"]


def test_what_is_no_division_is_said(lists, outreach) -> None:
    refused = outreach("recipients", "list", "--near", "texas")
    assert refused.status == 2
    assert "ocd-division/country:us/state:ca" in refused.err


def test_somebody_is_found_in_any_list_with_the_line(lists, outreach) -> None:
    found = outreach("recipients", "search", "nunes", "jose")
    assert found.out.split("\t")[0] == "representative-us-ca-cd-1"
    assert "recipients/legislators.csv:2" in found.out
    (item,) = outreach("recipients", "search", "Teresa Cheng", "--json").json["items"]
    assert (item["id"], item["line"], item["score"]) == ("cheng", 2, 100)


def test_a_list_that_cannot_be_read_hides_nobody_else(lists, outreach) -> None:
    (lists / "broken.csv").write_text("name,email\nAda,x\n")
    found = outreach("recipients", "search", "Teresa Cheng")
    assert "cheng" in found.out
    assert "Not searched: broken has 1 problem" in found.err


def test_a_check_counts_what_it_finds_by_severity(lists, outreach) -> None:
    (lists / "more.csv").write_text(
        "id,name,office,organisation,address,address_kind,verified_on\n"
        "jane,Jane Sample,Mayor,Town Hall,9 Example Lane,home,2020-01-01\n"
        "nz,Nunez Jose,Representative,The House,,,\n"
    )
    checked = outreach("recipients", "check", "--json")
    assert checked.status == 4
    found = {(item["severity"], item["kind"], item["recipient"]) for item in checked.json["items"]}
    assert ("error", "home-address", "jane") in found
    assert ("warning", "no-way", "nz") in found
    assert ("warning", "duplicate", "nz") in found
    assert ("warning", "no-way", "none") in found
    counts = checked.json["counts"]
    assert sum(counts.values()) == len(checked.json["items"])
    assert checked.json["recipients"] == 11
    said = outreach("recipients", "check")
    assert f"11 recipients in 3 lists: 1 error, {counts['warning']} warnings" in said.out


def test_a_check_that_finds_hints_alone_ends_well(lists, outreach) -> None:
    checked = outreach("recipients", "check", "legislators")
    assert checked.status == 0
    assert "The list can be used." in checked.out


def test_a_check_of_a_broken_list_ends_with_3(lists, outreach) -> None:
    (lists / "broken.csv").write_text("name,email\nAda,x\n")
    checked = outreach("recipients", "check", "--json")
    assert checked.status == 3
    (error,) = [item for item in checked.json["items"] if item["severity"] == "error"]
    assert (error["kind"], error["file"], error["line"]) == (
        "unreadable",
        "recipients/broken.csv",
        2,
    )


def set_campaign(folder, *lines: str) -> None:
    path = folder / "campaigns" / "release.toml"
    path.write_text(path.read_text() + "".join(f"{line}\n" for line in lines))


def test_whoever_nobody_checked_is_held_until_somebody_does(folder, outreach) -> None:
    set_campaign(folder, 'max_age = "180 days"')
    shown = outreach("campaign", "show", "release", "--json").json["items"]
    assert [item.get("skipped") for item in shown] == ["not-verified"] * 3 + ["not-verified"]
    said = outreach("recipients", "verify", "cheng", "lee", "--source", "https://example.org/o")
    assert said.status == 0
    assert "Teresa Cheng (cheng): checked on" in said.out
    shown = outreach("campaign", "show", "release", "--json").json["items"]
    assert [item["recipient"] for item in shown if "channel" in item] == ["cheng", "lee"]
    report = outreach("report", "release", "--json").json
    assert sum(report["counts"].values()) + sum(report["skipped"].values()) == report["total"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--source", "x", "--on", "2099-01-01"), "has not come yet"),
        (("--source", "x", "--on", "today"), "is not a day"),
        (("--source", " "), "source is empty"),
    ],
)
def test_a_check_needs_a_day_and_a_source(folder, outreach, words, said) -> None:
    refused = outreach("recipients", "verify", "cheng", *words)
    assert refused.status == 2
    assert said in refused.err


def test_a_letter_to_the_office_names_nobody(folder, outreach, mailbox) -> None:
    path = folder / "recipients" / "officials.csv"
    rows = path.read_text().replace("cheng@example.org", "office@example.org").splitlines()
    path.write_text("\n".join([f"{rows[0]},term_end", f"{rows[1]},2020-01-01", *rows[2:]]) + "\n")
    held = outreach("campaign", "show", "release")
    assert "Left out: Teresa Cheng (cheng): the term ended on 2020-01-01" in held.err
    set_campaign(folder, 'holder_gone = "office"')
    assert outreach("send", "release", "--yes").status == 0
    (letter,) = [one for one in mailbox.messages if "office@" in one["To"]]
    assert "Cheng" not in str(letter)
    assert "Secretary for Justice" in letter.get_body(("plain",)).get_content()
    (item,) = outreach("history", "release", "--recipient", "cheng", "--json").json["items"]
    assert (item["status"], item["name"]) == ("sent", "")


def test_a_new_holder_of_a_post_gets_no_second_letter(folder, outreach, mailbox) -> None:
    path = folder / "recipients" / "officials.csv"
    path.write_text(
        "name,office,organisation,email,country\n"
        "Teresa Cheng,Secretary for Justice,Department of Justice,a@example.org,HK\n"
    )
    assert outreach("send", "release", "--yes").status == 0
    path.write_text(path.read_text().replace("Teresa Cheng", "Paul Sample").replace("a@", "b@"))
    assert outreach("send", "release", "--yes").status == 0
    assert len(mailbox.messages) == 1


def test_everybody_left_out_is_named_where_they_are_many(folder, outreach) -> None:
    rows = "".join(f"p{n},Able Person{n},Member,House\n" for n in range(20))
    (folder / "recipients" / "officials.csv").write_text(f"id,name,office,organisation\n{rows}")
    shown = outreach("campaign", "show", "release")
    assert "8 more; outreach campaign show release --left-out names all" in shown.err
    every = outreach("campaign", "show", "release", "--left-out")
    assert "p19" in every.out
    assert "20 recipients of 20 left out" in every.err


def test_a_where_that_chooses_nobody_is_said_with_its_line(folder, outreach) -> None:
    set_campaign(folder, "where = \"country == 'ZZ'\"")
    line = len((folder / "campaigns" / "release.toml").read_text().splitlines())
    checked = outreach("check", "release")
    assert f"campaigns/release.toml:{line}: `where` chooses none of 4 recipients" in checked.err


def test_a_where_that_cannot_be_read_is_said_with_its_line(folder, outreach) -> None:
    set_campaign(folder, 'where = "country == = 3"')
    line = len((folder / "campaigns" / "release.toml").read_text().splitlines())
    checked = outreach("check", "release")
    assert checked.status == 3
    assert f"campaigns/release.toml:{line}: `where` is not written" in checked.err


def test_a_check_of_long_ago_is_worth_a_look(folder, outreach) -> None:
    path = folder / "recipients" / "officials.csv"
    head, first, *rest = path.read_text().splitlines()
    path.write_text("\n".join([f"{head},verified_on", f"{first},2020-01-01", *rest]) + "\n")
    checked = outreach("check", "release")
    assert "Last checked over a year ago that they hold the office: cheng." in checked.err


@pytest.mark.parametrize(("letter", "name"), [("apeal", "officials"), ("appeal", "oficials")])
def test_a_new_campaign_names_what_is_there(folder, outreach, letter, name) -> None:
    refused = outreach("campaign", "new", "--id", "x", "--template", letter, "--to", name)
    assert refused.status == 2
    assert "Did you mean" in refused.err
    assert not (folder / "campaigns" / "x.toml").exists()
