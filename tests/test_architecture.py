"""The house as CONTRIBUTING describes it."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_imports_point_downwards() -> None:
    linted = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as c; c()",
            "--config",
            "pyproject.toml",
            "--no-cache",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr


def test_no_module_outgrows_its_readers() -> None:
    long = {
        str(module.relative_to(ROOT)): lines
        for module in (ROOT / "outreach").rglob("*.py")
        if (lines := len(module.read_text(encoding="utf-8").splitlines())) > 300
    }
    assert not long


def test_database_files_are_opened_in_one_place() -> None:
    """Whoever opens one elsewhere, and closes it, gives up the locks of all that are open."""
    opening = [
        str(module.relative_to(ROOT))
        for module in (ROOT / "outreach").rglob("*.py")
        if re.search(r"\b(sqlite3|dbapi2)\.connect\(", module.read_text(encoding="utf-8"))
    ]
    assert not opening


def test_only_the_console_prints() -> None:
    printing = [
        str(module.relative_to(ROOT))
        for module in (ROOT / "outreach").rglob("*.py")
        if "print(" in module.read_text(encoding="utf-8").replace(".print(", "")
        and "cli" not in module.parts
    ]
    assert not printing
