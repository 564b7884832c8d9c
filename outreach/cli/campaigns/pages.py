"""How the letters of a campaign are laid out: what outreach.toml says, and the campaign itself."""

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.model.campaign import Campaign
from outreach.model.page import PageSetup, Picture
from outreach.model.settings import Letterhead, Paper

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace


def page_of(folder: "Workspace", campaign: Campaign) -> PageSetup:
    """The page for the letters of a campaign; raises InputInvalid for a logo that is none."""
    settings = folder.settings
    printing = settings.printing
    layout = campaign.layout or printing.layout
    return PageSetup(
        paper=printing.paper,
        home_country=settings.sender.address.country,
        layout=layout,
        own_layout=folder.own_layout(layout),
        fold_marks=printing.fold_marks,
        window_shift=printing.window_shift,
        duplex=printing.duplex,
        max_pages=campaign.max_pages,
        letterhead=settings.letterhead,
        logo=_logo(settings.letterhead, folder.root),
        own_docx=printing.docx_letterhead,
        archival=printing.pdf_a,
    )


def personal_page(folder: "Workspace", paper: Paper, *, card: bool, named: bool) -> PageSetup:
    """The page for a letter to one person: plain, without marks for a window it never lies behind.

    `named` says that the group may be named to them: its letterhead stands above the letter then.
    """
    head = folder.settings.letterhead if named and not card else None
    return PageSetup(
        paper=paper,
        home_country=folder.settings.sender.address.country,
        layout="card" if card else "plain",
        fold_marks=card,
        max_pages=1 if card else 0,
        letterhead=head,
        logo=_logo(head, folder.root),
    )


def _logo(head: Letterhead | None, root: Path) -> Picture | None:
    if head is None or head.logo is None:
        return None
    from outreach.tables.pictures import clean_picture

    return Picture(*clean_picture(head.logo, str(head.logo.relative_to(root))))
