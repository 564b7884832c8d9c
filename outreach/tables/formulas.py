"""Cells that a spreadsheet program would take for a formula when it opens a CSV file.

A name such as `=HYPERLINK(…)` in somebody's list must not run on the computer of the next person
who opens it. Such a cell is written with an apostrophe before it (OWASP, CSV injection), and read
without it, so that what comes back is what was written. A number, and a telephone number such as
+852 2867 2198, calls nothing: it stays as it is.
"""

import re

_MARK = "'"
_STARTS = frozenset("=@+-\t\r")
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d\s().,/-]*\Z)")


def marked(cell: str) -> str:
    """The cell as it is written to a CSV file."""
    return _MARK + cell if _FORMULA.match(cell) or unmarked(cell) != cell else cell


def unmarked(cell: str) -> str:
    """The cell as it was before it was written."""
    if cell[:1] == _MARK and cell.lstrip(_MARK)[:1] in _STARTS:
        return cell[1:]
    return cell
