"""[imap] of outreach.toml: where to look for copies of letters that went."""

from outreach.model.settings import ImapAccount, MailAccount, Security
from outreach.workspace.sections import Section
from outreach.workspace.server_settings import object_to_server

_PORTS = {Security.TLS: 993, Security.STARTTLS: 143, Security.NONE: 143}


def imap_of(section: Section, mail: MailAccount | None) -> ImapAccount:
    """The account that [imap] names; objections go to the section's problems."""
    security = section.choice("security", Security, Security.TLS)
    account = ImapAccount(
        host=section.required("host", 'host = "imap.example.org"'),
        port=section.number("port", _PORTS[security], 1, 65535),
        security=security,
        username=section.one_line("username") or (mail.username if mail else ""),
        sent_folder=section.one_line("sent_folder"),
    )
    if not account.username:
        section.objection(
            "username", "is missing, and [mail] has none.", 'Write username = "jane@example.org".'
        )
    object_to_server(section, account, _PORTS)
    section.finish()
    return account
