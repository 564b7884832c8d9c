"""Faults and kills by chance, the same for the same seed.

What befalls a letter hangs on the seed, the step, its address and how often it was tried, not on
the order in which eight connections happen to get there.
"""

import asyncio
import subprocess
from collections import Counter
from dataclasses import replace
from random import Random

from tests.servers.scripted_smtp import Fault, Moment

# How often in a thousand, by step. RCPT to END are met by each letter once a try.
CHANCES: dict[str, tuple[tuple[int, Fault], ...]] = {
    "connect": (
        (20, Fault("connect", cut="before")),
        (20, Fault("connect", reply="421 4.3.2 too busy", cut="after")),
    ),
    "EHLO": ((20, Fault("EHLO", cut="before")), (10, Fault("EHLO", cut="after"))),
    "MAIL": (
        (10, Fault("MAIL", cut="before")),
        (10, Fault("MAIL", cut="after")),
        (5, Fault("MAIL", reply="451 4.3.0 try again")),
    ),
    "RCPT": (
        (30, Fault("RCPT", reply="451 4.7.1 greylisted, try again later")),
        (30, Fault("RCPT", reply="550 5.1.1 no such user")),
        (10, Fault("RCPT", reply="421 4.7.0 closing")),
        (10, Fault("RCPT", cut="before")),
        (10, Fault("RCPT", cut="after")),
        (50, Fault("RCPT", delay=0.02)),
    ),
    "DATA": (
        (10, Fault("DATA", cut="before")),
        (10, Fault("DATA", cut="after")),
        (10, Fault("DATA", reply="451 4.3.0 try again")),
    ),
    "CONTENT": ((10, Fault("CONTENT", after_bytes=200, cut="before")),),
    "END": (
        (10, Fault("END", cut="before", keeps=True)),
        (10, Fault("END", cut="before", keeps=False)),
        (10, Fault("END", cut="after")),
        (20, Fault("END", reply="451 4.3.0 not now")),
        (10, Fault("END", reply="554 5.7.1 not this one")),
        (50, Fault("END", delay=0.02)),
    ),
    "RSET": ((50, Fault("RSET", cut="before")),),
    "QUIT": ((300, Fault("QUIT", cut="before")),),
}
STEPS_OF_A_LETTER = 5  # MAIL, RCPT, DATA, CONTENT, END
AFTER_354 = {"DATA", "CONTENT", "END"}  # cut here, a letter may have gone for all the sender knows


class Storm:
    """Decides for a ScriptedServer, and kills the processes that it is aimed at."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._met: Counter[tuple[str, str]] = Counter()
        self._moments = 0
        self._aimed: list[tuple[int, float, subprocess.Popen[str]]] = []
        self.doubtful = 0  # letters whose sender could not know, by a cut and not by a kill
        self.faults: Counter[str] = Counter()

    def decide(self, moment: Moment) -> Fault | None:
        """As ScriptedServer asks it, on the server's thread."""
        self._moments += 1
        for aimed in [one for one in self._aimed if one[0] <= self._moments]:
            self._aimed.remove(aimed)
            _, delay, process = aimed
            if delay:
                asyncio.get_running_loop().call_later(delay, process.kill)
            else:
                process.kill()
        fault = self._drawn(moment)
        if fault is not None:
            self.faults[moment.step] += 1
            if fault.cut and moment.step in AFTER_354:
                self.doubtful += 1
        return fault

    def aim(self, process: subprocess.Popen[str], chance: Random, letters: int) -> None:
        """Kill it within the next so many letters, at a reply or a little after it."""
        step = self._moments + chance.randint(1, letters * STEPS_OF_A_LETTER)
        delay = chance.choice([0.0, chance.uniform(0.0, 0.02)])
        self._aimed.append((step, delay, process))

    def _drawn(self, moment: Moment) -> Fault | None:
        met = (moment.step, moment.address)
        self._met[met] += 1
        place = f"{self._seed}/{moment.step}/{moment.address}/{self._met[met]}"
        number = Random(place).randrange(1000)  # noqa: S311 chance that can be repeated
        for share, fault in CHANCES.get(moment.step, ()):
            if number < share:
                return replace(fault)
            number -= share
        return None
