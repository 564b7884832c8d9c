"""`outreach print`: the run, the pages around it, and the layout."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image
from pypdf import PdfReader

from outreach.cli.app import run
from outreach.cli.printing import printing_run
from outreach.errors import ExitStatus
from outreach.typesetting import fonts

TWO = """\
id,name,office,address,locality,country
ann,Ann Able,Minister,1 Sample Road,Town,GB
bo,Bo Best,Minister of State,2 Sample Road,Town,GB
"""


@pytest.fixture
def post(folder) -> Path:
    (folder / "recipients" / "two.csv").write_text(TWO, encoding="utf-8")
    (folder / "campaigns" / "post.toml").write_text(
        'id = "post"\ntitle = "By post"\ntemplate = "appeal"\nrecipients = ["two"]\n'
        'channels = ["post"]\n'
    )
    return folder


def pages(folder: Path) -> list[str]:
    made = folder / "outbox" / "post" / "print.pdf"
    return [page.extract_text() for page in PdfReader(io.BytesIO(made.read_bytes())).pages]


def with_settings(folder: Path, text: str) -> None:
    with (folder / "outreach.toml").open("a", encoding="utf-8") as file:
        file.write(text)


def test_a_run_says_how_to_print_and_ends_with_a_list_to_tick(outreach, post) -> None:
    assert outreach("print", "post", "--yes").status == ExitStatus.DONE
    cover, first, second, ticks = pages(post)
    assert "Print at 100 %" in cover
    assert "2 letters on US Letter" in cover
    assert "Dear Minister" in first
    assert "Dear Minister" in second
    assert "Ann Able, Minister" in ticks
    assert "Bo Best, Minister of State" in ticks
    assert "outreach mark posted post --all" in ticks


def test_of_two_who_print_at_once_one_gets_the_letters(outreach, post, monkeypatch) -> None:
    came_out = printing_run._came_out
    others: list[int] = []

    def beside(*given: object) -> None:
        if not others:
            others.append(run(["print", "post", "--yes"]))
            others.append(run(["print", "post", "--yes", "--only", "2"]))
        came_out(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(printing_run, "_came_out", beside)
        called = outreach("print", "post", "--yes")
    assert others == [ExitStatus.OBJECTION, ExitStatus.OBJECTION]
    assert called.status == ExitStatus.DONE
    assert "Another outreach print or packet make is at the letters of post" in called.err
    assert "Nothing is left to print" in outreach("print", "post", "--yes").out


@pytest.mark.skipif(sys.platform == "win32", reason="kills by signal")
def test_a_print_that_was_killed_is_in_nobody_s_way(outreach, post) -> None:
    killed = (
        "import os, signal; from outreach.cli.printing import printing_run as p;"
        "p._came_out = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
        "from outreach.cli.app import run; run(['print', 'post', '--yes'])"
    )
    done = subprocess.run([sys.executable, "-c", killed], cwd=post, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    called = outreach("print", "post", "--yes")
    assert called.status == ExitStatus.DONE, called.err
    assert "2 letters to print" in called.out


@pytest.mark.parametrize("command", ["print", "envelopes", "labels"])
def test_a_folder_that_is_named_for_the_pages_gets_them(outreach, post, tmp_path, command) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    more = ("--yes",) if command == "print" else ()
    called = outreach(command, "post", "--out", str(stick), *more)
    assert called.status == ExitStatus.DONE, called.err
    assert [one.name for one in stick.iterdir()] == [f"{command}.pdf"]


def test_letters_only_leaves_them_away(outreach, post) -> None:
    outreach("print", "post", "--yes", "--letters-only")
    assert len(pages(post)) == 2


def test_some_letters_after_a_jam_come_alone(outreach, post) -> None:
    outreach("print", "post", "--yes")
    outreach("print", "post", "--yes", "--only", "2")
    (page,) = pages(post)
    assert "Bo Best" in page


def test_both_sides_begin_each_letter_on_a_sheet_of_its_own(outreach, post) -> None:
    outreach("print", "post", "--yes", "--both-sides")
    cover, empty, first, other, second, *_ = pages(post)
    assert "both sides" in cover
    assert empty.strip() == other.strip() == ""
    assert "Ann Able" in first
    assert "Bo Best" in second


def test_the_layout_of_a_campaign_goes_before_the_folders(outreach, post) -> None:
    with_settings(post, '\n[print]\nlayout = "din-5008-b"\n')
    outreach("print", "post", "--yes", "--letters-only")
    din = pages(post)
    with (post / "campaigns" / "post.toml").open("a") as campaign:
        campaign.write('layout = "plain"\n')
    outreach("print", "post", "--yes", "--letters-only", "--only", "1,2")
    assert pages(post) != din


def test_an_unknown_layout_is_named_with_those_there_are(outreach, post) -> None:
    with_settings(post, '\n[print]\nlayout = "ours"\n')
    called = outreach("print", "post", "--yes")
    assert called.status == ExitStatus.USAGE
    assert "no layout 'ours'" in called.err
    assert "din-5008-b" in called.err


def test_a_layout_beside_the_letters_is_used_by_its_name(outreach, post) -> None:
    with_settings(post, '\n[print]\nlayout = "ours"\n')
    (post / "letter_templates" / "ours.typ").write_text(
        '#import "letter.typ": letters-on\n'
        "#letters-on((margin: (left: 60mm, right: 60mm, top: 40mm, bottom: 60mm)))\n"
    )
    called = outreach("print", "post", "--yes", "--letters-only")
    assert called.status == ExitStatus.DONE, called.err
    assert "Ann Able" in pages(post)[0]


def test_a_letter_over_its_pages_is_refused_with_by_how_much(outreach, post) -> None:
    letter = post / "letter_templates" / "appeal.md"
    letter.write_text(letter.read_text() + "\n\n" + "\n\n".join(["Some words. " * 60] * 8))
    with (post / "campaigns" / "post.toml").open("a") as campaign:
        campaign.write("max_pages = 1\n")
    called = outreach("print", "post", "--yes")
    assert called.status == ExitStatus.NOT_RENDERED
    assert "for one page" in called.err
    assert not (post / "outbox" / "post" / "print.pdf").exists()


def test_a_letterhead_stands_at_the_head_of_each_letter(outreach, post) -> None:
    Image.new("RGB", (200, 100), "navy").save(post / "logo.png")
    with_settings(
        post,
        '\n[letterhead]\nname = "Friends of Letters"\nlines = ["5 Group Street"]\n'
        'color = "#004488"\nlogo = "logo.png"\n',
    )
    outreach("print", "post", "--yes", "--letters-only")
    made = PdfReader(post / "outbox" / "post" / "print.pdf")
    for page in made.pages:
        assert "Friends of Letters" in page.extract_text()
        assert len(page.images) == 1


def test_a_logo_that_is_no_picture_is_refused_by_its_name(outreach, post) -> None:
    (post / "logo.png").write_bytes(b"nothing")
    with_settings(post, '\n[letterhead]\nname = "Friends"\nlogo = "logo.png"\n')
    called = outreach("print", "post", "--yes")
    assert called.status == ExitStatus.INVALID
    assert "logo.png" in called.err


@pytest.mark.parametrize("kind", ["pdf", "docx", "html", "txt"])
def test_a_letter_that_did_not_change_is_not_written_again(outreach, post, kind) -> None:
    words = ("render", "post", "--format", kind)
    outreach(*words)
    files = sorted((post / "outbox" / "post").glob(f"*.{kind}"))
    assert len(files) == 2
    for file in files:
        os.utime(file, (1, 1))
    rows = (post / "recipients" / "two.csv").read_text()
    (post / "recipients" / "two.csv").write_text(rows.replace("of State", "of Samples"))
    called = outreach(*words)
    assert "2 letters" in called.out
    assert "1 of them as before" in called.out
    first, second = files
    assert first.stat().st_mtime == 1
    assert second.stat().st_mtime > 1


@pytest.fixture
def in_arabic(post, monkeypatch) -> Path:
    """A letter in a script of whose fonts none is installed, whatever this machine has."""
    monkeypatch.setattr(fonts, "_is_installed", lambda package: package != "pylopdf-fonts-ar")
    template = post / "letter_templates" / "appeal.md"
    text = template.read_text(encoding="utf-8")
    template.write_text(f"{text}\n\nسلام\n", encoding="utf-8")
    return post


@pytest.mark.parametrize(
    "words",
    [("check", "post"), ("print", "post", "--yes"), ("render", "post", "--format", "pdf")],
)
def test_a_script_without_a_font_of_its_own_is_told_once(outreach, in_arabic, words) -> None:
    called = outreach(*words)
    assert called.status == ExitStatus.DONE, called.err
    told = called.out + called.err
    assert told.count("Arabic script is set in DejaVu Sans Mono") == 1
    assert "pip install pylopdf-fonts-ar" in told
