"""`outreach envelopes` and `outreach labels`, as they are called."""

from pathlib import Path

import pytest

from outreach.errors import ExitStatus
from tests.pages import read_pages

LIST = """\
id,name,office,address,locality,postcode,country,email
a,Ann Able,Minister for Examples,1 Sample Road,Exampleton,EX1 1EX,GB,
b,Bo Best,Minister for Samples,2 Sample Road,,,HK,
c,Cy Core,Minister for Nothing,3 Sample Road,Exampleton,EX1 1EX,GB,
d,Di Down,Minister without Post,,,,GB,di@example.org
"""


@pytest.fixture
def campaign(folder) -> Path:
    (folder / "recipients" / "offices.csv").write_text(LIST, encoding="utf-8")
    return folder


CALL = ("--template", "appeal", "--to", "offices")


def test_envelopes_come_in_the_order_of_the_letters_with_the_sender(outreach, campaign) -> None:
    called = outreach("envelopes", *CALL, "--size", "dl", "-w", str(campaign))
    assert called.status == ExitStatus.DONE
    assert "3 envelopes" in called.out
    pages = read_pages(next(campaign.glob("outbox/*/envelopes.pdf")).read_bytes())
    names = [{word.text for word in page.words} & {"Able", "Best", "Core"} for page in pages]
    assert names == [{"Able"}, {"Best"}, {"Core"}]
    assert all("Jane" in {word.text for word in page.words} for page in pages)


def test_the_pieces_are_counted_by_country(outreach, campaign) -> None:
    called = outreach("envelopes", *CALL, "-w", str(campaign))
    lines = called.out.splitlines()
    assert any(line.split() == ["2", "UNITED", "KINGDOM"] for line in lines), called.out
    assert any(line.split() == ["1", "HONG", "KONG"] for line in lines), called.out


def test_nothing_is_recorded_by_it(outreach, campaign) -> None:
    outreach("envelopes", *CALL, "-w", str(campaign))
    outreach("labels", *CALL, "-w", str(campaign))
    assert not (campaign / "ledger.db").exists()


def test_labels_say_where_the_next_sheet_begins(outreach, campaign) -> None:
    words = ("labels", *CALL, "--sheet", "5160", "--start-at", "29", "-w", str(campaign))
    called = outreach(*words)
    assert called.status == ExitStatus.DONE
    assert "The next free label is 2." in called.out
    first, second = read_pages(next(campaign.glob("outbox/*/labels.pdf")).read_bytes())
    assert {"Able", "Best"} <= {word.text for word in first.words}
    assert "Core" in {word.text for word in second.words}


def test_only_names_letters_and_says_who_has_no_address(outreach, campaign) -> None:
    called = outreach("labels", *CALL, "--only", "2,4", "-w", str(campaign))
    assert "1 label:" in called.out
    assert "4: Di Down has no postal address." in called.err
    assert called.status == ExitStatus.DONE


def test_letters_in_the_post_need_no_envelope_any_more(outreach, campaign) -> None:
    outreach("print", *CALL, "--yes", "-w", str(campaign))
    outreach("mark", "posted", "adhoc:appeal", "a", "b", "-w", str(campaign))
    called = outreach("envelopes", *CALL, "-w", str(campaign))
    assert "1 envelope:" in called.out
    outreach("mark", "posted", "adhoc:appeal", "c", "-w", str(campaign))
    called = outreach("envelopes", *CALL, "-w", str(campaign))
    assert "No letter of this campaign waits for the post." in called.out
    assert called.status == ExitStatus.DONE


def test_the_test_page_needs_no_campaign(outreach, campaign) -> None:
    called = outreach("labels", "--ruler", "--sheet", "L7163", "-w", str(campaign))
    assert called.status == ExitStatus.DONE
    assert (campaign / "outbox" / "ruler-L7163.pdf").is_file()
    assert "never read at a source" in called.err


@pytest.mark.parametrize(
    "words",
    [
        ("envelopes", *CALL, "--size", "huge"),
        ("labels", *CALL, "--sheet", "1"),
        ("labels", *CALL, "--sheet", "5160", "--start-at", "31"),
        ("labels", *CALL, "--nudge", "half"),
        ("labels", *CALL, "--nudge=99,0"),
        ("labels", *CALL, "--nudge=nan,0"),
    ],
)
def test_what_cannot_work_is_refused_before_a_file_is_made(outreach, campaign, words) -> None:
    called = outreach(*words, "-w", str(campaign))
    assert called.status == ExitStatus.USAGE
    assert not (campaign / "outbox").exists() or not [*campaign.glob("outbox/**/*.pdf")]


def test_a_groups_own_sheet_is_used_by_its_name(outreach, campaign) -> None:
    (campaign / "stationery").mkdir()
    (campaign / "stationery" / "ours.toml").write_text(
        '[[sheet]]\npart = "ours"\npaper = "a4"\nwidth = 100\nheight = 50\ncolumns = 2\nrows = 5\n'
        "left = 5\ntop = 20\nacross = 100\ndown = 50\n"
        'source = "measured"\nverified_on = 2026-11-22\nconfidence = "verified"\n'
    )
    called = outreach("labels", *CALL, "--sheet", "ours", "-w", str(campaign))
    assert called.status == ExitStatus.DONE, called.err
    assert "The next free label is 4." in called.out
