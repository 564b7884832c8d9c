"""All that the rules about one prison letter look at."""

from dataclasses import dataclass
from datetime import date

from outreach.model.correspondence import LetterPages, PrisonLetter, PrisonMailing
from outreach.model.facility import Facility, PrisonSystem
from outreach.rules.elsewhere import Elsewhere


@dataclass(frozen=True, slots=True)
class Posting:
    """A letter as it is about to be posted on the day `today`. `elsewhere` are people of other
    private cases, and writers, whom it must not name; `parts` are of the names of others of its
    own.
    """

    letter: PrisonLetter
    pages: LetterPages
    mailing: PrisonMailing
    system: PrisonSystem
    facility: Facility
    today: date
    elsewhere: Elsewhere = Elsewhere()  # noqa: RUF009 frozen
    parts: Elsewhere = Elsewhere()  # noqa: RUF009 frozen
