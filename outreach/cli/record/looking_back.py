"""Looks back into the record: into which one, and at which of its letters."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening import private_store
from outreach.cli.opening.folder import (
    campaign_on_record,
    open_workspace,
    private_record,
    reading_ledger,
)
from outreach.cli.record import letters_shown
from outreach.cli.screen import console
from outreach.errors import InputInvalid, UsageProblem
from outreach.model.campaign import Campaign
from outreach.model.dispatch import HistoryItem, Status

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader
    from outreach.workspace.opening import Workspace


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters; all of them where nothing is said. `status` is as it was typed."""

    campaign: str | None = None
    recipient: str | None = None
    status: str | None = None
    wave: str | None = None
    private: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """The record that holds them; the campaign, known or gone from the folder, by its `id`."""

    folder: "Workspace"
    ledger: "LedgerReader | None"
    id: str | None


def look_back(
    workspace: Path | None,
    wanted: Wanted,
    *,
    as_json: bool = False,
    as_csv: bool = False,
    content: bool = False,
) -> None:
    """The letters that match: a table for a person, unless something else is asked for."""
    with _opened(workspace, wanted) as opened:
        items = _matching(opened, wanted)
        if content:
            letters_shown.write_content(opened.ledger, list(items))
        elif as_json:
            console.listing(letters_shown.as_fields(item) for item in items)
        elif as_csv:
            letters_shown.write_csv(items)
        else:
            letters_shown.show(items)


def tell(workspace: Path | None, wanted: Wanted, *, as_json: bool) -> None:
    """Every attempt and event of the letters to one recipient, in order."""
    from outreach.cli.record.stories import show_story

    with _opened(workspace, wanted) as opened:
        show_story(opened.ledger, opened.id, wanted.recipient, wanted.wave, as_json=as_json)


@contextmanager
def _opened(workspace: Path | None, wanted: Wanted) -> Iterator[Opened]:
    folder = open_workspace(workspace)
    known = _known(folder, wanted.campaign)
    if not (wanted.private or wanted.campaign) and private_store.exists(folder):
        console.note("Without what is in the private store: outreach history --private", "dim")
    with (
        private_record(folder)
        if wanted.private
        else reading_ledger(folder, known, moved_too=True) as ledger
    ):
        yield Opened(folder, ledger, known.id if known else wanted.campaign)


def _known(folder: "Workspace", campaign: str | None) -> Campaign | None:
    """None too of a campaign whose file is gone: it stays in the record, under its id."""
    return campaign_on_record(folder, campaign) if campaign else None


def _matching(opened: Opened, wanted: Wanted) -> Iterable[HistoryItem]:
    if opened.ledger is None:
        return ()
    items = opened.ledger.history(
        campaign=opened.id,
        recipient=wanted.recipient,
        status=_status(wanted.status),
        wave=wanted.wave,
    )
    return items if wanted.private or wanted.campaign else _public(opened.folder, items)


def _public(folder: "Workspace", items: Iterable[HistoryItem]) -> Iterator[HistoryItem]:
    """Without private cases, which are in the same record where all of it is encrypted."""

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


def _status(word: str | None) -> Status | None:
    if word is None:
        return None
    try:
        return Status(word)
    except ValueError:
        raise UsageProblem(
            f"There is no status {word!r}.", f"Use one of: {', '.join(Status)}."
        ) from None
