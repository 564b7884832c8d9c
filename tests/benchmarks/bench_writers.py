"""Letters of 10,000 writers to their 3 representatives, planned, beside a look at every pair.

    python tests/benchmarks/bench_writers.py

Prints how long planning takes with 1,000 and 10,000 writers, letters per second, and the memory
the plan holds; then how long comparing every writer with every recipient would take.
"""

import time
import tracemalloc
from datetime import date

from outreach.composing.divisions import areas_around
from outreach.model.campaign import Campaign, Match, Sign
from outreach.model.people import PersonName, Recipient, Signatory, Writer
from outreach.planning import Plan, plan
from outreach.planning_writers import each_writes

FEW, MANY, STATES, DISTRICTS = 1_000, 10_000, 50, 9
CAMPAIGN = Campaign("c", "C", "t", ("list",), sign=Sign.EACH, match=Match.DIVISION)


def recipients() -> list[Recipient]:
    """Two senators a state, and a member for each of its districts."""
    areas = [f"ocd-division/country:us/state:s{state}" for state in range(STATES)]
    senators = [(f"{area}", f"senator-{n}") for area in areas for n in (1, 2)]
    members = [(f"{area}/cd:{n}", "member") for area in areas for n in range(DISTRICTS)]
    return [
        Recipient(
            f"{who}-{place}",
            name=PersonName(f"Person {place}"),
            office="Senator",
            division=area,
            email=f"r{place}@example.org",
        )
        for place, (area, who) in enumerate((*senators, *members))
    ]


def writers(number: int) -> list[Writer]:
    return [
        Writer(
            Signatory(f"w{n}", f"Writer {n}"),
            (f"country:us/state:s{n % STATES}/cd:{n // STATES % DISTRICTS}",),
        )
        for n in range(number)
    ]


def planned(number: int) -> Plan:
    base = plan(
        CAMPAIGN,
        recipients(),
        wave="1",
        signer="jane",
        today=date(2026, 11, 22),
        selected=lambda _: True,
    )
    return each_writes(base, writers(number), lambda _: "")


def every_pair(number: int) -> int:
    areas = [one.division.removeprefix("ocd-division/") for one in recipients()]
    return sum(
        area in areas_around(home)
        for writer in writers(number)
        for home in writer.divisions
        for area in areas
    )


def main() -> None:
    seconds = {}
    for number in (FEW, MANY):
        begun = time.perf_counter()
        letters = len(planned(number).planned)
        seconds[number] = time.perf_counter() - begun
        rate = letters / seconds[number]
        print(
            f"{number:>6,} writers: {letters:,} letters in {seconds[number]:.2f} s, {rate:,.0f}/s"
        )
        tracemalloc.start()
        kept = planned(number)
        held, most = (size / 1e6 for size in tracemalloc.get_traced_memory())
        tracemalloc.stop()
        print(f"        {held:.1f} MB for {kept.total:,} letters, {most:.1f} MB at most")
    begun = time.perf_counter()
    every_pair(FEW)
    pairs = time.perf_counter() - begun
    print(f"every pair of {FEW:,} writers: {pairs:.2f} s, {pairs / seconds[FEW]:.0f} times as long")


if __name__ == "__main__":
    main()
