"""Every refusal: its sentence, what to do about it, and the exit status it ends with.

    OutreachError
    ├── UsageProblem        2   the command was called in a way that cannot work
    ├── InputInvalid        3   files of the user's that cannot be used; holds all their problems
    ├── RuleObjects         4   a rule stops this campaign
    ├── NotRendered         5   letters that could not be made
    ├── LettersLeft         6   letters left refused, deferred or unknown at the end
    ├── LedgerUnusable      7   the record cannot be used as it is
    └── Interrupted       130   the user stopped it

A class takes the facts and writes its own sentence. Anything else that is raised is a bug and
keeps its traceback.
"""

from outreach.errors.cases import (
    CaseChanged,
    CaseTaken,
    ConsentMissing,
    NoSuchLetter,
    NotAnArchive,
    RecordLiesOpen,
)
from outreach.errors.downloads import DownloadFailed
from outreach.errors.folder import (
    AlreadyThere,
    NotFound,
    NotWritten,
    NoWorkspace,
)
from outreach.errors.ledger import (
    CannotMark,
    CopyRefused,
    LedgerBusy,
    LedgerDamaged,
    LedgerDriverMissing,
    LedgerFailed,
    LedgerForeign,
    LedgerFull,
    LedgerMissing,
    LedgerMoved,
    LedgerNewer,
    LedgerOvertaken,
    LedgerReadOnly,
    LedgerReplaced,
    LedgerUnreachable,
    LedgerUrlUnknown,
    NoLedgerYet,
    NotALedger,
    NothingToUndo,
    TargetTaken,
)
from outreach.errors.mail import (
    AccountUnusable,
    AddressUnusable,
    CertificateRefused,
    HeaderRefused,
    KeyringUnusable,
    LettersTooLarge,
    LettersWait,
    LoginRefused,
    NoPassword,
    NoTimeZones,
    NotProtected,
    OutcomesNotRecorded,
    RateReached,
    SendingStopped,
    ServerSilent,
    ServerUnreachable,
)
from outreach.errors.private import (
    CasesCannotMove,
    NoPrivateStore,
    NotEncrypted,
    PassphraseNeeded,
    PassphraseRefused,
    PassphraseWrong,
    PrivateStoreMissing,
)
from outreach.errors.tree import (
    ExitStatus,
    InputInvalid,
    Interrupted,
    LedgerUnusable,
    LettersLeft,
    NotRendered,
    OutreachError,
    Problem,
    RuleObjects,
    UsageProblem,
)

__all__ = [
    "AccountUnusable",
    "AddressUnusable",
    "AlreadyThere",
    "CannotMark",
    "CaseChanged",
    "CaseTaken",
    "CasesCannotMove",
    "CertificateRefused",
    "ConsentMissing",
    "CopyRefused",
    "DownloadFailed",
    "ExitStatus",
    "HeaderRefused",
    "InputInvalid",
    "Interrupted",
    "KeyringUnusable",
    "LedgerBusy",
    "LedgerDamaged",
    "LedgerDriverMissing",
    "LedgerFailed",
    "LedgerForeign",
    "LedgerFull",
    "LedgerMissing",
    "LedgerMoved",
    "LedgerNewer",
    "LedgerOvertaken",
    "LedgerReadOnly",
    "LedgerReplaced",
    "LedgerUnreachable",
    "LedgerUnusable",
    "LedgerUrlUnknown",
    "LettersLeft",
    "LettersTooLarge",
    "LettersWait",
    "LoginRefused",
    "NoLedgerYet",
    "NoPassword",
    "NoPrivateStore",
    "NoSuchLetter",
    "NoTimeZones",
    "NoWorkspace",
    "NotALedger",
    "NotAnArchive",
    "NotEncrypted",
    "NotFound",
    "NotProtected",
    "NotRendered",
    "NotWritten",
    "NothingToUndo",
    "OutcomesNotRecorded",
    "OutreachError",
    "PassphraseNeeded",
    "PassphraseRefused",
    "PassphraseWrong",
    "PrivateStoreMissing",
    "Problem",
    "RateReached",
    "RecordLiesOpen",
    "RuleObjects",
    "SendingStopped",
    "ServerSilent",
    "ServerUnreachable",
    "TargetTaken",
    "UsageProblem",
]
