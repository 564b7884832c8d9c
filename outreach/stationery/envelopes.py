"""Envelopes: the sender at the upper left, the address where the post looks for it."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from outreach.model.stationery import Envelope, Piece, Post
from outreach.stationery.pages import Pages, pages_of, set_piece
from outreach.typesetting.compiling import LAYOUTS, Compiler

# From left and upper edge, clear of what a printer cannot reach.
_SENDER_FROM = (10.0, 8.0)
# How far across the envelope an address begins, and a sender's ends.
_ADDRESS_BEGINS = 0.4
_BETWEEN = 3.0

Area = tuple[float, float, float, float]


def address_area(envelope: Envelope, post: Post) -> Area:
    """Left, top, width and height in millimetres of where the address may stand."""
    left = round(envelope.width * _ADDRESS_BEGINS, 1)
    top = max(post.top, envelope.height - post.highest) if post.highest else post.top
    return left, top, envelope.width - left - post.sides, envelope.height - top - post.bottom


def sender_area(envelope: Envelope, post: Post) -> Area:
    """Left, top, width and height in millimetres of where the sender stands."""
    left, top = _SENDER_FROM
    address_left, address_top, _, _ = address_area(envelope, post)
    return left, top, address_left - left - _BETWEEN, address_top - top - _BETWEEN


class EnvelopePrinter:
    """Sets envelopes of one size; `nudge` moves all of it to the right and down, in millimetres."""

    def __init__(
        self, envelope: Envelope, post: Post, nudge: tuple[float, float] = (0.0, 0.0)
    ) -> None:
        self._envelope = envelope
        self._areas = [
            _moved(area, nudge)
            for area in (sender_area(envelope, post), address_area(envelope, post))
        ]
        self._compiler = Compiler(LAYOUTS / "envelopes.typ")

    def pages(self, pieces: Iterable[Piece], day: date) -> Pages:
        """One envelope to a page, in the order given. The same pieces, the same bytes."""
        return pages_of(pieces, lambda sound: self._made(sound, day))

    def _made(self, pieces: Sequence[Piece], day: date) -> bytes:
        sender, address = self._areas
        setting = {
            "title": "Envelopes",
            "language": "en",
            "size": [self._envelope.width, self._envelope.height],
            "sender": sender,
            "address": address,
        }
        inputs = {
            "pieces": json.dumps([set_piece(piece) for piece in pieces]),
            "setting": json.dumps(setting),
        }
        return self._compiler.pdf(inputs, day)


def with_sender_behind(piece: Piece) -> tuple[Piece, ...]:
    """An envelope's two sides, for a prison that looks for the sender on the back."""
    return (replace(piece, sender=()), replace(piece, lines=())) if piece.sender else (piece,)


def _moved(area: Area, nudge: tuple[float, float]) -> Area:
    left, top, width, height = area
    return left + nudge[0], top + nudge[1], width, height
