"""outreach.toml → Settings, with every mistake in it at once."""

import os
from datetime import timedelta
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.model.people import PostalAddress, Signatory
from outreach.model.settings import Settings, Shown
from outreach.tables.mail_addresses import bare_address, fault_in_address
from outreach.workspace.countries import country_code
from outreach.workspace.documents import Document, read_toml
from outreach.workspace.finding import SETTINGS_FILE
from outreach.workspace.imap_settings import imap_of
from outreach.workspace.mail_settings import mail_of
from outreach.workspace.print_settings import letterhead_of, printing_of
from outreach.workspace.sections import Section
from outreach.workspace.wording import is_key

DEFAULT_LEDGER = "sqlite:///ledger.db"
_FILES = ("sqlite", "sqlcipher")


def read_settings(root: Path) -> Settings:
    """The settings of the workspace at `root`."""
    return settings_of(read_toml(root / SETTINGS_FILE, SETTINGS_FILE), root)


def settings_of(document: Document, root: Path) -> Settings:
    """The settings a document gives; raises InputInvalid with all its problems."""
    problems: list[Problem] = []
    whole = Section.whole(document, problems)
    sender = _sender(whole.section("sender"))
    privacy = whole.section("privacy")
    ledger = whole.section("ledger")
    facts = whole.section("facts")
    private = whole.section("private")
    mail = mail_of(whole.section("mail")) if "mail" in whole else None
    settings = Settings(
        sender=sender,
        mail=mail,
        printing=printing_of(whole.section("print"), sender.address.country, root),
        shown=privacy.choice("sender_address", Shown, Shown.FULL),
        keep_texts=privacy.span("keep_texts") or timedelta(days=365),
        home_address="home_address" not in privacy or privacy.flag("home_address"),
        ledger_url=_ledger_url(ledger, root),
        ledger_id=ledger.one_line("id").strip("…"),  # as examples write what is still to come
        private_id=private.one_line("id"),
        private_keyring=private.flag("keyring"),
        max_age=facts.span("max_age"),
        imap=imap_of(whole.section("imap"), mail) if "imap" in whole else None,
        letterhead=letterhead_of(whole.section("letterhead"), root)
        if "letterhead" in whole
        else None,
    )
    for section in (privacy, ledger, private, facts, whole):
        section.finish()
    if problems:
        raise InputInvalid(sorted(problems, key=lambda problem: problem.line or 0))
    return settings


# --- who writes --------------------------------------------------------------------------------


def _sender(section: Section) -> Signatory:
    sender = Signatory(
        id=section.required("id", 'id = "jane"'),
        name=section.required("name", 'name = "Jane Doe"'),
        email=_email(section),
        address=PostalAddress(
            section.lines("address"),
            section.one_line("locality"),
            section.one_line("region"),
            section.one_line("postcode"),
            _country(section),
        ),
        group=section.one_line("group"),
    )
    if sender.id and not is_key(sender.id):
        section.objection("id", "is not one word.", "Use letters, digits, “-”, “_” and “.”.")
    section.finish()
    return sender


def _email(section: Section) -> str:
    address = bare_address(section.one_line("email"))
    if address and (fault := fault_in_address(address)):
        section.objection("email", f"{fault}: “{address}”.", "Write it as jane@example.org.")
    return address


def _country(section: Section) -> str:
    country = section.one_line("country")
    code = country_code(country) if country else ""
    if country and not code:
        section.objection(
            "country", f"is not a country: “{country}”.", "Write its two letters, such as CA."
        )
    return code


# --- where the record is -----------------------------------------------------------------------


def ledger_path(url: str) -> Path | None:
    """The file of a SQLite ledger, encrypted or not; None for a server."""
    prefix, _, rest = url.partition(":///")
    return Path(rest.partition("?")[0]) if prefix in _FILES else None


def _ledger_url(section: Section, root: Path) -> str:
    url = section.one_line("url", DEFAULT_LEDGER)
    if url.startswith("postgresql+psycopg://"):
        return url
    if url.startswith(("postgresql://", "postgres://")):
        section.objection("url", "names no driver.", "Write postgresql+psycopg://…")
        return url
    scheme, _, file = url.partition(":///")
    path, _, query = file.partition("?")
    if scheme not in _FILES or path in {"", ":memory:"}:
        section.objection(
            "url",
            f"cannot be “{url}”.",
            "Write sqlite:///ledger.db, sqlcipher:///private.db for an encrypted one, or "
            "postgresql+psycopg://…",
        )
        return url
    absolute = Path(os.path.normpath(root.absolute() / path)).as_posix()
    if "?" in absolute:
        section.objection("url", "lies in a folder with “?” in its name.", "Rename the folder.")
    return f"{scheme}:///{absolute}" + (f"?{query}" if query else "")
