"""All that can be wrong with a sending, found before the first letter leaves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from outreach.cli.campaigns import about_person
from outreach.cli.campaigns.due_letters import Letters
from outreach.cli.campaigns.job import Job
from outreach.cli.letters import mailings
from outreach.cli.letters.rendering import not_made
from outreach.cli.screen import console, words
from outreach.composing.facts import stale_facts
from outreach.errors import InputInvalid, NotRendered, Problem, RuleObjects
from outreach.model.settings import MailAccount
from outreach.rules import campaigns as rules

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace


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


def check_letters(job: Job, letters: Letters, overrides: Sequence[str] = ()) -> mailings.Checked:
    """Every new letter made once; raises what stands against sending them."""
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
    verdict = about_person.insist(job, letters.new, overrides, "Nothing was sent")
    return replace(checked, reasons=about_person.reasons(verdict))


def old_facts(job: Job, max_age: timedelta | None) -> list[Problem]:
    """Facts older than their template allows, or than `max_age` where it is silent."""
    return [
        problem
        for variant in job.templates.variants
        for problem in stale_facts(variant, job.campaign.facts, job.today, max_age)
    ]


def rule_objections(job: Job) -> list[Problem]:
    """What the rules about campaigns say against sending this one."""
    recipients = job.plan.written_to()
    found = [*rules.private_people(recipients), *old_facts(job, job.settings.max_age)]
    if job.settings.mail is not None and not rules.on_loopback(job.settings.mail):
        found += rules.placeholders(job.settings.sender, recipients)
        found += rules.placeholder_writers(job.plan.writers)
        found += rules.many_emails(job.campaign, (item.way for item in job.plan.planned))
    return found
