"""Making workspaces and campaigns."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from outreach.errors import AlreadyThere, InputInvalid, NotWritten, UsageProblem
from outreach.model.campaign import Sign, Way
from outreach.model.settings import Rate, Security, Shown
from outreach.workspace import starter
from outreach.workspace.creation import Answers, CampaignAnswers, create, new_campaign
from outreach.workspace.opening import Workspace

LITTLE = Answers(sender_id="jane", name="Jane Doe")
MUCH = Answers(
    sender_id="jane",
    name='Jane "J" Doe \\ 鄭',
    email="jane@example.org",
    address=("12 Elm Street # 3", "Toronto ON  M5V 2T6"),
    country="CA",
    shown=Shown.CITY,
    group="Friends' [circle]",
    mail_host="smtp.example.org",
    mail_port=465,
    mail_security=Security.TLS,
    mail_username="jane@example.org",
    ledger_id="abc",
)
TRICKY = 'Say "no" to \\ 強迫\nand go on: # [x] = 1'


@pytest.fixture(autouse=True)
def starter_content(tmp_path, monkeypatch):
    """Starter files of this test's own: the real ones have tests of theirs."""
    for name, text in {
        "letter_templates/legislator-action.md": "---\nsubject: x\n---\nText\n",
        "recipients/example-legislators.csv": "id,name\na,Ada\n",
    }.items():
        (tmp_path / "starter" / name).parent.mkdir(parents=True)
        (tmp_path / "starter" / name).write_text(text)
    monkeypatch.setattr(starter, "folder", lambda: tmp_path / "starter")


@pytest.fixture
def new(tmp_path) -> Path:
    return tmp_path / "new folder"


@pytest.mark.parametrize("answers", [LITTLE, MUCH])
def test_a_new_workspace_is_read_back_as_it_was_answered(new, answers):
    create(new, answers)
    found = Workspace(new).settings
    assert (found.sender.id, found.sender.name) == ("jane", answers.name)
    assert found.sender.email == answers.email
    assert found.sender.address.lines == answers.address
    assert found.sender.address.country == answers.country
    assert (found.shown, found.sender.group) == (answers.shown, answers.group)
    assert found.ledger_id == answers.ledger_id
    assert (found.mail is None) == (not answers.mail_host)


def test_the_mail_account_is_written_only_where_it_was_answered(new):
    create(new, MUCH)
    account = Workspace(new).settings.mail
    assert account is not None
    assert (account.host, account.port, account.security) == ("smtp.example.org", 465, Security.TLS)
    assert account.username == "jane@example.org"
    assert account.rates[0] == Rate(5, account.rates[0].per)


def test_lines_that_are_not_in_use_become_settings_when_the_mark_is_taken_away(new):
    create(new, LITTLE)
    text = (new / "outreach.toml").read_text("utf-8")
    lines = [line.removeprefix("# ") if _setting(line) else line for line in text.split("\n")]
    data = tomllib.loads("\n".join(lines))
    assert set(data["mail"]) == {"host", "port", "security", "username", "rate"}
    (new / "outreach.toml").write_text("\n".join(lines), "utf-8")
    assert Workspace(new).settings.mail is not None


def _setting(line: str) -> bool:
    return line.startswith("# [") or (line.startswith("# ") and " = " in line)


def test_the_workspace_holds_letters_lists_and_a_campaign_that_fit(new):
    written = create(new, LITTLE)
    folder = Workspace(new)
    campaign = folder.campaign("example")
    assert folder.template(campaign.template).variants
    assert folder.recipients(campaign.recipients)
    assert campaign.channels == (Way.EMAIL, Way.POST)
    assert {path.relative_to(new).as_posix() for path in written} == {
        "outreach.toml",
        ".gitignore",
        "campaigns/example.toml",
        "letter_templates/legislator-action.md",
        "recipients/example-legislators.csv",
    }
    assert "ledger.db*" in (new / ".gitignore").read_text().split("\n")
    assert "outbox/" in (new / ".gitignore").read_text().split("\n")


def test_a_workspace_is_never_made_over_another(new):
    create(new, LITTLE)
    before = (new / "outreach.toml").read_text()
    with pytest.raises(UsageProblem, match="is there already"):
        create(new, MUCH)
    assert (new / "outreach.toml").read_text() == before


