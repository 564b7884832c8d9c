"""Two records of one letter made into one that knows what either knows. Pure."""

from dataclasses import replace
from datetime import datetime

from outreach.ledger.moves import RANK
from outreach.ledger.records import AttemptRecord, EventRecord, LetterRecord
from outreach.ledger.times import written
from outreach.model.dispatch import Status

_KEPT = "A restore lowers no status: this letter had got so far in another copy of the record."


def merged(ours: LetterRecord, theirs: LetterRecord, at: datetime) -> LetterRecord:
    """All attempts and events of both. Of the same attempt, what got farther.

    Two attempts with one number, from copies that went on apart, are both kept. Then, and when
    what was written down does not follow from its rows, the letter keeps the farthest status. What
    was scrubbed in one of them is not kept from the other.
    """
    scrubbed_at = max(ours.scrubbed_at, theirs.scrubbed_at)
    ours, theirs = ours.scrubbed(scrubbed_at), theirs.scrubbed(scrubbed_at)
    attempts, numbers = _attempts(ours, theirs)
    events = _events(ours, theirs, numbers)
    both = replace(ours, attempts=attempts, events=events)
    went_apart = any(old != new for old, new in numbers.items())
    claims = [one.status for one in (ours, theirs) if went_apart or not consistent(one)]
    return _not_lowered(both, claims, at)


def consistent(letter: LetterRecord) -> bool:
    """Whether the status that is written down follows from the letter's rows."""
    derived = letter.standing
    return (derived.status if derived else Status.PENDING) is letter.status


def _attempts(
    ours: LetterRecord, theirs: LetterRecord
) -> tuple[tuple[AttemptRecord, ...], dict[int, int]]:
    found = {attempt.number: attempt for attempt in ours.attempts}
    numbers: dict[int, int] = {}
    for attempt in theirs.attempts:
        same = next((a for a in found.values() if a.identity == attempt.identity), None)
        if same is not None:
            number = same.number
        elif attempt.number in found:
            number = max(found) + 1
        else:
            number = attempt.number
        numbers[attempt.number] = number
        known = [replace(attempt, number=number), *filter(None, [same])]
        found[number] = max(known, key=lambda one: one.extent)
    return tuple(found[number] for number in sorted(found)), numbers


def _events(
    ours: LetterRecord, theirs: LetterRecord, numbers: dict[int, int]
) -> tuple[EventRecord, ...]:
    found = list(ours.events)
    places: dict[int, int] = {}
    for place, event in enumerate(theirs.events):
        moved = replace(
            event,
            attempt=numbers[event.attempt],
            undoes=None if event.undoes is None else places[event.undoes],
        )
        if moved not in found:
            found.append(moved)
        places[place] = found.index(moved)
    return tuple(found)


def _not_lowered(letter: LetterRecord, claims: list[Status], at: datetime) -> LetterRecord:
    derived = letter.standing
    now = derived.status if derived else Status.PENDING
    farthest = max([now, *claims], key=RANK.__getitem__)
    if RANK[farthest] <= RANK[now] or not letter.attempts:
        return replace(letter, status=now)
    if farthest is Status.CLAIMED:
        farthest = Status.UNKNOWN  # no run lives while a ledger is restored
    last = letter.attempts[-1]
    when = written(at)
    event = EventRecord(last.number, last.tries, farthest.value, when, when, "", _KEPT)
    return replace(letter, status=farthest, events=(*letter.events, event))
