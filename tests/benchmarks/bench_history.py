"""Questions asked of a record of 100,000 letters, beside `outreach --version`.

    python tests/benchmarks/bench_history.py

Prints whole-process times of `history --recipient`, `history CAMPAIGN` and `report`, and their
ratios to the time of `outreach --version` in the same rounds: once with the letters spread over a
hundred campaigns, once with all of them in one campaign, whose list holds as many recipients.
The record is filled by bulk inserts into the real schema.
"""

import csv
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outreach.ledger.making import make_file
from outreach.ledger.packing import digest, packed
from outreach.ledger.times import written

LETTERS, CAMPAIGNS, ROUNDS = 100_000, 100, 5
START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
ENV = {**os.environ, "COLUMNS": "100"}

SETTINGS = """\
[sender]
id = "jane"
name = "Jane Doe"
email = "jane@example.org"
address = ["12 Elm Street", "Toronto ON  M5V 2T6"]
country = "CA"

[ledger]
url = "sqlite:///ledger.db"
"""

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


def workspace(root: Path, campaigns: int, letters: int) -> None:
    """So many campaigns with a list each, and a record of a letter to everybody."""
    for name in ("letter_templates", "recipients", "campaigns"):
        (root / name).mkdir(parents=True)
    (root / "outreach.toml").write_text(SETTINGS)
    (root / "letter_templates" / "appeal.md").write_text(TEMPLATE)
    each = letters // campaigns
    for campaign in range(campaigns):
        (root / "campaigns" / f"c{campaign}.toml").write_text(
            f'id = "c{campaign}"\ntitle = "Campaign {campaign}"\ntemplate = "appeal"\n'
            f'recipients = ["list{campaign}"]\nchannels = ["email"]\n'
        )
        path = root / "recipients" / f"list{campaign}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "name", "family", "office", "organisation", "email", "country"])
            for n in range(campaign * each, (campaign + 1) * each):
                name = [f"r{n}", f"Ann Able{n}", f"Able{n}", f"Member {n}", "The House"]
                writer.writerow([*name, f"r{n}@example.org", "GB"])
    make_file(root / "ledger.db", START, "ledger.db")
    with closing(sqlite3.connect(root / "ledger.db")) as connection, connection:
        fill(connection, campaigns, letters)


def fill(connection: sqlite3.Connection, campaigns: int, letters: int) -> None:
    """Nine of ten letters were sent, one refused; one of a hundred was answered."""
    when, run = written(START), "0123456789abcdef"
    each = letters // campaigns

    def rows(table: str, values: Iterator[tuple[object, ...]], columns: str) -> None:
        marks = ", ".join("?" * (columns.count(",") + 1))
        insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
        connection.executemany(insert, values)

    rows("campaigns", ((f"c{n}", f"Campaign {n}") for n in range(campaigns)), "id, title")
    rows(
        "waves",
        ((f"c{n}", "1", "", when) for n in range(campaigns)),
        "campaign, wave, reason, created_at",
    )
    rows("runs", iter([(run, "jane@example.org", when, when)]), "id, account, started_at, ended_at")
    bodies = [
        (f"Dear Member {n},\r\n" + "I am writing to you. " * 60).encode() for n in range(letters)
    ]
    rows(
        "contents",
        ((digest(body), "message/rfc822", len(body), packed(body)) for body in bodies),
        "sha256, media_type, size, body",
    )
    rows(
        "letters",
        (
            (n + 1, f"c{n // each}", "1", f"r{n}", "", f"Ann Able{n}", f"Member {n}", status(n),
             at(n), 1, n // 100 + 1 if n % 100 == 0 else None)
            for n in range(letters)
        ),
        "id, campaign, wave, recipient, signatory, name, office, status, status_at, attempt, event",
    )  # fmt: skip
    rows(
        "attempts",
        (
            (n + 1, n + 1, 1, "email", "jane@example.org", "jane@example.org", f"r{n}@example.org",
             f"r{n}@example.org", f"<{n}@example.org>", digest(body), run, at(n), at(n), 1,
             *(("refused", 550, "5.1.1 no such user") if n % 10 == 9 else ("sent", 250, "queued")),
             at(n))
            for n, body in enumerate(bodies)
        ),
        "id, letter, number, way, account, sender, address, address_folded, message_id, sha256, "
        "run, first_at, last_at, tries, outcome, code, words, settled_at",
    )  # fmt: skip
    rows(
        "events",
        (
            (n // 100 + 1, n + 1, 1, 1, "replied", at(n), at(n), "jane", "Thank you.")
            for n in range(0, letters, 100)
        ),
        "id, letter, attempt, handover, kind, at, recorded_at, recorded_by, detail",
    )


def status(n: int) -> str:
    return "replied" if n % 100 == 0 else "refused" if n % 10 == 9 else "sent"


def at(n: int) -> str:
    return written(START + timedelta(seconds=n))


def timed(root: Path, *words: str) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "outreach", *words],
        cwd=root, env=ENV, stdout=subprocess.DEVNULL, check=True,
    )  # fmt: skip
    return time.perf_counter() - began


def main() -> None:
    for campaigns in (CAMPAIGNS, 1):
        with tempfile.TemporaryDirectory() as name:
            root = Path(name) / "folder"
            workspace(root, campaigns, LETTERS)
            commands = {
                "--version": ("--version",),
                "history --recipient": ("history", "--recipient", "r4321"),
                "report": ("report", "c0"),
                "history CAMPAIGN --csv": ("history", "c0", "--csv"),
            }
            found: dict[str, list[float]] = {named: [] for named in commands}
            for _ in range(ROUNDS):
                for named, words in commands.items():
                    found[named].append(timed(root, *words))
            print(f"\n{LETTERS:,} letters in {campaigns} campaign(s), median of {ROUNDS}:")
            base = statistics.median(found["--version"])
            for named, times in found.items():
                median = statistics.median(times)
                print(f"  outreach {named:24} {median:7.3f} s  {median / base:5.1f} x --version")


if __name__ == "__main__":
    main()
