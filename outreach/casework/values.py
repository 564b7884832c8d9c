"""What the casework store takes and gives."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from outreach.model.dispatch import LetterKey, Status
from outreach.model.facility import Override

PREFIX = "case:"
_ON_ITS_WAY = frozenset(
    {Status.SENT, Status.SUBMITTED, Status.POSTED, Status.REPLIED, Status.RETURNED, Status.BOUNCED}
)
_CAME_BACK = frozenset({Status.RETURNED, Status.BOUNCED})
_WAITING = frozenset({Status.PREPARED, Status.PRINTED, Status.DRAFTED})


class Sort(StrEnum):
    """What lies in the envelope."""

    LETTER = "letter"
    CARD = "card"


class Going(StrEnum):
    """How a letter to a person goes: written by hand, made here and posted, typed into a prison's
    own system, or sent to a group that hands it on.
    """

    BY_HAND = "by-hand"
    POST = "post"
    ELECTRONIC = "electronic"
    RELAY = "relay"


class RemarkKind(StrEnum):
    """What became known of a letter beside its status."""

    PHOTOCOPIED = "photocopied"
    DELAYED = "delayed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Entry:
    """A case as it lies in the store. `facts` and `guarded` are TOML, as `case_documents` reads it;
    `facts` is empty for a public case. `revision` is 0 until it was put in.
    """

    id: str
    private: bool
    facts: str
    guarded: str
    revision: int = 0


@dataclass(frozen=True, slots=True)
class LetterDetails:
    """What a letter was. `facility` is the id of where it was sent, empty for a relay; `words` and
    `pages` are None where nobody counted; `confirmed` are the ids of checklists. `text_digest` is
    the SHA-256 of its words, whatever the day on it; empty where they are not known. `told` are
    digests of the rules that its writer was told of, and of notes.
    """

    sort: Sort = Sort.LETTER
    going: Going = Going.POST
    language: str = ""
    facility: str = ""
    words: int | None = None
    pages: int | None = None
    template: str = ""
    overrides: tuple[Override, ...] = ()
    confirmed: tuple[str, ...] = ()
    text_digest: str = ""
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewLetter:
    """A letter to go on record: `prepared`, or on its way since `sent_on`.

    `person` is an id within the case, empty where there is one alone. `content` are the exact bytes
    of its pages or of its text; none for what was written by hand. `note` is the writer's.
    """

    case: str
    writer: str
    person: str = ""
    details: LetterDetails = LetterDetails()
    content: bytes | None = None
    media_type: str = "application/pdf"
    sent_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """`kind` of a letter out (`number` of its case) or of a letter in (`received`), `on` a day."""

    case: str
    kind: RemarkKind
    on: date
    number: int = 0
    received: int = 0
    detail: str = ""
    by: str = ""
    id: int = 0
    recorded_at: datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class LetterOut:
    """A letter on record. `status` and since when come from the ledger; `sent_on` is when it set
    out, None while it lies here; `prepared_on` when it was made. `sha256` names its bytes.
    `said_at` is when its status was put on record, by hand.
    """

    key: LetterKey
    case: str
    person: str
    writer: str
    number: int
    status: Status
    at: datetime
    prepared_on: date
    sent_on: date | None
    details: LetterDetails
    sha256: str = ""
    detail: str = ""
    remarks: tuple[Remark, ...] = ()
    said_at: datetime | None = None

    @property
    def gone(self) -> bool:
        """Whether it was posted or handed over, whatever came of it."""
        return self.status in _ON_ITS_WAY

    @property
    def came_back(self) -> bool:
        """Whether it came back, by post or electronically."""
        return self.status in _CAME_BACK

    @property
    def waiting(self) -> bool:
        """Whether it was made and lies here still."""
        return self.status in _WAITING


@dataclass(frozen=True, slots=True)
class NewReceived:
    """A letter that came in, to `writer` where known. `content` is a scan, or its text."""

    case: str
    on: date
    person: str = ""
    writer: str = ""
    content: bytes | None = None
    media_type: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A letter in, on record. `sha256` is empty where nothing of it is kept."""

    id: int
    case: str
    person: str
    writer: str
    on: date
    sha256: str
    media_type: str
    note: str
    recorded_at: datetime
    remarks: tuple[Remark, ...] = ()


def campaign_of(case: str) -> str:
    """Under which campaign the letters to a case stand in the ledger."""
    return f"{PREFIX}{case}"


def case_of(campaign: str) -> str:
    """The case that `campaign_of` made a campaign of."""
    return campaign.removeprefix(PREFIX)


def key_of(case: str, number: int, person: str, writer: str) -> LetterKey:
    """Case, running number, person and writer as the ledger keeps them."""
    recipient = f"{case}/{person}" if person else case
    return LetterKey(campaign_of(case), str(number), recipient, writer)
