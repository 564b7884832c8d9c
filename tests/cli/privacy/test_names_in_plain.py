"""`check` finds who is meant by a private case where a plain file names them."""

from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook

from outreach.encryption import keys, sessions
from tests.cli.cases import CHINESE, NAME, NUMBER, put_case
from tests.encryption.stores import PASSPHRASE

LETTER = '---\nsubject: "{{ case.name }}"\n---\nAbout them.\n'
CAMPAIGN = """\
id = "free"
title = "For heron"
template = "about"
recipients = ["officials"]
case = "heron"
"""


@pytest.fixture
def campaign(folder, monkeypatch) -> Path:
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)
    (folder / "letter_templates" / "about.md").write_text(LETTER, "utf-8")
    (folder / "campaigns" / "free.toml").write_text(CAMPAIGN, "utf-8")
    put_case(folder)
    return folder


def locked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OUTREACH_PASSPHRASE")
    monkeypatch.setattr(keys, "key_of", lambda _: None)
    monkeypatch.setattr(sessions, "recall", lambda *_, **__: None)


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        ("campaigns/free.toml", "For heron", f"For {NAME}", 2),
        ("letter_templates/about.md", "About them.", f"Über {CHINESE}.", 4),
        ("recipients/officials.csv", "Teresa Cheng", f"Teresa {NUMBER}", 2),
        ("outreach.toml", '"Jane Doe"', f'"Friends of {NAME}"', 3),
    ],
)
def test_a_file_that_names_them_is_told_with_its_line(
    outreach, campaign, name, old, new, line
) -> None:
    path = campaign / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    for words in (("check", "free"), ("check",)):
        checked = outreach(*words)
        assert checked.status == 0
        told = f"{name}:{line}: This line has the name or the number of heron in plain."
        assert told in checked.err
        assert not any(secret in checked.err for secret in (NAME, NUMBER, CHINESE))
        assert "Nothing stops it; look at what is said above." in checked.out
        assert "Nothing stands against it." not in checked.out
    items = outreach("check", "free", "--json").json["items"]
    assert (name, line, "warning") in {(one["file"], one["line"], one["severity"]) for one in items}


def test_a_file_called_like_them_is_told_without_its_name(outreach, campaign) -> None:
    (campaign / "recipients" / "adalbert-exemplary.csv").write_text("id\n", "utf-8")
    checked = outreach("check", "free")
    assert "recipients/….csv: The name of this file holds" in checked.err
    assert "adalbert" not in checked.err


def test_a_spreadsheet_that_names_them_is_told_with_its_row(outreach, campaign) -> None:
    book = Workbook()
    for row in (("id", "family", "given"), ("a", "Other", "One"), ("b", "Exemplary", "Adalbert")):
        book.active.append(row)
    book.save(campaign / "recipients" / "more.xlsx")
    assert "recipients/more.xlsx:3: This line has the name" in outreach("check", "free").err


