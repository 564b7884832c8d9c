"""What was sent to whom, and how little is loaded and read to tell."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from outreach.errors import ExitStatus

HEAVY = {
    *("sqlalchemy", "alembic", "rich.console", "jinja2", "markdown_it", "babel", "yaml"),
    *("asyncio", "filelock", "outreach.composing.merging", "outreach.renderers"),
}


@pytest.fixture
def sent(outreach, folder) -> Path:
    assert outreach("send", "release", "--yes").status == 0
    assert outreach("mark", "replied", "release", "cheng", "--note", "Thank you").status == 0
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ("history", "--recipient", "cheng"),
        ("history", "release", "--json"),
        ("history", "--recipient", "cheng", "--events"),
        ("report", "release"),
        ("report", "release", "--json"),
    ],
)
def test_asking_loads_nothing_that_makes_or_writes(sent: Path, words: tuple[str, ...]) -> None:
    program = (
        "import sys; from outreach.cli.app import run\n"
        f"status = run({list(words)!r})\n"
        f"print(status, sorted({HEAVY!r} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=sent)
    assert done.stderr.strip().endswith("0 []"), done.stderr
    assert done.stdout


def test_every_attempt_and_event_is_told_in_order(outreach, sent) -> None:
    told = outreach("history", "--recipient", "cheng", "--events")
    assert told.status == 0
    first, second = told.out.splitlines()
    assert "handed to the mail server" in first
    assert "answered: Thank you" in second
    items = outreach("history", "-r", "cheng", "--events", "--json").json["items"]
    assert [item["event"] for item in items] == ["sent", "replied"]
    assert items[1]["by"] == "jane"


def test_events_are_of_one_recipient(outreach, sent) -> None:
    assert outreach("history", "release", "--events").status == ExitStatus.USAGE


def test_a_document_is_the_same_whether_written_at_once_or_as_it_comes(outreach, sent) -> None:
    document = outreach("history", "--json").out
    assert document == json.dumps(json.loads(document), ensure_ascii=False, indent=2) + "\n"
    nobody = outreach("history", "-r", "nobody", "--json")
    assert nobody.json == {"schema": 1, "items": []}
