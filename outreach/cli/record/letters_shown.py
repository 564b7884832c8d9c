"""Letters of the record as a table, as CSV or JSON, and one of them to the byte."""

import csv
import sys
from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

from outreach.cli.screen import console, times, words
from outreach.errors import UsageProblem
from outreach.model.dispatch import HistoryItem, Status

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader

COLUMNS = (
    "campaign",
    "wave",
    "recipient",
    "name",
    "office",
    "signatory",
    "channel",
    "address",
    "status",
    "at",
    "message_id",
    "sha256",
    "detail",
)


def as_fields(item: HistoryItem) -> dict[str, str]:
    """A letter of the record as `--json` and `--csv` show it."""
    fields = {name: str(getattr(item, name)) for name in COLUMNS}
    return {**fields, "at": times.rfc3339(item.at)}


def write_csv(items: Iterable[HistoryItem]) -> None:
    """A table on stdout."""
    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(as_fields(item) for item in items)


def write_content(ledger: "LedgerReader | None", items: list[HistoryItem]) -> None:
    """The exact bytes of the one letter there is; UsageProblem where there are more, or none."""
    if ledger is None or len(items) != 1:
        raise UsageProblem(
            f"{words.count(len(items), 'letter')} match, and --content shows one.",
            "Name it: outreach history CAMPAIGN --recipient ID --content",
        )
    kept = ledger.content(items[0].sha256)
    if kept is None:
        raise UsageProblem("The words of this letter are not kept; the record has their digest.")
    sys.stdout.flush()
    sys.stdout.buffer.write(kept)


def show(items: Iterable[HistoryItem]) -> None:
    """For a person: when, whom to, and what became of it."""
    rows = (
        (
            times.short(item.at),
            item.campaign,
            _parties(item),
            _became(item),
        )
        for item in items
    )
    first = next(rows, None)
    if first is None:
        console.note("Nothing on record yet.")
    else:
        console.table(("When (UTC)", "Campaign", "To", "What became of it"), chain([first], rows))


def _parties(item: HistoryItem) -> str:
    """To whom, and from whom where a letter has a signatory of its own."""
    to = item.name or item.office or item.recipient
    return f"{to}, from {item.signatory}" if item.signatory else to


def _became(item: HistoryItem) -> str:
    said = words.STATUS[item.status]
    return said if item.status is Status.SENT or not item.detail else f"{said}: {item.detail}"
