"""Lists of 40,000 recipients read, checked and planned, beside `csv.DictReader` on the same file.

    python tests/benchmarks/bench_lists.py

Prints rows per second of processor time and their ratio to `csv.DictReader` in the same rounds,
for a list that has names in parts and one that has whole names only, which are taken apart; first
the peak memory of a process that reads and plans 10,000 and 40,000 rows, and what a row costs.
"""

import csv
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROWS, FEW, ROUNDS = 40_000, 10_000, 3
TODAY = date(2026, 11, 22)
KINDS = ("parts", "whole names")

_SOUNDS = ("ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo", "zu")
_CHINESE = ("Chan", "Wong", "Lee", "Cheung", "Lau", "Ng", "Kwok", "Leung")
_SYLLABLES = ("Ka", "Wai", "Ming", "Yuk", "Siu", "Chi", "Man", "Lai", "Hoi", "Tsz", "Fung", "Kit")
_PLACES = ("US", "US", "GB", "CA", "AU", "HK", "DE", "FR")


def word(chance: random.Random) -> str:
    return "".join(chance.choices(_SOUNDS, k=chance.choice((2, 3, 3)))).capitalize()


def name(chance: random.Random, country: str) -> tuple[str, str, str]:
    """An invented name: whole, given, family."""
    if country == "HK":
        family = chance.choice(_CHINESE)
        given = f"{chance.choice(_SYLLABLES)}-{chance.choice(_SYLLABLES).lower()}"
        return f"{family} {given}", given, family
    given, family = word(chance), f"{word(chance)}{chance.choice(('son', 'man', 'er', ''))}"
    initial = chance.choice(("", "", f"{chance.choice('ABCDEJMR')}. "))
    before = chance.choice(("", "", "", "Dr "))
    return f"{before}{given} {initial}{family}", f"{given} {initial}".strip(), family


def write_list(path: Path, number: int, kind: str) -> None:
    """A list like those of the legislators of many places."""
    chance = random.Random(7)  # noqa: S311 the same list in each run
    parts = ["given", "family"] if kind == "parts" else []
    heads = ["office", "organisation", "division", "country", "languages", "email", "phone"]
    more = ["address", "locality", "region", "postcode", "source", "verified_on", "party"]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "name", *parts, *heads, *more])
        for n in range(number):
            country = chance.choice(_PLACES)
            whole, given, family = name(chance, country)
            state = chance.choice(("al", "ca", "ny", "tx"))
            writer.writerow(
                [f"r{n}", whole, *([given, family] if parts else []),
                 "Member", f"House {n // 200}",
                 f"ocd-division/country:{country.lower()}/state:{state}/sldl:{n % 200}",
                 country, "en", f"r{n}@example.org", f"+1 202 555 {n % 10_000:04}",
                 f"Room {n % 999}|{n % 400} Main Street", "Townville", state.upper(), f"{n:05}",
                 "https://example.org/members", "2026-11-01", chance.choice(("A", "B", "C"))]
            )  # fmt: skip


def by_csv(root: Path) -> int:
    with (root / "recipients" / "people.csv").open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.DictReader(file))


def read(root: Path) -> int:
    from outreach.workspace.lists import read_lists

    return len(read_lists(root, ["people"]))


def checked(root: Path) -> int:
    from outreach.cli.lists.list_checking import all_findings
    from outreach.workspace.lists import read_list

    listed = read_list(root, "people")
    all_findings([listed], TODAY)
    return len(listed.recipients)


def planned(root: Path) -> int:
    from outreach.model.campaign import Campaign
    from outreach.planning import plan
    from outreach.workspace.lists import read_lists

    campaign = Campaign(id="c", title="C", template="t", recipients=("people",))
    recipients = read_lists(root, campaign.recipients)
    made = plan(campaign, recipients, wave="1", signer="jane", today=TODAY, selected=lambda _: True)
    return made.total


def timed(work: Callable[[Path], int], root: Path) -> float:
    began = time.process_time()
    number = work(root)
    return number / (time.process_time() - began)


def folder(into: Path, number: int, kind: str) -> Path:
    (into / "recipients").mkdir(parents=True)
    write_list(into / "recipients" / "people.csv", number, kind)
    return into


def rates(kind: str, root: Path) -> None:
    works = {"csv.DictReader": by_csv, "read": read, "read, checked": checked}
    works["read, planned"] = planned
    found: dict[str, list[float]] = {named: [] for named in works}
    for _ in range(ROUNDS):
        for named, work in works.items():
            found[named].append(timed(work, root))
    print(f"\n{ROWS:,} rows, {kind}; median of {ROUNDS}:")
    plain = statistics.median(found["csv.DictReader"])
    for named, each in found.items():
        median = statistics.median(each)
        print(f"  {named:16} {median:9,.0f} rows/s   {plain / median:6.1f} x the time of csv")


def peak(root: Path) -> float:
    """Megabytes at most in a process of its own that reads and plans a list."""
    said = subprocess.run(
        [sys.executable, __file__, "--peak", str(root)], capture_output=True, text=True, check=True
    )
    return float(said.stdout)


def main() -> None:
    if sys.argv[1:2] == ["--peak"]:
        planned(Path(sys.argv[2]))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
        return
    with tempfile.TemporaryDirectory() as into:
        roots = {kind: folder(Path(into) / kind, ROWS, kind) for kind in KINDS}
        # First, while this process is small: a child counts what its parent held at the fork.
        for kind, root in roots.items():
            few, many = peak(folder(Path(into) / f"{kind} few", FEW, kind)), peak(root)
            each = (many - few) * 1024 / (ROWS - FEW)
            print(f"{kind}: {few:.0f} MB for {FEW:,}, {many:.0f} MB for {ROWS:,}: ", end="")
            print(f"{each:.1f} kB a recipient")
        for kind, root in roots.items():
            rates(kind, root)


if __name__ == "__main__":
    main()
