"""campaigns/*.toml."""

from datetime import date, timedelta

import pytest

from outreach.errors import InputInvalid, NotFound
from outreach.model.campaign import Fact, Match, Sign, Way
from outreach.workspace.campaigns import read_campaign

FULL = """\
id = "release-the-64"
title = "Release “them”"
template = "release-the-64"
recipients = ["hong-kong-officials"]
where = "country == 'HK'"
channels = ["email", "post"]
sign = "each"
opens = 2026-01-01
closes = "2026-12-31"
language = "zh-hant"
date = 2026-11-22
not_within = "2 weeks"
reason = "because"
personal = \"\"\"
Two
lines\"\"\"

[facts.charged]
value = 64
as_of = 2021-07-31
source = "https://example.org"

[facts]
zero = 0

[variables]
place = "Hong Kong"
number = 3
"""


def test_everything_a_campaign_can_say_is_read(workspace, put):
    put("campaigns/full.toml", FULL.replace("[facts]\nzero = 0\n\n", ""))
    found = workspace.campaign("full")
    assert found.id == "release-the-64"
    assert found.channels == (Way.EMAIL, Way.POST)
    assert found.sign is Sign.EACH
    assert (found.opens, found.closes) == (date(2026, 1, 1), date(2026, 12, 31))
    assert found.dated == date(2026, 11, 22)
    assert found.language == "zh-Hant"
    assert found.not_within == timedelta(days=14)
    assert found.personal == "Two\nlines"
    assert found.facts == (
        Fact("charged", "64", date(2021, 7, 31), "https://example.org", found.facts[0].line),
    )
    assert found.variables == (("place", "Hong Kong"), ("number", "3"))
    assert found.file == "campaigns/full.toml"


def test_a_fact_of_zero_is_a_fact(workspace, put):
    put(
        "campaigns/act.toml", 'id="a"\ntemplate="t"\nrecipients="l"\nfacts = {dead = 0, x = 1.50}\n'
    )
    assert [(fact.name, fact.value) for fact in workspace.campaign("act").facts] == [
        ("dead", "0"),
        ("x", "1.50"),
    ]


def test_little_is_enough(workspace):
    found = workspace.campaign("act")
    assert (found.title, found.channels) == ("act", (Way.EMAIL, Way.POST))
    assert found.not_within == timedelta(days=14)
    assert found.sign is Sign.ONCE


def test_a_campaign_is_found_by_its_file_or_its_id(workspace):
    assert workspace.campaign("act") == workspace.campaign("act-now")
    assert workspace.campaign("act.toml").id == "act-now"


def test_a_renamed_file_keeps_the_id(workspace, root):
    (root / "campaigns" / "act.toml").rename(root / "campaigns" / "later.toml")
    assert workspace.campaign("act-now").id == "act-now"


def test_an_unknown_campaign_is_refused_with_the_nearest(workspace):
    with pytest.raises(NotFound, match="Did you mean “act-now”"):
        workspace.campaign("act-nwo")
    with pytest.raises(NotFound, match=r"There are: act, act-now\."):
        workspace.campaign("zzz")


@pytest.mark.parametrize("name", ["../outreach", "/etc/passwd", "", "."])
def test_a_name_that_leads_out_of_the_folder_finds_nothing(workspace, name):
    with pytest.raises(NotFound):
        workspace.campaign(name)


def test_two_files_with_one_id_are_refused_with_both(workspace, put, problems):
    put("campaigns/copy.toml", 'id = "act-now"\ntemplate = "appeal"\nrecipients = ["x"]\n')
    found = problems(workspace.campaign, "act")
    assert [problem.file for problem in found] == ["campaigns/act.toml", "campaigns/copy.toml"]


def test_a_broken_campaign_does_not_stop_another(workspace, put, problems):
    put("campaigns/broken.toml", "id = ")
    assert workspace.campaign("act").id == "act-now"
    assert problems(workspace.campaigns)[0].file == "campaigns/broken.toml"
    assert workspace.campaign_names() == ("act", "broken")


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('channels = ["fax"]', "cannot hold “fax”"),
        ("channels = []", "names no way out"),
        ('sign = "twice"', "cannot be “twice”"),
        ('opens = "soon"', "is not a day"),
        ("opens = 2026-02-01\ncloses = 2026-01-01", "lies before it opens"),
        ('not_within = "soon"', "span of time"),
        ('language = "Chinese"', "cannot be “Chinese”"),
        ('private = "perhaps"', "neither true nor false"),
        ('title = "a\\nb"', "a line break"),
        ('recipient = ["x"]', "is not known"),
        ("[facts]\n1st = 2", "cannot be used in a letter"),
        ('[facts.x]\nas_off = "2026-01-01"', "is not known"),
        ('[facts.x]\nas_of = "2026-13-01"', "is not a day"),
        ("facts = 5", "holds keys of its own"),
        ('variables = {a = ["x"]}', "is not a text"),
    ],
)
def test_each_mistake_is_told_with_its_line(workspace, put, problems, line, words):
    start = 'id = "a"\ntemplate = "t"\nrecipients = ["l"]\n'
    put("campaigns/act.toml", start + line + "\n")
    (problem,) = problems(workspace.campaign, "act")
    assert words in problem.sentence
    assert problem.file == "campaigns/act.toml"
    assert problem.line == 3 + line.count("\n") + 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ["“id” is missing", "“template” is missing", "“recipients” is missing"]),
        ('id="a b"\ntemplate="../t"\nrecipients=["../l"]', ["one word", "of a letter", "“../l”"]),
        ('id="adhoc:x"\ntemplate="t"\nrecipients=["l","l"]', ["one word", "more than once"]),
    ],
)
def test_what_is_missing_or_unsafe_is_told_at_once(workspace, put, problems, text, words):
    put("campaigns/act.toml", text)
    found = problems(workspace.campaign, "act")
    assert len(found) == len(words)
    for word in words:
        assert any(word in problem.sentence for problem in found)


