"""Public cases: cases/NAME.toml in the user's folder."""

from pathlib import Path

from outreach.errors import InputInvalid, NotFound, Problem
from outreach.model.case import Case
from outreach.tables.encodings import read_text
from outreach.tables.whole_files import make_folder, write_whole
from outreach.workspace.case_documents import read_case
from outreach.workspace.wording import is_file_name, is_key

FOLDER = "cases"


def public_cases(root: Path) -> tuple[str, ...]:
    """The names of the public cases, whether their files can be read or not."""
    files = (root / FOLDER).glob("*.toml")
    return tuple(sorted(path.stem for path in files if path.name[0] != "."))


def read_public(root: Path, name: str) -> Case:
    """A public case; raises NotFound, or InputInvalid with every problem of its file."""
    found = name.removesuffix(".toml")
    return read_case(public_text(root, found), _shown(found), found, private=False)


def public_text(root: Path, name: str) -> str:
    """The text of a public case's file; raises NotFound."""
    found = name.removesuffix(".toml")
    if found not in public_cases(root):
        raise NotFound("public case", found, public_cases(root))
    return read_text(_path(root, found), _shown(found))


def write_public(root: Path, name: str, text: str) -> Path:
    """Write a public case's file whole; returns where it is. Raises InputInvalid for a name that
    cannot be one.
    """
    if not (is_key(name) and is_file_name(name)):
        said = f"“{name}” cannot be the name of a case."
        raise InputInvalid([Problem(said, "Use letters, digits, “-”, “_” and “.”.", FOLDER)])
    path = _path(root, name)
    make_folder(path.parent)
    write_whole(path, text.encode())
    return path


def _path(root: Path, name: str) -> Path:
    return root / FOLDER / f"{name}.toml"


def _shown(name: str) -> str:
    return f"{FOLDER}/{name}.toml"
