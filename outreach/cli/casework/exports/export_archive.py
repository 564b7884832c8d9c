"""`export --for archive`: everything of a case in one encrypted file, and how it is unpacked."""

import json
import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from outreach.casework.archives import ArchivedFile, read_archive, write_archive
from outreach.casework.values import LetterOut, Received
from outreach.cli.casework.exports.export_facts import Known
from outreach.cli.casework.log.log_showing import as_fields
from outreach.cli.casework.log.logged import number_of
from outreach.cli.letters.filenames import safe
from outreach.cli.opening import passphrases
from outreach.cli.opening.cases import reading_casework
from outreach.cli.screen import asking, console, words
from outreach.encryption import databases, keys
from outreach.errors import NotAnArchive, PassphraseNeeded, UsageProblem
from outreach.workspace import case_documents

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

VARIABLE = "OUTREACH_ARCHIVE_PASSPHRASE"
_ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
}
_HANDING_OVER = (
    "Give the passphrase by another way than the file, by word of mouth best. Whoever has both "
    "reads everything: outreach export --open FILE --out DIR, or any program for SQLCipher 4 "
    "databases."
)


def write(folder: "Workspace", known: Known, path: Path, text: str) -> None:
    """An encrypted file with a passphrase of its own."""
    console.note("The archive gets a passphrase of its own, for whoever you hand it to.")
    key = keys.new_key(_new_passphrase(path))
    write_archive(path, key, _files(folder, known, text))
    console.say(f"Written and encrypted: {path}")
    console.note(_HANDING_OVER)


def _new_passphrase(path: Path) -> str:
    given = os.environ.get(VARIABLE)
    if given:
        return passphrases.checked(given)
    if not asking.somebody_is_there():
        raise PassphraseNeeded(str(path))
    return passphrases.chosen()


def _files(folder: "Workspace", known: Known, text: str) -> Iterator[ArchivedFile]:
    case = known.case.id
    yield _text("case.md", text)
    facts = case_documents.write_case(known.case)
    guarded = case_documents.write_guarded(known.guarded)
    letters: tuple[LetterOut | Received, ...] = (*known.out, *known.came)
    with reading_casework(folder) as casework:
        entry = casework.entry(case) if casework else None
        yield _text("case.toml", (entry.facts if entry else "") or facts)
        yield _text("guarded.toml", entry.guarded if entry else guarded)
        told = {"case": case, "letters": [as_fields(one) for one in letters]}
        yield _text("letters.json", json.dumps(told, ensure_ascii=False, indent=2))
        for one in letters:
            content = casework.content(one.sha256) if casework and one.sha256 else None
            if content is not None:
                yield _letter(one, content)


def _text(name: str, text: str) -> ArchivedFile:
    return ArchivedFile(name, "text/plain; charset=utf-8", text.encode())


def _letter(one: LetterOut | Received, content: bytes) -> ArchivedFile:
    media_type = _media_type(content)
    ending = _ENDINGS.get(media_type, "txt")
    number = number_of(one)
    name = number if number.startswith("in") else f"out{number}"
    return ArchivedFile(f"letters/{name}.{ending}", media_type, content)


def _media_type(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\x89PNG"):
        return "image/png"
    return "image/jpeg" if content.startswith(b"\xff\xd8\xff") else "text/plain; charset=utf-8"


# --- unpacking -----------------------------------------------------------------------------------


def unpack(path: Path, out: Path | None) -> None:
    """An archive's files into a new folder, for their owner alone."""
    if out is None:
        raise UsageProblem("It is not said where the files go.", "Name a new folder: --out DIR")
    if out.exists():
        raise UsageProblem(f"{out} is there already.", "Name a folder that is not there yet.")
    if not path.is_file():
        raise UsageProblem(f"There is no file {path}.", "Name an archive.")
    if not databases.is_encrypted(path):
        raise NotAnArchive(str(path))
    key = keys.derive(_passphrase(path), keys.salt_of(path))
    files = list(read_archive(path, key, str(path)))
    for one in files:
        _put(out, one)
    console.say(f"{words.count(len(files), 'file')} in {out}, readable by you alone.")
    console.note("They lie there in plain: delete them when they are no longer needed.", "yellow")


def _passphrase(path: Path) -> str:
    given = os.environ.get(VARIABLE)
    if given:
        return given
    if not asking.somebody_is_there():
        raise PassphraseNeeded(str(path))
    return passphrases.typed(f"Passphrase of {path.name}")


def _put(out: Path, one: ArchivedFile) -> None:
    """Under its own name, wherever the archive comes from: never outside of the folder."""
    from outreach.tables.whole_files import make_folder, write_whole

    parts = [safe(part) for part in PurePosixPath(one.name).parts if part not in ("/", "..", ".")]
    target = out.joinpath(*parts[-2:])
    make_folder(out, private=True)
    make_folder(target.parent, private=True)
    write_whole(target, one.content, private=True)
