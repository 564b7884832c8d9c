"""The user's own editor on a text that should leave no trace: a file in memory, gone afterwards.

Editors keep copies of what they edit: each that is known here is told to keep none.
"""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, MappingProxyType

from outreach.cli.screen import console
from outreach.encryption.memory import for_owner_alone, memory_folder
from outreach.errors import OutreachError, UsageProblem

# vim: no swap file, no viminfo, no back-up, no undo file.
_VIM = (
    *("-n", "-i", "NONE"),
    *("-c", "set nobackup nowritebackup noundofile noswapfile"),
)
_EMACS = (
    "--eval",
    "(setq make-backup-files nil auto-save-default nil create-lockfiles nil)",
)
_PREFIX = "outreach-editing-"  # then the number of the process
# What each is to be told; nano's own settings may ask for back-ups, so they are left alone; its
# long lines are shown whole.
_WITHOUT_COPIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vim": _VIM,
        "vim.basic": _VIM,
        "vim.tiny": _VIM,
        "vim.nox": _VIM,
        "vim.gtk3": _VIM,
        "nvim": _VIM,
        "gvim": ("-f", *_VIM),
        "nano": ("--ignorercfiles", "--softwrap"),
        "emacs": _EMACS,
        "micro": ("-backup", "false", "-savecursor", "false", "-saveundo", "false"),
        "busybox": (),
        "ed": (),
        "notepad": (),
    }
)
_USUAL = ("editor", "nano", "vim", "vi", "emacs", "notepad")
# What this program was given in secret is not for the editor, nor for what an editor starts.
_SECRET = re.compile(r"OUTREACH_(?:\w+_)?(?:PASSPHRASE|PASSWORD)")
_ENDING = tuple(
    number for name in ("SIGTERM", "SIGHUP") if (number := getattr(signal, name, None)) is not None
)


@dataclass(frozen=True, slots=True)
class Safe:
    """Where what was typed is safe: `keep` puts it there, or raises; `go_on` is the command that
    takes it from a file.
    """

    keep: Callable[[str], object]
    go_on: Callable[[Path], str]


@dataclass(slots=True)
class _Place:
    """The folder of the text; it stays where it holds what is `needed`, being nowhere else."""

    folder: Path
    in_memory: bool
    needed: bool = False


def edited(text: str, suffix: str, safe: Safe) -> str | None:
    """The text as the user saved it; None where the editor ended with a failure, as `:cq` asks.

    The file is its owner's alone. What was changed is kept before the file is removed, also where
    a closed terminal ends the program. Where it cannot be kept the file stays, and what is raised
    names it. Raises UsageProblem where there is no editor.
    """
    command = _command()
    _say_left_behind()
    with _folder() as place:
        path = place.folder / f"text{suffix}"
        _write(path, text)
        try:
            status = _run([*command, str(path)])
        except SystemExit:
            with suppress(OutreachError):
                _taken(path, text, place, safe)
            raise
        return _taken(path, text, place, safe) if status == 0 else None


def _taken(path: Path, before: str, place: _Place, safe: Safe) -> str | None:
    saved = _read(path, place)
    if saved is None or saved == before:
        return saved
    place.needed = True
    try:
        safe.keep(saved)
    except OutreachError as refusal:
        refusal.also(_where(path, place, f" To go on with it: {safe.go_on(path)}"))
        raise
    place.needed = False
    return saved


def _read(path: Path, place: _Place) -> str | None:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeError:
        place.needed = True
        raise UsageProblem(
            "The editor saved the text in an encoding that is not UTF-8.",
            f"Set it to UTF-8, and edit again. {_where(path, place)}",
        ) from None
    except OSError:
        return None


def _where(path: Path, place: _Place, go_on: str = "") -> str:
    """Of a text that nobody could keep."""
    lasts = ", in memory: it is gone once you log out or switch off" if place.in_memory else ""
    return (
        f"What you typed is not lost: it lies in {path}, readable by you alone{lasts}.{go_on} "
        f"(Afterwards delete it: rm -r {shlex.quote(str(place.folder))})"
    )


def _write(path: Path, text: str) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _say_left_behind() -> None:
    """A program that was killed outright could not take its file away: only its user may."""
    above = memory_folder() or Path(tempfile.gettempdir())
    for folder in sorted(above.glob(f"{_PREFIX}*")):
        number = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if number.isdigit() and for_owner_alone(folder) and not _runs(int(number)):
            console.note(
                "An earlier command was broken off while a text was open in an editor, or could "
                f"not keep it, and the text still lies in {folder}, readable. Take from it what "
                f"you need, and delete it: rm -r {shlex.quote(str(folder))}",
                "yellow",
            )


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        return True  # it cannot be asked there without ending it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass  # somebody else's, which got its number since
    return True


@contextmanager
def _folder() -> Iterator[_Place]:
    memory = memory_folder()
    if memory is None:
        console.note(
            "This system has no folder in memory: while you edit, the text lies in a file on the "
            f"disk, in {tempfile.gettempdir()}. It is deleted afterwards, but a disk may keep what "
            "was deleted.",
            "yellow",
        )
    with _ended_gently():
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=memory))
        place = _Place(folder, in_memory=memory is not None)
        try:
            yield place
        finally:
            if not place.needed:
                shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _ended_gently() -> Iterator[None]:
    """A closed terminal or a kill ends the program as Ctrl-C does, so that the file is removed."""

    def end(number: int, _: FrameType | None) -> None:
        # A closed terminal says so more than once: what is done about it is not to be cut short.
        for other in _ENDING:
            signal.signal(other, signal.SIG_IGN)
        raise SystemExit(128 + number)

    before = {}
    with suppress(ValueError):  # not the main thread
        before = {number: signal.signal(number, end) for number in _ENDING}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _run(command: list[str]) -> int:
    """Ctrl-C is for the editor while it runs."""
    try:
        process = subprocess.Popen(command, env=_environment())  # noqa: S603  the user's own
    except OSError as error:
        raise UsageProblem(
            f"The editor {command[0]} cannot be started: {error.strerror}.", _SET
        ) from None
    with _deaf():
        try:
            return process.wait()
        except BaseException:
            process.terminate()
            process.wait()
            raise


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not _SECRET.fullmatch(name)}


@contextmanager
def _deaf() -> Iterator[None]:
    before = None
    with suppress(ValueError):
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        if before is not None:
            signal.signal(signal.SIGINT, before)


# --- which editor --------------------------------------------------------------------------------

_SET = "Say which one: export EDITOR=nano"


def _command() -> list[str]:
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if named:
        words = shlex.split(named, posix=sys.platform != "win32")
    else:
        words = next(([name] for name in _USUAL if shutil.which(name)), [])
    if not words:
        raise UsageProblem("There is no editor.", _SET)
    program = _program(words[0])
    if program not in _WITHOUT_COPIES:
        console.note(
            f"Whether {program} keeps copies of what it edits is not known here: look into its "
            "settings for back-up and swap files. Of vim, nano, emacs and micro it is known.",
            "yellow",
        )
    return [*words, *_WITHOUT_COPIES.get(program, ())]


def _program(name: str) -> str:
    """What an editor really is: `vi` is often a name for another one."""
    found = shutil.which(name)
    real = Path(found).resolve() if found else Path(name)
    return real.stem.casefold() if real.suffix.casefold() == ".exe" else real.name.casefold()
