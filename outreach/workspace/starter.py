"""Where the letters and lists that come with the program are."""

from pathlib import Path

import outreach

FOLDERS = ("letter_templates", "recipients")


def folder() -> Path:
    """The folder that holds `letter_templates/` and `recipients/` of the program itself.

    Within the package where it was installed, at the top of the project in a checkout.
    """
    package = Path(outreach.__file__).resolve().parent
    for place in (package / "data" / "starter", package.parent):
        if all((place / name).is_dir() for name in FOLDERS):
            return place
    raise FileNotFoundError(f"{package / 'data' / 'starter'} is missing: install outreach again")


def files() -> tuple[Path, ...]:
    """The starter files, relative to `folder()`."""
    place = folder()
    found = (path for name in FOLDERS for path in sorted((place / name).iterdir()))
    return tuple(path.relative_to(place) for path in found if _belongs(path))


def _belongs(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")
