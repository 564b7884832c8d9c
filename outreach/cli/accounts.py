"""Sets up, tests and shows the mail account."""

import asyncio
from getpass import getpass
from pathlib import Path

from outreach.channels import CHANNELS
from outreach.channels.passwords import find_password, remove, store
from outreach.cli import asking, console
from outreach.cli.folder import open_workspace
from outreach.cli.sending_run import account_of
from outreach.errors import KeyringUnusable, UsageProblem
from outreach.model.campaign import Way
from outreach.model.settings import MailAccount, Security

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
) -> None:
    """Write `[mail]` into outreach.toml and the password into the keyring."""
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
    protection = _security(security)
    account = MailAccount(host, port or _PORTS[protection], protection, username or "")
    folder.record_mail(account)
    console.say(f"{account.host}:{account.port} is in outreach.toml.")
    if asked and account.username:
        _ask_password(account)
    elif account.username:
        console.note("No password was asked for: give it as OUTREACH_MAIL_PASSWORD, or call this")
        console.note("command at a terminal.")


def _security(word: str | None) -> Security:
    try:
        return Security(word or Security.STARTTLS.value)
    except ValueError:
        raise UsageProblem(
            f"There is no protection {word!r}.", "Use tls or starttls; none only on this machine."
        ) from None


def _ask_password(account: MailAccount) -> None:
    password = getpass(f"Password of {account.username} (empty: leave it as it is): ")
    if password:
        store(account, password)
        console.say("The password is in the keyring. Try it: outreach account test")


def test_account(workspace: Path | None) -> None:
    """Connect, log in, say goodbye; a refusal says what to do."""
    account = account_of(open_workspace(workspace))
    password = find_password(account)

    async def connect() -> None:
        channel = CHANNELS[Way.EMAIL](account, password)
        await channel.open()
        await channel.close()

    asyncio.run(connect())
    login = f"logged in as {account.username}" if account.username else "no login needed"
    console.say(f"{account.host}:{account.port} answers; {login}. Nothing was sent.")


def show_account(workspace: Path | None, *, as_json: bool) -> None:
    """What is set up; never the password."""
    account = open_workspace(workspace).settings.mail
    if as_json:
        console.document(items=[_fields(account)] if account else [])
    elif account is None:
        console.note("No mail server is set up: outreach account add")
    else:
        console.table(
            ("Server", "Protection", "User name", "Password"),
            [
                (
                    f"{account.host}:{account.port}",
                    account.security.value,
                    account.username or "–",
                    "known" if _password_known(account) else "not known",
                )
            ],
        )


def _fields(account: MailAccount) -> dict[str, object]:
    return {
        "host": account.host,
        "port": account.port,
        "security": account.security.value,
        "username": account.username,
        "password_known": _password_known(account),
    }


def _password_known(account: MailAccount) -> bool:
    """A computer without a password store knows none."""
    try:
        return find_password(account) is not None
    except KeyringUnusable:
        return False


def remove_password(workspace: Path | None) -> None:
    """Forget the password; `[mail]` in outreach.toml stays."""
    account = account_of(open_workspace(workspace))
    gone = remove(account)
    console.say("The password is forgotten." if gone else "No password was kept.")
