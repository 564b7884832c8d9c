"""outreach.toml → Settings, with every mistake in it at once."""

import os
import re
from datetime import timedelta
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.model.people import PostalAddress, Signatory
from outreach.model.settings import MailAccount, Paper, Rate, Security, Settings, Shown
from outreach.rules.campaigns import on_loopback
from outreach.workspace.addresses import bare_address, fault_in_address
from outreach.workspace.countries import country_code
from outreach.workspace.documents import Document, read_toml
from outreach.workspace.finding import SETTINGS_FILE
from outreach.workspace.sections import Section
from outreach.workspace.wording import is_key

DEFAULT_RATES = (Rate(5, timedelta(minutes=1)), Rate(50, timedelta(days=1)))
DEFAULT_LEDGER = "sqlite:///ledger.db"

# Where letters are printed on US Letter (Unicode CLDR, supplemental data, paperSize).
_LETTER_COUNTRIES = frozenset(
    ("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE")
)
_PORTS = {Security.TLS: 465, Security.STARTTLS: 587, Security.NONE: 25}
_RATE = re.compile(r"(\d{1,6})\s*/\s*(second|minute|hour|day)", re.IGNORECASE)
_SPANS = {
    "second": timedelta(seconds=1),
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}


def read_settings(root: Path) -> Settings:
    """The settings of the workspace at `root`."""
    return settings_of(read_toml(root / SETTINGS_FILE, SETTINGS_FILE), root)


def settings_of(document: Document, root: Path) -> Settings:
    """The settings a document gives; raises InputInvalid with all its problems."""
    problems: list[Problem] = []
    whole = Section.whole(document, problems)
    sender = _sender(whole.section("sender"))
    printing = whole.section("print")
    privacy = whole.section("privacy")
    ledger = whole.section("ledger")
    facts = whole.section("facts")
    settings = Settings(
        sender=sender,
        mail=_mail(whole.section("mail")) if "mail" in whole else None,
        paper=printing.choice("paper", Paper, paper_in(sender.address.country)),
        shown=privacy.choice("sender_address", Shown, Shown.FULL),
        keep_texts=privacy.span("keep_texts") or timedelta(days=365),
        ledger_url=_ledger_url(ledger, root),
        ledger_id=ledger.one_line("id").strip("…"),  # as examples write what is still to come
        max_age=facts.span("max_age"),
    )
    for section in (printing, privacy, ledger, facts, whole):
        section.finish()
    if problems:
        raise InputInvalid(sorted(problems, key=lambda problem: problem.line or 0))
    return settings


def paper_in(country: str) -> Paper:
    """What is in a printer of that country."""
    return Paper.LETTER if country in _LETTER_COUNTRIES else Paper.A4


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


# --- how mail goes out -------------------------------------------------------------------------


def _mail(section: Section) -> MailAccount:
    security = section.choice("security", Security, Security.STARTTLS)
    account = MailAccount(
        host=section.required("host", 'host = "smtp.example.org"'),
        port=section.number("port", _PORTS[security], 1, 65535),
        security=security,
        username=section.one_line("username"),
        rates=(),
        connections=section.number("connections", 1, 1, 20),
    )
    local = on_loopback(account)
    if security is Security.NONE and not local:
        section.objection(
            "security",
            "may be “none” only for a server on this computer (localhost, 127.0.0.1, ::1).",
            'Write "starttls" (port 587) or "tls" (port 465).',
        )
    if "password" in section:
        section.objection(
            "password",
            "does not belong in a file.",
            "Take it out, and give it to the keyring: outreach account add",
        )
    rates = _rates(section, local)
    section.finish()
    return MailAccount(
        account.host, account.port, security, account.username, rates, account.connections
    )


def _rates(section: Section, local: bool) -> tuple[Rate, ...]:
    written = section.texts("rate")
    if written == ("none",):
        if not local:
            section.objection(
                "rate",
                "may be “none” only for a server on this computer.",
                'Write a rate, such as ["5/minute", "50/day"].',
            )
        return ()
    rates = tuple(rate for text in written if (rate := _rate(section, text)))
    return rates or DEFAULT_RATES


def _rate(section: Section, text: str) -> Rate | None:
    found = _RATE.fullmatch(text)
    if found is None or not int(found.group(1)):
        section.objection(
            "rate", f"cannot be “{text}”.", 'Write it as "5/minute", "100/hour" or "50/day".'
        )
        return None
    return Rate(int(found.group(1)), _SPANS[found.group(2).lower()])


# --- where the record is -----------------------------------------------------------------------


def ledger_path(url: str) -> Path | None:
    """The file of a SQLite ledger; None for a server."""
    prefix, _, rest = url.partition(":///")
    return Path(rest.partition("?")[0]) if prefix.startswith("sqlite") else None


def _ledger_url(section: Section, root: Path) -> str:
    url = section.one_line("url", DEFAULT_LEDGER)
    if url.startswith("postgresql+psycopg://"):
        return url
    if url.startswith(("postgresql://", "postgres://")):
        section.objection("url", "names no driver.", "Write postgresql+psycopg://…")
        return url
    path, _, query = url.removeprefix("sqlite:///").partition("?")
    if not url.startswith("sqlite:///") or path in {"", ":memory:"}:
        section.objection(
            "url", f"cannot be “{url}”.", "Write sqlite:///ledger.db or postgresql+psycopg://…"
        )
        return url
    absolute = Path(os.path.normpath(root.absolute() / path)).as_posix()
    if "?" in absolute:
        section.objection("url", "lies in a folder with “?” in its name.", "Rename the folder.")
    return f"sqlite:///{absolute}" + (f"?{query}" if query else "")
