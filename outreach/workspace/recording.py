"""Writing single values into outreach.toml, and nothing else of it."""

import tomllib
from collections.abc import Mapping
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.model.settings import ImapAccount, MailAccount
from outreach.tables.encodings import encoding_of, open_text
from outreach.tables.whole_files import write_whole
from outreach.workspace.documents import parse_toml
from outreach.workspace.settings import settings_of
from outreach.workspace.toml_text import quoted, with_value

Values = Mapping[str, str | int | bool]


def record_ledger_id(path: Path, ledger_id: str) -> None:
    """Put `[ledger] id` into a settings file."""
    _record(path, "ledger", {"id": ledger_id})


def record_ledger_url(path: Path, url: str, ledger_id: str) -> None:
    """Put `[ledger] url` and `id` into a settings file."""
    _record(path, "ledger", {"url": url, "id": ledger_id})


def record_private(path: Path, values: Values) -> None:
    """Put values of `[private]` into a settings file: `id`, `keyring`."""
    _record(path, "private", values)


def record_mail(path: Path, account: MailAccount) -> None:
    """Put `[mail]` into a settings file; rate and connections stay as they are there."""
    _record(path, "mail", _server(account))


def record_imap(path: Path, account: ImapAccount) -> None:
    """Put `[imap]` into a settings file; a Sent folder that is to be found is not written."""
    folder = {"sent_folder": account.sent_folder} if account.sent_folder else {}
    _record(path, "imap", _server(account) | folder)


def _server(account: MailAccount | ImapAccount) -> dict[str, str | int]:
    return {
        "host": account.host,
        "port": account.port,
        "security": account.security.value,
        "username": account.username,
    }


def _record(path: Path, table: str, values: Values) -> None:
    """Write values into a table. What is not certain to come out right is refused."""
    with open_text(path, path.name, encoding_of(path, path.name)) as file:
        written = file.read()
    line_end = "\r\n" if "\r\n" in written else "\n"
    before = written.replace("\r\n", "\n")
    after = before
    for key, value in values.items():
        after = with_value(after, table, key, _toml(value))
    if not _says(before, after, table, values):
        raise InputInvalid([_by_hand(path.name, table, values)])
    settings_of(parse_toml(after, path.name), path.parent)
    if after != before:
        write_whole(path, after.replace("\n", line_end).encode())


def _toml(value: str | int | bool) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else str(value)


def _says(before: str, after: str, table: str, values: Values) -> bool:
    """Whether the new text gives the values, and all the rest as before."""
    try:
        wanted, found = tomllib.loads(before), tomllib.loads(after)
    except tomllib.TOMLDecodeError:
        return False
    if not isinstance(wanted.setdefault(table, {}), dict):
        return False
    wanted[table].update(values)
    return wanted == found


def _by_hand(shown: str, table: str, values: Values) -> Problem:
    lines = ", ".join(f"{key} = {_toml(value)}" for key, value in values.items())
    return Problem(
        f"[{table}] could not be written into this file.",
        f"Write it yourself, under [{table}]: {lines}",
        shown,
    )
