"""The e-mails of a campaign, complete to the byte."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import tee

from outreach.cli import times
from outreach.cli.job import Job
from outreach.composing.message import Mailbox, complete_message, draft_message, new_message_id
from outreach.errors import InputInvalid, NotRendered
from outreach.model.campaign import Way
from outreach.model.mailing import Mailing, NotMade, Rendering
from outreach.model.people import Recipient
from outreach.planning import Planned
from outreach.renderers.email import EmailRenderer

MEDIA_TYPE = "message/rfc822"
_KEPT = 2_000  # some 10 MB


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
    job: Job, checked: "Checked", clock: Callable[[], datetime] = times.now
) -> Iterator[tuple[Planned, Mailing]]:
    """Each e-mail as it will be handed over; raises NotRendered for one that cannot be made."""
    sender = _sender(job)
    for item in checked.items:
        body = checked.bodies.get(item.place) or _body(job, item)
        yield item, _mailing(body, sender, _to(item.recipient), clock())


def _body(job: Job, item: Planned) -> bytes:
    (result,) = EmailRenderer(job.page).each(job.letters([item]))
    if isinstance(result, NotMade):
        raise NotRendered(f"No letter for {item.recipient.id}: {result.reason}")
    return result.content


def marked_as_tests(
    job: Job, items: Iterable[Planned], address: str, clock: Callable[[], datetime] = times.now
) -> Iterator[Mailing]:
    """Letters as they would go, marked as tests and to one address alone."""
    sender = _sender(job)
    for item, result in _rendered(job, items):
        if isinstance(result, NotMade):
            raise NotRendered(f"No letter for {item.recipient.id}: {result.reason}")
        yield _mailing(result.content, sender, Mailbox("", address), clock(), test=True)


@dataclass(frozen=True, slots=True)
class Checked:
    """E-mails that were all made once. The first of them are kept, by place, to be sent as they
    were checked; the others are let go and made again, so that a long list piles nothing up.
    """

    items: Sequence[Planned]
    bodies: Mapping[int, bytes]
    failed: tuple[NotMade, ...]


def check(job: Job, items: Sequence[Planned]) -> Checked:
    """Make every e-mail; raises InputInvalid with all that stands in the way of merging them."""
    merged = job.merged(items)
    bodies: dict[int, bytes] = {}
    failed: list[NotMade] = []
    sender, at = _sender(job), times.now()
    for result in EmailRenderer(job.page).each(merged):
        made = _tried(job, result, sender, at)
        if isinstance(made, NotMade):
            failed.append(made)
        elif len(bodies) < _KEPT:
            bodies[made.place] = made.content
    merged.insist()
    return Checked(items, bodies, tuple(failed))


def _tried(
    job: Job, result: Rendering | NotMade, sender: Mailbox, at: datetime
) -> Rendering | NotMade:
    if isinstance(result, NotMade):
        return result
    try:
        _mailing(result.content, sender, _to(job.recipients[result.place - 1]), at)
    except InputInvalid as refusal:
        reason = refusal.problems[0].sentence
        return NotMade(result.recipient_id, result.place, reason, "email")
    return result


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
    body: bytes, sender: Mailbox, to: Mailbox, at: datetime, *, test: bool = False
) -> Mailing:
    message_id = new_message_id(sender.domain, secrets.token_hex(16))
    content = complete_message(body, sender=sender, to=to, message_id=message_id, at=at, test=test)
    return Mailing(Way.EMAIL, sender.for_envelope, to.for_envelope, content, MEDIA_TYPE, message_id)
