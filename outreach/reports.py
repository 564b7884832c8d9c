"""Rows of the record → counts, as values."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from outreach.model.dispatch import Status
from outreach.planning import Plan


@dataclass(frozen=True, slots=True)
class Report:
    """Where a campaign stands: `sum(counts) + sum(skipped) == total`, the length of its lists, or
    the number of letters where many `writers` sign; `unmatched` of them have none.

    `unlisted` counts letters of the record whose recipients are in the lists no more; they are
    not part of `total`.
    """

    campaign: str
    wave: str
    total: int
    counts: Mapping[Status, int]
    skipped: Mapping[str, int]
    unlisted: int = 0
    writers: int = 0
    unmatched: tuple[str, ...] = ()

    @property
    def finished(self) -> bool:
        """Whether nobody is left who should still get a letter."""
        open_statuses = (Status.PENDING, Status.CLAIMED, Status.DEFERRED, Status.UNKNOWN)
        return not any(self.counts.get(status) for status in open_statuses)


def report(plan: Plan, statuses: Mapping[tuple[str, str], Status]) -> Report:
    """Count every recipient of the lists once: by the record where it has a letter for them,
    else as pending or by the reason for which they are left out.
    """
    counts: Counter[Status] = Counter()
    skipped: Counter[str] = Counter()
    left = dict(_own(plan, statuses))
    for item in plan.planned:
        counts[left.pop(plan.parties(item), Status.PENDING)] += 1
    for out in plan.left_out:
        status = left.pop(plan.parties(out), None)
        if status is None:
            skipped[out.reason.value] += 1
        else:
            counts[status] += 1
    return Report(
        plan.campaign.id,
        plan.wave,
        plan.total,
        dict(counts),
        dict(skipped),
        unlisted=len(left),
        writers=len(plan.writers),
        unmatched=tuple(one.writer.id for one in plan.unmatched),
    )


def _own(
    plan: Plan, statuses: Mapping[tuple[str, str], Status]
) -> Iterator[tuple[tuple[str, str], Status]]:
    for parties, status in statuses.items():
        if plan.signatory is None or parties[1] == plan.signatory:
            yield parties, status
