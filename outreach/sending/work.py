"""What a run is given to do."""

from dataclasses import dataclass

from outreach.model.dispatch import Addressee, LetterKey
from outreach.model.mailing import Mailing
from outreach.sending.windows import Window


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter made ready to be claimed and handed over, while its window is open."""

    key: LetterKey
    addressee: Addressee
    mailing: Mailing
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Retake:
    """A deferred letter that is due again; its bytes are with the ledger.

    `early` takes it before its time, because a person asked for that.
    """

    key: LetterKey
    early: bool = False
    window: Window | None = None


Work = Prepared | Retake
