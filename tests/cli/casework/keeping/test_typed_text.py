"""What was typed of a case, or to a person, is not lost where the store does not take it."""

import shutil
from pathlib import Path

import pytest

from outreach.cli.casework.keeping import case_editing
from outreach.cli.opening import private_store
from outreach.cli.screen import asking, editor
from outreach.errors import ExitStatus
from outreach.workspace.opening import Workspace
from tests.cli.cases import FACTS, NAME, put_case, texts_of

LETTER = "Dear Adalbert,\n\nThe sun came up over the harbour.\n\nWith warm wishes,\n"
EDIT = ("case", "edit", "heron")
SEDITION, TREASON, THEFT = '"sedition"', '"treason"', '"theft"'


@pytest.fixture
def meanwhile(monkeypatch):
    """Something that happens while the next editor is open."""

    def happens(what) -> None:
        def edited(text, suffix, safe):
            monkeypatch.setattr(case_editing, "edited", editor.edited)
            what()
            return editor.edited(text, suffix, safe)

        monkeypatch.setattr(case_editing, "edited", edited)

    return happens


def replaced(old: str, new: str) -> str:
    return f"text = text.replace({old!r}, {new!r})"


SETTLED = "text = text[:text.index('# <<<<<')]"


def slower(outreach, heron, opens, meanwhile):
    """Somebody else writes treason while theft is typed."""
    opens(replaced(SEDITION, THEFT))
    meanwhile(lambda: put_case(heron, FACTS.replace(SEDITION, TREASON)))
    return outreach(*EDIT)


def test_the_slower_of_two_terminals_writes_over_nothing_and_loses_nothing(
    outreach, heron, opens, meanwhile
) -> None:
    refused = slower(outreach, heron, opens, meanwhile)
    assert refused.status == ExitStatus.USAGE
    assert "The case heron was changed meanwhile" in refused.err
    assert "What you typed is kept: outreach case edit heron shows it beside" in refused.err
    assert TREASON in texts_of(heron)[0]

    seen = opens()
    shown = outreach(*EDIT)
    assert "was changed since you typed" in shown.err
    assert shown.status == ExitStatus.INVALID  # as long as both stand there
    mine, _, theirs = seen.seen.partition("# <<<<<")
    assert THEFT in mine
    assert f"#> charge = {{en = {TREASON}" in theirs
    assert '#| number = "765432"' in theirs
    assert TREASON in texts_of(heron)[0]

    opens(SETTLED)
    assert outreach(*EDIT).status == 0
    facts, guarded = texts_of(heron)
    assert THEFT in facts
    assert "lighthouse" in guarded
    assert "# <" not in facts + guarded
    seen = opens()
    assert "taken up" not in outreach(*EDIT).err


def test_a_case_that_changed_once_more_is_shown_as_it_is_now(
    outreach, heron, opens, meanwhile
) -> None:
    slower(outreach, heron, opens, meanwhile)
    opens("text += '#\\n'")
    assert outreach(*EDIT).status == ExitStatus.INVALID
    put_case(heron, FACTS.replace(SEDITION, '"arson"'))
    seen = opens(SETTLED)
    assert outreach(*EDIT).status == 0
    assert seen.seen.count("# <<<<<") == 1
    assert TREASON not in seen.seen
    assert '"arson"' in seen.seen


def test_what_was_typed_can_be_let_go_for_what_the_case_says_now(
    outreach, heron, opens, meanwhile, monkeypatch
) -> None:
    slower(outreach, heron, opens, meanwhile)
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    seen = opens()
    assert "Nothing was changed." in outreach(*EDIT, answers="new\n").out
    assert THEFT not in seen.seen
    assert TREASON in texts_of(heron)[0]
    assert "taken up" not in outreach(*EDIT).err


def test_a_public_file_that_changed_meanwhile_is_not_written_over(
    outreach, folder, opens, meanwhile
) -> None:
    outreach("case", "new", "heron", "--name", f"en={NAME}", "--public", "--consent", "public")
    file = folder / "cases" / "heron.toml"
    opens("text += '# mine\\n'")
    meanwhile(lambda: file.write_text(file.read_text("utf-8") + "# theirs\n", "utf-8"))
    refused = outreach(*EDIT)
    assert "was changed meanwhile" in refused.err
    assert file.read_text("utf-8").endswith("# theirs\n")
    seen = opens(SETTLED)
    assert outreach(*EDIT).status == 0
    assert "#> # theirs" in seen.seen
    assert "# mine" in file.read_text("utf-8")
    assert [path.name for path in file.parent.iterdir()] == ["heron.toml"]


