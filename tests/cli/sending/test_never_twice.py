"""Ways in which somebody could get a letter they must not get, closed."""

import pytest

from outreach.errors import ExitStatus
from tests.cli.sending.test_refusals import failing  # noqa: F401 a fixture
from tests.servers.scripted_smtp import Fault


def addresses(mailbox) -> list[str]:
    return [message["To"].addresses[0].addr_spec for message in mailbox.messages]


@pytest.mark.parametrize("command", [["print", "release", "--yes"], ["report", "release"]])
def test_a_wave_nobody_began_is_refused(outreach, folder, mailbox, command) -> None:
    outreach("send", "release", "--yes")
    refused = outreach(*command, "--wave", "typo")
    assert refused.status == ExitStatus.USAGE
    outreach("send", "release", "--yes")
    assert len(mailbox.messages) == 2


def test_a_changed_name_in_a_list_without_ids_is_no_second_letter(
    outreach, folder, mailbox
) -> None:
    path = folder / "recipients" / "officials.csv"
    path.write_text("name,office,email\nAnn Lee,Councillor,ann@example.org\n")
    outreach("send", "release", "--yes")
    path.write_text(
        "name,office,email\nAnn Lee,Councillor,ann@example.org\nBo Ra,Councillor,bo@example.org\n"
    )
    again = outreach("send", "release", "--yes")
    assert addresses(mailbox) == ["ann@example.org", "bo@example.org"]
    assert "had the letter already" in again.err


def test_who_asked_to_stop_gets_no_second_try(outreach, folder, failing) -> None:  # noqa: F811
    with failing(Fault("RCPT", address="cheng@example.org", reply="451 later", times=1)) as server:
        outreach("send", "release", "--yes")
        path = folder / "recipients" / "officials.csv"
        header, *rows = path.read_text().splitlines()
        rows = [row + (",stop" if row.startswith("cheng") else ",") for row in rows]
        path.write_text("\n".join([f"{header},tags", *rows]) + "\n")
        outreach("send", "release", "--yes", "--retry-now")
        assert [letter.address for letter in server.letters] == ["lee@example.org"]


def test_a_dry_run_of_a_test_sends_nothing(outreach, folder, mailbox) -> None:
    outreach("send", "release", "--dry-run", "--test-to", "me@example.net", "--yes")
    assert not mailbox.messages


def test_forms_are_marked_only_where_a_form_is_the_way(outreach, folder) -> None:
    outreach("mark", "submitted", "release", "--all")
    assert outreach("history", "--json").json["items"] == []


def test_an_id_goes_before_a_number_of_the_list(outreach, folder) -> None:
    path = folder / "recipients" / "officials.csv"
    rows = [f"{i},Person {i},Mayor,Town {i},,{i} Road,Town,GB" for i in (3, 1, 2)]
    head = "id,name,office,organisation,email,address,locality,country"
    path.write_text("\n".join([head, *rows]) + "\n")
    outreach("print", "release", "--yes")
    marked = outreach("mark", "posted", "release", "2")
    assert "Person 2" in marked.out
    items = outreach("history", "--json").json["items"]
    assert {item["recipient"]: item["status"] for item in items} == {
        "1": "printed",
        "2": "posted",
        "3": "printed",
    }


def test_a_campaign_that_names_a_missing_list_is_refused_with_its_file(outreach, folder) -> None:
    (folder / "recipients" / "officials.csv").unlink()
    refused = outreach("check")
    assert refused.status == ExitStatus.INVALID
    assert "release.toml" in refused.err
