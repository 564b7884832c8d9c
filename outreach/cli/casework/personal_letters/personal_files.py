"""The files of a letter to one person: all of them or none, for their owner alone."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from outreach.cli.casework.personal_letters.to_person import ToPerson
from outreach.cli.letters.filenames import safe
from outreach.cli.opening.folder import warn_of_place
from outreach.cli.screen import asking
from outreach.composing.message_parts import parts
from outreach.errors import AlreadyThere, UsageProblem
from outreach.tables.whole_files import make_folder, write_whole

File = tuple[str, bytes]


def out_folder(to: ToPerson, named: Path | None) -> Path:
    """Where the files go: of a private case only where somebody says. Raises UsageProblem."""
    if not to.case.private:
        return named or to.folder.outbox / safe(f"case-{to.case.id}")
    place = named or _asked(to)
    warn_of_place(to.folder, place)
    return place


def _asked(to: ToPerson) -> Path:
    answer = ""
    if asking.somebody_is_there():
        answer = asking.ask("Into which folder? The pages name the person")
    if not answer:
        raise _nowhere(to)
    return Path(answer).expanduser()


def insist_on_somewhere(to: ToPerson, named: Path | None) -> None:
    """Raises UsageProblem where nobody said where the files go, and nobody can be asked."""
    if named is None and to.case.private and not asking.somebody_is_there():
        raise _nowhere(to)


def _nowhere(to: ToPerson) -> UsageProblem:
    return UsageProblem(
        f"{to.case.id} is a private case: its pages go only where you say.",
        "Name a folder: --out DIR",
    )


def file_name(to: ToPerson, number: int, further: str = "", ending: str = "pdf") -> str:
    """`heron-3.pdf`, `heron-3-envelope.pdf`: the code word, and no name."""
    return f"{safe(to.case.id)}-{number}{further and f'-{further}'}.{ending}"


def message_files(to: ToPerson, number: int, text: str, limit: int | None) -> Sequence[File]:
    """The text in one file, or in as many as its parts."""
    pieces = parts(text, limit) if limit else (text,)
    if len(pieces) == 1:
        return [(file_name(to, number, ending="txt"), _bytes(pieces[0]))]
    return [
        (file_name(to, number, f"{at}-of-{len(pieces)}", "txt"), _bytes(piece))
        for at, piece in enumerate(pieces, start=1)
    ]


def _bytes(text: str) -> bytes:
    return f"{text}\n".encode()


def insist_on_free_names(folder: Path, files: Sequence[File]) -> None:
    """Raises AlreadyThere where a file of the name holds something else: it may be of another
    letter, posted or yet to be.
    """
    for name, content in files:
        path = folder / name
        if path.is_file() and not _holds(path, content):
            raise AlreadyThere(
                path,
                "It holds something else. Delete it if you need it no more, or name another "
                "folder: --out DIR",
            )


def _holds(path: Path, content: bytes) -> bool:
    with suppress(OSError):
        return path.stat().st_size == len(content) and path.read_bytes() == content
    return False


def write_all(folder: Path, files: Sequence[File]) -> tuple[Path, ...]:
    """Write them whole; where one cannot be written, take away those that were. Raises NotWritten,
    and AlreadyThere before anything is written.
    """
    insist_on_free_names(folder, files)
    make_folder(folder, private=True)
    written: list[Path] = []
    try:
        for name, content in files:
            path = folder / name
            if not path.is_file():
                write_whole(path, content, private=True)
                written.append(path)
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
    return tuple(folder / name for name, _ in files)
