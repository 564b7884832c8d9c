"""The campaign folder a command works in, and its ledger."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from outreach.encryption.keys import Key
    from outreach.errors import InputInvalid
    from outreach.ledger.reading import LedgerReader
    from outreach.ledger.store import SqlLedger
    from outreach.model.campaign import Campaign
    from outreach.workspace.opening import Workspace


def open_workspace(named: Path | None) -> "Workspace":
    """The folder named, or the nearest one upwards from here."""
    from outreach.workspace.finding import find_root
    from outreach.workspace.opening import Workspace

    return Workspace(find_root(Path.cwd(), named))


ADHOC = "adhoc:"


def campaign_on_record(folder: "Workspace", name: str) -> "Campaign | None":
    """The campaign of that name; a one-off, adhoc:LETTER or adhoc:LETTER:CASE, without its lists.

    None where its file is gone: what was done stays on record under its id.
    """
    from outreach.errors import NotFound

    if name.startswith(ADHOC):
        template, _, case = name.removeprefix(ADHOC).partition(":")
        return folder.adhoc(template, (), case)
    try:
        return folder.campaign(name)
    except NotFound:
        return None


@contextmanager
def reading_ledger(
    folder: "Workspace", campaign: "Campaign | None" = None, *, moved_too: bool = False
) -> "Iterator[LedgerReader | None]":
    """The record, only to be read; None where nothing was recorded yet. Creates no file.

    That of a private campaign is the private one. Of one that was moved, only what looks back is
    read (`moved_too`), and it is said where it is.
    """
    if campaign is not None and campaign.private:
        with private_record(folder, campaign) as private:
            yield private
        return
    from outreach.cli.screen import console
    from outreach.errors import NoLedgerYet
    from outreach.ledger.opening import open_ledger

    settings = folder.settings
    unlock_record(folder)
    try:
        ledger = open_ledger(settings.ledger_url, settings.ledger_id, writing=False)
    except NoLedgerYet:
        yield None
        return
    with ledger:
        if ledger.moved is not None:
            refusal = ledger.moved.refusal(ledger.shown)
            if not moved_too:
                raise refusal
            console.note(refusal.sentence, "yellow")
        yield ledger


@contextmanager
def writing_ledger(
    folder: "Workspace", campaign: "Campaign | None" = None
) -> "Iterator[SqlLedger]":
    """The record, to be written; made, and its id noted in outreach.toml, where there is none.

    That of a private campaign is the private one, which is never made by the way.
    """
    if campaign is not None and campaign.private:
        with private_record(folder, campaign) as private:
            yield private
        return
    from outreach.ledger.opening import open_ledger

    if campaign is not None:
        _insist_that_it_was_never_private(folder, campaign)
    settings = folder.settings
    key = unlock_record(folder, to_be_made=not settings.ledger_id)
    with open_ledger(
        settings.ledger_url, settings.ledger_id, writing=True, create=True, key=key
    ) as ledger:
        if not settings.ledger_id:
            folder.record_ledger_id(ledger.id)
        yield ledger


def _insist_that_it_was_never_private(folder: "Workspace", campaign: "Campaign") -> None:
    """Raises RuleObjects where the private store has letters of a campaign that names no private
    case any more: here nothing is known of them, and they would go once more. Looked for as far as
    the store opens without a question.
    """
    from outreach.cli.opening import private_store
    from outreach.errors import RuleObjects

    with private_store.looked_into(folder) as private:
        waves = private.waves(campaign.id) if private else ()
    if waves:
        raise RuleObjects(
            f"Letters of {campaign.id} are on record in the private store, and it names no "
            "private case any more: they would go once more, and into the plain record.",
            "Name its case again (--case)."
            if campaign.adhoc
            else 'Put its case back into its file (case = "…"), or give another one another id.',
        )


@contextmanager
def private_record(
    folder: "Workspace", campaign: "Campaign | None" = None
) -> "Iterator[SqlLedger]":
    """The record of private cases; raises a refusal where there is none."""
    from outreach.cli.opening import private_store

    if campaign is not None and campaign.case and not private_store.exists(folder):
        raise _no_case(campaign)
    with private_store.open_record(folder) as ledger:
        yield ledger


def unlock_record(folder: "Workspace", *, to_be_made: bool = False) -> "Key | None":
    """Ask for the passphrase of a record that is encrypted; the key of one that is to be made."""
    from outreach.ledger.opening import is_encrypted

    path = folder.ledger_path
    if path is None or not is_encrypted(folder.settings.ledger_url):
        return None
    from outreach.cli.opening import passphrases

    if path.exists():
        passphrases.unlock(folder, path)
    elif to_be_made:
        return passphrases.key_for_new(folder, path)
    return None


def _no_case(campaign: "Campaign") -> "InputInvalid":
    from outreach.errors import InputInvalid, Problem

    name = campaign.case
    return InputInvalid(
        [
            Problem(
                f"There is no case “{name}”: no file cases/{name}.toml, and no private store.",
                f"outreach case new {name}",
                campaign.file,
                campaign.case_line,
            )
        ]
    )


def warn_of_place(folder: "Workspace", path: Path) -> None:
    """Say so where a file that tells of a private case is put into the folder that people share."""
    from outreach.cli.screen import console
    from outreach.cli.screen.paths import shown

    if path.resolve().is_relative_to(folder.root.resolve()):
        console.note(
            f"{shown(path)} lies in the campaign folder, which others may share or back up. What "
            "is private belongs elsewhere.",
            "yellow",
        )
