"""Two commands at once, and commands that are killed while they write."""

import random
import subprocess
import sys
from collections import Counter

import pytest

from outreach.casework.store import Casework
from outreach.casework.values import LetterOut
from tests.casework.conftest import Office
from tests.casework.opened import text_of

PROGRAM = [sys.executable, "-m", "tests.casework.opened"]


def started(office: Office, key_hex: str, writer: str, count: int) -> "subprocess.Popen[str]":
    command = [*PROGRAM, str(office.path), key_hex, writer, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def assert_whole(casework: Casework, letter: LetterOut) -> int:
    """Everything of a letter is there; returns which of its writer's it is."""
    place = letter.details.words or 0
    assert casework.content(letter.sha256) == text_of(letter.writer, place)
    assert [one.reason for one in letter.details.overrides] == [f"{letter.writer} {place}"]
    assert letter.waiting
    return place


def test_two_commands_at_once_number_the_letters_of_a_case_without_a_gap(
    office: Office, key_hex: str
) -> None:
    office.open()
    office.close()
    running = [started(office, key_hex, writer, 8) for writer in ("jane", "ben")]
    for process in running:
        _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    casework = office.open()
    letters = casework.letters("heron")
    assert [one.number for one in letters] == list(range(1, 17))
    assert Counter(one.writer for one in letters) == {"jane": 8, "ben": 8}
    assert all(assert_whole(casework, one) for one in letters)


@pytest.mark.parametrize("turns", [2, pytest.param(25, marks=pytest.mark.slow)])
def test_a_letter_is_on_record_whole_or_not_at_all_when_its_command_is_killed(
    office: Office, key_hex: str, turns: int
) -> None:
    office.open()
    office.close()
    chance = random.Random(6)  # noqa: S311 - nothing secret
    told: set[tuple[str, str]] = set()
    for turn in range(turns):
        process = started(office, key_hex, f"writer-{turn}", 10_000)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 12)):
            place, number = process.stdout.readline().split()
            told.add((place, number))
        process.kill()
        rest, _ = process.communicate(timeout=30)
        told.update(tuple(line.split()) for line in rest.splitlines() if line.count(" ") == 1)  # type: ignore[misc]
    casework = office.open()
    letters = casework.letters("heron")
    found = {(str(assert_whole(casework, one)), str(one.number)) for one in letters}
    assert told <= found
    assert len(found - told) <= turns
    assert [one.number for one in letters] == list(range(1, len(letters) + 1))
    for turn in range(turns):
        last = max(one.details.words or 0 for one in letters if one.writer == f"writer-{turn}")
        assert casework.draft("heron", "", f"writer-{turn}") == f"draft {last}"
    assert casework.ledger.check() == ()
