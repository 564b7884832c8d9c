"""Moves the record to another database."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening import passphrases
from outreach.cli.opening.folder import open_workspace, reading_ledger
from outreach.cli.screen import asking, console, words
from outreach.encryption import databases
from outreach.encryption.keys import key_of
from outreach.errors import ExitStatus, UsageProblem
from outreach.ledger.copy_names import FOLDER
from outreach.ledger.opening import file_of, is_encrypted

if TYPE_CHECKING:
    from outreach.encryption.keys import Key
    from outreach.ledger.places import Place
    from outreach.workspace.opening import Workspace


def carry_out(workspace: Path | None, target: str, *, yes: bool) -> int:
    """Copy, compare, retire the old one, and write the new place into outreach.toml."""
    from outreach.ledger.moving import Source, move
    from outreach.ledger.places import name_of, place_of

    folder = open_workspace(workspace)
    place = place_of(target, folder.root, Path.cwd())
    here = name_of(folder.settings.ledger_url, folder.root)
    with reading_ledger(folder, moved_too=True) as ledger:
        if ledger is None:
            raise UsageProblem(
                "There is no record yet, so there is nothing to copy.",
                f'Write url = "{place.written}" under [ledger] in outreach.toml.',
            )
        if place.name == here:
            console.say(f"The record is in {place.name} already.")
            return ExitStatus.DONE
        letters, ledger_id = ledger.how_many()[0], ledger.id
    console.note(
        f"{words.count(letters, 'letter')} on record, with their exact words, are copied from "
        f"{here} to {place.name} and compared row by row. Then the record goes on there alone: "
        f"the one in {here} is kept, and refuses to be written to."
    )
    if not asking.confirmed("Move the record?", yes=yes):
        console.say("Nothing was changed.")
        return ExitStatus.DONE
    source = Source(folder.settings.ledger_url, folder.settings.ledger_id, here)
    _say(move(source, place, key=_key(folder, place)), place)
    _write_down(folder, place, ledger_id)
    _tell_of_the_old_one(source.url, place, folder.root)
    return ExitStatus.DONE


def _key(folder: "Workspace", place: "Place") -> "Key | None":
    """The key of a place that is encrypted; of a new one its passphrase is chosen now."""
    if place.path is None or not is_encrypted(place.url):
        return None
    if not place.path.exists():
        return passphrases.key_for_new(folder, place.path)
    passphrases.unlock(folder, place.path)
    return key_of(place.path)


def _tell_of_the_old_one(source: str, place: "Place", root: Path) -> None:
    """What was plain lies there still, and in copies."""
    path = file_of(source)
    if path is None or is_encrypted(source) or not is_encrypted(place.url):
        return
    found = [path, *(path.parent / FOLDER).glob("*.db")]
    plain = [one for one in found if one.exists() and not databases.is_encrypted(one)]
    named = ", ".join(os.path.relpath(one, root) for one in plain)
    console.note(
        f"What is recorded lies in plain still, in: {named}. When you have seen that all is well "
        "(outreach ledger check), delete these files. Deletion from a solid-state disk, from a "
        "stick, or from a folder that is synchronised is not certain: only a disk that is "
        "encrypted as a whole keeps what was once written in plain.",
        "yellow",
    )


def _say(copied: Mapping[str, int], place: "Place") -> None:
    if not copied:
        console.say(f"The move that was begun is finished: the record is in {place.name}.")
        return
    rows = ", ".join(
        words.count(copied[table], noun)
        for table, noun in (
            ("letters", "letter"),
            ("attempts", "attempt"),
            ("events", "event"),
            ("contents", "content"),
        )
    )
    console.say(f"Copied and compared row by row: {rows}.")


def _write_down(folder: "Workspace", place: "Place", ledger_id: str) -> None:
    folder.record_ledger_url(place.written, ledger_id)
    console.say(f'Written into outreach.toml, under [ledger]: url = "{place.written}"')
    if place.path is None:
        console.note(
            "Others who send from this record write the same url and id into theirs. A password "
            "is read from the environment variable PGPASSWORD or from ~/.pgpass. Keep copies of "
            "the record by pg_dump."
        )
