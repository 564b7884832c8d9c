"""Carries out `outreach send`: the plan, the question, the run, and what is left."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.campaigns.due_letters import Letters, letters_to_send
from outreach.cli.campaigns.job import Job, open_job, stop_unless_open
from outreach.cli.campaigns.planned import which_campaign
from outreach.cli.checks.before_sending import account_of, check_letters
from outreach.cli.letters import mailings
from outreach.cli.opening.folder import open_workspace, reading_ledger
from outreach.cli.options import Which
from outreach.cli.record.restoring import say_gaps
from outreach.cli.screen import asking, console, times, words
from outreach.cli.sending.left_over import say_what_is_left
from outreach.cli.sending.pacing import LONGEST_WAIT, departures, waiting
from outreach.cli.sending.review import show_plan
from outreach.errors import (
    ExitStatus,
    Interrupted,
    LedgerUnusable,
    RateReached,
    RuleObjects,
    UsageProblem,
)
from outreach.model.campaign import Campaign, Way
from outreach.model.dispatch import Status

if TYPE_CHECKING:
    from outreach.cli.sending.sending_pass import Sending
    from outreach.ledger.reading import LedgerReader
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
    wait: bool = False
    signer: str | None = None
    overrides: tuple[str, ...] = ()


def carry_out(
    workspace: Path | None,
    which: Which,
    order: Order,
) -> int:
    """Returns the exit status."""
    test_address = None if order.test_to is None else _test_address(order.test_to)
    folder = open_workspace(workspace)
    chosen = which_campaign(folder, which, order.signer)
    today = times.today()
    stop_unless_open(chosen, today)
    if test_address is not None and not order.dry_run:
        return _test(folder, chosen, order, test_address, today)
    return _send(folder, chosen, order, today)


def _send(folder: "Workspace", campaign: Campaign, order: Order, today: date) -> int:
    if not order.dry_run:
        account_of(folder)
    with reading_ledger(folder, campaign) as before:
        _insist_on_waves(campaign, order, before)
        job = open_job(folder, campaign, before, new_wave=order.new_wave, today=today)
        letters = letters_to_send(job, before, retry_now=order.retry_now, wait=order.wait)
        letters = letters.at_most(order.limit)
        checked = check_letters(job, letters, order.overrides)
        _insist_on_number(letters, order.expect)
        show_plan(job, letters, before, wait=order.wait)
        say_gaps(before, job.plan, letters.parties(job.plan))
        if order.dry_run:
            console.note("A dry run: nothing was sent, and no file was written.")
            return ExitStatus.DONE
        if not letters:
            console.say("Nothing is left to send by e-mail.")
            return say_what_is_left(job, before)
        if not order.wait:
            _stop_unless_any_may_leave(job, letters, before)
    if not (order.yes or _agreed(len(letters))):
        console.say("Nothing was sent.")
        return ExitStatus.DONE
    return _carry_through(job, letters, checked, order)


def _carry_through(job: Job, letters: Letters, checked: mailings.Checked, order: Order) -> int:
    from outreach.cli.sending.sending_pass import Sending
    from outreach.cli.sending.waiting import stay

    sending = Sending(job, letters, checked, wait=order.wait, overrides=order.overrides)
    passed = sending.first()
    if isinstance(passed.ended, LedgerUnusable):
        raise passed.ended  # what stands in the record cannot be told now
    try:
        if order.wait:
            passed = stay(sending, passed)
    finally:
        status = _sum_up(sending)
    if (passed.ended is None or isinstance(passed.ended, RateReached)) and passed.next is not None:
        raise waiting(len(passed.left), passed.next)
    if passed.ended is not None:
        raise passed.ended
    return status


def _sum_up(sending: "Sending") -> int:
    """One line for what went; the rest is named with what is left."""
    if sent := sending.counts[Status.SENT]:
        console.say(f"{words.count(sent, 'letter')} {words.STATUS[Status.SENT]}.")
    return sending.say_what_is_left()


# --- before anything leaves --------------------------------------------------------------------


def _agreed(number: int) -> bool:
    try:
        return asking.typed_number(number, "send them")
    except KeyboardInterrupt:
        raise Interrupted("Nothing was sent.") from None


def _insist_on_number(letters: Letters, expected: int | None) -> None:
    if expected is not None and expected != len(letters):
        raise RuleObjects(
            f"{words.count(len(letters), 'letter')} would be sent, and --expect says "
            f"{expected}. Nothing was sent."
        )


def _stop_unless_any_may_leave(job: Job, letters: Letters, ledger: "LedgerReader | None") -> None:
    first = next(departures(job, letters, ledger))
    if first.at - times.now() > LONGEST_WAIT:
        raise waiting(len(letters), first)


def _insist_on_waves(campaign: Campaign, order: Order, ledger: "LedgerReader | None") -> None:
    if order.new_wave is None:
        return
    waves = [wave.name for wave in ledger.waves(campaign.id)] if ledger else []
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


# --- tests -------------------------------------------------------------------------------------


def _test_address(written: str) -> str:
    from outreach.tables.mail_addresses import bare_address, fault_in_address

    address = bare_address(written)
    fault = fault_in_address(address) if address else "holds no e-mail address"
    if fault:
        raise UsageProblem(f"--test-to {fault}: “{written}”.", "Write it as jane@example.org.")
    return address


def _test(folder: "Workspace", campaign: Campaign, order: Order, address: str, today: date) -> int:
    from outreach.cli.sending.sending_loop import hand_over_tests

    account = account_of(folder)
    job = open_job(folder, campaign, today=today)
    items = (job.plan.going_by(Way.EMAIL) or job.plan.planned)[: order.limit or TESTS]
    job.insist_on_letters(items)
    if not _tests_agreed(len(items), address, yes=order.yes):
        console.say("Nothing was sent.")
        return ExitStatus.DONE
    failed = hand_over_tests(list(mailings.marked_as_tests(job, items, address)), account)
    sent = len(items) - len(failed)
    console.say(f"{words.count(sent, 'test letter')} sent to {address}; nothing recorded.")
    for sentence in failed:
        console.note(sentence, "red")
    return ExitStatus.LEFT_OVER if failed else ExitStatus.DONE


def _tests_agreed(number: int, address: str, *, yes: bool) -> bool:
    question = f"Send {words.count(number, 'test letter')} to {address}?"
    try:
        return asking.confirmed(question, yes=yes)
    except KeyboardInterrupt:
        raise Interrupted("Nothing was sent.") from None
