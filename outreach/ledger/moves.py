"""How a letter may move from status to status: one literal table, and nothing beside it."""

from collections.abc import Mapping
from enum import StrEnum

from outreach.model.campaign import Way
from outreach.model.dispatch import Status


class Cause(StrEnum):
    """What moves a letter."""

    CLAIM = "claim"  # a run takes it
    OUTCOME = "outcome"  # a server answered, or the run that held the claim is gone
    REPORT = "report"  # somebody, or the inbox, says what happened
    DECISION = "decision"  # somebody settles what cannot be known
    LOSS = "loss"  # the record of a time is lost, and the letter may have gone in it


_S = Status
_HANDED_OVER = frozenset({_S.SENT, _S.DRAFTED, _S.SUBMITTED, _S.POSTED})
_BY_HAND = frozenset({_S.PREPARED, _S.DRAFTED, _S.SUBMITTED, _S.POSTED})

MOVES: Mapping[tuple[Status, Cause], frozenset[Status]] = {
    (_S.PENDING, Cause.CLAIM): frozenset({_S.CLAIMED}),
    (_S.PENDING, Cause.REPORT): _BY_HAND,
    (_S.PENDING, Cause.LOSS): frozenset({_S.UNKNOWN}),
    (_S.CLAIMED, Cause.OUTCOME): _HANDED_OVER | {_S.DEFERRED, _S.REFUSED, _S.UNKNOWN},
    (_S.DEFERRED, Cause.CLAIM): frozenset({_S.CLAIMED}),
    (_S.DEFERRED, Cause.DECISION): frozenset({_S.REFUSED}),
    (_S.DEFERRED, Cause.LOSS): frozenset({_S.UNKNOWN}),
    # An answer that comes after all, before anybody decided, is better than a decision.
    (_S.UNKNOWN, Cause.OUTCOME): _HANDED_OVER | {_S.DEFERRED, _S.REFUSED, _S.UNKNOWN},
    (_S.UNKNOWN, Cause.DECISION): _HANDED_OVER | {_S.DEFERRED, _S.REFUSED},
    # A letter that bounced or was answered did go out.
    (_S.UNKNOWN, Cause.REPORT): frozenset({_S.BOUNCED, _S.REPLIED}),
    (_S.SENT, Cause.REPORT): frozenset({_S.BOUNCED, _S.REPLIED}),
    (_S.DRAFTED, Cause.REPORT): frozenset({_S.SENT, _S.DRAFTED, _S.BOUNCED, _S.REPLIED}),
    (_S.SUBMITTED, Cause.REPORT): frozenset({_S.BOUNCED, _S.REPLIED}),
    (_S.PREPARED, Cause.REPORT): frozenset({_S.PREPARED, _S.PRINTED, _S.POSTED}),
    (_S.PRINTED, Cause.REPORT): frozenset({_S.PREPARED, _S.POSTED}),
    (_S.POSTED, Cause.REPORT): frozenset({_S.RETURNED, _S.REPLIED}),
    (_S.REPLIED, Cause.REPORT): frozenset({_S.REPLIED}),
    # Another way, or another address: a new attempt.
    (_S.REFUSED, Cause.CLAIM): frozenset({_S.CLAIMED}),
    (_S.REFUSED, Cause.REPORT): _BY_HAND,
    (_S.REFUSED, Cause.LOSS): frozenset({_S.UNKNOWN}),
    (_S.BOUNCED, Cause.CLAIM): frozenset({_S.CLAIMED}),
    (_S.BOUNCED, Cause.REPORT): _BY_HAND | {_S.REPLIED},
    (_S.BOUNCED, Cause.LOSS): frozenset({_S.UNKNOWN}),
    (_S.RETURNED, Cause.CLAIM): frozenset({_S.CLAIMED}),
    (_S.RETURNED, Cause.REPORT): _BY_HAND,
    (_S.RETURNED, Cause.LOSS): frozenset({_S.UNKNOWN}),
}

# Where a letter stands once it was handed over by each way.
HANDED_OVER: Mapping[Way, Status] = {
    Way.EMAIL: Status.SENT,
    Way.DRAFT: Status.DRAFTED,
    Way.FORM: Status.SUBMITTED,
    Way.POST: Status.POSTED,
}

# Where the earlier attempt, if any, is over and done with, so that another may begin.
OPEN_TO_ANOTHER = frozenset({_S.PENDING, _S.REFUSED, _S.BOUNCED, _S.RETURNED})

# How far a letter is from being written again: only ever used to keep a restore from going back.
RANK: Mapping[Status, int] = {
    status: rank
    for rank, status in enumerate(
        (
            _S.PENDING,
            _S.DEFERRED,
            _S.REFUSED,
            _S.BOUNCED,
            _S.RETURNED,
            _S.DRAFTED,
            _S.PREPARED,
            _S.PRINTED,
            _S.CLAIMED,
            _S.UNKNOWN,
            _S.SUBMITTED,
            _S.SENT,
            _S.POSTED,
            _S.REPLIED,
        )
    )
}


class MoveOutsideTable(RuntimeError):
    """A bug: the program tried to move a letter in a way that the table does not know."""

    def __init__(self, before: Status, after: Status, cause: Cause) -> None:
        super().__init__(f"no move from {before} to {after} by {cause}")


def permitted(before: Status, after: Status, cause: Cause) -> bool:
    """Whether the table knows this move."""
    return after in MOVES.get((before, cause), frozenset())


def insist(before: Status, after: Status, cause: Cause) -> None:
    """Fail, loudly, on a move that the table does not know."""
    if not permitted(before, after, cause):
        raise MoveOutsideTable(before, after, cause)
