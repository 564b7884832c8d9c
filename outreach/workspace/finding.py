"""Finding the workspace: the folder that holds outreach.toml."""

from pathlib import Path

from outreach.errors import NoWorkspace, UsageProblem

SETTINGS_FILE = "outreach.toml"


def find_root(start: Path, named: Path | None) -> Path:
    """The workspace named outright, else the nearest one from `start` upwards."""
    if named is not None:
        return _named(named.expanduser().absolute())
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    raise NoWorkspace(start)


def _named(folder: Path) -> Path:
    if folder.name == SETTINGS_FILE and folder.is_file():
        return folder.parent
    if not (folder / SETTINGS_FILE).is_file():
        raise UsageProblem(
            f"There is no outreach.toml in {folder}.",
            "Name the folder that holds it (--workspace DIR or OUTREACH_WORKSPACE), "
            "or make one: outreach init DIR",
        )
    return folder
