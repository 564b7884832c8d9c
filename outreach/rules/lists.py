"""What in lists of recipients needs a look: each finding with its severity and its row."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from outreach.errors import Problem
from outreach.model.campaign import Way
from outreach.model.people import Recipient
from outreach.model.severity import Severity
from outreach.rules import addressees, holders, ways
from outreach.rules.same_person import same_person_rows

# Somebody who was last checked longer ago than this may have left; half of a usual term.
OLD = timedelta(days=365)
_NAMED = 5
_PLAIN_LOCAL = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Finding:
    """`kind` is a short name for scripts, `recipient` the id where it is about one row."""

    severity: Severity
    kind: str
    problem: Problem
    recipient: str = ""


def findings(
    recipients: Sequence[Recipient], files: Callable[[Recipient], str], today: date
) -> Iterator[Finding]:
    """Look at the recipients of one or several lists; `files` names the file of each."""
    for recipient in recipients:
        for severity, kind, sentence, way_out in _of_row(recipient, today):
            problem = Problem(sentence, way_out, files(recipient), recipient.line or None)
            yield Finding(severity, kind, problem, recipient.id)
    yield from _twice(recipients, files)
    of_file: dict[str, list[Recipient]] = defaultdict(list)
    for recipient in recipients:
        of_file[files(recipient)].append(recipient)
    for file, listed in of_file.items():
        yield from _of_list(listed, file, today)


_Said = Iterator[tuple[Severity, str, str, str]]


def _of_row(recipient: Recipient, today: date) -> _Said:
    if addressees.gives_home_address(recipient):
        yield (
            Severity.ERROR,
            "home-address",
            f"The address of {recipient.label} is a home; officials are written to at work.",
            "Put the address of the office in its place; until then no letter is made.",
        )
    if not any(ways.reaches(way, recipient) for way in Way):
        yield (
            Severity.WARNING,
            "no-way",
            f"{recipient.label} has no e-mail address, postal address or web form.",
            "",
        )
    if holders.term_is_over(recipient, today):
        yield (
            Severity.WARNING,
            "term-ended",
            f"The term of {recipient.label} ended on {recipient.term_end}.",
            f"Fill in who follows. If they are still there: {_confirm(recipient)}",
        )
    if holders.term_is_to_come(recipient, today):
        begins = holders.term_start(recipient)
        yield Severity.HINT, "term-to-come", f"{recipient.label} takes office on {begins}.", ""
    if fault := _fault(recipient.email):
        yield Severity.WARNING, "address", f"{recipient.email}: {fault}", "Look it up again."


def _confirm(recipient: Recipient) -> str:
    return f"outreach recipients verify {recipient.id} --source URL"


def _fault(address: str) -> str:
    """What a list can be read with and no mail server takes."""
    if not address:
        return ""
    local, _, domain = address.rpartition("@")
    return _refused(f"a@{domain}") if _PLAIN_LOCAL.fullmatch(local) else _refused(address)


@lru_cache(4_000)
def _refused(address: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(address, check_deliverability=False)
    except EmailNotValidError as error:
        return str(error)
    return ""


def _twice(recipients: Sequence[Recipient], files: Callable[[Recipient], str]) -> Iterator[Finding]:
    for later, first in same_person_rows(recipients):
        if later.id == first.id:  # on purpose: the same row in two lists
            continue
        place = Problem("", file=files(first), line=first.line or None).place
        problem = Problem(
            f"{later.label} ({later.id}) is the same person or post as {first.label} "
            f"({first.id}), {place}.",
            "Keep one of the two rows. If they are two people, their `division` tells them apart.",
            files(later),
            later.line or None,
        )
        yield Finding(Severity.WARNING, "duplicate", problem, later.id)


# --- said once for a list ----------------------------------------------------------------------


def _of_list(listed: Sequence[Recipient], file: str, today: date) -> Iterator[Finding]:
    current = [
        one for one in listed if holders.is_holder(one) and not holders.term_is_over(one, today)
    ]
    old = [one for one in current if one.verified_on and holders.is_unchecked(one, today, OLD)]
    if old:
        longest = min(one.verified_on for one in old if one.verified_on)
        yield _once(
            Severity.WARNING,
            "not-verified",
            f"{_counted(old, 'holder was', 'holders were')} last checked over a year ago, the "
            f"earliest on {longest}: {_some(old)}.",
            "Look whether they are still in office: outreach recipients verify ID --source URL",
            file,
        )
    never = [one for one in current if one.verified_on is None]
    if never:
        yield _once(
            Severity.HINT,
            "not-verified",
            f"Of {_counted(never, 'holder', 'holders')} nothing says when somebody last looked "
            f"whether they hold the office: {_some(never)}.",
            "outreach recipients verify ID --source URL writes it down.",
            file,
        )
    yield from _private(listed, file)


def _private(listed: Iterable[Recipient], file: str) -> Iterator[Finding]:
    private = [one for one in listed if addressees.is_private(one)]
    if private:
        many = len(private) > addressees.PRIVATE_PEOPLE
        yield _once(
            Severity.WARNING if many else Severity.HINT,
            "private",
            f"{_counted(private, 'row has', 'rows have')} neither an office nor an organisation: "
            f"{_some(private)}. Those are private people.",
            f"A campaign takes {addressees.PRIVATE_PEOPLE} of them at most; fill in `office` or "
            "`organisation` where they are written to as officials.",
            file,
        )


def _once(severity: Severity, kind: str, sentence: str, way_out: str, file: str) -> Finding:
    return Finding(severity, kind, Problem(sentence, way_out, file))


def _counted(items: Sequence[object], one: str, several: str) -> str:
    return f"1 {one}" if len(items) == 1 else f"{len(items):,} {several}"


def _some(recipients: Sequence[Recipient]) -> str:
    more = f" and {len(recipients) - _NAMED:,} more" if len(recipients) > _NAMED else ""
    return ", ".join(one.id for one in recipients[:_NAMED]) + more
