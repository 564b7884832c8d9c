"""Where the layouts lie that the compiler reads: ours, or beside a copy of them a group's own."""

import shutil
from pathlib import Path
from tempfile import mkdtemp
from weakref import finalize

from outreach.errors import UsageProblem
from outreach.model.page import PageSetup
from outreach.typesetting.compiling import LAYOUTS

# Of the Typst files in that folder these are whole letters; the others are parts of them.
NAMES = (
    "plain",
    "us-business",
    "canada",
    "a4-window",
    "din-5008-a",
    "din-5008-b",
    "swiss-right",
    "swiss-left",
)
# For a few words to somebody in prison, never for the letters of a campaign.
CARD = "card"


class LayoutFolder:
    """The folder a compiler works in. It reads nothing outside of it.

    A group's own layout, and a logo, are copied into a temporary one with ours, which lives as long
    as this object: so a layout can import ours, and none can read anything else of the computer.
    """

    def __init__(self, setup: PageSetup) -> None:
        logo = setup.logo
        folder = self._temporary() if setup.own_layout or logo else LAYOUTS
        self.logo = f"logo.{logo.kind}" if logo else None
        if logo:
            (folder / f"logo.{logo.kind}").write_bytes(logo.content)
        if setup.own_layout:
            self.layout = folder / _copied(setup.own_layout, folder, "own-layout.typ")
        else:
            self.layout = folder / f"{known(setup.layout)}.typ"

    def _temporary(self) -> Path:
        folder = Path(mkdtemp(prefix="outreach-"))
        finalize(self, shutil.rmtree, folder, ignore_errors=True)
        for ours in LAYOUTS.glob("*.typ"):
            shutil.copyfile(ours, folder / ours.name)
        return folder


def known(layout: str) -> str:
    """The name, if it is one of ours; raises UsageProblem with those there are."""
    if layout not in (*NAMES, CARD):
        raise UsageProblem(f"There is no layout {layout!r}.", f"Choose from: {', '.join(NAMES)}.")
    return layout


def _copied(file: Path, folder: Path, name: str) -> str:
    shutil.copyfile(file, folder / name)
    return name
