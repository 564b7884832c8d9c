"""What a run is given to do."""

from dataclasses import dataclass

from outreach.model.dispatch import Addressee, LetterKey
from outreach.model.mailing import Mailing


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter made ready to be claimed and handed over."""

    key: LetterKey
    addressee: Addressee
    mailing: Mailing


@dataclass(frozen=True, slots=True)
class Retake:
    """A deferred letter that is due again; its bytes are with the ledger.

    `early` takes it before its time, because a person asked for that.
    """

    key: LetterKey
    early: bool = False


Work = Prepared | Retake
