"""`outreach history`: what was sent to whom."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from outreach.cli import options

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from outreach.ledger.reading import LedgerReader
    from outreach.model.campaign import Campaign
    from outreach.model.dispatch import HistoryItem, Status
    from outreach.workspace.opening import Workspace

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


def history(
    campaign: options.Campaign = None,
    recipient: Annotated[
        str | None,
        typer.Option("--recipient", "-r", metavar="ID", help="Letters to this recipient alone."),
    ] = None,
    status: Annotated[
        str | None,
        typer.Option("--status", metavar="STATUS", help="Letters that stand so: sent, refused, …"),
    ] = None,
    wave: options.Wave = None,
    as_json: options.Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="A CSV table on stdout.")] = False,
    events: Annotated[
        bool,
        typer.Option("--events", help="With --recipient: every attempt and event, in order."),
    ] = False,
    private: Annotated[
        bool,
        typer.Option("--private", help="What is in the private store, of private cases."),
    ] = False,
    content: Annotated[
        bool,
        typer.Option("--content", help="The exact bytes of the one letter that matches."),
    ] = False,
    workspace: options.Workspace = None,
) -> None:
    """What was sent to whom.

    Example: `outreach history release-the-64 --status refused`
    """
    from outreach.cli import console
    from outreach.cli.folder import open_workspace

    folder = open_workspace(workspace)
    known = _known(folder, campaign)
    recorded = known.id if known else campaign
    with _record(folder, known, private=private, said=not campaign) as ledger:
        if events:
            from outreach.cli.stories import show_story

            show_story(ledger, recorded, recipient, wave, as_json=as_json)
            return
        items = (
            ledger.history(
                campaign=recorded,
                recipient=recipient,
                status=_status(status),
                wave=wave,
            )
            if ledger
            else iter(())
        )
        if not (private or campaign):
            items = _public(folder, items)
        if content:
            _write_content(ledger, list(items))
        elif as_json:
            console.listing(as_fields(item) for item in items)
        elif as_csv:
            _write_csv(items)
        else:
            _show(items)


def _known(folder: "Workspace", campaign: str | None) -> "Campaign | None":
    """None too of a campaign whose file is gone: it stays in the record, under its id."""
    from outreach.cli.folder import campaign_on_record

    return campaign_on_record(folder, campaign) if campaign else None


def _record(
    folder: "Workspace", campaign: "Campaign | None", *, private: bool, said: bool
) -> "AbstractContextManager[LedgerReader | None]":
    """The record to look into. That there is a private one beside it is `said`."""
    from outreach.cli import console, private_store
    from outreach.cli.folder import private_record, reading_ledger

    if private:
        return private_record(folder)
    if said and private_store.exists(folder):
        console.note("Without what is in the private store: outreach history --private", "dim")
    return reading_ledger(folder, campaign, moved_too=True)


def _public(folder: "Workspace", items: "Iterable[HistoryItem]") -> "Iterator[HistoryItem]":
    """Without private cases, which are in the same record where all of it is encrypted."""
    from functools import cache

    from outreach.errors import InputInvalid

    @cache
    def is_private(campaign: str) -> bool:
        if campaign.startswith("case:"):
            return True
        try:
            known = _known(folder, campaign)
        except InputInvalid:
            return True  # it cannot be told
        return known is not None and known.private

    return (item for item in items if not is_private(item.campaign))


def _status(word: str | None) -> "Status | None":
    from outreach.errors import UsageProblem
    from outreach.model.dispatch import Status

    if word is None:
        return None
    try:
        return Status(word)
    except ValueError:
        raise UsageProblem(
            f"There is no status {word!r}.", f"Use one of: {', '.join(Status)}."
        ) from None


def as_fields(item: "HistoryItem") -> dict[str, str]:
    """A letter of the record as `--json` and `--csv` show it."""
    from outreach.cli.times import rfc3339

    fields = {name: str(getattr(item, name)) for name in COLUMNS}
    return {**fields, "at": rfc3339(item.at)}


def _write_csv(items: "Iterable[HistoryItem]") -> None:
    import csv
    import sys

    writer = csv.DictWriter(sys.stdout, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(as_fields(item) for item in items)


def _write_content(ledger: "LedgerReader | None", items: "list[HistoryItem]") -> None:
    import sys

    from outreach.cli import words
    from outreach.errors import UsageProblem

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


def _show(items: "Iterable[HistoryItem]") -> None:
    from outreach.cli import console, times

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


def _parties(item: "HistoryItem") -> str:
    """To whom, and from whom where a letter has a signatory of its own."""
    to = item.name or item.office or item.recipient
    return f"{to}, from {item.signatory}" if item.signatory else to


def _became(item: "HistoryItem") -> str:
    from outreach.cli import words
    from outreach.model.dispatch import Status

    said = words.STATUS[item.status]
    return said if item.status is Status.SENT or not item.detail else f"{said}: {item.detail}"
