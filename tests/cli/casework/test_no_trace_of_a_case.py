"""After a whole run with a private case nothing of it lies about in plain: searched byte by byte.

The program runs as its users run it, one process after another, with an editor; the pages go to a
stick. Then the campaign folder, the home folder and the temporary ones, in memory too, are searched
with every archive and stream in them unpacked. The same search finds what it looks for where it may
be. All people are invented.
"""

import os
import shlex
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest
from PIL import Image, ImageDraw, PngImagePlugin

from tests.cli.searching import found, of_docx, of_ledger, of_message, of_pdf
from tests.cli.telling_machine import TellingMachine

pytestmark = pytest.mark.slow

PASSPHRASE = "seven quiet herons by the weir"
LETTER = "The kestrel over the ringroad hovered longer than usual."
SECRETS = (
    *("Chan Siu Ming", "Siu Ming", "陳小明", "小明", "654321"),  # who
    *("stanley", "赤柱", "unlicensed lantern", "未經許可的燈籠"),  # where and why
    *("kestrel over the ringroad", "cousin with the boat", "brass band"),  # letters and notes
    *("Philippa Quist", "17 Larkspur Mews", "thank you for the kestrel"),  # who writes to them
    PASSPHRASE,
)
CASE = """\
number = "654321"
languages = ["en", "zh-Hant"]
charge = {en = "an unlicensed lantern", zh-Hant = "未經許可的燈籠"}
arrested_on = 2026-01-05
[names]
en = "Chan Siu Ming"
zh-Hant = "陳小明"
[[held]]
facility = "hk-stanley"
since = 2026-03-01
[demands]
en = ["Release them.", "Let them have letters."]
zh-Hant = ["釋放當事人。", "准許當事人收信。"]
@LINE@
consent = "group"
notes = "the cousin with the boat visits on Sundays"
likes = ["brass band music"]
must_not_mention = ["the lighthouse"]
"""
# Keeps aside what it is given, and leaves the answer behind.
EDITOR = """\
import sys
from pathlib import Path
path = Path(sys.argv[-1])
text = path.read_text(encoding="utf-8")
with Path({seen!r}).open("a", encoding="utf-8") as seen:
    seen.write(f"{{path}}\\n{{text}}\\n")
line = next((line for line in text.splitlines() if line.startswith("# =====")), "")
path.write_text({answer!r}.replace("@LINE@", line), encoding="utf-8")
"""
CAMPAIGN = """\
id = "for-heron"
title = "For heron"
template = "about-a-prisoner"
recipients = ["ministers"]
case = "heron"
channels = ["post"]
"""
MINISTERS = """\
id,name,family,office,organisation,address,locality,country,languages
justice,Ada Able,Able,Minister of Justice,Ministry of Justice,1 Main Street,Town,GB,en
security,Bo Baker,Baker,Minister of Security,Ministry of Security,2 Main Street,Town,GB,zh-Hant
"""


class Advocate:
    """Somebody at a computer, with a stick."""

    def __init__(self, root: Path, memory: Path) -> None:
        self.machine = TellingMachine(
            root / "computer", OUTREACH_PASSPHRASE=PASSPHRASE, XDG_RUNTIME_DIR=str(memory)
        )
        self.stick = root / "stick"
        self.memory = memory
        self.seen = self.stick / "seen-by-the-editor.txt"
        self.stick.mkdir()
        self.said: list[tuple[str, str]] = []

    def types(self, answer: str) -> None:
        """What the editor leaves in the next file it is given."""
        editor = self.stick / "editor.py"
        editor.write_text(EDITOR.format(seen=str(self.seen), answer=answer), encoding="utf-8")
        self.machine.environment["EDITOR"] = shlex.join((sys.executable, str(editor)))

    def does(self, *words: str) -> None:
        called = self.machine.outreach(*words)
        self.said.append((" ".join(words), called.stdout + called.stderr))

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where nothing may be left."""
        return self.machine.home.parent, self.memory


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder of the session that lies in memory, where the system has one."""
    shared = Path("/dev/shm")
    within = shared if os.access(shared, os.W_OK) else None
    with tempfile.TemporaryDirectory(dir=within) as folder:
        Path(folder).chmod(0o700)
        yield Path(folder)


def scanned(path: Path) -> Path:
    """A scan of an answer, with words in what a scanner writes beside the picture."""
    picture = Image.new("L", (300, 200), 255)
    ImageDraw.Draw(picture).text((10, 10), "thank you for the kestrel", fill=0)
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", "thank you for the kestrel")
    picture.save(path, pnginfo=told)
    return path


