"""What is known of letters that may have gone or not, for a person to decide by."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

from outreach.cli.opening.folder import reading_ledger, writing_ledger
from outreach.cli.record.letters_shown import as_fields
from outreach.cli.screen import console, times
from outreach.errors import OutreachError
from outreach.inbox.looked import Found, Looked, NotFound, NotLookedUp
from outreach.model.dispatch import HistoryItem, LetterKey

if TYPE_CHECKING:
    from outreach.ledger.store import SqlLedger
    from outreach.model.campaign import Campaign
    from outreach.workspace.opening import Workspace

NO_IMAP = NotLookedUp("no [imap] account is set up. outreach account add asks for one.")


@dataclass(frozen=True, slots=True)
class UnsureLetter:
    """`handed_over` is None where the record of that time is lost; `subject` may be empty."""

    item: HistoryItem
    tries: int
    handed_over: datetime | None
    subject: str
    copy: Looked


def unsure_letters(
    folder: "Workspace", campaign: "Campaign | None", wave: str | None
) -> tuple[UnsureLetter, ...]:
    """The letters to decide about, looked for in the Sent folder all at once.

    The record is opened for writing, which makes letters of a run that died unsure.
    """
    with reading_ledger(folder, campaign) as before:
        if before is None:
            return ()
    with writing_ledger(folder, campaign) as ledger:
        named = campaign.id if campaign else None
        known = [_known(ledger, item) for item in ledger.unknowns(named, wave)]
    copies = _copies(folder, [letter.item.message_id for letter in known])
    return tuple(replace(letter, copy=copies[letter.item.message_id]) for letter in known)


def _known(ledger: "SqlLedger", item: HistoryItem) -> UnsureLetter:
    last = ledger.last_try(key_of(item))
    content = ledger.content(item.sha256) if item.sha256 else None
    return UnsureLetter(
        item,
        last.number if last else 0,
        last.at if last else None,
        _subject(content) if content else "",
        NO_IMAP,
    )


def key_of(item: HistoryItem) -> LetterKey:
    """What makes it the one letter it is."""
    return LetterKey(item.campaign, item.wave, item.recipient, item.signatory)


def _subject(content: bytes) -> str:
    try:
        return " ".join(str(message_from_bytes(content, policy=policy.default)["Subject"]).split())
    except (ValueError, LookupError):  # letters of earlier versions, or what a hand changed
        return ""


def _copies(folder: "Workspace", message_ids: list[str]) -> Mapping[str, Looked]:
    imap, mail = folder.settings.imap, folder.settings.mail
    if imap is None or not message_ids:
        return dict.fromkeys(message_ids, NO_IMAP)
    from outreach.channels.passwords import find_imap_password
    from outreach.inbox.sent_folder import look_up

    console.note(f"Looking into the Sent folder of {imap.username} at {imap.host} …")
    try:
        password = find_imap_password(imap, mail)
    except OutreachError as refusal:
        why = NotLookedUp(f"{refusal.sentence} {refusal.way_out}")
        return dict.fromkeys(message_ids, why)
    return look_up(imap, password, message_ids)


# --- shown -------------------------------------------------------------------------------------


def show(letter: UnsureLetter) -> None:
    """All of it, for a person."""
    item = letter.item
    console.say()
    console.say(item.name or item.office or item.recipient, "bold")
    signed = f", signed by {item.signatory}" if item.signatory else ""
    rows = [
        ("Office", item.office if item.name else ""),
        ("Id", item.recipient),
        ("Campaign", f"{item.campaign}, wave {item.wave}{signed}"),
        ("Address", item.address),
        ("Subject", letter.subject),
        ("Handed over", _handed_over(letter)),
        ("The last words", item.detail or "none: no answer came"),
        ("Message-ID", item.message_id),
        ("In the Sent folder", copy_in_words(letter.copy)),
    ]
    console.table(("", ""), [row for row in rows if row[1]])


def _handed_over(letter: UnsureLetter) -> str:
    if letter.handed_over is None:
        return "not known: the record of that time is lost"
    return f"{times.here(letter.handed_over)}, try {letter.tries}"


def copy_in_words(copy: Looked) -> str:
    """Whether a copy lies in the Sent folder, and what that means."""
    match copy:
        case Found(folder, at):
            return f"yes, in {folder!r}" + (f" since {times.here(at)}" if at else "")
        case NotFound(folder):
            return (
                f"no, not in {folder!r}: that proves nothing unless your provider keeps a copy of "
                "letters handed over by SMTP (some providers do)"
            )
        case NotLookedUp(why):
            return f"not looked up: {why}"


def fields(letter: UnsureLetter) -> dict[str, object]:
    """A letter as `--json` shows it: what `history` has, and more."""
    told = letter.copy
    return {
        **as_fields(letter.item),
        "subject": letter.subject,
        "try": letter.tries,
        "handed_over_at": times.rfc3339(letter.handed_over) if letter.handed_over else None,
        "in_sent_folder": None if isinstance(told, NotLookedUp) else isinstance(told, Found),
        "sent_folder_detail": copy_in_words(told),
    }
