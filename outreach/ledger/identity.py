"""Whose ledger this is, and of which version."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from outreach.errors import LedgerDamaged, LedgerForeign, LedgerMoved, LedgerNewer, NotALedger
from outreach.ledger.rows import Rows
from outreach.ledger.times import read

PRODUCT = "outreach"
VERSION_TABLE = "ledger_version"

# Every version there was, oldest first: the revisions in migrations/versions, compared by a test.
# All of them can be read as they are: no question asks for what an older one has not.
VERSIONS: Sequence[str] = ("0001", "0002")


@dataclass(frozen=True, slots=True)
class Moved:
    """Where a record goes on, and since when. `place` holds neither a user nor a password."""

    place: str
    at: datetime

    def refusal(self, shown: str) -> LedgerMoved:
        """Why it is not written to."""
        return LedgerMoved(shown, self.place, f"{self.at:%Y-%m-%d}")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a ledger says of itself."""

    id: str
    version: str
    moved: Moved | None = None

    @property
    def newer(self) -> bool:
        """Written by a later program, whose versions this one does not know."""
        return self.version not in VERSIONS

    @property
    def older(self) -> bool:
        """To be brought up to date before it is written to."""
        return self.version in VERSIONS[:-1]


def identify(rows: Rows, shown: str) -> Identity:
    """Read it. Raises NotALedger for another program's tables, LedgerDamaged for half of ours."""
    # Not by name: a ledger of the first version has no column `moved_to`.
    found = list(rows("SELECT * FROM ledger"))
    versions = list(rows("SELECT version_num FROM ledger_version"))
    if len(found) != 1 or len(versions) != 1:
        raise LedgerDamaged(shown, "it does not say whose it is")
    ((ledger_id, product, _, *moved),) = found
    if product != PRODUCT:
        raise NotALedger(shown)
    return Identity(str(ledger_id), str(versions[0][0]), _moved(*moved))


def _moved(place: str | None = None, at: str | None = None, *_: object) -> Moved | None:
    return Moved(place, read(at)) if place and at else None


def expect(identity: Identity, expected_id: str, shown: str, *, writing: bool) -> None:
    """Refuse a ledger that is not this folder's, or of a newer version, or moved and to be written.

    No expected id means that none was written down yet: then the ledger that lies there is this
    folder's, from a command that was stopped before it could write the id into outreach.toml.
    """
    if identity.newer:
        raise LedgerNewer(shown, identity.version, VERSIONS[-1])
    if expected_id and identity.id != expected_id:
        raise LedgerForeign(shown, identity.id, expected_id)
    if identity.moved and writing:
        raise identity.moved.refusal(shown)
