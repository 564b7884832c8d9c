"""Scans of letters: what is kept, and what is refused in one sentence."""

import subprocess
import sys

_REFUSED = """
from pathlib import Path
from outreach.errors import InputInvalid
from outreach.tables.scans import read_scan
try:
    read_scan(Path("cut.pdf"))
except InputInvalid as refusal:
    print(refusal.problems[0].sentence)
"""


def test_of_a_damaged_pdf_nothing_is_said_but_the_refusal(tmp_path) -> None:
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.7\nnothing")
    ran = subprocess.run(
        [sys.executable, "-c", _REFUSED], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "damaged, or cut short" in ran.stdout
    assert ran.stderr == ""
