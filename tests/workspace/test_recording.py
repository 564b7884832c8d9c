"""Writing the id of the record and the mail account into outreach.toml."""

import pytest

from outreach.errors import NotWritten
from outreach.model.settings import MailAccount, Rate, Security

LEDGER = """\
# kept
[ledger]   # where
url = "sqlite:///ledger.db"  # beside
{id}
# about privacy
[privacy]
sender_address = "city" # kept
"""


def record(workspace, put, ledger):
    sender = '[sender]\nid = "jane"  # me\nname = "鄭"\n\n'
    path = put("outreach.toml", sender + ledger)
    workspace.record_ledger_id("new-id")
    assert workspace.settings.ledger_id == "new-id"
    written = path.read_bytes().decode()
    assert written.startswith(sender)
    return written.removeprefix(sender)


def test_an_id_is_put_under_the_url(workspace, put):
    written = record(workspace, put, LEDGER.replace("{id}\n", "\n"))
    assert written == LEDGER.replace("{id}\n", 'id = "new-id"\n\n')


@pytest.mark.parametrize("old", ['id = "old"', "id='old'", 'id = ""'])
def test_an_old_id_is_replaced_and_its_comment_stays(workspace, put, old):
    written = record(workspace, put, LEDGER.replace("{id}", f"{old}  # do not touch"))
    assert '"new-id"  # do not touch\n' in written
    assert "old" not in written


def test_a_commented_id_stays_a_comment(workspace, put):
    written = record(workspace, put, LEDGER.replace("{id}", '# id = "…"'))
    assert '\nid = "new-id"\n' in written
    assert '# id = "…"' in written


@pytest.mark.parametrize("ledger", ["", "[privacy]\n", '[print]\npaper = "a4"'])
def test_a_missing_table_is_added_at_the_end(workspace, put, ledger):
    assert record(workspace, put, ledger).endswith('\n[ledger]\nid = "new-id"\n')


def test_line_ends_of_windows_stay(workspace, root, put):
    text = (root / "outreach.toml").read_text().replace("\n", "\r\n")
    put("outreach.toml", text)
    workspace.record_ledger_id("x")
    written = (root / "outreach.toml").read_bytes().decode()
    assert written.startswith(text)
    assert written.count("\n") == written.count("\r\n")


def test_settings_read_before_are_read_again(workspace):
    assert workspace.settings.ledger_id == ""
    workspace.record_ledger_id("x")
    assert workspace.settings.ledger_id == "x"


@pytest.mark.parametrize(
    "text",
    ['ledger = {url = "sqlite:///l.db"}\n', 'ledger.id = "old"\n', 'note = """\n[ledger]\n"""\n'],
)
def test_what_is_not_certain_to_come_out_right_is_left_alone(workspace, put, problems, text):
    path = put("outreach.toml", text)
    (problem,) = problems(workspace.record_ledger_id, "x")
    assert 'under [ledger]: id = "x"' in problem.way_out
    assert path.read_text() == text


def test_a_workspace_that_is_read_only_is_said_and_left_alone(workspace, root, read_only):
    before = (root / "outreach.toml").read_text()
    read_only()
    with pytest.raises(NotWritten, match=r"outreach\.toml could not be written.*read-only"):
        workspace.record_ledger_id("x")
    assert (root / "outreach.toml").read_text() == before
    assert sorted(path.name for path in root.iterdir()) == [
        "campaigns", "letter_templates", "outreach.toml", "recipients",
    ]  # fmt: skip


# --- the mail account --------------------------------------------------------------------------

ACCOUNT = MailAccount("smtp.example.org", 465, Security.TLS, 'jane "j"')


@pytest.mark.parametrize(
    "mail",
    ["", '[mail]\nhost = "old"  # kept\nport = 25 # kept\nrate = "9/hour"\n\n[print]\n'],
)
def test_the_mail_account_is_written_and_read_back(workspace, root, put, mail):
    before = (root / "outreach.toml").read_text()
    put("outreach.toml", before + mail)
    workspace.record_mail(ACCOUNT)
    found = workspace.settings.mail
    assert (found.host, found.port, found.security) == ("smtp.example.org", 465, Security.TLS)
    assert found.username == 'jane "j"'
    assert (Rate(9, found.rates[0].per) in found.rates) == bool(mail)
    written = (root / "outreach.toml").read_text()
    assert written.startswith(before)
    assert written.count("# kept") == mail.count("# kept")


def test_an_account_that_may_not_be_is_not_written(workspace, root, problems):
    before = (root / "outreach.toml").read_text()
    account = MailAccount("smtp.example.org", 25, Security.NONE)
    (problem,) = problems(workspace.record_mail, account)
    assert "only for a server on this computer" in problem.sentence
    assert (root / "outreach.toml").read_text() == before
