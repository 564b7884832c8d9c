"""What `campaign new` asks."""

from collections.abc import Sequence
from dataclasses import dataclass

from outreach.cli.letters.filenames import safe
from outreach.cli.opening import private_store
from outreach.cli.opening.cases import case_of, private_cases, reading_casework
from outreach.cli.screen import asking, console
from outreach.errors import InputInvalid, NotFound, UsageProblem
from outreach.model.campaign import Audience
from outreach.workspace.answers import CampaignAnswers
from outreach.workspace.cases import public_cases
from outreach.workspace.opening import Workspace

_NONE = "none"
_ABOUT = '(write case = "NAME" into the campaign, too)'


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed on the command line."""

    name: str | None = None
    title: str | None = None
    template: str | None = None
    lists: tuple[str, ...] = ()
    case: str | None = None


def answers(folder: Workspace, given: Given) -> CampaignAnswers:
    """What was not given is asked for; without anybody there, it has to be given."""
    name, title, template, lists = given.name, given.title, given.template, given.lists
    if not asking.somebody_is_there():
        if name is None or template is None or not lists:
            raise UsageProblem(
                "Nobody is at the terminal to answer.",
                "Give --id, --template and --to; --title if you like.",
            )
        _insist(folder, template, lists)
        case = _found_case(folder, given.case or "")
        return CampaignAnswers(name, title or name, template, lists, case=case)
    _insist(folder, template, lists)
    case = _found_case(folder, _case(folder) if given.case is None else given.case)
    title = title or asking.ask("What do people call this campaign")
    name = name or asking.ask("Its id, for commands and the record", safe(title).casefold())
    template = template or _letter(folder, case)
    lists = lists or (_one("Which list of recipients", folder.lists()),)
    where = asking.ask("Only some of them? An expression like country == 'HK' (empty: all)")
    return CampaignAnswers(name, title or name, template, lists, where=where, case=case)


def _case(folder: Workspace) -> str:
    """Which case, where there are any; those of a private store as far as it opens unasked."""
    if not private_store.exists(folder):
        names = public_cases(folder.root)
    elif private_store.opens_by_itself(folder):
        with reading_casework(folder) as casework:
            names = tuple(one.id for one in private_cases(casework) if one.closed is None)
        names = (*public_cases(folder.root), *names)
    else:
        return asking.ask("About which case? Its name or code word (empty: none)")
    if not names:
        return ""
    choices = [(_NONE, "about nobody in prison"), *((one, "") for one in names)]
    chosen = asking.choose("About which case?", choices, _NONE)
    return "" if chosen == _NONE else chosen


def _found_case(folder: Workspace, name: str) -> str:
    """The case, once it is known to be there; raises NotFound."""
    if not name:
        return ""
    case = case_of(folder, name.removesuffix(".toml"))
    if case.private:
        console.note(
            f"{case.id} is private, and so is the campaign: what is done for it is on record in "
            "the private store alone. Its own file is plain: no names in title, id or texts."
        )
    return case.id


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


def _letter(folder: Workspace, case: str) -> str:
    """A letter to many; those about a case come first or last, as the campaign names one or not."""
    names = [name for name in folder.templates() if not _is_to_one(folder, name)]
    about = {name for name in names if _is_about_a_case(folder, name)}
    names.sort(key=about.__contains__, reverse=bool(case))
    _insist_on_some(names)
    choices = [(name, _ABOUT if name in about and not case else "") for name in names]
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
