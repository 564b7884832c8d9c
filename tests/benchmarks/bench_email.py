"""E-mails to a local sink, ledger and all, beside mailmerge 2.x without one.

    python tests/benchmarks/bench_email.py

Prints marginal rates, the time for 1,200 letters less that for 200, and their ratio. Both run as
whole processes, in turn: outreach on one connection, as by default, and on four; mailmerge makes a
new one for each letter. Needs `pip install mailmerge`, and says so where it is missing.
"""

import csv
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).parent
FEW, MANY, ROUNDS = 200, 1200, 3

BODY = """\
I am writing to you as {{ office }} about people who are prosecuted for what they said in peace.

The freedom of opinion and expression is protected by the International Covenant on Civil and
Political Rights, and may be restricted only as far as the Covenant itself allows.

Please let me know what you are able to do. I look forward to your reply.
"""


@contextmanager
def sink() -> Iterator[int]:
    """The sink in a process of its own; yields its port."""
    command = [sys.executable, str(HERE / "sink.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.terminate()


def people(path: Path, number: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", "family", "office", "organisation", "email"])
        for n in range(number):
            row = [f"p{n}", f"Ann Able{n}", f"Able{n}", "Member", "The House"]
            writer.writerow([*row, f"p{n}@example.org"])


def outreach_on_four(folder: Path, port: int, number: int) -> list[str]:
    command = outreach(folder, port, number)
    with (folder / "outreach.toml").open("a") as settings:
        settings.write("connections = 4\n")
    return command


def outreach(folder: Path, port: int, number: int) -> list[str]:
    for name in ("letter_templates", "recipients", "campaigns"):
        (folder / name).mkdir(parents=True)
    (folder / "outreach.toml").write_text(
        '[sender]\nid = "jane"\nname = "Jane Doe"\nemail = "jane@example.org"\ncountry = "CA"\n'
        f'[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nrate = "none"\n'
    )
    (folder / "letter_templates" / "appeal.md").write_text(
        f"---\nsubject: For peaceful expression\n---\n{BODY}"
    )
    people(folder / "recipients" / "people.csv", number)
    words = ["--template", "appeal", "--to", "people", "--yes", "-w", str(folder)]
    return [sys.executable, "-m", "outreach", "send", *words]


def mailmerge(folder: Path, port: int, number: int) -> list[str]:
    folder.mkdir(parents=True)
    (folder / "server.conf").write_text(f"[smtp_server]\nhost = 127.0.0.1\nport = {port}\n")
    (folder / "template.txt").write_text(
        "TO: {{name}} <{{email}}>\nSUBJECT: For peaceful expression\n"
        f"FROM: Jane Doe <jane@example.org>\n\nDear Member {{{{family}}}},\n\n{BODY}\nJane Doe\n"
    )
    people(folder / "people.csv", number)
    files = ["--template", "template.txt", "--database", "people.csv", "--config", "server.conf"]
    main = "from mailmerge.__main__ import main; main()"
    return [sys.executable, "-c", main, "--no-dry-run", "--no-limit", *files]


def seconds(program, number: int, port: int) -> float:  # type: ignore[no-untyped-def]
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "run"
        command = program(root, port, number)
        begun = time.perf_counter()
        done = subprocess.run(command, cwd=root, capture_output=True, text=True)
        passed = time.perf_counter() - begun
        if done.returncode:
            sys.exit(f"{program.__name__}: {done.stderr or done.stdout}")
        return passed


def main() -> None:
    with sink() as port:
        peers = [outreach, outreach_on_four] + ([mailmerge] if find_spec("mailmerge") else [])
        rates: dict[str, list[float]] = {peer.__name__: [] for peer in peers}
        for _ in range(ROUNDS):
            for peer in peers:
                passed = seconds(peer, MANY, port) - seconds(peer, FEW, port)
                rates[peer.__name__].append((MANY - FEW) / passed)
    for name, found in rates.items():
        print(f"{name}: {' '.join(f'{rate:,.0f}' for rate in found)} letters/s (marginal)")
    if "mailmerge" not in rates:
        print("mailmerge is not installed: pip install mailmerge")
        return
    for name in ("outreach", "outreach_on_four"):
        pairs = zip(rates[name], rates["mailmerge"], strict=True)
        print(f"{name} / mailmerge: {' '.join(f'{a / b:.2f}' for a, b in pairs)}")


if __name__ == "__main__":
    main()
