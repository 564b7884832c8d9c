"""Whose ledger this is, and of which version."""

from collections.abc import Sequence
from dataclasses import dataclass

from outreach.errors import LedgerDamaged, LedgerForeign, LedgerNewer, LedgerOlder, NotALedger
from outreach.ledger.rows import Rows

PRODUCT = "outreach"
VERSION_TABLE = "ledger_version"

# Every version there was, oldest first: the revisions in migrations/versions, compared by a test.
VERSIONS: Sequence[str] = ("0001",)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a ledger says of itself."""

    id: str
    version: str

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
    found = list(rows("SELECT id, product FROM ledger"))
    versions = list(rows("SELECT version_num FROM ledger_version"))
    if len(found) != 1 or len(versions) != 1:
        raise LedgerDamaged(shown, "it does not say whose it is")
    ((ledger_id, product),) = found
    if product != PRODUCT:
        raise NotALedger(shown)
    return Identity(str(ledger_id), str(versions[0][0]))


def expect(identity: Identity, expected_id: str, shown: str, *, writing: bool) -> None:
    """Refuse a ledger that is not this folder's, or not of a version that can be used.

    No expected id means that none was written down yet: then the ledger that lies there is this
    folder's, from a command that was stopped before it could write the id into outreach.toml.
    """
    if identity.newer:
        raise LedgerNewer(shown, identity.version, VERSIONS[-1])
    if expected_id and identity.id != expected_id:
        raise LedgerForeign(shown, identity.id, expected_id)
    if identity.older and not writing:
        raise LedgerOlder(shown, identity.version)
