"""The e-mails of a campaign, complete to the byte."""

import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import tee

from outreach.cli import times
from outreach.cli.job import Job, Merged
from outreach.composing.message import Mailbox, complete_message, draft_message, new_message_id
from outreach.errors import InputInvalid, NotRendered
from outreach.model.campaign import Way
from outreach.model.mailing import Mailing, NotMade, Rendering
from outreach.model.people import Recipient
from outreach.planning import Planned
from outreach.renderers.email import EmailRenderer

MEDIA_TYPE = "message/rfc822"


def drafts(job: Job, items: Iterable[Planned]) -> Iterator[Rendering | NotMade]:
    """Each letter as a file that a mail program opens to be looked over and sent by hand."""
    sender = _sender(job)
    for item, result in _rendered(job, items):
        if isinstance(result, NotMade):
            yield result
        else:
            content = draft_message(result.content, sender=sender, to=_to(item.recipient))
            yield Rendering(result.recipient_id, result.place, MEDIA_TYPE, content)


def ready(
    job: Job, items: Iterable[Planned], clock: Callable[[], datetime] = times.now
) -> Iterator[tuple[Planned, Mailing]]:
    """Each e-mail as it will be handed over; raises NotRendered for one that cannot be made."""
    sender = _sender(job)
    for item, result in _rendered(job, items):
        if isinstance(result, NotMade):
            raise NotRendered(f"No letter for {item.recipient.id}: {result.reason}")
        to = _to(item.recipient)
        yield item, _mailing(result, sender, to, clock())


def marked_as_tests(
    job: Job, items: Iterable[Planned], address: str, clock: Callable[[], datetime] = times.now
) -> Iterator[Mailing]:
    """Letters as they would go, marked as tests and to one address alone."""
    sender = _sender(job)
    for item, result in _rendered(job, items):
        if isinstance(result, NotMade):
            raise NotRendered(f"No letter for {item.recipient.id}: {result.reason}")
        yield _mailing(result, sender, Mailbox("", address), clock(), test=True)


def insist_on_mailings(job: Job, items: Iterable[Planned]) -> list[NotMade]:
    """Make every e-mail once and let it go; returns those that cannot be made.

    Raises InputInvalid with all that stands in the way of merging them.
    """
    merged = job.merged(items)
    failed = list(_failures(job, merged))
    merged.insist()
    return failed


def _failures(job: Job, merged: Merged) -> Iterator[NotMade]:
    sender, at = _sender(job), times.now()
    for result in EmailRenderer(job.page).each(merged):
        if isinstance(result, NotMade):
            yield result
            continue
        try:
            _mailing(result, sender, _to(job.recipients[result.place - 1]), at)
        except InputInvalid as refusal:
            reason = refusal.problems[0].sentence
            yield NotMade(result.recipient_id, result.place, reason, "email")


def _rendered(job: Job, items: Iterable[Planned]) -> Iterator[tuple[Planned, Rendering | NotMade]]:
    ours, theirs = tee(items)
    results = EmailRenderer(job.page).each(job.letters(theirs))
    return zip(ours, results, strict=True)


def _sender(job: Job) -> Mailbox:
    sender = job.settings.sender
    return Mailbox(sender.name, sender.email)


def _to(recipient: Recipient) -> Mailbox:
    return Mailbox(recipient.name.full or recipient.office, recipient.email)


def _mailing(
    rendering: Rendering, sender: Mailbox, to: Mailbox, at: datetime, *, test: bool = False
) -> Mailing:
    message_id = new_message_id(sender.domain, secrets.token_hex(16))
    content = complete_message(
        rendering.content, sender=sender, to=to, message_id=message_id, at=at, test=test
    )
    return Mailing(Way.EMAIL, sender.for_envelope, to.for_envelope, content, MEDIA_TYPE, message_id)
