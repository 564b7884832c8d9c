"""Finds all that would go wrong with a campaign, before it does."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.campaigns import about_person, leaving_out
from outreach.cli.campaigns.job import Job, open_job
from outreach.cli.campaigns.planned import which_campaign
from outreach.cli.checks.before_sending import rule_objections
from outreach.cli.checks.worth_a_look import warnings
from outreach.cli.letters import mailings
from outreach.cli.letters.rendering import not_made
from outreach.cli.opening.folder import open_workspace, reading_ledger
from outreach.cli.options import Which
from outreach.cli.privacy.names_in_plain import names_in_plain
from outreach.cli.screen import console, times, words
from outreach.cli.scrubs import over_time
from outreach.errors import ExitStatus, InputInvalid, Problem
from outreach.model.campaign import Campaign, Way
from outreach.model.mailing import NotMade, Rendering
from outreach.model.severity import Severity
from outreach.renderers import RENDERERS
from outreach.rules import campaigns as rules

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace


def carry_out(
    workspace: Path | None,
    which: Which,
    *,
    fix_ids: bool,
    as_json: bool,
) -> int:
    """Check one campaign, or every one; returns the exit status of the worst that was found."""
    folder = open_workspace(workspace)
    if fix_ids:
        _fix_ids(folder)
    if any((which.campaign, which.template, which.to, which.case)):
        campaigns: Sequence[Campaign] = [which_campaign(folder, which)]
    else:
        campaigns = folder.campaigns()
    named = names_in_plain(folder, campaigns)
    if not as_json:
        console.problems(named, style="yellow")
    checks = [_checked(folder, one, quiet=as_json, said=bool(named)) for one in campaigns]
    if as_json:
        found = [item for check in checks for item in check.items()]
        console.document(items=[*(_item("", problem, "warning") for problem in named), *found])
    elif not campaigns:
        console.note("No campaigns yet: outreach campaign new")
    if not as_json:
        over_time.remind(folder, times.now())
    return max((check.status for check in checks), key=_weight, default=ExitStatus.DONE)


def _weight(status: int) -> int:
    """Input that cannot be used comes first: the rest cannot be judged without it."""
    order = (ExitStatus.DONE, ExitStatus.OBJECTION, ExitStatus.NOT_RENDERED, ExitStatus.INVALID)
    return order.index(ExitStatus(status))


class Check:
    """What was found in one campaign."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.found: list[tuple[ExitStatus, Problem]] = []
        self.warnings: list[Problem] = []

    @property
    def status(self) -> ExitStatus:
        return max((status for status, _ in self.found), key=_weight, default=ExitStatus.DONE)

    def add(self, status: ExitStatus, problems: Sequence[Problem] | Iterator[Problem]) -> None:
        self.found += [(status, problem) for problem in problems]

    def items(self) -> Iterator[dict[str, object]]:
        """For `--json`."""
        for problem in (*(one for _, one in self.found), *self.warnings):
            severity = "warning" if problem in self.warnings else "error"
            yield _item(self.campaign.id, problem, severity)


def _item(campaign: str, problem: Problem, severity: str) -> dict[str, object]:
    """`campaign` is empty for what concerns the whole folder."""
    return {
        "campaign": campaign,
        "severity": severity,
        "file": problem.file,
        "line": problem.line,
        "problem": problem.sentence,
        "way_out": problem.way_out,
    }


def _checked(folder: "Workspace", campaign: Campaign, *, quiet: bool, said: bool) -> Check:
    """`said`: something was pointed out that concerns every campaign."""
    check = Check(campaign)
    try:
        with reading_ledger(folder, campaign) as ledger:
            job = open_job(folder, campaign, ledger)
        _judge(job, check)
    except InputInvalid as invalid:
        check.add(ExitStatus.INVALID, invalid.problems)
        job = None
    if not quiet:
        _show(check, job, said=said)
    return check


def _judge(job: Job, check: Check) -> None:
    items = job.plan.planned
    check.add(ExitStatus.OBJECTION, rules.open_on(job.campaign, job.today))
    check.add(ExitStatus.OBJECTION, rule_objections(job))
    if job.settings.mail is None:
        # Starter content is there to be looked at; without a server nothing of it can leave.
        check.warnings += rules.placeholders(job.settings.sender, job.plan.written_to())
    by_email = mailings.check(job, job.plan.going_by(Way.EMAIL))
    check.add(ExitStatus.NOT_RENDERED, not_made(by_email.failed))
    on_paper = [item for item in items if item.way is not Way.EMAIL]
    pages: dict[int, int] = {}
    results = RENDERERS["pdf"](job.page).each(job.letters(on_paper))
    check.add(ExitStatus.NOT_RENDERED, not_made(_unmade(results, pages)))
    _judge_by_case(job, check, pages)
    said = [problem for _, problem in check.found]
    check.warnings += [problem for problem in warnings(job) if problem not in said]


def _unmade(results: Iterable[Rendering | NotMade], pages: dict[int, int]) -> Iterator[NotMade]:
    """Those that could not be made; how many `pages` each other one takes is noted."""
    for one in results:
        if isinstance(one, NotMade):
            yield one
        elif one.pages:
            pages[one.place] = one.pages


def _judge_by_case(job: Job, check: Check, pages: dict[int, int]) -> None:
    """The rules for letters about a person, and whether anything about them still goes."""
    if job.about and (closed := job.about.closed()):
        check.add(ExitStatus.OBJECTION, [closed])
    found = about_person.found_in(job, job.plan.planned, pages=pages)
    if found is None:
        return
    for objection in found.verdict.objections:
        problem = about_person.as_problem(objection, found)
        if objection.rule.severity is Severity.ERROR:
            check.add(ExitStatus.OBJECTION, [problem])
        else:
            check.warnings.append(problem)


def _show(check: Check, job: Job | None, *, said: bool) -> None:
    console.say(f"{check.campaign.id}: {check.campaign.title}", style="bold")
    console.problems(problem for _, problem in check.found)
    console.problems(check.warnings, style="yellow")
    if job is None:
        return
    leaving_out.announce(job.plan, with_writers=False)
    ways = [f"{number:,} {words.WAY[way]}" for way, number in job.plan.ways().items()]
    letters = words.count(len(job.plan.planned), "letter")
    console.say(f"{letters}: {', '.join(ways)}." if ways else "No letters.")
    if check.found:
        return
    if job.settings.mail is None and Way.EMAIL in job.plan.ways():
        console.say("No e-mail of it can leave yet; look at what is said above.", "yellow")
    elif said or check.warnings:
        console.say("Nothing stops it; look at what is said above.", "green")
    else:
        console.say("Nothing stands against it.", "green")


def _fix_ids(folder: "Workspace") -> None:
    from outreach.workspace.fixing import fix_ids

    for name in folder.lists():
        written = fix_ids(folder, name)
        if written:
            console.note(f"{name}: {words.count(len(written), 'id')} written into the list.")
