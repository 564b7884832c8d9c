"""What to do when a mail server does not let an account in, in the words of its provider."""

from outreach.errors.mail import AccountUnusable, LoginRefused
from outreach.errors.server_words import enhanced

GO_BY_HAND = {
    "mail": "Or make the letters as files and send them from your mail program: "
    "outreach render CAMPAIGN --format eml.",
    "imap": "Or look into the Sent folder yourself, in your mail program.",
}
_AT_MICROSOFT = {
    "mail": "Microsoft does not let programs log in to this mailbox with a password. Ask the "
    "administrator to allow authenticated SMTP for it, or use an account of another provider.",
    "imap": "Microsoft does not let programs log in to this mailbox with a password.",
}
_AT_GOOGLE = (
    "Google does not take the usual password here. Turn on 2-Step Verification, make an app "
    "password at https://myaccount.google.com/apppasswords, and keep it with: outreach account "
    "add. If that page offers none, the account's administrator or Advanced Protection forbids "
    "them."
)


def login_refused(username: str, host: str, words: str, section: str) -> LoginRefused:
    """The refusal of a login; `words` are the server's, `section` that of outreach.toml."""
    return LoginRefused(username, host, words, _way_out(words, host, section))


def no_login_offered(host: str, port: int, section: str) -> AccountUnusable:
    """A server that lets nobody in by a password."""
    return AccountUnusable(
        f"{host}:{port} offers no login with a password.",
        f"Check host and port under [{section}] in outreach.toml. {GO_BY_HAND[section]}",
    )


def _way_out(words: str, host: str, section: str) -> str:
    said = words.lower()
    status = enhanced(words.partition(" ")[2])
    if status in {"5.7.30", "5.7.139"} or "basic authentication" in said:
        return f"{_AT_MICROSOFT[section]} {GO_BY_HAND[section]}"
    at_google = any(name in said or name in host for name in ("gmail", "google", "gsmtp"))
    if "application-specific password" in said or (at_google and _is_about_password(said, status)):
        return f"{_AT_GOOGLE} {GO_BY_HAND[section]}"
    return (
        f"Check [{section}] username in outreach.toml, and keep the password anew: "
        "outreach account add."
    )


def _is_about_password(said: str, status: str) -> bool:
    return status in {"5.7.8", "5.7.9"} or "[authenticationfailed]" in said  # RFC 5530
