"""Making a workspace, and campaigns in it, from the answers a person gave."""

from pathlib import Path

from outreach.errors import AlreadyThere, InputInvalid, Problem
from outreach.tables.whole_files import make_folder, write_whole
from outreach.workspace import campaigns, starter
from outreach.workspace.answers import Answers, CampaignAnswers
from outreach.workspace.documents import parse_toml
from outreach.workspace.finding import SETTINGS_FILE
from outreach.workspace.opening import Workspace
from outreach.workspace.settings import settings_of
from outreach.workspace.starting_texts import GITIGNORE, campaign_text, settings_text
from outreach.workspace.wording import is_file_name

__all__ = ["Answers", "CampaignAnswers", "create", "new_campaign"]

EXAMPLE = CampaignAnswers(
    id="example",
    title="Ask our legislators to act",
    template="legislator-action",
    recipients=("example-legislators",),
)


def create(root: Path, answers: Answers) -> tuple[Path, ...]:
    """Make a workspace; the files written. A file that is there already is kept as it is.

    outreach.toml comes last, so that a folder in which this was interrupted can be made again.
    """
    settings = root / SETTINGS_FILE
    if settings.exists():
        raise AlreadyThere(settings, "This folder is a workspace: go on with `outreach check`.")
    text = settings_text(answers)
    settings_of(parse_toml(text, SETTINGS_FILE), root)
    contents = {
        **{root / path: (starter.folder() / path).read_bytes() for path in starter.files()},
        root / campaigns.FOLDER / "example.toml": campaign_text(EXAMPLE).encode(),
        root / ".gitignore": GITIGNORE.encode(),
    }
    new = {path: content for path, content in contents.items() if not path.exists()}
    for path, content in (*new.items(), (settings, text.encode())):
        _write(path, content)
    return (*new, settings)


def new_campaign(workspace: Workspace, answers: CampaignAnswers) -> Path:
    """Write campaigns/ID.toml; a campaign of that name or id is never overwritten."""
    shown = f"{campaigns.FOLDER}/{answers.id}.toml"
    if not is_file_name(answers.id):
        raise InputInvalid([Problem(f"“{answers.id}” cannot be the name of a campaign.")])
    text = campaign_text(answers)
    campaigns.campaign_of(parse_toml(text, shown), answers.id)
    taken = campaigns.taken_names(workspace.root)
    path = workspace.root / campaigns.FOLDER / f"{answers.id}.toml"
    if answers.id in taken or path.exists():
        raise AlreadyThere(taken.get(answers.id, path), "Choose another id.")
    _write(path, text.encode())
    return path


def _write(path: Path, content: bytes) -> None:
    make_folder(path.parent)
    write_whole(path, content)
