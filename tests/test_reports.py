"""The counts, which add up to the list."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from outreach.model.campaign import Campaign
from outreach.model.dispatch import Status
from outreach.model.people import Recipient
from outreach.planning import Plan, plan
from outreach.reports import report

CAMPAIGN = Campaign(id="c", title="C", template="t", recipients=("list",))


def planned(size: int, reachable: set[int]) -> Plan:
    recipients = [
        Recipient(id=str(n), office="Member", email=f"{n}@example.org" if n in reachable else "")
        for n in range(size)
    ]
    return plan(
        CAMPAIGN,
        recipients,
        wave="1",
        signer="jane",
        today=date(2026, 11, 22),
        selected=lambda _: True,
    )


@given(
    size=st.integers(0, 20),
    reachable=st.sets(st.integers(0, 20)),
    written=st.dictionaries(st.integers(0, 25), st.sampled_from(Status)),
)
def test_the_counts_add_up_to_the_list_whatever_the_record_holds(
    size: int, reachable: set[int], written: dict[int, Status]
) -> None:
    statuses = {(str(n), ""): status for n, status in written.items()}
    counted = report(planned(size, reachable), statuses)
    assert sum(counted.counts.values()) + sum(counted.skipped.values()) == counted.total == size
    assert counted.unlisted == sum(n >= size for n in written)


def test_somebody_who_lost_their_address_after_the_letter_counts_by_the_letter() -> None:
    counted = report(planned(2, {0}), {("1", ""): Status.SENT})
    assert counted.counts == {Status.PENDING: 1, Status.SENT: 1}
    assert not counted.skipped


def test_a_campaign_is_finished_only_when_nobody_is_left() -> None:
    assert report(planned(1, {0}), {("0", ""): Status.SENT}).finished
    for left in (Status.PENDING, Status.CLAIMED, Status.DEFERRED, Status.UNKNOWN):
        assert not report(planned(1, {0}), {("0", ""): left}).finished


def test_letters_of_other_signers_are_not_counted_here() -> None:
    counted = report(planned(1, {0}), {("0", "mallory"): Status.SENT})
    assert counted.counts == {Status.PENDING: 1}
    assert counted.unlisted == 0
