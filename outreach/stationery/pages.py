"""Pieces of stationery set in type: those that cannot be set are named, the others are made."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from outreach.model.mailing import NotMade
from outreach.model.stationery import Piece
from outreach.typesetting.characters import (
    leaving_no_mark_in,
    named,
    unwritable_in,
    way_out,
)
from outreach.typesetting.compiling import CannotSet
from outreach.typesetting.fonts import families
from outreach.typesetting.manuscript import Json, typst_language

Made: TypeAlias = Callable[[Sequence[Piece]], bytes]

_TOO_LONG = "too long: "


@dataclass(frozen=True, slots=True)
class Pages:
    """One PDF, empty where no piece could be made, and the pieces that could not."""

    content: bytes
    failed: tuple[NotMade, ...]


def pages_of(pieces: Iterable[Piece], make: Made) -> Pages:
    """Make one PDF of all pieces that can be made; the others are left out and named."""
    sound: list[Piece] = []
    failed: list[NotMade] = []
    for piece in pieces:
        refused = _unprintable(piece)
        if refused:
            failed.append(refused)
        else:
            sound.append(piece)
    while sound:
        try:
            return Pages(make(sound), tuple(failed))
        except CannotSet as refusal:
            refusals = _refused(sound, refusal)
            if not refusals:
                raise
            failed.extend(refusals.values())
            sound = [piece for piece in sound if piece not in refusals]
    return Pages(b"", tuple(failed))


def set_piece(piece: Piece) -> dict[str, Json]:
    """A piece as the layouts read it."""
    language, region = typst_language(piece.language)
    serif, _ = families(language, region)
    return {
        "place": piece.place,
        "lines": list(piece.lines),
        "sender": list(piece.sender),
        "language": language,
        "region": region,
        "serif": list(serif),
    }


def _unprintable(piece: Piece) -> NotMade | None:
    for line in (*piece.lines, *piece.sender):
        if found := unwritable_in(line) or leaving_no_mark_in(line):
            reason = f"The address holds {named(found)}, which cannot be shown on paper."
            return NotMade(piece.recipient_id, piece.place, reason, "address")
    return None


def _refused(pieces: Iterable[Piece], refusal: CannotSet) -> Mapping[Piece, NotMade]:
    if refusal.objection.startswith(_TOO_LONG):
        place = int(refusal.objection.removeprefix(_TOO_LONG))
        reason = "The address does not fit, even in the smallest type. Shorten its lines."
        return {
            piece: NotMade(piece.recipient_id, place, reason, "address")
            for piece in pieces
            if piece.place == place
        }
    return {
        piece: NotMade(piece.recipient_id, piece.place, _no_font(missing), "address")
        for piece in pieces
        if (missing := [sign for sign in refusal.characters if sign in "".join(piece.lines)])
        or (missing := [sign for sign in refusal.characters if sign in "".join(piece.sender)])
    }


def _no_font(missing: Sequence[str]) -> str:
    return f"No font holds {', '.join(map(named, missing))}. {way_out(missing)}"
