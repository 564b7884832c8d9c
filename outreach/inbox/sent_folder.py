"""Looks for letters in the Sent folder, by their Message-IDs.

Found is proof that the server took the letter. Not found proves nothing: not every provider
keeps a copy of what it is handed by SMTP, and some give a letter a Message-ID of their own.
"""

import ssl
from collections.abc import Mapping, Sequence

from outreach.errors import AccountUnusable, OutreachError
from outreach.inbox.connection import Patience
from outreach.inbox.looked import Found, Looked, NotFound, NotLookedUp
from outreach.inbox.mailbox import Folder, Mailbox, signed_in
from outreach.model.settings import ImapAccount

# What mail programs and providers call it where no folder bears the mark of RFC 6154.
_USUAL_NAMES = ("sent", "sent items", "sent mail", "sent messages", "sent-mail")
_MOST_FOLDERS = 3
_SHOWN = 12


def look_up(
    account: ImapAccount,
    password: str | None,
    message_ids: Sequence[str],
    *,
    patience: Patience | None = None,
    tls_context: ssl.SSLContext | None = None,
) -> Mapping[str, Looked]:
    """Message-ID → what is known of it, over one connection. Raises nothing a server can cause."""
    found: dict[str, Looked] = {}
    wanted = tuple(dict.fromkeys(one for one in message_ids if one.strip("<> ")))
    try:
        if wanted:
            within = patience or Patience()
            with signed_in(account, password, patience=within, tls_context=tls_context) as mailbox:
                for folder in _sent_folders(mailbox, account):
                    _look_into(mailbox, folder, wanted, found)
    except OutreachError as refusal:
        why = f"{refusal.sentence} {refusal.way_out}".strip()
        # What one folder did not hold may lie in the next, which could not be read.
        unsure = [one for one in wanted if not isinstance(found.get(one), Found)]
        found |= dict.fromkeys(unsure, NotLookedUp(why))
    nameless = NotLookedUp("It has no Message-ID to look for.")
    return {one: found.get(one, nameless) for one in message_ids}


def sent_folders(
    account: ImapAccount,
    password: str | None,
    *,
    patience: Patience | None = None,
    tls_context: ssl.SSLContext | None = None,
) -> tuple[str, ...]:
    """Where `look_up` would look. Raises AccountUnusable or ServerUnreachable."""
    within = patience or Patience()
    with signed_in(account, password, patience=within, tls_context=tls_context) as mailbox:
        names = _sent_folders(mailbox, account)
        for name in names:
            mailbox.open_to_read(name)
    return names


def _look_into(
    mailbox: Mailbox, folder: str, wanted: Sequence[str], found: dict[str, Looked]
) -> None:
    mailbox.open_to_read(folder)
    for message_id in wanted:
        if not isinstance(found.get(message_id), Found):
            is_there, at = mailbox.find(message_id)
            found[message_id] = Found(folder, at) if is_there else NotFound(folder)


def _sent_folders(mailbox: Mailbox, account: ImapAccount) -> tuple[str, ...]:
    if account.sent_folder:
        return (account.sent_folder,)
    folders = mailbox.folders()
    marked = [one.name for one in folders if "\\sent" in one.attributes]
    names = marked or [one.name for one in sorted(folders, key=_unusual) if _unusual(one)[0] < 99]
    if names:
        return tuple(names[: _MOST_FOLDERS if marked else 1])
    there = ", ".join(one.name for one in folders[:_SHOWN]) + (", …" if folders[_SHOWN:] else "")
    raise AccountUnusable(
        f"None of the folders at {account.host} is known to be the Sent folder.",
        f"Name it in outreach.toml, under [imap]: sent_folder. There are: {there or 'none'}.",
    )


def _unusual(folder: Folder) -> tuple[int, int]:
    """The less usual a name for the Sent folder and the deeper, the higher; 99: it is none."""
    parts = folder.name.split(folder.separator) if folder.separator else [folder.name]
    last = parts[-1].casefold()
    above = [part.casefold() for part in parts[:-1]]
    if last not in _USUAL_NAMES or above not in ([], ["inbox"], ["[gmail]"], ["[google mail]"]):
        return 99, 0
    return _USUAL_NAMES.index(last), len(parts)
