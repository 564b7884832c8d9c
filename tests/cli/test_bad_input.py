"""What a person gets when something of theirs cannot be used: a sentence, and nothing half done."""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.errors import ExitStatus


def write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def officials(folder: Path) -> Path:
    return folder / "recipients" / "officials.csv"


def template(folder: Path) -> Path:
    return folder / "letter_templates" / "appeal.md"


def test_a_header_given_twice_is_refused_with_its_place(outreach, folder) -> None:
    write(officials(folder), "name,email,Email\nAnn,a@example.org,b@example.org\n")
    refused = outreach("check", "release")
    assert refused.status == ExitStatus.INVALID
    assert "recipients/officials.csv:1" in refused.err


def test_two_recipients_with_one_id_are_refused_naming_both(outreach, folder) -> None:
    write(
        officials(folder),
        "id,name,office,email\na,Ann,Mayor,a@example.org\na,Bob,Mayor,b@example.org\n",
    )
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.INVALID
    assert "officials.csv:3" in refused.err
    assert "line 2" in refused.err


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02PK", "name,email\nJosé,a@example.org\n".encode("utf-16")[2:]],
    ids=["empty", "binary", "utf-16 without a mark"],
)
def test_a_list_that_is_no_list_is_refused(outreach, folder, content) -> None:
    officials(folder).write_bytes(content)
    refused = outreach("check", "release")
    assert refused.status == ExitStatus.INVALID
    assert "recipients/officials.csv" in refused.err


def test_a_folder_in_place_of_a_list_is_refused(outreach, folder) -> None:
    officials(folder).unlink()
    officials(folder).mkdir()
    assert outreach("check", "release").status in (ExitStatus.INVALID, ExitStatus.USAGE)


def test_a_line_break_in_an_address_sends_nothing(outreach, folder, mailbox) -> None:
    write(
        officials(folder),
        'id,name,office,email\na,Ann,Mayor,"a@example.org\nBcc: everyone@example.org"\n',
    )
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.INVALID
    assert "officials.csv:2" in refused.err
    assert not mailbox.messages


def test_a_subject_with_a_line_break_is_refused(outreach, folder, mailbox) -> None:
    text = (
        template(folder)
        .read_text()
        .replace(
            "subject: The people prosecuted for peaceful expression", 'subject: "One\\nBcc: two"'
        )
    )
    write(template(folder), text)
    refused = outreach("send", "release", "--yes")
    assert refused.status == ExitStatus.INVALID
    assert "appeal.md:2" in refused.err
    assert not mailbox.messages


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{% if office %}no end", "appeal.md"),
        ("{{ ofice }}", "office"),
        ("{{ ''.__class__ }}", "appeal.md:16"),
        ("{{ 7**(10**7) }}", "appeal.md:16"),
        (
            "".join(f"{{% for {letter} in name %}}" for letter in "abcde") + "{% endfor %}" * 5,
            "appeal.md:16",
        ),
    ],
)
def test_a_template_that_cannot_be_used_names_its_line(outreach, folder, line, said) -> None:
    write(template(folder), template(folder).read_text() + f"\n{line}\n")
    refused = outreach("render", "release")
    assert refused.status == ExitStatus.INVALID
    assert said in refused.err
    assert not (folder / "outbox").exists()


def test_a_character_no_font_holds_is_named_and_the_others_are_made(outreach, folder) -> None:
    text = officials(folder).read_text(encoding="utf-8").replace("John Lee", "John \U000e0fff Lee")
    write(officials(folder), text)
    made = outreach("render", "release", "--format", "pdf")
    assert made.status == ExitStatus.NOT_RENDERED
    assert "U+E0FFF" in made.err
    assert "lee" in made.err
    names = {path.name for path in (folder / "outbox" / "release").iterdir()}
    assert names == {"001-cheng.pdf", "003-post.pdf"}


def program(folder: Path, *words: str, **how: object) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own, in a folder."""
    command = [sys.executable, "-m", "outreach", *words]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, **how)  # type: ignore[call-overload, no-any-return]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a matter of POSIX")
def test_a_full_disk_leaves_no_half_written_letter(folder) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

    made = program(folder, "render", "release", "--format", "docx", preexec_fn=no_room)
    assert made.returncode == ExitStatus.NOT_RENDERED, made.stderr
    assert "Traceback" not in made.stderr
    assert "could not be written" in made.stderr
    assert not [path for path in (folder / "outbox").rglob("*") if path.is_file()]


def without_power_over_files() -> list[str]:
    """What to put before a command so that file modes hold for root too."""
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        pytest.skip("root may write everywhere, and there is no setpriv to take that away")
    return ["setpriv", "--bounding-set=-dac_override", "--inh-caps=-dac_override"]


@pytest.mark.skipif(sys.platform == "win32", reason="file modes are a matter of POSIX")
def test_a_read_only_folder_is_refused_in_a_sentence(folder, mailbox) -> None:
    before = {path: path.stat().st_mode for path in (folder, *folder.rglob("*"))}
    for path, mode in before.items():
        path.chmod(mode & ~0o222)
    command = [sys.executable, "-m", "outreach", "send", "release", "--yes"]
    refused = subprocess.run(
        [*without_power_over_files(), *command], cwd=folder, capture_output=True, text=True
    )
    for path, mode in before.items():
        path.chmod(mode)
    assert refused.returncode == ExitStatus.LEDGER, refused.stderr
    assert "Traceback" not in refused.stderr
    assert not mailbox.messages
