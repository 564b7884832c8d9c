"""Names those who get no letter, so that nobody is passed over in silence."""

from collections import Counter

from outreach.cli.campaigns.writer_remarks import announce_writers
from outreach.cli.screen import console, words
from outreach.planning import LeftOut, Plan, Reason

# More than so many of one kind are counted, and the first ones named.
_NAMED = 12


def announce(plan: Plan, *, with_writers: bool = True) -> None:
    """Say on stderr who is left out and why; those the campaign did not choose are counted.

    `with_writers`: and which writers get no letter.
    """
    counted = Counter(out.reason for out in plan.left_out)
    for reason, number in counted.items():
        if reason is Reason.NOT_SELECTED:
            people = words.count(number, "recipient")
            console.note(
                f"{people} of the lists not chosen: where = {plan.campaign.where!r}", "dim"
            )
        else:
            named = "" if plan.campaign.adhoc else plan.campaign.id
            _announce([out for out in plan.left_out if out.reason is reason], named)
    if with_writers:
        announce_writers(plan)


def name_all(plan: Plan) -> None:
    """A table of everybody who gets no letter."""
    signed = ("From",) if plan.writers else ()
    rows = [
        (str(out.place), out.recipient.id, out.recipient.label, *_from(out), f"{out.detail}.")
        for out in plan.left_out
    ]
    console.table(("No.", "Id", "Who", *signed, "Why"), rows)
    what = "letter" if plan.writers else "recipient"
    console.note(f"{words.count(len(rows), what)} of {plan.total:,} left out.")
    announce_writers(plan)


def _from(out: LeftOut) -> tuple[str, ...]:
    return (out.writer.id,) if out.writer else ()


def _announce(left_out: list[LeftOut], campaign: str) -> None:
    for out in left_out[:_NAMED]:
        writer = f", from {out.writer.id}" if out.writer else ""
        console.note(
            f"Left out: {out.recipient.label} ({out.recipient.id}){writer}: {out.detail}.", "yellow"
        )
    if len(left_out) > _NAMED:
        more = len(left_out) - _NAMED
        console.note(
            f"Left out for the same reason: {more:,} more; "
            f"outreach campaign show {campaign} --left-out names all."
            if campaign
            else f"Left out for the same reason: {more:,} more."
        )
