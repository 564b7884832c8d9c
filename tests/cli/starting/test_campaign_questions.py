"""A new campaign by questions and answers, and the case it may be about. All people invented."""

from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.cli.opening import private_store
from outreach.cli.screen import asking
from outreach.errors import ExitStatus
from outreach.workspace.opening import Workspace
from tests.cli.cases import FACTS, NAME, put_case
from tests.cli.conftest import Called
from tests.encryption.stores import PASSPHRASE

Call = Callable[..., Called]
GIVEN = ("--id", "x", "--template", "appeal", "--to", "officials")


@pytest.fixture
def asked(outreach: Call, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Call:
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)

    def call(*answers: str, words: tuple[str, ...] = GIVEN) -> Called:
        return outreach("campaign", "new", *words, answers="".join(f"{one}\n" for one in answers))

    return call


def made(folder: Path) -> tuple[str, bool]:
    campaign = Workspace(folder).campaign("x")
    return campaign.case, campaign.private


def test_without_cases_nobody_asks_for_one(asked: Call, folder: Path) -> None:
    called = asked("A title", "")
    assert called.status == 0, called.err
    assert "case" not in called.err
    assert made(folder) == ("", False)


@pytest.mark.parametrize(("answer", "case"), [("", ""), ("2", "gull"), ("gull", "gull")])
def test_a_public_case_can_be_named_and_none_is_the_default(
    asked: Call, folder: Path, answer: str, case: str
) -> None:
    (folder / "cases").mkdir()
    (folder / "cases" / "gull.toml").write_text(FACTS, "utf-8")
    called = asked(answer, "A title", "")
    assert called.status == 0, called.err
    assert made(folder) == (case, False)
    assert "private" not in called.err


def test_a_private_case_makes_the_campaign_private_and_its_name_stays_hidden(
    asked: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)
    put_case(folder)
    put_case(folder, FACTS + '[closed]\nreason = "died"\non = 2026-01-09\n', name="gull")
    called = asked("heron", "A title", "")
    assert called.status == 0, called.err
    assert "gull" not in called.err
    assert "heron is private, and so is the campaign" in called.err
    assert NAME not in called.err + called.out
    assert made(folder) == ("heron", True)


def test_a_closed_store_is_opened_only_for_a_case_that_is_named(
    asked: Call, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)
    put_case(folder)
    monkeypatch.setattr(private_store, "opens_by_itself", lambda _: False)
    opened: list[str] = []
    unlock = private_store.passphrases.unlock
    monkeypatch.setattr(
        private_store.passphrases, "unlock",
        lambda folder, path: (opened.append(path.name), unlock(folder, path)),
    )  # fmt: skip
    asked("", "A title", "")
    assert (made(folder), opened) == (("", False), [])
    (folder / "campaigns" / "x.toml").unlink()
    asked("heron", "A title", "")
    assert made(folder) == ("heron", True)
    assert set(opened) == {"private.db"}


def test_a_case_that_is_not_there_is_refused_before_anything_is_written(
    asked: Call, outreach: Call, folder: Path
) -> None:
    (folder / "cases").mkdir()
    (folder / "cases" / "gull.toml").write_text(FACTS, "utf-8")
    called = outreach("campaign", "new", *GIVEN, "--case", "heron")
    assert called.status == ExitStatus.USAGE
    assert "gull" in called.err
    assert not (folder / "campaigns" / "x.toml").exists()


def test_the_letters_about_a_case_come_first_for_a_campaign_about_one(
    asked: Call, folder: Path
) -> None:
    (folder / "cases").mkdir()
    (folder / "cases" / "gull.toml").write_text(FACTS, "utf-8")
    letter = '---\nsubject: "{{ case.name }}"\n---\nI write about {{ case.name }}.\n'
    (folder / "letter_templates" / "zz-about.md").write_text(letter, "utf-8")
    words = ("--id", "x", "--to", "officials")
    asked("gull", "A title", "", "", words=words)
    assert Workspace(folder).campaign("x").template == "zz-about"
