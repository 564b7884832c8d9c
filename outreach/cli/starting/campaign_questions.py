"""What `campaign new` asks."""

from collections.abc import Sequence

from outreach.cli.letters.filenames import safe
from outreach.cli.screen import asking
from outreach.errors import InputInvalid, NotFound, UsageProblem
from outreach.model.campaign import Audience
from outreach.workspace.answers import CampaignAnswers
from outreach.workspace.opening import Workspace

_ABOUT = '(write case = "NAME" into the campaign, too)'


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
    template = template or _letter(folder)
    lists = lists or (_one("Which list of recipients", folder.lists()),)
    where = asking.ask("Only some of them? An expression like country == 'HK' (empty: all)")
    return CampaignAnswers(name, title or name, template, lists, where=where)


def _insist(folder: Workspace, template: str | None, lists: Sequence[str]) -> None:
    """What is named on the command line has to be there: a slip is found now, not on the day."""
    if template and template.removesuffix(".md") not in folder.templates():
        raise NotFound("letter", template, folder.templates())
    if template and _is_to_one(folder, template):
        raise UsageProblem(
            f"The letter “{template}” is to somebody in prison, and a campaign writes to many.",
            f"outreach case write CASE --from {template}; or name another letter.",
        )
    for name in lists:
        folder.find_list(name)


def _letter(folder: Workspace) -> str:
    """A letter to many; those about a case come last, since the campaign has to name it."""
    names = [name for name in folder.templates() if not _is_to_one(folder, name)]
    about = {name: _ABOUT for name in names if _is_about_a_case(folder, name)}
    names.sort(key=about.__contains__)
    _insist_on_some(names)
    choices = [(name, about.get(name, "")) for name in names]
    return asking.choose("Which letter?", choices, names[0])


def _is_about_a_case(folder: Workspace, template: str) -> bool:
    try:
        return any("{{ case." in variant.body for variant in folder.template(template).variants)
    except InputInvalid:
        return False


def _is_to_one(folder: Workspace, template: str) -> bool:
    try:
        return folder.template(template).audience is Audience.PRISONER
    except InputInvalid:
        return False  # what is wrong with it is for `check` to say


def _one(question: str, names: Sequence[str]) -> str:
    _insist_on_some(names)
    return asking.choose(f"{question}?", [(name, "") for name in names], names[0])


def _insist_on_some(names: Sequence[str]) -> None:
    if not names:
        raise UsageProblem("There is nothing to choose from.", "outreach init makes starter files.")
