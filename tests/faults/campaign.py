"""A campaign in a folder, and the program called on it as a process of its own."""

import json
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

from sqlalchemy import create_engine, text

from outreach.ledger.opening import open_ledger
from outreach.ledger.runs import GONE
from outreach.model.dispatch import HistoryItem, Status

CONNECTIONS = 8
ENDS = 120.0  # seconds after which a command does not end any more
STILL_TO_GO = {Status.PENDING, Status.CLAIMED, Status.DEFERRED}

_LEFT = text(
    "SELECT count(*) FROM attempts WHERE outcome = 'unknown' AND words = :words GROUP BY run"
)

TEMPLATE = """\
---
subject: The people prosecuted for peaceful expression
demands:
  - Drop the charges.
  - Release those held.
---
I am writing to you as {{ office }}.

{{ demands }}
"""


def address(number: int) -> str:
    return f"r{number}@example.org"


class CampaignFolder:
    """So many officials with a mailbox, and one without any address, who is left out."""

    def __init__(
        self,
        root: Path,
        port: int,
        letters: int,
        *,
        connections: int = CONNECTIONS,
        rate: str = '"none"',
        ledger_url: str = "",
    ) -> None:
        self.root = root
        self.letters = letters
        self._url = ledger_url or f"sqlite:///{(root / 'ledger.db').as_posix()}"
        for name in ("letter_templates", "recipients", "campaigns"):
            (root / name).mkdir(parents=True)
        settings = f"""\
            [sender]
            id = "jane"
            name = "Jane Doe"
            email = "jane@example.org"
            country = "CA"

            [mail]
            host = "127.0.0.1"
            port = {port}
            security = "none"
            rate = {rate}
            connections = {connections}
            """
        if ledger_url:
            settings += f"""
            [ledger]
            url = "{ledger_url}"
            """
        self._write("outreach.toml", dedent(settings))
        self._write("letter_templates/appeal.md", TEMPLATE)
        rows = [
            f"r{number},Ann Lee,Lee,Minister {number},Ministry {number},{address(number)},GB"
            for number in range(letters)
        ]
        head = "id,name,family,office,organisation,email,country"
        nobody = "nobody,No Way,Way,Director of Nothing,Nothing Office,,GB"
        self._write("recipients/officials.csv", "\n".join([head, *rows, nobody]) + "\n")
        self._write(
            "campaigns/release.toml",
            dedent("""\
            id = "release"
            title = "Release them"
            template = "appeal"
            recipients = ["officials"]
            channels = ["email"]
            """),
        )

    def start(self, *words: str, before: str = "") -> subprocess.Popen[str]:
        """The program, called with these words; `before` are statements it executes first."""
        program = ["-m", "outreach"]
        if before:
            run = "import runpy; runpy.run_module('outreach', run_name='__main__', alter_sys=True)"
            program = ["-c", f"{before}; {run}"]
        return subprocess.Popen(
            [sys.executable, *program, *words, "-w", str(self.root)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def send(self, *, before: str = "") -> subprocess.Popen[str]:
        return self.start("send", "release", "--yes", "--retry-now", before=before)

    def sent(self, *, before: str = "") -> tuple[int, str]:
        """Send, and wait for the end: the exit status, and what was said."""
        return ended(self.send(before=before))

    def history(self) -> list[dict[str, Any]]:
        """What `history --json` says."""
        items: list[dict[str, Any]] = self._answer("history")["items"]
        return items

    def report(self) -> dict[str, Any]:
        """What `report --json` says."""
        return self._answer("report")

    def _answer(self, command: str) -> dict[str, Any]:
        process = self.start(command, "release", "--json")
        out, err = process.communicate(timeout=ENDS)
        assert process.returncode == 0, err
        answer: dict[str, Any] = json.loads(out)
        return answer

    def record(self) -> list[HistoryItem]:
        """The ledger as it stands this moment, read beside whoever writes it."""
        with open_ledger(self._url, "", writing=False) as ledger:
            return list(ledger.history("release"))

    def still_to_go(self) -> set[Status]:
        """How those letters stand that are not done; one without a row is pending."""
        record = self.record()
        new = {Status.PENDING} if len(record) < self.letters else set()
        return new | {item.status for item in record if item.status in STILL_TO_GO}

    def left_in_doubt(self) -> list[int]:
        """For each run that ended without settling all of its claims, how many it left."""
        engine = create_engine(self._url)
        try:
            with engine.connect() as connection:
                return [int(number) for (number,) in connection.execute(_LEFT, {"words": GONE})]
        finally:
            engine.dispose()

    def _write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")


def ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Wait for the end of a process: its exit status, and what it said."""
    try:
        out, err = process.communicate(timeout=ENDS)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        raise AssertionError(f"did not end by itself: {out}{err}") from None
    return process.returncode, out + err
