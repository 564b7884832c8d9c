"""Whether the letters of a campaign take somebody's home address where it is not safe."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from outreach.cli.screen import console
from outreach.errors import Problem
from outreach.planning import Planned
from outreach.rules.home_address import home_addresses

if TYPE_CHECKING:
    from outreach.cli.campaigns.job import Job


def home_address_remarks(job: "Job", items: Iterable[Planned]) -> Iterator[Problem]:
    """What is to be said of these letters, by whoever signs each."""
    sender = job.settings.sender
    signed = ((one.recipient, one.writer.signatory if one.writer else sender) for one in items)
    return home_addresses(signed, job.settings)


def say_home_addresses(job: "Job", items: Iterable[Planned]) -> None:
    """Say it before the letters are made or sent; it stops nothing."""
    console.problems(home_address_remarks(job, items), style="yellow")
