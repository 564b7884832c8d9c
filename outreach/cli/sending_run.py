"""Carries out `outreach send`: the plan, the question, the run, and what is left."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli import asking, console, mailings, times, words
from outreach.cli.folder import open_workspace, reading_ledger, writing_ledger
from outreach.cli.job import Job, open_job, stop_unless_open, which_campaign
from outreach.cli.rendering import not_made
from outreach.cli.restoring import say_gaps
from outreach.cli.review import Letters, letters_to_send, say_what_is_left, show_plan
from outreach.composing.facts import stale_facts
from outreach.errors import (
    ExitStatus,
    InputInvalid,
    NotRendered,
    OutreachError,
    Problem,
    RuleObjects,
    UsageProblem,
)
from outreach.model.campaign import Campaign, Way
from outreach.model.settings import MailAccount
from outreach.rules import campaigns as rules

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger
    from outreach.workspace.opening import Workspace

TESTS = 3  # letters of --test-to, unless --limit says more
MOST_WAVES = 3  # a letter and two follow-ups


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for on the command line."""

    dry_run: bool
    yes: bool
    expect: int | None
    limit: int | None
    test_to: str | None
    new_wave: str | None
    retry_now: bool


def carry_out(
    workspace: Path | None,
    campaign: str | None,
    template: str | None,
    to: Sequence[str] | None,
    order: Order,
) -> int:
    """Returns the exit status."""
    folder = open_workspace(workspace)
    chosen = which_campaign(folder, campaign, template, to)
    today = date.today()  # noqa: DTZ011 the day where the user is
    stop_unless_open(chosen, today)
    if order.test_to is not None and not order.dry_run:
        return _test(folder, chosen, order, today)
    if order.dry_run:
        with reading_ledger(folder) as ledger:
            _insist_on_waves(chosen, order, ledger)
            job = open_job(folder, chosen, ledger, new_wave=order.new_wave, today=today)
            letters = letters_to_send(job, ledger, order.limit, retry_now=order.retry_now)
            _check(job, letters, order)
            show_plan(job, letters, ledger)
        console.note("A dry run: nothing was sent, and no file was written.")
        return ExitStatus.DONE
    return _send(folder, chosen, order, today)


def _send(folder: "Workspace", campaign: Campaign, order: Order, today: date) -> int:
    account = account_of(folder)
    with reading_ledger(folder) as before:
        _insist_on_waves(campaign, order, before)
        job = open_job(folder, campaign, before, new_wave=order.new_wave, today=today)
        letters = letters_to_send(job, before, order.limit, retry_now=order.retry_now)
        checked = _check(job, letters, order)
        show_plan(job, letters, before)
        say_gaps(before)
    if not letters:
        console.say("Nothing is left to send by e-mail.")
        return say_what_is_left(job)
    if not (order.yes or asking.typed_number(len(letters), "send them")):
        console.say("Nothing was sent.")
        return ExitStatus.DONE
    from outreach.cli.sending_loop import run_letters

    with writing_ledger(folder) as ledger:
        ledger.note_campaign(campaign.id, campaign.title)
        _begin_wave(ledger, campaign, job.plan.wave)
        job = job.replanned(ledger)
        letters = letters_to_send(job, ledger, order.limit, retry_now=order.retry_now)
        stopped = run_letters(job, letters, replace(checked, items=letters.new), ledger, account)
        status = say_what_is_left(job.replanned(ledger))
    if isinstance(stopped, OutreachError):
        raise stopped
    return status


# --- before anything leaves --------------------------------------------------------------------


def account_of(folder: "Workspace") -> MailAccount:
    """The mail account, or a refusal that says how to set one up."""
    account = folder.settings.mail
    if not folder.settings.sender.email:
        way_out = "Write it under [sender]: e-mails come from it."
        raise InputInvalid([Problem("The sender has no `email`.", way_out, "outreach.toml")])
    if account is None:
        raise InputInvalid(
            [
                Problem(
                    "No mail server is set up.",
                    "Run outreach account add, or write [mail] into it.",
                    "outreach.toml",
                )
            ]
        )
    return account


