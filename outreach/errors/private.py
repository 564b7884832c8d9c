"""The encrypted record: its passphrase is needed or wrong, it is not there, or not encrypted."""

from outreach.errors.tree import LedgerUnusable, UsageProblem


class PassphraseNeeded(LedgerUnusable):
    """An encrypted file, and nobody to ask."""

    def __init__(self, store: str) -> None:
        super().__init__(
            f"{store} is encrypted, and its passphrase was not given.",
            "Run the command at a terminal, which asks for it, or set OUTREACH_PASSPHRASE for this "
            "one command.",
        )


class PassphraseWrong(LedgerUnusable):
    """The key does not open the file."""

    def __init__(self, store: str) -> None:
        super().__init__(
            f"{store} does not open with this passphrase. Nothing was changed.",
            "Try again: capitals, spaces and the keyboard's language count. If you are sure of the "
            "passphrase, the beginning of the file is damaged, which looks the same: move the file "
            "away, then put back a copy of it, see outreach ledger restore --help",
        )


class NotEncrypted(LedgerUnusable):
    """A plain file stands where an encrypted one should be."""

    def __init__(self, store: str) -> None:
        super().__init__(
            f"{store} should be encrypted, and it is not: another file stands there.",
            "Move it away and put the encrypted one back, or a copy of it: "
            "outreach ledger restore COPY",
        )


class NoPrivateStore(LedgerUnusable):
    """Nothing private was ever kept in this folder."""

    def __init__(self) -> None:
        super().__init__(
            "This folder has no private store yet: the encrypted file for private cases.",
            "Make it: outreach private new",
        )


class PrivateStoreMissing(LedgerUnusable):
    """outreach.toml names one, and it is not there. It is never made anew silently."""

    def __init__(self, store: str, expected: str) -> None:
        super().__init__(
            f"The private store {store} is gone, though outreach.toml names it (id {expected}). "
            "No new one was made.",
            "Put the file back where it was, or a copy of it from the folder backups: "
            "outreach ledger restore COPY. Only if it is lost for good, delete the id "
            "under [private] in outreach.toml.",
        )


class CasesCannotMove(LedgerUnusable):
    """A record that is to be moved holds more than the letters of campaigns."""

    def __init__(self, store: str) -> None:
        super().__init__(
            f"{store} holds private cases. They cannot go along to another database, and letters "
            "about them must not lie in one that is not encrypted. Nothing was moved.",
            "To have it in another folder, move the file itself, with outreach.toml.",
        )


class PassphraseRefused(UsageProblem):
    """One that was to be chosen is too weak, or was typed in two ways."""

    def __init__(self, fault: str, advice: str) -> None:
        super().__init__(f"This passphrase cannot be used. {fault}", advice)
