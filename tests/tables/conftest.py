"""What the tests of tables share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from outreach.errors import InputInvalid, Problem
from outreach.tables.reading import read_table
from outreach.tables.rows import Row

Read = Callable[..., list[Row]]
Refuse = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def saved(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Write a file into a folder of this test's own."""

    def save(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return save


@pytest.fixture
def rows(saved: Callable[[str, bytes | str], Path]) -> Read:
    """All rows of a table that has this name and content."""

    def read(name: str, content: bytes | str) -> list[Row]:
        return list(read_table(saved(name, content), name).rows)

    return read


@pytest.fixture
def problems(rows: Read) -> Refuse:
    """Every problem of a table that is refused."""

    def refuse(name: str, content: bytes | str) -> tuple[Problem, ...]:
        with pytest.raises(InputInvalid) as refusal:
            rows(name, content)
        return refusal.value.problems

    return refuse
