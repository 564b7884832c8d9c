"""With a hundred thousand letters, a question may read what it asks about, and not all the rest."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from outreach.ledger import questions


@pytest.mark.parametrize(
    ("question", "names"),
    [
        (questions.history(("recipient",)), ("recipient",)),
        (questions.history(("campaign", "wave", "status")), ("campaign", "wave", "status")),
        (questions.COUNTS, ("campaign", "wave")),
        (questions.STATUSES, ("campaign", "wave")),
        (questions.DEFERRED, ("campaign", "wave")),
        (questions.TO_RECIPIENTS.replace("(…)", "(:a, :b)"), ("a", "b", "since", "campaign")),
        (questions.TO_ADDRESSES.replace("(…)", "(:a, :b)"), ("a", "b", "since", "campaign")),
        (questions.SENT_TIMES, ("account", "since")),
        (questions.CONTENT, ("sha256",)),
        (questions.history(("campaign",)), ("campaign",)),
        (questions.STORIES, ("recipient",)),
        (questions.KNOWN_OF, ("campaign", "wave", "signatory")),
    ],
)
def test_no_question_reads_a_whole_table(
    office: Any, ledger_path: Path, question: str, names: tuple[str, ...]
) -> None:
    office.open()
    office.close()
    with closing(sqlite3.connect(ledger_path)) as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {question}", dict.fromkeys(names, "x"))
        steps = [row[3] for row in plan]
    scans = [step for step in steps if step.startswith("SCAN")]
    assert steps
    assert scans == []
