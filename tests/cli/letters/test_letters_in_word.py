"""A whole run of letters to a real list as DOCX and PDF: LibreOffice opens each, and both say the
same."""

import shutil
import subprocess
from pathlib import Path
from textwrap import dedent

import pytest

from outreach.cli.app import run

ROOT = Path(__file__).parents[3]
LIST = ROOT.parent / "shared" / "data" / "us-congress" / "legislators-current.yaml"
ASKS_TO_BE_STARTED_AGAIN = 81  # what it ends with after it made a profile


def soffice() -> str:
    """The program itself: its starter hands on no more than some 250 arguments."""
    starter = Path(shutil.which("soffice") or "soffice").resolve()
    program = starter.with_name("soffice.bin")
    return str(program if program.is_file() else starter)


@pytest.fixture
def letters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the letters to all members of a parliament, in both formats."""
    monkeypatch.delenv("OUTREACH_WORKSPACE", raising=False)
    root = tmp_path / "campaign"
    (root / "recipients").mkdir(parents=True)
    shutil.copytree(ROOT / "letter_templates", root / "letter_templates")
    (root / "outreach.toml").write_text(
        dedent("""\
        [sender]
        id = "jane"
        name = "Jane Doe"
        email = "jane@example.org"
        address = ["12 Elm Street", "Toronto ON  M5V 2T6"]
        country = "CA"

        [print]
        layout = "plain"  # one for window envelopes joins lines of long addresses
        """),
        encoding="utf-8",
    )
    workspace = ("--workspace", str(root))
    assert run(("recipients", "import", "us-congress", str(LIST), *workspace)) == 0
    called = ("render", "--template", "legislator-action", "--to", "us-congress")
    out = tmp_path / "out"
    run((*called, "--format", "pdf,docx", "--out", str(out), *workspace))
    return out


def opened(documents: list[Path], texts: Path, profile: Path) -> "subprocess.CompletedProcess[str]":
    """All documents opened by one LibreOffice, and saved as text."""
    command = [
        *(soffice(), "--headless", f"-env:UserInstallation=file://{profile}"),
        *("--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(texts)),
        *map(str, documents),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280)
    if done.returncode == ASKS_TO_BE_STARTED_AGAIN:
        done = subprocess.run(command, capture_output=True, text=True, timeout=280)
    return done


def words_of_pdf(path: Path) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-raw", "-enc", "UTF-8", str(path), "-"], capture_output=True, check=True
    )
    return done.stdout.decode().split()


@pytest.mark.slow
@pytest.mark.skipif(not LIST.is_file(), reason="the list is not there")
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler) is not installed")
def test_every_docx_of_a_run_opens_in_one_batch_and_says_what_its_pdf_says(
    letters: Path, tmp_path: Path
) -> None:
    documents = sorted(letters.glob("*.docx"))
    assert len(documents) > 500
    texts = tmp_path / "texts"
    done = opened(documents, texts, tmp_path / "profile")
    assert done.returncode == 0
    warnings = [line for line in done.stderr.splitlines() if line and "javaldx" not in line]
    assert not warnings
    assert len(list(texts.glob("*.txt"))) == len(documents)
    for document in documents:
        of_docx = (texts / f"{document.stem}.txt").read_text(encoding="utf-8-sig").split()
        of_pdf = words_of_pdf(document.with_suffix(".pdf"))
        assert of_docx == of_pdf, document.name
