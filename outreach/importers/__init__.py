"""Public data sets → rows of a list, one module for each data set.

A new importer is a module with the members of `contract.Importer`, one line below, and a test
class that inherits `ImporterContract`.
"""

from collections.abc import Callable

from outreach.importers.contract import Importer


def _us_congress() -> Importer:
    from outreach.importers import us_congress

    return us_congress


def _openstates() -> Importer:
    from outreach.importers import openstates

    return openstates


def _popolo() -> Importer:
    from outreach.importers import popolo

    return popolo


def _represent() -> Importer:
    from outreach.importers import represent

    return represent


def _uk_prisons() -> Importer:
    from outreach.importers import uk_prisons

    return uk_prisons


def _vcard() -> Importer:
    from outreach.importers import vcard

    return vcard


def _table() -> Importer:
    from outreach.importers import table

    return table


# Name on the command line → the importer; its libraries load only when it is used.
IMPORTERS: dict[str, Callable[[], Importer]] = {
    "us-congress": _us_congress,
    "openstates": _openstates,
    "popolo": _popolo,
    "represent": _represent,
    "uk-prisons": _uk_prisons,
    "vcard": _vcard,
    "table": _table,
}
