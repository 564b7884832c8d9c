"""The case that the letters of a campaign are about."""

from functools import cached_property
from typing import TYPE_CHECKING

from outreach.cli.opening.cases import (
    case_of,
    guarded_of,
    people_elsewhere,
    place_of,
    reading_casework,
)
from outreach.composing.case_values import CaseInLetters
from outreach.errors import InputInvalid, NotFound, Problem, RuleObjects
from outreach.model.campaign import Campaign
from outreach.model.case import Case, Closed, CloseReason, Guarded
from outreach.model.facility import Facility, PrisonSystem
from outreach.rules.elsewhere import Elsewhere

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

_BECAUSE = {
    CloseReason.RELEASED: "they are free",
    CloseReason.DIED: "they died",
    CloseReason.ASKED_TO_STOP: "they asked that nobody write any more",
}


class AboutCase:
    """Read when it is asked for, and once: what marks letters as posted needs nothing of it."""

    def __init__(self, folder: "Workspace", campaign: Campaign) -> None:
        self._folder = folder
        self._campaign = campaign

    @cached_property
    def case(self) -> Case:
        """Raises NotFound with the names there are; where a file names it, with that file."""
        campaign = self._campaign
        try:
            return case_of(self._folder, campaign.case)
        except NotFound as missing:
            if campaign.adhoc:
                raise
            line = campaign.case_line
            problem = Problem(missing.sentence, missing.way_out, campaign.file, line)
            raise InputInvalid([problem]) from missing

    @cached_property
    def guarded(self) -> Guarded:
        """What the private store says of it."""
        return guarded_of(self._folder, self._campaign.case)

    @cached_property
    def elsewhere(self) -> Elsewhere:
        """Whom letters about it must not name."""
        with reading_casework(self._folder) as casework:
            return people_elsewhere(casework, self.case)

    @cached_property
    def place(self) -> tuple[PrisonSystem, Facility] | None:
        """Where they are held, as far as it is known."""
        from outreach.workspace.facilities import facilities

        return place_of(self.case, facilities(self._folder.root))

    @cached_property
    def in_letters(self) -> CaseInLetters:
        """What the letters can say of it."""
        return CaseInLetters(self.case, self.place[1] if self.place else None)

    def closed(self) -> Problem | None:
        """Why no letter about it goes any more, where it is closed."""
        ended = self.case.closed
        if ended is None:
            return None
        return Problem(
            f"The case {self.case.id} was closed on {ended.on}: {why_closed(ended)}.",
            f"Nothing about it is sent. If that is a mistake: outreach case edit {self.case.id}",
            self._campaign.file,
            self._campaign.case_line,
        )

    def insist_on_open(self) -> None:
        """Raises RuleObjects where the case is closed."""
        if problem := self.closed():
            place = f"{problem.place}: " if problem.file else ""
            raise RuleObjects(f"{place}{problem.sentence}", problem.way_out)


def why_closed(ended: Closed) -> str:
    """In words."""
    because = _BECAUSE[ended.reason]
    return f"{because} ({ended.detail})" if ended.detail else because


def about_case(folder: "Workspace", campaign: Campaign) -> AboutCase | None:
    """None for letters about no case."""
    return AboutCase(folder, campaign) if campaign.case else None
