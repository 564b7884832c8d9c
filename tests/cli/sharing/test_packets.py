"""`outreach packet`: the pile shared out, what each volunteer gets, and what comes back."""

import csv
import errno
import io
import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from pypdf import PdfReader

from outreach.cli.app import run
from outreach.cli.sharing import packet_files, packet_making
from outreach.errors import ExitStatus, NotWritten

PEOPLE = [
    ("ann", "Ann Able", "GB"),
    ("bo", "Bo Best", "CA"),
    ("cy", "Cy Core", "GB"),
    ("di", "陳大文", "HK"),
    ("ed", "Ed Early", "CA"),
    ("flo", "Flo Fair", "GB"),
    ("gus", "Gus Good", "CA"),
]
IDS = [key for key, _, _ in PEOPLE]


@pytest.fixture
def post(folder: Path) -> Path:
    rows = [f"{key},{name},Minister {key},1 {key} Road,Town,{at}" for key, name, at in PEOPLE]
    text = "\n".join(("id,name,office,address,locality,country", *rows, ""))
    (folder / "recipients" / "seven.csv").write_text(text, encoding="utf-8")
    for name, further in (("post", ""), ("each", 'sign = "each"\nwhere = "id in [\'ann\']"\n')):
        (folder / "campaigns" / f"{name}.toml").write_text(
            f'id = "{name}"\ntitle = "By post 釋放"\ntemplate = "appeal"\n'
            f'recipients = ["seven"]\nchannels = ["post"]\nnot_within = "0 days"\n{further}',
            encoding="utf-8",
        )
    writers = "id,name,address\nw1,Wanda First,1 First Street\nw2,陳美玲,\nw3,Wim Third,\n"
    (folder / "writers.csv").write_text(writers, encoding="utf-8")
    (folder / "writers.csv").chmod(0o600)
    return folder


def packets(folder: Path, campaign: str = "post") -> list[Path]:
    return sorted((folder / "outbox" / campaign / "packets").iterdir())


def words(pdf: Path) -> str:
    """Without the spaces that a reader puts between Chinese signs."""
    return " ".join(page.extract_text() for page in PdfReader(pdf).pages)


def letters(packet: Path) -> list[str]:
    """The ids of those whose letters are in a packet, as its pages say."""
    pages = [page.extract_text() for page in PdfReader(packet / "1-letters.pdf").pages]
    return [key for page in pages[1:-1] for key in IDS if f"as Minister {key}." in page]


def table(packet: Path) -> Path:
    (found,) = packet.glob("*.csv")
    return found


def filled_in(packet: Path, marks: dict[str, str], note: str = "") -> Path:
    with table(packet).open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    made = io.StringIO()
    writer = csv.DictWriter(made, rows[0])
    writer.writeheader()
    writer.writerows({**row, "posted": marks.get(row["id"], ""), "note": note} for row in rows)
    path = packet.parent.parent / "returned.csv"
    path.write_text(made.getvalue(), encoding="utf-8")
    return path


def statuses(outreach, campaign: str = "post") -> dict[str, str]:
    items = outreach("history", campaign, "--json").json["items"]
    return {item["recipient"]: item["status"] for item in items}


def test_together_the_packets_hold_each_letter_once(outreach, post) -> None:
    called = outreach("packet", "post", "--split", "3")
    assert called.status == ExitStatus.DONE, called.err
    made = packets(post)
    assert [path.name for path in made] == ["packet-1-of-3", "packet-2-of-3", "packet-3-of-3"]
    inside = [letters(path) for path in made]
    assert [len(one) for one in inside] == [3, 2, 2]
    assert Counter(key for one in inside for key in one) == Counter(IDS)
    for path, mine in zip(made, inside, strict=True):
        envelopes = words(path / "2-envelopes.pdf")
        assert [key for key in IDS if f"1 {key} Road".upper() in envelopes.upper()] == sorted(mine)
        with table(path).open(encoding="utf-8-sig", newline="") as file:
            assert [row["id"] for row in csv.DictReader(file)] == mine