def away(folder: Path) -> Path:
    return (folder / "private.db").rename(folder.parent / "away.db")


def test_where_the_store_is_gone_the_text_lies_where_it_was_typed(
    outreach, heron, opens, meanwhile
) -> None:
    outreach("case", "list")  # writes down the store's id
    seen = opens(replaced(SEDITION, THEFT))
    meanwhile(lambda: away(heron))
    refused = outreach(*EDIT)
    assert refused.status == ExitStatus.LEDGER
    assert f"To go on with it: outreach case edit heron --file {seen.place}" in refused.err
    typed = seen.place
    assert THEFT in typed.read_text("utf-8")

    (heron.parent / "away.db").rename(heron / "private.db")
    again = opens(SETTLED)
    assert outreach(*EDIT, "--file", str(typed)).status == 0
    assert THEFT in again.seen
    assert THEFT in texts_of(heron)[0]
    shutil.rmtree(typed.parent)


def test_what_another_command_left_is_not_written_over(outreach, heron, opens, meanwhile) -> None:
    def other() -> None:
        with private_store.open_casework(Workspace(heron)) as casework:
            casework.keep_draft("heron", "", "(edit)", "others typed this", asked_at())

    from outreach.cli.screen.times import now as asked_at

    seen = opens(replaced(SEDITION, THEFT))
    meanwhile(other)
    refused = outreach(*EDIT)
    assert "Another command left a text of the case heron" in refused.err
    assert THEFT in seen.place.read_text("utf-8")
    shutil.rmtree(seen.place.parent)
    with private_store.open_casework(Workspace(heron)) as casework:
        assert casework.draft("heron", "", "(edit)") == "others typed this"


def test_a_case_that_was_taken_out_does_not_come_back(outreach, heron, opens, meanwhile) -> None:
    def scrub() -> None:
        from outreach.cli.screen.times import now

        with private_store.open_casework(Workspace(heron)) as casework:
            casework.remove_texts("heron", now())

    seen = opens(replaced(SEDITION, THEFT))
    meanwhile(scrub)
    refused = outreach(*EDIT)
    assert "Its texts were taken out." in refused.err
    with private_store.open_casework(Workspace(heron)) as casework:
        assert casework.draft("heron", "", "(edit)") == ""
    shutil.rmtree(seen.place.parent)


# --- letters -------------------------------------------------------------------------------------


def _writes(program: Path, monkeypatch, *then: str) -> Path:
    """An editor that writes the letter, says where, and does something else besides."""
    lines = (f'cat {program}.md > "$1"', f'printf %s "$1" > {program}.place', *then)
    Path(f"{program}.md").write_text(LETTER, encoding="utf-8")
    program.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    program.chmod(0o700)
    monkeypatch.setenv("VISUAL", str(program))
    return Path(f"{program}.place")


def test_a_letter_that_the_store_does_not_take_lies_where_it_was_typed(
    outreach, heron, tmp_path, monkeypatch
) -> None:
    outreach("case", "list")
    store, elsewhere = heron / "private.db", tmp_path / "away.db"
    told = _writes(tmp_path / "ed", monkeypatch, f"mv {store} {elsewhere}")
    write = ("case", "write", "heron", "--out", str(tmp_path / "stick"), "--confirm", "all")
    refused = outreach(*write)
    assert refused.status == ExitStatus.LEDGER
    typed = Path(told.read_text("utf-8"))
    assert "To go on with it: outreach case write heron --as jane" in refused.err
    assert f"--file {typed}" in refused.err
    assert typed.read_text("utf-8") == LETTER
    elsewhere.rename(store)
    assert outreach(*write, "--file", str(typed)).status == 0
    shutil.rmtree(typed.parent)


def test_words_of_a_letter_that_came_lie_where_they_were_typed(
    outreach, heron, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(asking, "somebody_is_there", lambda: True)
    told = _writes(tmp_path / "ed", monkeypatch)
    refused = outreach("log", "received", "haron", "--text")
    typed = Path(told.read_text("utf-8"))
    assert f"outreach log received haron --text < {typed}" in refused.err
    assert typed.read_text("utf-8") == LETTER
    shutil.rmtree(typed.parent)
    assert outreach("log", "received", "heron", "--text").status == 0
    assert not Path(told.read_text("utf-8")).exists()
