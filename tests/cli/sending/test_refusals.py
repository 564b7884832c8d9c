"""What a mail server refuses, puts off or leaves in doubt: said, recorded, and gone on with."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from outreach.errors import ExitStatus
from tests.servers.running import running
from tests.servers.scripted_smtp import Fault, ScriptedServer


@pytest.fixture
def failing(folder) -> Callable[..., object]:
    """A server that fails as told, with the campaign folder set to use it."""

    @contextmanager
    def serve(*faults: Fault) -> Iterator[ScriptedServer]:
        with running(ScriptedServer(faults)) as server:
            settings = folder / "outreach.toml"
            lines = settings.read_text(encoding="utf-8").splitlines()
            new = [f"port = {server.port}" if one.startswith("port") else one for one in lines]
            settings.write_text("\n".join(new) + "\n", encoding="utf-8")
            yield server

    return serve


def statuses(outreach) -> dict[str, str]:
    items = outreach("history", "release", "--json").json["items"]
    return {item["recipient"]: item["status"] for item in items}


def test_one_refused_address_hinders_no_other(outreach, folder, failing) -> None:
    refusal = Fault("RCPT", address="cheng@example.org", reply="550 5.1.1 no such person here")
    with failing(refusal) as server:
        sent = outreach("send", "release", "--yes")
        assert sent.status == ExitStatus.LEFT_OVER
        assert "no such person here" in sent.err
        assert statuses(outreach) == {"cheng": "refused", "lee": "sent"}
        again = outreach("send", "release", "--yes")
        assert again.status == ExitStatus.LEFT_OVER
        assert [letter.address for letter in server.letters] == ["lee@example.org"]


def test_a_mended_address_is_tried(outreach, folder, failing) -> None:
    refusal = Fault("RCPT", address="cheng@example.org", reply="550 5.1.1 no such person here")
    with failing(refusal) as server:
        outreach("send", "release", "--yes")
        path = folder / "recipients" / "officials.csv"
        path.write_text(path.read_text().replace("cheng@example.org", "t.cheng@example.org"))
        mended = outreach("send", "release", "--yes", "--expect", "1")
        assert mended.status == 0, mended.err
        assert server.letters[-1].address == "t.cheng@example.org"
        assert statuses(outreach) == {"cheng": "sent", "lee": "sent"}


def test_a_letter_put_off_waits_and_goes_with_the_same_bytes(outreach, folder, failing) -> None:
    greylisting = Fault("RCPT", address="cheng@example.org", reply="451 4.7.1 later", times=1)
    with failing(greylisting) as server:
        sent = outreach("send", "release", "--yes")
        assert sent.status == ExitStatus.LEFT_OVER
        assert statuses(outreach)["cheng"] == "deferred"
        (before,) = outreach("history", "--recipient", "cheng", "--json").json["items"]
        too_early = outreach("send", "release", "--yes")
        assert too_early.status == ExitStatus.LEFT_OVER
        assert len(server.letters) == 1
        assert outreach("send", "release", "--yes", "--retry-now").status == 0
        (after,) = outreach("history", "--recipient", "cheng", "--json").json["items"]
        assert after["status"] == "sent"
        assert after["message_id"] == before["message_id"]
        assert after["sha256"] == before["sha256"]


def test_an_answer_that_never_came_leaves_the_letter_in_doubt(outreach, folder, failing) -> None:
    cut = Fault("END", address="cheng@example.org", cut="before", times=1)
    with failing(cut) as server:
        sent = outreach("send", "release", "--yes")
        assert sent.status == ExitStatus.LEFT_OVER
        assert statuses(outreach) == {"cheng": "unknown", "lee": "sent"}
        assert "outreach resolve" in sent.err
        outreach("send", "release", "--yes")
        assert [letter.address for letter in server.letters].count("cheng@example.org") == 1


def test_a_server_that_is_not_there_is_a_sentence(outreach, folder, mailbox) -> None:
    settings = folder / "outreach.toml"
    text = settings.read_text().replace(f"port = {mailbox.port}", "port = 9")
    settings.write_text(text)
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.LEFT_OVER
    assert "127.0.0.1" in refused.err
    assert outreach("history", "--json").json["items"] == []


def test_a_refused_letter_with_a_postal_address_can_be_printed(outreach, folder, failing) -> None:
    path = folder / "recipients" / "officials.csv"
    path.write_text(
        path.read_text().replace("cheng@example.org,,,HK", "cheng@example.org,1 Road,Central,HK")
    )
    with failing(Fault("RCPT", address="cheng@example.org", reply="550 5.1.1 gone")):
        sent = outreach("send", "release", "--yes")
        assert "outreach print release --only 1" in sent.out
    printed = outreach("print", "release", "--only", "1", "--yes")
    assert printed.status == 0, printed.err
    assert statuses(outreach)["cheng"] == "printed"
