"""`outreach templates`, as it is called."""

import pytest

from outreach.errors import ExitStatus

PERSONAL = "---\naudience: prisoner\nguidance: card\n---\nHello [… a few words].\n"


@pytest.fixture
def card(folder):
    path = folder / "letter_templates" / "card.md"
    path.write_text(PERSONAL, encoding="utf-8")
    return path


@pytest.mark.usefixtures("card")
def test_a_list_says_whom_each_letter_is_to(outreach):
    called = outreach("templates", "list", "--json")
    said = {item["name"]: item["audience"] for item in called.json["items"]}
    assert said == {"appeal": "official", "card": "prisoner"}
    assert "prisoner" in outreach("templates", "list").out


@pytest.mark.usefixtures("card")
def test_a_letter_is_shown_with_what_to_mind_and_its_sources(outreach):
    shown = outreach("templates", "show", "card").out
    assert "outreach case write CASE --from card" in shown
    assert "Hello [… a few words]." in shown
    assert shown.index("What to write") < shown.index("What never to write")
    assert "No religious picture" in shown
    assert "aylesburymethodists.org.uk, 2022" in shown
    assert "read at second hand" in shown


@pytest.mark.usefixtures("card")
def test_for_a_script_it_is_one_document_with_the_advice_in_each_language(outreach):
    called = outreach("templates", "show", "card", "--json")
    assert called.err == ""
    found = called.json
    assert (found["name"], found["audience"]) == ("card", "prisoner")
    assert [one["body"] for one in found["variants"]] == ["Hello [… a few words]."]
    for point in found["guidance"]:
        assert point.keys() == {"part", "text", "source", "verified_on", "confidence"}
        assert point["text"].keys() == {"en", "zh-Hant"}


def test_a_letter_is_shown_in_one_language_with_the_advice_in_it(outreach, folder):
    (folder / "letter_templates" / "appeal.zh-Hant.md").write_text(
        "---\nsubject: 呼籲\n---\n內文\n", encoding="utf-8"
    )
    shown = outreach("templates", "show", "appeal", "--language", "zh-HK").out
    assert "內文" in shown
    assert "{{ office }}" not in shown
    assert "最多一頁" in shown
    refused = outreach("templates", "show", "appeal", "--language", "fr")
    assert refused.status == ExitStatus.USAGE
    assert "It is in en, zh-Hant." in refused.err


@pytest.mark.usefixtures("card")
def test_a_campaign_that_names_a_letter_to_one_person_is_objected_to(outreach, folder):
    path = next((folder / "campaigns").glob("*.toml"))
    text = path.read_text().replace('template = "appeal"', 'template = "card"')
    path.write_text(text)
    called = outreach("check", path.stem)
    assert called.status == ExitStatus.INVALID
    assert "is to somebody in prison" in called.out + called.err


def test_a_place_left_open_in_a_letter_for_many_is_found_by_both_checks(outreach, folder):
    path = folder / "letter_templates" / "appeal.md"
    path.write_text(path.read_text() + "\nI live in [… your town].\n")
    campaign = next((folder / "campaigns").glob("*.toml")).stem
    for words in (("templates", "check"), ("check", campaign), ("render", campaign)):
        called = outreach(*words)
        assert called.status == ExitStatus.INVALID
        assert "“[… your town]” is left" in called.out + called.err


@pytest.mark.usefixtures("card")
def test_a_new_campaign_is_not_made_with_a_letter_to_one_person(outreach, folder):
    called = outreach("campaign", "new", "--id", "x", "--template", "card", "--to", "officials")
    assert called.status == ExitStatus.USAGE
    assert "is to somebody in prison" in called.err
    assert not (folder / "campaigns" / "x.toml").exists()
