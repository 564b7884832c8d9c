"""Logging in to a mail server, and what to do when it refuses."""

import aiosmtplib

from outreach.channels.replies import enhanced, one_line
from outreach.errors import AccountUnusable, LoginRefused, NoPassword, ServerUnreachable
from outreach.model.settings import MailAccount

# In this order: the connection is protected, so the plain ways are safe and work everywhere.
METHODS = ("plain", "login", "cram-md5")

# "I do not know this way of logging in". Any other refusal is about the password, and trying it
# again by another way would count as a second wrong password.
NOT_THIS_WAY = frozenset({500, 501, 502, 503, 504})

GO_BY_HAND = (
    "Or make the letters as files and send them from your mail program: "
    "outreach render CAMPAIGN --format eml."
)
NO_MORE_PASSWORDS = (
    "Microsoft does not let programs log in to this mailbox with a password. Ask the "
    "administrator to allow authenticated SMTP for it, or use an account of another provider. "
    + GO_BY_HAND
)
APP_PASSWORD = (
    "Google does not take the usual password here. Turn on 2-Step Verification, make an app "
    "password at https://myaccount.google.com/apppasswords, and keep it with: outreach account "
    "add. If that page offers none, the account's administrator or Advanced Protection forbids "
    "them. " + GO_BY_HAND
)
CHECK_BOTH = (
    "Check [mail] username in outreach.toml, and keep the password anew: outreach account add."
)


async def log_in(smtp: aiosmtplib.SMTP, account: MailAccount, password: str | None) -> None:
    """Log in once, by the first way that the server knows. No user name: no login."""
    if not account.username:
        return
    if password is None:
        raise NoPassword(account.username, account.host)
    refusal: aiosmtplib.SMTPAuthenticationError | None = None
    for way in (way for way in METHODS if way in smtp.server_auth_methods):
        refusal = await _try(smtp, way, account.username, password)
        if refusal is None:
            return
        if refusal.code not in NOT_THIS_WAY:
            break
    raise _sentence(refusal, account)


async def _try(
    smtp: aiosmtplib.SMTP, way: str, username: str, password: str
) -> aiosmtplib.SMTPAuthenticationError | None:
    tries = {"plain": smtp.auth_plain, "login": smtp.auth_login, "cram-md5": smtp.auth_crammd5}
    try:
        await tries[way](username, password)
    except aiosmtplib.SMTPAuthenticationError as refusal:
        return refusal
    return None


def _sentence(
    refusal: aiosmtplib.SMTPAuthenticationError | None, account: MailAccount
) -> AccountUnusable | ServerUnreachable:
    if refusal is None:
        return AccountUnusable(
            f"{account.host}:{account.port} offers no login with a password.",
            f"Check host and port under [mail] in outreach.toml. {GO_BY_HAND}",
        )
    words = one_line(refusal.message)
    if 400 <= refusal.code <= 499:
        return ServerUnreachable(
            account.host, account.port, f"{refusal.code} {words}", refusal.code
        )
    return LoginRefused(
        account.username, account.host, f"{refusal.code} {words}", _way_out(words, account.host)
    )


def _way_out(words: str, host: str) -> str:
    said = words.lower()
    status = enhanced(words)
    if status in {"5.7.30", "5.7.139"} or "basic authentication" in said:
        return NO_MORE_PASSWORDS
    at_google = any(name in said or name in host for name in ("gmail", "google", "gsmtp"))
    if "application-specific password" in said or (at_google and status in {"5.7.8", "5.7.9"}):
        return APP_PASSWORD
    return CHECK_BOTH
