"""When letters may leave: hours and rates, and what both come to for a person."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from outreach.cli.campaigns.due_letters import Letters
from outreach.cli.campaigns.job import Job
from outreach.cli.screen import console, times, words
from outreach.errors import LettersWait
from outreach.model.dispatch import LetterKey
from outreach.model.settings import MailAccount, Rate, SendingHours, WhoseTime
from outreach.planning import Planned
from outreach.sending.rates import Later, clock_behind, left_of, longest, schedule
from outreach.sending.time_zones import zone_of
from outreach.sending.windows import Term, Turns, Window

if TYPE_CHECKING:
    from outreach.ledger.reading import LedgerReader

# A run that would have to wait longer than this for the next letter ends, and says when to go on.
LONGEST_WAIT = timedelta(hours=1)

RATES = "the rates of this account allow it"
HOURS = "the sending hours begin"
PUT_OFF = "the mail server is to be tried again"

_SPANS = {
    timedelta(seconds=1): "a second",
    timedelta(minutes=1): "a minute",
    timedelta(hours=1): "an hour",
    timedelta(days=1): "a day",
}


@dataclass(frozen=True, slots=True)
class Departure:
    """When a letter may leave, and what it waits for until then."""

    at: datetime
    why: str


def account_name(job: Job, account: MailAccount) -> str:
    """Under which name the record counts what an account hands over."""
    return account.username or job.settings.sender.email


def window_in(country: str, hours: SendingHours | None) -> Window | None:
    """The hours there; where no zone is known, they are those of the sender."""
    if hours is None:
        return None
    zone = zone_of(country) if country and hours.whose is WhoseTime.RECIPIENT else None
    return Window(hours.start, hours.end, zone or times.home())


def turns(job: Job, letters: Letters) -> Turns[Planned | LetterKey]:
    """The letters in the order in which they may leave."""
    account = job.settings.mail
    hours = account.hours if account else None
    country = {item.recipient.id: item.recipient.country for item in job.plan.planned}
    known = {code: window_in(code, hours) for code in set(country.values())}

    def term(recipient: str, due: datetime | None = None) -> Term:
        return Term(known[country[recipient]], due)

    return Turns(
        [
            *((key, term(key.recipient)) for key in letters.again),
            *((item, term(item.recipient.id)) for item in letters.new),
            *((key, term(key.recipient, due)) for key, due in letters.later),
        ]
    )


def departures(job: Job, letters: Letters, ledger: "LedgerReader | None") -> Iterator[Departure]:
    """When each letter leaves if a run goes on until the last, in that order."""
    account = job.settings.mail
    rates = account.rates if account else ()
    later = dict(letters.later)
    order = turns(job, letters)
    for item, leaves in schedule(times.now(), taken(job, ledger), rates, order):
        is_put_off = isinstance(item, LetterKey) and item in later
        yield Departure(leaves.at, _why(leaves, is_put_off=is_put_off))


def _why(leaves: Later, *, is_put_off: bool) -> str:
    if leaves.at == leaves.slot:
        return RATES
    return PUT_OFF if is_put_off else HOURS


def taken(job: Job, ledger: "LedgerReader | None") -> tuple[datetime, ...]:
    """When this account handed letters over, as far back as its rates reach."""
    account = job.settings.mail
    if account is None or ledger is None:
        return ()
    return ledger.sent_times(account_name(job, account), times.now() - longest(account.rates))


def waiting(number: int, departure: Departure) -> LettersWait:
    """What a run ends with that does not wait so long."""
    return LettersWait(
        words.count(number, "letter"),
        times.here(departure.at),
        departure.why,
        "Run the same command again then, or stay and let it go on by itself: --wait",
    )


# --- with the plan -----------------------------------------------------------------------------


def say_pace(job: Job, letters: Letters, ledger: "LedgerReader | None", *, wait: bool) -> None:
    """The hours, what the rates still allow, and when the run ends."""
    account = job.settings.mail
    if account is None:
        return
    before = taken(job, ledger)
    say_clock(before)
    if not letters:
        return
    if account.hours is not None:
        console.say(_hours(account.hours))
    if account.rates:
        left = ", ".join(_left(rate, before) for rate in account.rates)
        console.say(f"Left of this account's rates: {left}.")
    _say_end(list(departures(job, letters, ledger)), wait=wait)


def _hours(hours: SendingHours) -> str:
    between = f"Letters leave from {hours.start:%H:%M} to {_end(hours)}"
    if hours.whose is WhoseTime.SENDER:
        return f"{between}, by the time here ({times.zone_name(times.home())})."
    return f"{between}, by the time in the capital of each recipient's country."


def _end(hours: SendingHours) -> str:
    return f"{hours.end:%H:%M}" if hours.end.hour or hours.end.minute else "24:00"


def _left(rate: Rate, before: tuple[datetime, ...]) -> str:
    span = _SPANS.get(rate.per, f"in {rate.per}")
    return f"{left_of(times.now(), before, rate):,} of {rate.letters:,} {span}"


def _say_end(leave: list[Departure], *, wait: bool) -> None:
    now = times.now()
    this_run = len(leave) if wait else _before_a_long_wait(now, leave)
    last = leave[this_run - 1].at if this_run else now
    if this_run < len(leave):
        then = leave[this_run]
        ends = f", the last at {times.here(last)}" if last > now else ""
        console.say(f"{this_run:,} of them leave in this run{ends}.")
        console.say(
            f"The next may leave at {times.here(then.at)}, when {then.why}; with --wait, the run "
            f"stays for it and ends at {times.here(leave[-1].at)}."
        )
    elif last > now:
        console.say(f"The last one leaves at {times.here(last)}.")


def _before_a_long_wait(now: datetime, leave: list[Departure]) -> int:
    last = now
    for number, departure in enumerate(leave):
        if departure.at - last > LONGEST_WAIT:
            return number
        last = departure.at
    return len(leave)


def say_clock(before: tuple[datetime, ...]) -> None:
    """Tell of a clock that the record knows to be wrong."""
    if behind := clock_behind(times.now(), before):
        console.note(
            f"This computer's clock is behind the record by {_span(behind)}: letters are on "
            f"record for {times.short(max(before))} UTC. They count, so that no more letters "
            "leave than the rates allow; please set the clock right.",
            "yellow",
        )


def _span(span: timedelta) -> str:
    minutes = round(span / timedelta(minutes=1))
    if minutes < 120:
        return f"{minutes} minutes"
    return f"{round(minutes / 60)} h" if minutes < 72 * 60 else f"{round(minutes / 1440)} days"
