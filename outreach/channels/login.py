"""Logging in to a mail server, and what to do when it refuses."""

import aiosmtplib

from outreach.errors import AccountUnusable, NoPassword, ServerUnreachable
from outreach.errors.logins import login_refused, no_login_offered
from outreach.errors.server_words import one_line
from outreach.model.settings import MailAccount

# In this order: the connection is protected, so the plain ways are safe and work everywhere.
METHODS = ("plain", "login", "cram-md5")

# "I do not know this way of logging in". Any other refusal is about the password, and trying it
# again by another way would count as a second wrong password.
NOT_THIS_WAY = frozenset({500, 501, 502, 503, 504})


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
        return no_login_offered(account.host, account.port, "mail")
    words = f"{refusal.code} {one_line(refusal.message)}"
    if 400 <= refusal.code <= 499:
        return ServerUnreachable(account.host, account.port, words, refusal.code)
    return login_refused(account.username, account.host, words, "mail")
