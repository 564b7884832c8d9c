"""Invented addresses for envelopes and labels."""

from datetime import date

import pytest

from outreach.model.stationery import Piece

DAY = date(2026, 11, 22)


def piece(place: int = 1, *lines: str, language: str = "en", sender: tuple[str, ...] = ()) -> Piece:
    return Piece(f"p{place}", place, language, lines or ("Robin Sample", "SAMPLIA"), "GB", sender)


@pytest.fixture
def hong_kong() -> Piece:
    lines = (
        "The Honourable Robin Sample, SC",
        "Secretary for Examples",
        "1 Sample Road",
        "HONG KONG",
    )
    sender = ("Jane Roe", "12 Elm Street", "Toronto ON  M5V 2T6", "CANADA")
    return Piece("hk", 1, "en", lines, "HK", sender)
