"""Peak memory for 1,000 and for 20,000 recipients from a CSV list, as DOCX files and as e-mails.

    python tests/benchmarks/bench_memory.py

Prints the peak of each whole process, and what 19,000 more recipients add (asked: 60 MB at most).
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

import bench_email

FEW, MANY = 1_000, 20_000
ASKED = 60


def as_docx(root: Path, port: int, number: int) -> list[str]:
    """The letters as files."""
    words = bench_email.outreach(root, port, number)[:3]
    chosen = ["--template", "appeal", "--to", "people", "--format", "docx", "-w", str(root)]
    return [*words, "render", *chosen]


def as_emails(root: Path, port: int, number: int) -> list[str]:
    """The letters sent and recorded."""
    return bench_email.outreach(root, port, number)


def peak(command: list[str], root: Path) -> float:
    """Megabytes of the process at its largest, as the system accounts for it."""
    with subprocess.Popen(
        command, cwd=root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(said.decode())
    return usage.ru_maxrss / 1024


def main() -> None:
    with bench_email.sink() as port:
        for program in (as_docx, as_emails):
            peaks = []
            for number in (FEW, MANY):
                with tempfile.TemporaryDirectory() as folder:
                    root = Path(folder) / "run"
                    peaks.append(peak(program(root, port, number), root))
            few, many = peaks
            print(f"{program.__name__}: {few:.0f} MB, {many:.0f} MB: {many - few:.0f} MB more")
    print(f"asked: {ASKED} MB more at most")


if __name__ == "__main__":
    main()
