"""What there is to do this week, in sentences. All people invented."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from outreach.casework.due import Due, DueKind
from outreach.cli.casework.due_week import commands, sentence
from outreach.model.case import Closed, CloseReason
from outreach.workspace import case_documents
from tests.cli.conftest import Called
from tests.cli.private_case import FACTS, SECRETS, Heron, heron

__all__ = ["heron"]

Call = Callable[..., Called]


def close(heron: Heron, days_ago: int) -> None:
    ended = Closed(CloseReason.RELEASED, heron.now.date() - timedelta(days=days_ago))
    heron.put(case_documents.with_closed(FACTS, ended))


def test_what_is_due_is_said_with_the_command_for_it(outreach: Call, heron: Heron) -> None:
    heron.promise()
    heron.now += timedelta(days=26)
    heron.put(FACTS.replace("2026-11-01", "2026-12-10").replace("12-01", "06-01"))
    called = outreach("due")
    assert called.status == 0
    assert called.out.splitlines() == [
        "To write",
        "  ann writes to heron by 2026-12-20: the first.",
        "      outreach case write heron --as ann",
    ]


def test_nobody_is_named_unless_asked_for(outreach: Call, heron: Heron) -> None:
    heron.prepare()
    heron.came()
    heron.now += timedelta(days=60)
    plain = outreach("due").out + outreach("due", "--json").out
    assert [one for one in SECRETS if one in plain] == []
    assert "CHAN Siu Ming (heron)" in outreach("due", "--names").out
    items = outreach("due", "--names", "--json").json["items"]
    assert {one["name"] for one in items} == {"CHAN Siu Ming"}


def test_nothing_due_is_said_too(outreach: Call, heron: Heron) -> None:
    heron.put(FACTS.replace("12-01", "06-01"))
    heron.promise()
    assert outreach("due").out == "Nothing is due this week.\n"
    assert outreach("due", "--weeks", "3").out == "Nothing is due in the next 3 weeks.\n"
    assert "To write" in outreach("due", "--weeks", "4").out
    assert outreach("due", "--json").json == {"schema": 1, "items": []}


def test_nobody_is_looked_for_where_no_letter_of_a_stranger_arrives(
    outreach: Call, heron: Heron
) -> None:
    assert "Nobody has promised" in outreach("due").out
    heron.put(FACTS.replace("hk-stanley", "cn-detention"))
    assert "Nobody has promised" not in outreach("due").out


def test_a_lapsed_promise_is_told_gently(outreach: Call, heron: Heron) -> None:
    heron.promise()
    heron.now += timedelta(days=50)
    out = outreach("due").out
    assert "It happens; a few lines are enough." in out
    assert "outreach case unpair heron --writer ann" in out


def test_json_carries_kind_sentence_and_command(outreach: Call, heron: Heron) -> None:
    heron.prepare()
    heron.now += timedelta(days=1)
    item = outreach("due", "--json").json["items"][0]
    assert (item["kind"], item["number"], item["since"]) == ("not-posted", 1, "2026-11-22")
    assert item["commands"] == ["outreach log sent heron --letter 1"]


def test_a_folder_without_cases_says_how_to_begin(outreach: Call, folder: object) -> None:
    assert "outreach case new" in outreach("due").out


def test_a_public_case_is_among_them_without_a_private_store(
    outreach: Call, folder: object
) -> None:
    from pathlib import Path

    cases = Path(str(folder)) / "cases"
    cases.mkdir()
    (cases / "swan.toml").write_text('[names]\nen = "Sam Swan"\n', encoding="utf-8")
    out = outreach("due").out
    assert "Nobody has promised to write to swan. Who could?" in out
    assert "Nothing says where swan is held." in out


def test_a_closed_case_over_its_time_is_brought_to_mind(outreach: Call, heron: Heron) -> None:
    close(heron, 364)
    assert "scrub" not in outreach("due").err
    heron.now += timedelta(days=3)
    called = outreach("due")
    assert called.out == "Nothing is due this week.\n"
    assert "outreach scrub --case heron" in called.err


@pytest.mark.parametrize("kind", list(DueKind))
def test_each_kind_is_a_sentence_and_a_command(heron: Heron, kind: DueKind) -> None:
    today = heron.now.date()
    one = Due(kind, "heron", "a", "ann", today, today, 3, "hk-stanley")
    said = sentence(one, {})
    assert said.endswith((".", "?"))
    assert "heron/a" in said
    assert "None" not in said
    for command in commands(one):
        assert command.startswith("outreach ")
        assert "None" not in command
    bare = Due(kind, "heron")
    assert "heron" in sentence(bare, {})
