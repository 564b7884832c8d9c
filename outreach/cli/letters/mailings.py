"""The e-mails of a campaign, complete to the byte."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import tee

from outreach.cli.campaigns.job import Job
from outreach.cli.screen import times
from outreach.composing.attaching import Attached, with_files
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
            content = draft_message(
                _with_enclosures(result.content, job.attached),
                sender=sender,
                to=_to(item.recipient),
                reply_to=_reply_to(item),
            )
            yield Rendering(result.recipient_id, result.place, MEDIA_TYPE, content)


def ready(
    job: Job, checked: "Checked", clock: Callable[[], datetime] = times.now
) -> Iterator[tuple[Planned, Mailing]]:
    """Each e-mail as it will be handed over; raises NotRendered for one that cannot be made."""
    sender = _sender(job)
    for item in checked.items:
        body = checked.bodies.get(item.place) or _body(job, item)
        to, reply_to = _to(item.recipient), _reply_to(item)
        yield item, _mailing(body, job.attached, sender, to, clock(), reply_to)


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
        to = Mailbox("", address)
        reply_to = _reply_to(item)
        yield _mailing(result.content, job.attached, sender, to, clock(), reply_to, test=True)


@dataclass(frozen=True, slots=True)
class Checked:
    """E-mails that were all made once. The first of them are kept, by place, to be sent as they
    were checked; the others are let go and made again, so that a long list piles nothing up.
    `reasons` are what the record keeps of overridden rules.
    """

    items: Sequence[Planned]
    bodies: Mapping[int, bytes]
    failed: tuple[NotMade, ...]
    reasons: tuple[str, ...] = ()


def check(job: Job, items: Sequence[Planned]) -> Checked:
    """Make every e-mail; raises InputInvalid with all that stands in the way of merging them."""
    merged = job.merged(items)
    bodies: dict[int, bytes] = {}
    failed: list[NotMade] = []
    sender, to = _sender(job), {item.place: _to(item.recipient) for item in items}
    for result in EmailRenderer(job.page).each(merged):
        made = _tried(result, sender, to[result.place])
        if isinstance(made, NotMade):
            failed.append(made)
        elif len(bodies) < _KEPT:
            bodies[made.place] = made.content
    merged.insist()
    return Checked(items, bodies, tuple(failed))


def _tried(result: Rendering | NotMade, sender: Mailbox, to: Mailbox) -> Rendering | NotMade:
    if isinstance(result, NotMade):
        return result
    try:
        draft_message(result.content, sender=sender, to=to)
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


def _reply_to(item: Planned) -> Mailbox | None:
    """Where answers go if not to the account that letters come from; its name stays in From."""
    if item.writer is None or not item.writer.signatory.email:
        return None
    return Mailbox(item.writer.signatory.name, item.writer.signatory.email)


def size_with_enclosures(job: Job) -> int:
    """How many bytes a letter has at least when files go along; 0 without any."""
    return len(job.attached.ending) if job.attached else 0


def _with_enclosures(body: bytes, files: Attached | None) -> bytes:
    return with_files(body, files) if files else body


def _mailing(
    body: bytes,
    files: Attached | None,
    sender: Mailbox,
    to: Mailbox,
    at: datetime,
    reply_to: Mailbox | None,
    *,
    test: bool = False,
) -> Mailing:
    message_id = new_message_id(sender.domain, secrets.token_hex(16))
    content = complete_message(
        _with_enclosures(body, files),
        sender=sender,
        to=to,
        reply_to=reply_to,
        message_id=message_id,
        at=at,
        test=test,
    )
    return Mailing(
        way=Way.EMAIL,
        sender=sender.for_envelope,
        address=to.for_envelope,
        content=content,
        media_type=MEDIA_TYPE,
        message_id=message_id,
        ending=files.ending if files else b"",
    )