def test_enclosures_and_the_letterhead_are_searched_and_what_was_not_is_said(
    outreach, campaign
) -> None:
    enclosed = campaign / "enclosures"
    enclosed.mkdir()
    document = Document()
    document.add_paragraph("About Adalbert ").add_run("Exemplary").bold = True
    document.save(enclosed / "annex.docx")
    document.save(campaign / "head.docx")
    (enclosed / "list.txt").write_text(f"1\n{NUMBER}\n", "utf-8")
    (enclosed / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    settings = campaign / "outreach.toml"
    settings.write_text(
        settings.read_text("utf-8") + '\n[print]\ndocx_letterhead = "head.docx"\n', "utf-8"
    )
    err = outreach("check", "free").err
    assert "enclosures/annex.docx: This file has the name or the number of heron" in err
    assert "head.docx: This file has the name" in err
    assert "enclosures/list.txt:2: This line has the name" in err
    assert "Not searched for names, since no words can be read there: enclosures/photo.png." in err
    assert "Adalbert" not in err


def test_many_lines_of_a_file_are_told_together(outreach, campaign) -> None:
    path = campaign / "letter_templates" / "about.md"
    path.write_text(f"{LETTER}\n{NAME}\n{NUMBER}\n", "utf-8")
    err = outreach("check", "free").err
    assert (
        "about.md:6: This line has the name or the number of heron in plain. So has line 7" in err
    )


def test_nothing_is_said_of_a_folder_that_names_nobody(outreach, campaign) -> None:
    assert "in plain" not in outreach("check", "free").err


def test_only_where_nothing_is_pointed_out_does_nothing_stand_against_it(
    outreach, campaign
) -> None:
    assert "Nothing stops it; look at what is said above." in outreach("check", "release").out
    settings = campaign / "outreach.toml"
    text = settings.read_text("utf-8") + '\n[privacy]\nsender_address = "city"\n'
    settings.write_text(text, "utf-8")
    assert outreach("check", "release").out.splitlines()[-1] == "Nothing stands against it."


def test_a_plain_campaign_asks_for_no_passphrase(outreach, campaign, monkeypatch) -> None:
    path = campaign / "letter_templates" / "appeal.md"
    path.write_text(f"{path.read_text('utf-8')}\n{NAME}\n", "utf-8")
    assert "has the name or the number" in outreach("check", "release").err
    locked(monkeypatch)
    checked = outreach("check", "release")
    assert checked.status == 0
    assert "The private store is not open: the files were not searched" in checked.err
    assert "has the name or the number" not in checked.err


def test_a_wrong_passphrase_does_not_stop_the_check_of_a_plain_campaign(
    outreach, campaign, monkeypatch
) -> None:
    monkeypatch.setenv("OUTREACH_PASSPHRASE", "another one altogether, and wrong")
    assert outreach("check", "release").status == 0


# --- what refusals say of a private case ----------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("{{ case.name | int }}", "`case.name` is not a whole number"),
        ("{{ case.name | upper | date }}", "`case.name` is not a date"),
        ("{% for one in case.names %}{{ one | int }}{% endfor %}", "`one` is not a whole number"),
        ("[here]({{ case.name }})", "leads to “{{ case.name }}”, which is no address"),
        (
            "[{{ case.name }}](https://{{ case.name }})",
            "The link “{{ case.name }}” leads to “https://{{ case.name }}”",
        ),
    ],
)
@pytest.mark.parametrize(
    "words", [("check", "free"), ("preview", "free"), ("send", "free", "--yes")]
)
def test_a_refusal_names_the_field_and_not_the_value(
    outreach, campaign, body, sentence, words
) -> None:
    path = campaign / "letter_templates" / "about.md"
    path.write_text(LETTER.replace("About them.", body), "utf-8")
    refused = outreach(*words)
    assert refused.status in (3, 5)
    assert sentence in refused.err
    both = (refused.out + refused.err).casefold()
    assert not any(word in both for word in ("adalbert", "exemplary", NUMBER))


def test_a_demand_too_many_is_quoted_without_their_name(outreach, campaign) -> None:
    path = campaign / "letter_templates" / "about.md"
    path.write_text(LETTER + "\n1. Release {{ case.name }} today, and pay.\n2. Resign.\n", "utf-8")
    checked = outreach("check", "free")
    assert "“… {{ case.name }} …” is no demand of the case." in checked.err
    assert "“Resign.” is no demand of the case." in checked.err
    assert NAME not in checked.err


def test_a_prison_that_the_tables_do_not_know_is_not_named(outreach, campaign) -> None:
    from tests.cli.cases import FACTS

    put_case(campaign, FACTS.replace("hk-stanley", "hk-secretplace"))
    for words in (("check", "free"), ("case", "write", "heron", "--as", "ann", "--text")):
        refused = outreach(*words)
        assert refused.status == 2
        assert "no prison like the last `facility` of heron" in refused.err
        assert "secretplace" not in refused.err
