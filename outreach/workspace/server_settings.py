"""What [mail] and [imap] of outreach.toml have in common: a server, and no password beside it."""

from collections.abc import Mapping

from outreach.model.settings import ImapAccount, MailAccount, Security
from outreach.rules.campaigns import on_loopback
from outreach.workspace.sections import Section


def object_to_server(
    section: Section, account: MailAccount | ImapAccount, ports: Mapping[Security, int]
) -> None:
    """Note a connection that others could read, and a password in the file."""
    if account.security is Security.NONE and not on_loopback(account):
        starttls, tls = ports[Security.STARTTLS], ports[Security.TLS]
        section.objection(
            "security",
            "may be “none” only for a server on this computer (localhost, 127.0.0.1, ::1).",
            f'Write "starttls" (port {starttls}) or "tls" (port {tls}).',
        )
    if "password" in section:
        section.objection(
            "password",
            "does not belong in a file.",
            "Take it out, and give it to the keyring: outreach account add",
        )