def _check(job: Job, letters: Letters, order: Order) -> mailings.Checked:
    """Everything that can be wrong is found before the first letter leaves."""
    objections = list(rule_objections(job))
    if objections:
        console.problems(objections)
        raise RuleObjects("Nothing was sent: the rules above stand against it.")
    checked = mailings.check(job, letters.new)
    if checked.failed:
        console.problems(not_made(checked.failed))
        raise NotRendered(
            f"Nothing was sent: {words.count(len(checked.failed), 'letter')} could not be made.",
            "Mend these rows of the list, or leave them out with `where`.",
        )
    if order.expect is not None and order.expect != len(letters):
        raise RuleObjects(
            f"{words.count(len(letters), 'letter')} would be sent, and --expect says "
            f"{order.expect}. Nothing was sent."
        )
    return checked


def old_facts(job: Job, max_age: timedelta | None) -> list[Problem]:
    """Facts older than their template allows, or than `max_age` where it is silent."""
    return [
        problem
        for variant in job.templates.variants
        for problem in stale_facts(variant, job.campaign.facts, job.today, max_age)
    ]


def rule_objections(job: Job) -> list[Problem]:
    """What the rules about campaigns say against sending this one."""
    recipients = [item.recipient for item in job.plan.planned]
    found = [*rules.private_people(recipients), *old_facts(job, job.settings.max_age)]
    if job.settings.mail is not None and not rules.on_loopback(job.settings.mail):
        found += rules.placeholders(job.settings.sender, recipients)
        found += rules.many_emails(job.campaign, (item.way for item in job.plan.planned))
    return found


def _insist_on_waves(campaign: Campaign, order: Order, ledger: object) -> None:
    from outreach.ledger.reading import LedgerReader

    if order.new_wave is None:
        return
    waves = (
        [wave.name for wave in ledger.waves(campaign.id)]
        if isinstance(ledger, LedgerReader)
        else []
    )
    if order.new_wave in waves:
        raise UsageProblem(
            f"The wave {order.new_wave!r} was begun before.",
            "To go on with it, leave --new-wave away; for a further letter, choose a new name.",
        )
    if not waves:
        raise UsageProblem(
            "There is no first wave yet.", "Leave --new-wave away: this is the first letter."
        )
    if len(waves) >= MOST_WAVES:
        raise RuleObjects(
            f"Everybody had {len(waves)} letters of this campaign; at most two follow-ups are sent."
        )


def _begin_wave(ledger: "SqlLedger", campaign: Campaign, wave: str) -> None:
    """Put the wave on record with its reason; a follow-up has a parent."""
    waves = [one.name for one in ledger.waves(campaign.id)]
    if wave not in waves:
        parent = waves[-1] if waves else ""
        ledger.begin_wave(campaign.id, wave, times.now(), parent=parent, reason=campaign.reason)


# --- tests -------------------------------------------------------------------------------------


def _test(folder: "Workspace", campaign: Campaign, order: Order, today: date) -> int:
    from outreach.cli.sending_loop import hand_over_tests

    account = account_of(folder)
    job = open_job(folder, campaign, today=today)
    items = (job.plan.going_by(Way.EMAIL) or job.plan.planned)[: order.limit or TESTS]
    job.insist_on_letters(items)
    assert order.test_to is not None  # noqa: S101 carry_out asks only then
    question = f"Send {words.count(len(items), 'test letter')} to {order.test_to}?"
    if not asking.confirmed(question, yes=order.yes):
        console.say("Nothing was sent.")
        return ExitStatus.DONE
    failed = hand_over_tests(list(mailings.marked_as_tests(job, items, order.test_to)), account)
    sent = len(items) - len(failed)
    console.say(f"{words.count(sent, 'test letter')} sent to {order.test_to}; nothing recorded.")
    for sentence in failed:
        console.note(sentence, "red")
    return ExitStatus.LEFT_OVER if failed else ExitStatus.DONE
