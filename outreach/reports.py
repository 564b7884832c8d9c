"""Rows of the record → counts, as values."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from outreach.model.dispatch import Status
from outreach.planning import Plan


@dataclass(frozen=True, slots=True)
class Report:
    """Where a campaign stands: `sum(counts) + sum(skipped) == total`, the length of its lists.

    `unlisted` counts letters of the record whose recipients are in the lists no more; they are
    not part of `total`.
    """

    campaign: str
    wave: str
    total: int
    counts: Mapping[Status, int]
    skipped: Mapping[str, int]
    unlisted: int = 0

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
        counts[left.pop(item.recipient.id, Status.PENDING)] += 1
    for out in plan.left_out:
        status = left.pop(out.recipient.id, None)
        if status is None:
            skipped[out.reason.value] += 1
        else:
            counts[status] += 1
    return Report(
        plan.campaign.id, plan.wave, plan.total, dict(counts), dict(skipped), unlisted=len(left)
    )


def _own(plan: Plan, statuses: Mapping[tuple[str, str], Status]) -> Iterator[tuple[str, Status]]:
    for (recipient, signatory), status in statuses.items():
        if signatory == plan.signatory:
            yield recipient, status
