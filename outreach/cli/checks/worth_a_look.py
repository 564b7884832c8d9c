"""What in a campaign is worth a look before it is carried out, and stops nothing."""

from collections.abc import Iterator
from datetime import timedelta

from outreach.cli.campaigns.job import Job
from outreach.cli.campaigns.writer_remarks import writer_remarks
from outreach.cli.checks.before_sending import old_facts
from outreach.cli.checks.home_addresses import home_address_remarks
from outreach.cli.letters.font_remarks import font_remarks
from outreach.cli.screen import words
from outreach.errors import Problem
from outreach.model.campaign import Way
from outreach.planning import Reason
from outreach.rules import holders

# A fact of which nobody said how old it may be is worth a look after this long.
_OLD = timedelta(days=365)


def warnings(job: Job) -> Iterator[Problem]:
    """Everything of the kind."""
    if job.settings.mail is None and job.plan.going_by(Way.EMAIL):
        yield Problem("No mail server is set up.", "outreach account add", "outreach.toml")
    for name in job.campaign.recipients:
        listed = job.folder.recipient_list(name)
        yield from (Problem(note, file=listed.file) for note in listed.notes)
        if listed.derived:
            yield Problem(
                f"{words.count(len(listed.derived), 'row')} without an id; one was derived.",
                "Write them into the list, so that they stay: outreach check --fix-ids",
                listed.file,
            )
    if job.settings.max_age is None:
        yield from old_facts(job, _OLD)
    yield from _traces(job)
    yield from _nobody_chosen(job)
    yield from _fonts(job)
    yield from _old_checks(job)
    yield from _honorifics(job)
    yield from _from_memory(job)
    yield from home_address_remarks(job, job.plan.planned)
    yield from writer_remarks(job)


def _traces(job: Job) -> Iterator[Problem]:
    """What enclosures tell beyond their words."""
    for file in job.enclosed:
        for trace in file.traces:
            yield Problem(
                trace,
                "Take it out in the program that made the file, unless everybody may know it.",
                f"enclosures/{file.name}",
            )


def _nobody_chosen(job: Job) -> Iterator[Problem]:
    campaign, left_out = job.campaign, job.plan.left_out
    chosen = sum(out.reason is not Reason.NOT_SELECTED for out in left_out)
    if job.plan.writers:
        return  # their plan holds letters only; whoever gets none is told of with the writers
    if campaign.where.strip() and not job.plan.planned and not chosen:
        yield Problem(
            f"`where` chooses none of {words.count(len(job.recipients), 'recipient')}: "
            f"{campaign.where}",
            "Look what the lists say: outreach recipients list LIST --json",
            campaign.file,
            campaign.where_line,
        )


def _fonts(job: Job) -> Iterator[Problem]:
    """Only paper is set in our fonts."""
    on_paper = job.plan.going_by(Way.POST)
    used = {job.language_of(item.recipient) for item in on_paper}
    texts = (one.body for one in job.templates.variants if one.language in used)
    yield from font_remarks("\n".join(texts))


def _old_checks(job: Job) -> Iterator[Problem]:
    """Holders whom nobody looked up for long; where the campaign sets an age, they are held."""
    if job.campaign.max_age is not None:
        return
    old = [
        recipient.id
        for recipient in job.plan.written_to()
        if recipient.verified_on and holders.is_unchecked(recipient, job.today, _OLD)
    ]
    if old:
        yield Problem(
            f"Last checked over a year ago that they hold the office: {words.some(old)}.",
            "Look again: outreach recipients verify ID --source URL. The campaign can insist: "
            'max_age = "180 days"',
        )


def _honorifics(job: Job) -> Iterator[Problem]:
    from outreach.composing import honorific_shape

    files = {name: job.folder.recipient_list(name).file for name in job.campaign.recipients}
    for recipient in job.plan.written_to():
        mistaken = job.forms.mistaken(recipient.country)
        file = files.get(recipient.list_name, "")
        yield from honorific_shape.objections(recipient, mistaken, file)


def _from_memory(job: Job) -> Iterator[Problem]:
    from outreach.model.origin import Confidence

    offices = {
        recipient.office or recipient.label
        for recipient in job.plan.written_to()
        if job.address(recipient).form.confidence is Confidence.MEMORY
    }
    if offices:
        yield Problem(
            f"The form of address is not confirmed by a source for: {words.some(sorted(offices))}.",
            "Look at a preview; the recipient's own `salutation` in the list goes before it.",
        )
