"""Sets up, tests and shows the mail account, and the one with its Sent folder."""

import asyncio
from getpass import getpass
from pathlib import Path

from outreach.channels import CHANNELS
from outreach.channels.passwords import find_imap_password, find_password, remove, store
from outreach.cli.checks.before_sending import account_of
from outreach.cli.mail_accounts import sent_account
from outreach.cli.mail_accounts.protection import protection
from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import asking, console
from outreach.errors import KeyringUnusable, UsageProblem
from outreach.model.campaign import Way
from outreach.model.settings import ImapAccount, MailAccount, Security

_SECURITY = (
    (Security.STARTTLS.value, "begins plain, then protected; usually port 587"),
    (Security.TLS.value, "protected from the start; usually port 465"),
)
_PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


def add_account(
    workspace: Path | None,
    host: str | None,
    port: int | None,
    security: str | None,
    username: str | None,
    imap: sent_account.Given,
) -> None:
    """Write `[mail]`, and if wanted `[imap]`, into outreach.toml; passwords into the keyring."""
    folder = open_workspace(workspace)
    before = folder.settings.mail
    asked = asking.somebody_is_there()
    if asked:
        host = host or asking.ask("Mail server", before.host if before else "")
        security = security or asking.choose("How is it protected?", _SECURITY, "starttls")
        username = username or asking.ask(
            "User name", before.username if before else folder.settings.sender.email
        )
    elif host is None and before is not None:
        host, username = before.host, username or before.username
        security, port = security or before.security.value, port or before.port
    if not host:
        raise UsageProblem("No mail server is named.", "Give --host smtp.… and --username.")
    protected = protection(security or Security.STARTTLS.value)
    account = MailAccount(host, port or _PORTS[protected], protected, username or "")
    folder.record_mail(account)
    console.say(f"{account.host}:{account.port} is in outreach.toml.")
    if asked and account.username:
        _ask_password(account)
    elif account.username:
        console.note("No password was asked for: give it as OUTREACH_MAIL_PASSWORD, or call this")
        console.note("command at a terminal.")
    sent_account.add(folder, imap)


def _ask_password(account: MailAccount) -> None:
    password = getpass(f"Password of {account.username} (empty: leave it as it is): ")
    if password:
        store(account, password)
        console.say("The password is in the keyring. Try it: outreach account test")


def test_account(workspace: Path | None) -> None:
    """Connect, log in, say goodbye; a refusal says what to do."""
    folder = open_workspace(workspace)
    account = account_of(folder)
    password = find_password(account)

    async def connect() -> None:
        channel = CHANNELS[Way.EMAIL](account, password)
        await channel.open()
        await channel.close()

    asyncio.run(connect())
    login = f"logged in as {account.username}" if account.username else "no login needed"
    console.say(f"{account.host}:{account.port} answers; {login}. Nothing was sent.")
    if folder.settings.imap:
        sent_account.test(folder.settings.imap, account)


def show_account(workspace: Path | None, *, as_json: bool) -> None:
    """What is set up; never a password."""
    settings = open_workspace(workspace).settings
    found = [one for one in (settings.mail, settings.imap) if one]
    known = [_is_known(one, settings.mail) for one in found]
    if as_json:
        console.document(items=[_fields(*one) for one in zip(found, known, strict=True)])
    elif not found:
        console.note("No mail server is set up: outreach account add")
    else:
        console.table(
            ("Server", "Protection", "User name", "Password", "For"),
            [_row(*one) for one in zip(found, known, strict=True)],
        )


def _row(account: MailAccount | ImapAccount, known: bool) -> tuple[str, ...]:
    return (
        f"{account.host}:{account.port}",
        account.security.value,
        account.username or "–",
        "known" if known else "not known",
        _use(account),
    )


def _fields(account: MailAccount | ImapAccount, known: bool) -> dict[str, object]:
    return {
        "host": account.host,
        "port": account.port,
        "security": account.security.value,
        "username": account.username,
        "password_known": known,
        "for": _use(account),
    }


def _use(account: MailAccount | ImapAccount) -> str:
    return "sending" if isinstance(account, MailAccount) else "sent folder"


def _is_known(account: MailAccount | ImapAccount, mail: MailAccount | None) -> bool:
    """A computer without a password store knows none."""
    try:
        if isinstance(account, MailAccount):
            return find_password(account) is not None
        return find_imap_password(account, mail) is not None
    except KeyringUnusable:
        return False


def remove_password(workspace: Path | None) -> None:
    """Forget the passwords; `[mail]` and `[imap]` in outreach.toml stay."""
    folder = open_workspace(workspace)
    imap = folder.settings.imap
    gone = remove(account_of(folder))
    gone = (imap is not None and remove(imap)) or gone
    console.say("The password is forgotten." if gone else "No password was kept.")