@pytest.fixture(scope="module")
def advocate(tmp_path_factory, memory) -> Advocate:
    advocate = Advocate(tmp_path_factory.mktemp("case"), memory)
    folder, stick = advocate.machine.workspace, advocate.stick
    does = advocate.does
    does("init", ".", "--name", "Ann Able", "--email", "ann@example.org",
         "--address", "5 Group Street", "--address", "London W1A 1AA", "--country", "GB",
         )  # fmt: skip
    (folder / "recipients" / "ministers.csv").write_text(MINISTERS, encoding="utf-8")
    (folder / "campaigns" / "for-heron.toml").write_text(CAMPAIGN, encoding="utf-8")
    does("case", "new", "heron", "--name", "en=Chan Siu Ming", "--name", "zh-Hant=陳小明",
         "--number", "654321", "--facility", "hk-stanley", "--since", "2026-03-01",
         "--language", "en", "--consent", "group",
         )  # fmt: skip
    advocate.types(CASE)
    does("case", "edit", "heron")
    does("case", "writer", "add", "pq", "--name", "Philippa Quist", "--signs-as", "Robin",
         "--address", "17 Larkspur Mews | York YO1 7AA", "--country", "GB",
         )  # fmt: skip
    does("case", "pair", "heron", "--writer", "pq", "--every", "4 weeks")
    advocate.types(f"Dear Siu Ming,\n\n{LETTER}\n\nWith warm wishes,\n")
    does("case", "write", "heron", "--as", "pq", "--out", str(stick / "letters"),
         "--confirm", "all", "--yes",
         )  # fmt: skip
    does("envelopes", "--case", "heron", "--as", "pq", "--out", str(stick / "envelopes"))
    does("log", "sent", "heron", "--letter", "1")
    scan = scanned(stick / "answer.png")
    does("log", "received", "heron", "--from-scan", str(scan), "--as", "pq", "--delete")
    for words in (
        ("case", "list"), ("case", "show", "heron"), ("case", "writer", "list"),
        ("case", "writer", "show", "pq"), ("due",), ("log", "show", "heron"),
        ("case", "move", "heron", "--still-there"),
        ("check", "for-heron"), ("preview", "for-heron"),
        ("render", "for-heron", "--format", "pdf,docx,html,txt", "--out", str(stick / "rendered")),
        ("print", "for-heron", "--yes", "--out", str(stick / "run.pdf")),
        ("mark", "posted", "for-heron", "--all"),
        ("history",), ("history", "--private", "--json"), ("report", "for-heron"),
        ("ledger", "check"), ("private", "status"),
        ("export", "heron", "--for", "group", "--out", str(stick / "group.md"), "--yes"),
        ("scrub", "--dry-run"), ("private", "lock"),
    ):  # fmt: skip
        does(*words)
    return advocate


# --- the layers ----------------------------------------------------------------------------------


def layers(folders: Iterable[Path]) -> Iterator[bytes]:
    """Every file below, its name, and what is packed in it."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            yield str(path.relative_to(folder)).encode()
            if path.is_file():
                yield from of_any(path)


def of_any(path: Path) -> Iterator[bytes]:
    raw = path.read_bytes()
    yield raw
    if raw.startswith(b"%PDF"):
        yield from of_pdf(raw)
    elif is_zipfile(path):
        with ZipFile(path) as archive:
            text = all(b"\0" not in archive.read(name)[:4096] for name in archive.namelist())
        yield from of_docx(raw) if text else ()
    elif raw.startswith(b"SQLite format 3\0"):
        yield from of_ledger(path)
    elif path.suffix == ".eml":
        yield from of_message(raw)


# --- what is found -------------------------------------------------------------------------------


def test_the_search_finds_what_it_looks_for_where_it_may_be(advocate: Advocate) -> None:
    on_screen = [said.encode() for _, said in advocate.said]
    told = found(SECRETS, [*layers((advocate.stick,)), *on_screen])
    # The answer was deleted once it was kept, and nobody is ever shown a passphrase.
    assert set(SECRETS) - told == {PASSPHRASE, "thank you for the kestrel"}
    assert not (advocate.stick / "answer.png").exists()


def test_nothing_of_the_case_lies_about_in_plain(advocate: Advocate) -> None:
    names = {path.name for path in advocate.machine.workspace.iterdir()}
    assert "private.db" in names
    assert not names & {"outbox", "ledger.db"}
    assert found(SECRETS, layers(advocate.folders)) == set()


def test_the_editor_was_given_files_in_memory_that_are_gone(advocate: Advocate) -> None:
    lines = advocate.seen.read_text(encoding="utf-8").splitlines()
    given = [Path(line) for line in lines if line.startswith("/")]
    assert len(given) == 2
    assert all(path.is_relative_to(advocate.memory) for path in given)
    assert not any(path.exists() for path in given)
    assert [path for path in advocate.memory.rglob("*") if path.is_file()] == []


def test_the_screens_of_lists_name_nobody(advocate: Advocate) -> None:
    shown = dict(advocate.said)
    secrets = set(SECRETS) - {"stanley"}  # where a code word is held tells of nobody
    for command in (
        "case list",
        "case writer list",
        "due",
        "history",
        "history --private --json",
        "report for-heron",
    ):
        assert found(secrets, [shown[command].encode()]) == set(), command
    assert "Chan Siu Ming" in shown["case show heron"]