def test_files_that_are_there_are_kept(new):
    (new / "recipients").mkdir(parents=True)
    (new / "recipients" / "example-legislators.csv").write_text("mine")
    written = create(new, LITTLE)
    assert (new / "recipients" / "example-legislators.csv").read_text() == "mine"
    assert new / "recipients" / "example-legislators.csv" not in written


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (Answers("jane", "Jane\nDoe"), "a line break"),
        (Answers("two words", "Jane"), "not one word"),
        (Answers("jane", ""), "is missing"),
        (Answers("jane", "Jane", email="jane"), "not an e-mail address"),
        (Answers("jane", "Jane", country="Atlantis"), "not a country"),
        (Answers("jane", "J", mail_host="h.example", mail_security=Security.NONE), "may be “none”"),
    ],
)
def test_answers_that_could_not_be_read_back_write_nothing(new, answers, words):
    with pytest.raises(InputInvalid, match=words):
        create(new, answers)
    assert not new.exists()


def test_what_was_interrupted_can_be_made_again(new, monkeypatch):
    import outreach.workspace.creation as creation

    real = creation.write_whole

    def fail_at_the_settings(path, content):
        if path.name == "outreach.toml":
            raise KeyboardInterrupt
        real(path, content)

    monkeypatch.setattr(creation, "write_whole", fail_at_the_settings)
    with pytest.raises(KeyboardInterrupt):
        create(new, LITTLE)
    monkeypatch.undo()
    monkeypatch.setattr(starter, "folder", lambda: new.parent / "starter")
    assert create(new, LITTLE) == (new / "outreach.toml",)


def test_a_file_in_the_place_of_the_folder_is_refused(new):
    new.write_text("")
    with pytest.raises(NotWritten, match="a file is in the place of its folder"):
        create(new, LITTLE)


def test_a_disk_that_is_read_only_is_said(new, read_only):
    new.mkdir()
    read_only()
    with pytest.raises(NotWritten, match="read-only"):
        create(new, LITTLE)


# --- campaigns ---------------------------------------------------------------------------------


def test_a_new_campaign_is_read_back_as_it_was_answered(workspace):
    path = new_campaign(
        workspace,
        CampaignAnswers(
            id="release",
            title='Release "them" \\ 釋放',
            template="appeal",
            recipients=("officials", "名單"),
            channels=(Way.POST, Way.EMAIL),
            where="country == 'HK' and \"x\" in tags",
            sign=Sign.EACH,
            opens=date(2026, 1, 1),
            closes=date(2026, 12, 31),
            language="zh-Hant",
            reason=TRICKY,
            personal=TRICKY,
            case="heron",
        ),
    )
    assert path == workspace.root / "campaigns" / "release.toml"
    found = workspace.campaign("release")
    assert (found.id, found.title) == ("release", 'Release "them" \\ 釋放')
    assert (found.template, found.recipients) == ("appeal", ("officials", "名單"))
    assert found.channels == (Way.POST, Way.EMAIL)
    assert found.where == "country == 'HK' and \"x\" in tags"
    assert (found.sign, found.language) == (Sign.EACH, "zh-Hant")
    assert (found.opens, found.closes) == (date(2026, 1, 1), date(2026, 12, 31))
    assert found.reason == found.personal == TRICKY
    assert (found.case, found.private) == ("heron", True)


def test_what_was_not_answered_stands_there_as_a_comment(workspace):
    path = new_campaign(workspace, CampaignAnswers("x", "X", "appeal", ("officials",)))
    text = path.read_text("utf-8")
    for key in ("case", "where", "opens", "closes", "date", "not_within", "reason", "personal"):
        assert f"\n# {key} = " in text
    assert workspace.campaign("x").opens is None


@pytest.mark.parametrize("name", ["act", "act-now"])
def test_a_campaign_is_never_written_over_another(workspace, name):
    with pytest.raises(AlreadyThere, match=r"campaigns/act\.toml is there already"):
        new_campaign(workspace, CampaignAnswers(name, "X", "appeal", ("officials",)))


@pytest.mark.parametrize(
    "answers",
    [
        CampaignAnswers("../x", "X", "appeal", ("officials",)),
        CampaignAnswers("", "X", "appeal", ("officials",)),
        CampaignAnswers("x", "X", "../appeal", ("officials",)),
        CampaignAnswers("x", "X", "appeal", ()),
        CampaignAnswers("x", "X\nY", "appeal", ("officials",)),
        CampaignAnswers("x", "X", "appeal", ("officials",), channels=()),
    ],
)
def test_a_campaign_that_could_not_be_read_back_is_not_written(workspace, answers):
    with pytest.raises(InputInvalid):
        new_campaign(workspace, answers)
    assert workspace.campaign_names() == ("act",)
