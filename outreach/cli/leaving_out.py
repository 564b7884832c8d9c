"""Names those who get no letter, so that nobody is passed over in silence."""

from collections import Counter

from outreach.cli import console, words
from outreach.planning import LeftOut, Plan, Reason

# More than so many of one kind are counted, and the first ones named.
_NAMED = 12


def announce(plan: Plan) -> None:
    """Say on stderr who is left out and why; those the campaign did not choose are counted."""
    counted = Counter(out.reason for out in plan.left_out)
    for reason, number in counted.items():
        if reason is Reason.NOT_SELECTED:
            people = words.count(number, "recipient")
            console.note(
                f"{people} of the lists not chosen: where = {plan.campaign.where!r}", "dim"
            )
        else:
            _announce([out for out in plan.left_out if out.reason is reason])


def _announce(left_out: list[LeftOut]) -> None:
    for out in left_out[:_NAMED]:
        console.note(
            f"Left out: {out.recipient.label} ({out.recipient.id}): {out.detail}.", "yellow"
        )
    if len(left_out) > _NAMED:
        more = len(left_out) - _NAMED
        console.note(f"Left out for the same reason: {more:,} more; outreach check names all.")