def test_a_packet_holds_nothing_of_the_others(outreach, post) -> None:
    outreach("packet", "post", "--split", "3")
    for path in packets(post):
        mine = letters(path)
        everything = words(path / "1-letters.pdf") + words(path / "2-envelopes.pdf")
        everything += table(path).read_text(encoding="utf-8-sig")
        for key in set(IDS) - set(mine):
            assert f"Minister {key}" not in everything
            assert f"1 {key} Road" not in everything


def test_only_their_owner_reads_packets(outreach, post) -> None:
    outreach("packet", "post", "--split", "2", "--out", "handed")
    made = list((post / "handed").rglob("*"))
    assert {path.stat().st_mode & 0o777 for path in made if path.is_dir()} == {0o700}
    assert {path.stat().st_mode & 0o777 for path in made if path.is_file()} == {0o600}
    assert (post / "handed").stat().st_mode & 0o777 == 0o700


def test_the_first_page_says_all_there_is_to_do_in_large_type(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    first = PdfReader(packets(post)[0] / "1-letters.pdf").pages[0]
    sizes: set[float] = set()

    def note(text: str, _, matrix: list[float], __, size: float) -> None:
        if text.strip():
            sizes.add(abs(size * matrix[3]))

    first.extract_text(visitor_text=note)
    assert min(sizes) >= 16
    text = " ".join(first.extract_text().split())
    for words_of_it in (
        "Packet 1 of 2",
        "By post 釋放",
        "This packet is with:",
        "100 %",
        "US Letter",
        "4 envelopes #10",
        "Sign every letter",
        "fold it in three",
        "3 to UNITED KINGDOM",
        "1 within CANADA",
        "Give the list back to Jane Doe (jane@example.org)",
    ):
        assert words_of_it in text.replace("\N{NO-BREAK SPACE}", " "), words_of_it
    assert "outreach" not in text


def test_without_names_a_letter_has_a_line_for_one_and_answers_go_to_the_sender(
    outreach, post
) -> None:
    outreach("packet", "post", "--split", "1")
    text = words(packets(post)[0] / "1-letters.pdf")
    assert text.count("c/o Jane Doe") == len(IDS)
    assert text.count("_" * 28) >= 2 * len(IDS)
    assert "c/o" not in words(packets(post)[0] / "2-envelopes.pdf")


def test_a_second_time_hands_out_nothing_twice(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    again = outreach("packet", "post", "--split", "2")
    assert again.status == ExitStatus.DONE
    assert "7 letters left out, in packets with others" in again.err
    assert "No letter is left to share out." in again.out
    with (post / "recipients" / "seven.csv").open("a", encoding="utf-8") as file:
        file.write("new,New One,Minister new,1 New Road,Town,GB\n")
    outreach("packet", "post", "--split", "2")
    assert [path.name for path in packets(post)][-1] == "packet-3-of-3"
    with table(packets(post)[-1]).open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["new"]


def test_more_packets_than_letters_are_not_made_and_it_is_said(outreach, post) -> None:
    called = outreach("packet", "post", "--split", "40")
    assert "7 letters make 7 packets, not 40." in called.err
    assert len(packets(post)) == 7


def test_the_record_knows_which_packet_a_letter_is_in(outreach, post) -> None:
    outreach("packet", "post", "--split", "7")
    items = outreach("history", "post", "--json").json["items"]
    assert {item["status"] for item in items} == {"prepared"}
    assert sorted(item["detail"] for item in items) == [f"packet {n} of 7" for n in range(1, 8)]
    counted = outreach("report", "post", "--json").json
    assert counted["counts"] == {"prepared": 7}


def test_print_and_envelopes_leave_out_what_others_have(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    for command in (("print", "--yes"), ("envelopes",), ("labels",)):
        called = outreach(command[0], "post", *command[1:])
        assert "7 letters left out, in packets" in called.err, command
    assert not (post / "outbox" / "post" / "print.pdf").exists()


def test_a_letter_printed_alone_leaves_its_packet_with_a_warning(outreach, post) -> None:
    outreach("packet", "post", "--split", "1")
    called = outreach("print", "post", "--yes", "--only", "2")
    assert "Bo Best is also in packet 1 of 1" in called.err
    (item,) = outreach("packet", "list", "post", "--json").json["items"]
    assert item["letters"] == 6
    assert statuses(outreach)["bo"] == "printed"


def test_a_lost_packet_is_made_again_without_what_is_posted(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    first = letters(packets(post)[0])
    outreach("packet", "return", str(filled_in(packets(post)[0], {first[0]: "x"})))
    called = outreach("packet", "post", "--again", "1")
    assert called.status == ExitStatus.DONE, called.err
    assert "must not post from it" in called.out
    again = next(path for path in packets(post) if path.name == "packet-1-of-2-again")
    assert letters(again) == first[1:]
    assert letters(packets(post)[0]) == first  # the old one is untouched
    refused = outreach("packet", "post", "--again", "9")
    assert refused.status == ExitStatus.USAGE
    assert "There is no packet 9." in refused.err


# --- writers -------------------------------------------------------------------------------------


def test_writers_sign_their_own_packets_and_no_recipient_gets_two(outreach, post) -> None:
    called = outreach("packet", "post", "--writers", "writers.csv")
    assert called.status == ExitStatus.DONE, called.err
    made = packets(post)
    assert [path.name for path in made] == [
        "packet-1-of-3-w1",
        "packet-2-of-3-w2",
        "packet-3-of-3-w3",
    ]
    assert Counter(key for path in made for key in letters(path)) == Counter(IDS)
    names = ("Wanda First", "陳美玲", "Wim Third")
    for path, name in zip(made, names, strict=True):
        text = words(path / "1-letters.pdf")
        assert text.count(name) >= 1 + 2 * len(letters(path))
        assert not any(other in text for other in names if other != name)
    items = outreach("history", "post", "--json").json["items"]
    assert {item["signatory"] for item in items} == {""}
    assert {item["detail"].partition(": ")[2] for item in items} == {"w1", "w2", "w3"}


def test_a_writers_packet_again_needs_the_file_that_names_them(outreach, post) -> None:
    outreach("packet", "post", "--writers", "writers.csv")
    refused = outreach("packet", "post", "--again", "2")
    assert refused.status == ExitStatus.USAGE
    assert "That packet is w2's" in refused.err
    done = outreach("packet", "post", "--again", "2", "--writers", "writers.csv")
    assert done.status == ExitStatus.DONE, done.err
    again = next(path for path in packets(post) if path.name.endswith("-again"))
    assert "陳美玲" in words(again / "1-letters.pdf")


def test_more_packets_than_writers_are_refused(outreach, post) -> None:
    called = outreach("packet", "post", "--writers", "writers.csv", "--split", "4")
    assert called.status == ExitStatus.USAGE
    assert "3 writers" in called.err


def test_on_an_evening_each_writes_to_the_same_official(outreach, post) -> None:
    called = outreach("packet", "each", "--writers", "writers.csv", "--each")
    assert called.status == ExitStatus.DONE, called.err
    made = packets(post, "each")
    assert [letters(path) for path in made] == [["ann"]] * 3
    items = outreach("history", "each", "--json").json["items"]
    assert [(item["recipient"], item["signatory"]) for item in items] == [
        ("ann", "w1"),
        ("ann", "w2"),
        ("ann", "w3"),
    ]
    outreach("packet", "return", str(filled_in(made[1], {"ann": "x"})))
    items = outreach("history", "each", "--json").json["items"]
    assert [item["status"] for item in items] == ["prepared", "posted", "prepared"]


def test_each_is_refused_where_the_campaign_is_signed_once(outreach, post) -> None:
    called = outreach("packet", "post", "--writers", "writers.csv", "--each")
    assert called.status == ExitStatus.USAGE
    assert 'says sign = "once"' in called.err
    assert not (post / "ledger.db").exists()


@pytest.mark.parametrize("options", [("--split", "2"), (), ("--writers", "writers.csv")])
def test_where_each_signs_it_must_be_said_who_and_that(outreach, post, options) -> None:
    called = outreach("packet", "each", *options)
    assert called.status == ExitStatus.USAGE
    assert "In this campaign each writer" in called.err


# --- what comes back -----------------------------------------------------------------------------


def test_a_list_records_what_is_ticked_and_leaves_the_rest(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    mine = letters(packets(post)[0])
    path = filled_in(packets(post)[0], {mine[0]: "x", mine[1]: "2026-01-31"}, "at the corner")
    called = outreach("packet", "return", str(path))
    assert called.status == ExitStatus.DONE, called.err
    assert "2 letters recorded as posted." in called.out
    assert "2 letters not posted yet." in called.out
    assert "at the corner" in called.out
    found = statuses(outreach)
    assert [key for key in IDS if found[key] == "posted"] == sorted(mine[:2])
    items = outreach("history", "post", "--recipient", mine[1], "--json").json["items"]
    assert items[0]["at"].startswith("2026-01-31")
    assert items[0]["detail"] == "at the corner"


def test_the_same_list_twice_records_nothing_twice(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    mine = letters(packets(post)[0])
    path = filled_in(packets(post)[0], {mine[0]: "x"})
    outreach("packet", "return", str(path))
    before = outreach("history", "--recipient", mine[0], "--events", "--json").json
    called = outreach("packet", "return", str(path))
    assert "No letter recorded as posted." in called.out
    assert "1 letter recorded before: nothing changed." in called.out
    assert outreach("history", "--recipient", mine[0], "--events", "--json").json == before


def test_a_list_with_mistakes_records_nothing_and_names_their_lines(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    mine, others = (letters(path) for path in packets(post))
    path = filled_in(packets(post)[0], {mine[0]: "x", mine[1]: "perhaps"})
    called = outreach("packet", "return", str(path))
    assert called.status == ExitStatus.INVALID
    assert "returned.csv:3: “perhaps”" in called.err
    assert set(statuses(outreach).values()) == {"prepared"}
    text = path.read_text().replace("perhaps", "x").replace(f",{mine[2]},", f",{others[0]},")
    path.write_text(text)
    called = outreach("packet", "return", str(path))
    assert called.status == ExitStatus.INVALID
    assert f"No letter to “{others[0]}” was in packet 1." in called.err
    assert set(statuses(outreach).values()) == {"prepared"}


def test_a_list_on_paper_is_read_out_by_numbers(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    mine = letters(packets(post)[0])
    numbers = [IDS.index(key) + 1 for key in mine]
    strange = next(number for number in range(1, 8) if number not in numbers)
    call = ("packet", "return", "post", "--packet", "1")
    refused = outreach(*call, "--all", "--except", str(strange))
    assert refused.status == ExitStatus.USAGE
    assert f"Packet 1 has no letter {strange}." in refused.err
    assert outreach(*call).status == ExitStatus.USAGE
    done = outreach(*call, "--all", "--except", str(numbers[0]), "--on", "2026-02-01")
    assert f"{len(mine) - 1} letters recorded as posted." in done.out
    assert "1 letter not posted yet." in done.out
    found = statuses(outreach)
    assert sorted(key for key in IDS if found[key] == "posted") == sorted(mine[1:])


def test_the_list_of_packets_adds_up(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    outreach("packet", "return", "post", "--packet", "2", "--all")
    items = outreach("packet", "list", "post", "--json").json["items"]
    assert [(item["letters"], item["posted"], item["out"]) for item in items] == [
        (4, 0, 4),
        (3, 3, 0),
    ]
    assert "No packets yet" in outreach("packet", "list", "each").err


def test_a_list_of_another_folder_is_refused(outreach, post) -> None:
    outreach("packet", "post", "--split", "2")
    path = filled_in(packets(post)[0], {})
    path.write_text(path.read_text().replace(",post,1", ",elsewhere,1"))
    called = outreach("packet", "return", str(path))
    assert called.status == ExitStatus.USAGE
    assert "no packets of elsewhere" in called.err


# --- what goes wrong -----------------------------------------------------------------------------


def test_a_letter_that_cannot_be_made_is_in_no_packet_and_not_on_record(outreach, post) -> None:
    people = post / "recipients" / "seven.csv"
    text = people.read_text(encoding="utf-8").replace("Cy Core", "Cy \N{NAZAR AMULET} Core")
    people.write_text(text, encoding="utf-8")
    called = outreach("packet", "post", "--split", "2")
    assert called.status == ExitStatus.NOT_RENDERED
    assert "No letter for cy" in called.err
    inside = [key for path in packets(post) for key in letters(path)]
    assert sorted(inside) == sorted(set(IDS) - {"cy"})
    assert set(statuses(outreach)) == set(IDS) - {"cy"}
    first = words(packets(post)[0] / "1-letters.pdf")
    assert f"Take {len(letters(packets(post)[0]))} envelopes" in first


def test_a_full_disk_leaves_neither_files_nor_a_record(outreach, post, monkeypatch) -> None:
    written: list[Path] = []

    def write_list(path: Path, *rest: object) -> None:
        written.append(path)
        if len(written) == 2:
            raise NotWritten(path, OSError(errno.ENOSPC, "No space left on device"))

    with monkeypatch.context() as patched:
        patched.setattr(packet_files, "write_list", write_list)
        called = outreach("packet", "post", "--split", "3")
    assert called.status != ExitStatus.DONE
    assert "the disk is full" in called.err
    assert packets(post) == []
    assert statuses(outreach) == {}
    assert outreach("packet", "post", "--split", "3").status == ExitStatus.DONE


def test_two_commands_at_once_give_no_letter_to_two_people(outreach, post, monkeypatch) -> None:
    move = packet_making.move
    others: list[int] = []

    def beside(made: Path, place: Path) -> None:
        if not others:
            others.append(run(["packet", "post", "--split", "1", "--out", "beside"]))
            others.append(run(["print", "post", "--yes"]))
        move(made, place)

    monkeypatch.setattr(packet_making, "move", beside)
    called = outreach("packet", "post", "--split", "2")
    assert others == [ExitStatus.OBJECTION, ExitStatus.OBJECTION]
    assert called.status == ExitStatus.DONE
    assert "is at the letters of post, and not done yet" in called.err
    items = outreach("history", "post", "--json").json["items"]
    assert {item["detail"] for item in items} == {"packet 1 of 2", "packet 2 of 2"}


# Kills itself with its so-manieth file half written, or with one of the folders moved.
_KILLED = """
import os, signal, sys
from pathlib import Path
from outreach.cli.sharing import packet_files, packet_making
from outreach.cli.letters import rendering
from outreach.cli.app import run
left = int(sys.argv[1])
def counted(function):
    def call(*args, **kwargs):
        global left
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*args, **kwargs)
    return call
rendering.write_whole = counted(rendering.write_whole)
packet_files.write_list = counted(packet_files.write_list)
packet_making.move = counted(packet_making.move)
packet_making._record = counted(packet_making._record)
run(["packet", "post", "--split", "2"])
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="kills with a signal")
@pytest.mark.parametrize("steps", [0, 1, 3, 4, 5, 6])
def test_a_kill_at_any_step_leaves_no_letter_on_record_without_its_file(
    outreach, post, steps
) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _KILLED, str(steps)], cwd=post, capture_output=True, check=False
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert statuses(outreach) == {}
    called = outreach("packet", "post", "--split", "2")
    leftover = [path for path in packets(post) if path.name.startswith("packet-")]
    if called.status == ExitStatus.OBJECTION:  # what was moved already must not be posted from
        assert "its making broke off" in called.err
        for path in leftover:
            path.rename(post / f"removed-{path.name}")
        called = outreach("packet", "post", "--split", "2")
    assert called.status == ExitStatus.DONE, called.err
    made = [path for path in packets(post) if path.name.startswith("packet-")]
    assert Counter(key for path in made for key in letters(path)) == Counter(IDS)
