"""What `campaign new` asks."""

from collections.abc import Sequence

from outreach.cli import asking
from outreach.cli.filenames import safe
from outreach.errors import NotFound, UsageProblem
from outreach.workspace.answers import CampaignAnswers
from outreach.workspace.opening import Workspace


def answers(
    folder: Workspace,
    name: str | None,
    title: str | None,
    template: str | None,
    lists: tuple[str, ...],
) -> CampaignAnswers:
    """What was not given is asked for; without anybody there, it has to be given."""
    if not asking.somebody_is_there():
        if name is None or template is None or not lists:
            raise UsageProblem(
                "Nobody is at the terminal to answer.",
                "Give --id, --template and --to; --title if you like.",
            )
        _insist(folder, template, lists)
        return CampaignAnswers(name, title or name, template, lists)
    _insist(folder, template, lists)
    title = title or asking.ask("What do people call this campaign")
    name = name or asking.ask("Its id, for commands and the record", safe(title).casefold())
    template = template or _one("Which letter", folder.templates())
    lists = lists or (_one("Which list of recipients", folder.lists()),)
    where = asking.ask("Only some of them? An expression like country == 'HK' (empty: all)")
    return CampaignAnswers(name, title or name, template, lists, where=where)


def _insist(folder: Workspace, template: str | None, lists: Sequence[str]) -> None:
    """What is named on the command line has to be there: a slip is found now, not on the day."""
    if template and template.removesuffix(".md") not in folder.templates():
        raise NotFound("letter", template, folder.templates())
    for name in lists:
        folder.find_list(name)


def _one(question: str, names: Sequence[str]) -> str:
    if not names:
        raise UsageProblem("There is nothing to choose from.", "outreach init makes starter files.")
    return asking.choose(f"{question}?", [(name, "") for name in names], names[0])
