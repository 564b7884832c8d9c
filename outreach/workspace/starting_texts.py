"""The files that a new workspace and a new campaign start with, explained line by line."""

from collections.abc import Iterator
from datetime import date

from outreach.workspace.answers import Answers, CampaignAnswers
from outreach.workspace.toml_text import array, quoted

GITIGNORE = """\
# Letters and the record name people: they stay on this computer.
outbox/
ledger.db*
private.db*
backups/
writers.csv
.outreach-*.part
"""


def settings_text(answers: Answers) -> str:
    """outreach.toml."""
    parts = (_sender(answers), _mail(answers), _paper(), _privacy(answers), _ledger(answers))
    return "\n".join("\n".join(part) + "\n" for part in parts)


def campaign_text(answers: CampaignAnswers) -> str:
    """campaigns/ID.toml."""
    return "\n".join([*_who_gets_what(answers), "", *_when(answers), "", *_why(answers)]) + "\n"


# --- outreach.toml -----------------------------------------------------------------------------


def _sender(answers: Answers) -> Iterator[str]:
    yield "# Who writes, and how the letters leave. Lines that start with # are explanations,"
    yield "# or settings that are not in use: take the # away to use them."
    yield ""
    yield "[sender]"
    yield f"id = {quoted(answers.sender_id)}  # a short name for the record; keep it once chosen"
    yield f"name = {quoted(answers.name)}  # as it stands under the letters"
    yield _line("email", quoted(answers.email or "jane@example.org"), used=bool(answers.email))
    yield "# The lines of your address without the country, as on an envelope."
    yield _line(
        "address",
        array(answers.address or ("12 Elm Street", "Toronto ON  M5V 2T6")),
        used=bool(answers.address),
    )
    yield _line("country", quoted(answers.country or "CA"), used=bool(answers.country))
    yield _line("group", quoted(answers.group or "Friends of …"), used=bool(answers.group))


def _mail(answers: Answers) -> Iterator[str]:
    used = bool(answers.mail_host)
    yield "# The mail server of your account. The password is never written here: it comes from"
    yield "# the keyring (outreach account add) or from OUTREACH_MAIL_PASSWORD."
    yield _mark("[mail]", used=used)
    yield _line("host", quoted(answers.mail_host or "smtp.example.org"), used=used)
    yield _line("port", str(answers.mail_port or 587), used=used and bool(answers.mail_port))
    yield _line(
        "security",
        quoted(answers.mail_security.value),
        used=used,
        note='or "tls"; "none" only for a server on this computer',
    )
    name = answers.mail_username
    yield _line("username", quoted(name or "jane@example.org"), used=used and bool(name))
    yield "# Slow on purpose: this is the usual pace, below what providers allow."
    yield _line("rate", array(("5/minute", "50/day")), used=False)


def _paper() -> Iterator[str]:
    yield "[print]"
    yield '# What is in the printer: "a4" or "letter". Without it, as usual in your country.'
    yield _line("paper", quoted("a4"), used=False)


def _privacy(answers: Answers) -> Iterator[str]:
    yield "[privacy]"
    yield '# What a letter shows of your address: "full", "city" or "group" (its name alone).'
    yield f"sender_address = {quoted(answers.shown.value)}"
    yield "# false where nobody lives there: no warning before letters to Hong Kong or China."
    yield _line("home_address", "true", used=False)
    yield "# How long the words of sent letters are kept; afterwards only counts and digests."
    yield f"keep_texts = {quoted('1 year')}"


def _ledger(answers: Answers) -> Iterator[str]:
    yield "[ledger]"
    yield "# What was sent to whom: a file beside this one, or a server shared by a group"
    yield "# (postgresql+psycopg://…). The id says which record belongs to this folder; it is"
    yield "# written by the program: leave it as it is. sqlcipher:/// names an encrypted file."
    url = "sqlcipher:///private.db" if answers.private else "sqlite:///ledger.db"
    yield f"url = {quoted(url)}"
    yield _line("id", quoted(answers.ledger_id), used=bool(answers.ledger_id))


# --- campaigns/ID.toml -------------------------------------------------------------------------


def _who_gets_what(answers: CampaignAnswers) -> Iterator[str]:
    yield f"id = {quoted(answers.id)}  # for the record; keep it, even if you rename this file"
    yield f"title = {quoted(answers.title)}"
    yield "# A letter in letter_templates/ (its languages go with it), and lists in recipients/."
    yield f"template = {quoted(answers.template)}"
    yield f"recipients = {array(answers.recipients)}"
    yield "# The case that the letters are about: its name in cases/, or a private one's code word."
    yield _line("case", quoted(answers.case or "heron"), used=bool(answers.case))
    yield "# Only some of them: a condition on the columns of the list."
    yield _line("where", quoted(answers.where or "country == 'HK'"), used=bool(answers.where))
    yield "# Nobody by name of whom it was not checked of late that they hold the office, and what"
    yield '# becomes of a letter once a term is over: "held", or to the "office" without a name.'
    yield _line("max_age", quoted("180 days"), used=False)
    yield _line("holder_gone", quoted("held"), used=False)
    yield '# Ways out in order of preference: "email", "draft", "form", "post".'
    yield f"channels = {array([way.value for way in answers.channels])}"
    yield '# "once": one letter to each recipient, whoever sends it. "each": one from each signer.'
    yield f"sign = {quoted(answers.sign.value)}"


def _when(answers: CampaignAnswers) -> Iterator[str]:
    yield "# The first and the last day on which letters go out."
    yield _day("opens", answers.opens)
    yield _day("closes", answers.closes)
    yield "# The date on the letters. Without it, the day each letter is made."
    yield _day("date", None)
    yield "# Not within this time of another letter to the same addressee from this folder."
    yield _line("not_within", quoted("14 days"), used=False)
    yield "# The language for recipients whose own has no variant of the letter."
    yield f"language = {quoted(answers.language)}"


def _why(answers: CampaignAnswers) -> Iterator[str]:
    yield "# Why so many are written to: needed above 200 e-mails, and kept in the record."
    yield _line("reason", quoted(answers.reason or "…"), used=bool(answers.reason))
    yield "# A paragraph of your own; it stands where the letter says {{ personal }}."
    yield _line("personal", quoted(answers.personal or "…"), used=bool(answers.personal))
    yield "# Figures that the letter needs, each with its day and its source."
    yield "# [facts.charged]"
    yield "# value = 64"
    yield "# as_of = 2021-07-31"
    yield f"# source = {quoted('…')}"


def _day(key: str, value: date | None) -> str:
    return _line(key, (value or date(2026, 1, 1)).isoformat(), used=value is not None)


def _line(key: str, value: str, *, used: bool, note: str = "") -> str:
    return _mark(f"{key} = {value}" + (f"  # {note}" if note else ""), used=used)


def _mark(line: str, *, used: bool) -> str:
    return line if used else f"# {line}"
