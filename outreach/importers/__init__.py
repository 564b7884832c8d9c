"""Public data sets → rows of a list, one module for each data set.

A new importer is a module with `LIST`, `COLUMNS`, `read` and `compare`, and one line below.
"""

from collections.abc import Callable

from outreach.importers.contract import Importer


def _us_congress() -> Importer:
    from outreach.importers import us_congress

    return us_congress


# Name on the command line → the importer; its libraries load only when it is used.
IMPORTERS: dict[str, Callable[[], Importer]] = {
    "us-congress": _us_congress,
}