def test_a_one_off_is_named_after_its_letter(workspace):
    found = workspace.adhoc("appeal", ["officials", "more"])
    assert (found.id, found.adhoc, found.recipients) == (
        "adhoc:appeal",
        True,
        ("officials", "more"),
    )


def test_a_campaign_that_is_not_toml_is_refused_with_its_line(workspace, put):
    put("campaigns/act.toml", 'id = "a"\ntemplate = appeal\n')
    with pytest.raises(InputInvalid, match=r"campaigns/act\.toml:2"):
        workspace.campaign("act")


def test_judges_are_named_by_id(tmp_path) -> None:
    path = tmp_path / "one.toml"
    text = 'id = "one"\ntemplate = "appeal"\nrecipients = ["list"]\n'
    path.write_text(f'{text}judges = ["a", "b"]\n', encoding="utf-8")
    assert read_campaign(path).judges == ("a", "b")
    path.write_text(text, encoding="utf-8")
    assert read_campaign(path).judges == ()


WRITERS = """\
id = "own"
template = "appeal"
recipients = ["members"]
writers = "writers.csv"
"""


def test_a_campaign_of_many_writers_has_a_letter_from_each(workspace, put):
    put("campaigns/own.toml", WRITERS + 'match = "division"\n')
    found = workspace.campaign("own")
    assert (found.writers, found.match, found.sign) == ("writers.csv", Match.DIVISION, Sign.EACH)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (WRITERS + 'sign = "once"\n', "each writes one"),
        (WRITERS + 'personal = "Mine"\n', "every name"),
        (WRITERS + 'match = "postcode"\n', "cannot be “postcode”"),
        (WRITERS.replace("writers.csv", "../writers.csv"), "not the name of a table"),
        (WRITERS.replace("writers.csv", "writers.doc"), "not the name of a table"),
        (WRITERS.replace("writers =", "match = 'division' #"), "`writers` is missing"),
    ],
)
def test_what_does_not_go_with_many_writers_is_refused(workspace, put, problems, text, said):
    put("campaigns/own.toml", text)
    (problem,) = problems(workspace.campaign, "own")
    assert said in problem.sentence


ABOUT = 'id = "free"\ntemplate = "appeal"\nrecipients = ["officials"]\ncase = "heron"\n'


def test_a_campaign_about_a_case_without_a_file_is_private(workspace, put) -> None:
    put("campaigns/free.toml", f'{ABOUT}ruled_out = ["martyr", "烈士"]\n')
    found = workspace.campaign("free")
    assert (found.case, found.case_line, found.private) == ("heron", 4, True)
    assert found.ruled_out == ("martyr", "烈士")


def test_a_campaign_about_a_public_case_is_not_private(workspace, put) -> None:
    put("campaigns/free.toml", ABOUT)
    (workspace.root / "cases").mkdir()
    put("cases/heron.toml", '[names]\nen = "Ada Example"\n')
    assert not workspace.campaign("free").private


def test_a_campaign_can_be_private_without_a_case(workspace, put) -> None:
    put("campaigns/free.toml", ABOUT.replace('case = "heron"', "private = true"))
    assert workspace.campaign("free").private


def test_a_case_is_named_without_its_folder(workspace, put, problems) -> None:
    put("campaigns/free.toml", ABOUT.replace('"heron"', '"../heron"'))
    (found,) = problems(workspace.campaign, "free")
    assert found.line == 4
    assert "is not the name of a case" in found.sentence


def test_a_one_off_about_a_case_has_an_id_of_its_own(workspace) -> None:
    found = workspace.adhoc("appeal", ["officials"], "heron")
    assert (found.id, found.case, found.private) == ("adhoc:appeal:heron", "heron", True)
