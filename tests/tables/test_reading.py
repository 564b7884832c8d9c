"""Tables of any kind."""

import subprocess
import sys

import pytest

from outreach.errors import InputInvalid
from outreach.tables.reading import READERS, read_table


def test_an_ending_that_is_not_read_is_refused_with_those_that_are(tmp_path):
    with pytest.raises(InputInvalid) as refusal:
        read_table(tmp_path / "list.xls", "list.xls")
    (problem,) = refusal.value.problems
    assert all(ending in problem.way_out for ending in READERS)


def test_the_ending_may_be_in_capitals(rows):
    assert len(rows("LIST.CSV", "name\nAda\n")) == 1


def test_a_csv_list_loads_no_library_for_other_kinds(saved):
    path = saved("list.csv", "name\nAda\n")
    code = (
        "import sys, pathlib; from outreach.tables.reading import read_table;"
        f"list(read_table(pathlib.Path({str(path)!r}), 'x').rows);"
        "print(sorted({'yaml', 'python_calamine'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
