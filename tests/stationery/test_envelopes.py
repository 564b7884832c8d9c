"""Envelopes: where the address stands, measured on the page."""

from dataclasses import replace

import pytest

from outreach.model.stationery import Envelope, Piece
from outreach.stationery.envelopes import (
    EnvelopePrinter,
    address_area,
    sender_area,
    with_sender_behind,
)
from outreach.stationery.measures import measures
from tests.pages import read_pages
from tests.stationery.conftest import DAY, piece

KNOWN = measures()
NINE_LINES = tuple(f"Line {number} of a long address" for number in range(1, 10))


@pytest.mark.parametrize("country", ["US", "CA", "GB", "HK", "DE"])
@pytest.mark.parametrize("envelope", KNOWN.envelopes, ids=lambda envelope: envelope.name)
@pytest.mark.parametrize("lines", [("Robin Sample", "SAMPLIA"), NINE_LINES], ids=["two", "nine"])
def test_the_address_stands_where_the_post_looks_for_it(
    envelope: Envelope, country: str, lines: tuple[str, ...]
) -> None:
    post = KNOWN.post(country)
    made = EnvelopePrinter(envelope, post).pages([piece(1, *lines)], DAY)
    assert not made.failed
    (page,) = read_pages(made.content)
    assert (page.width, page.height) == pytest.approx((envelope.width, envelope.height), abs=0.1)
    assert [word.text for word in page.words] == " ".join(lines).split()
    for word in page.words:
        assert word.left >= envelope.width * 0.4 - 0.1
        assert word.right <= envelope.width - post.sides + 0.1
        assert word.top >= post.top - 0.1
        assert word.bottom <= envelope.height - post.bottom + 0.1
        if post.highest:
            assert word.top >= envelope.height - post.highest - 0.1


@pytest.mark.parametrize("envelope", KNOWN.envelopes, ids=lambda envelope: envelope.name)
def test_sender_and_address_never_touch(envelope: Envelope) -> None:
    for post in KNOWN.posts:
        left, top, width, height = sender_area(envelope, post)
        address_left, address_top, address_width, address_height = address_area(envelope, post)
        assert left + width < address_left
        assert top + height < address_top
        assert min(height, address_height) > 15
        assert address_width > 60


def test_the_sender_stands_at_the_upper_left(hong_kong: Piece) -> None:
    made = EnvelopePrinter(KNOWN.envelope("dl"), KNOWN.post("CA")).pages([hong_kong], DAY)
    (page,) = read_pages(made.content)
    jane = next(word for word in page.words if word.text == "Jane")
    assert (jane.left, jane.top) == pytest.approx((10, 8), abs=1)
    assert [word.text for word in page.words][-2:] == ["HONG", "KONG"]


def test_a_nudge_moves_everything(hong_kong: Piece) -> None:
    size, post = KNOWN.envelope("10"), KNOWN.post("US")
    (before,) = read_pages(EnvelopePrinter(size, post).pages([hong_kong], DAY).content)
    (after,) = read_pages(EnvelopePrinter(size, post, (2, -3)).pages([hong_kong], DAY).content)
    for was, now in zip(before.words, after.words, strict=True):
        assert (now.left - was.left, now.top - was.top) == pytest.approx((2, -3), abs=0.05)


def test_pieces_keep_their_order_one_to_a_page() -> None:
    pieces = [piece(place, f"Person{place}", "SAMPLIA") for place in (3, 1, 2)]
    made = EnvelopePrinter(KNOWN.envelope("c6"), KNOWN.post("")).pages(pieces, DAY)
    first = [page.words[0].text for page in read_pages(made.content)]
    assert first == ["Person3", "Person1", "Person2"]


def test_an_address_that_does_not_fit_is_named_and_the_others_are_made() -> None:
    long = piece(2, *(f"Line {number}" for number in range(40)))
    made = EnvelopePrinter(KNOWN.envelope("dl"), KNOWN.post("")).pages([piece(1), long], DAY)
    assert len(read_pages(made.content)) == 1
    (failed,) = made.failed
    assert (failed.recipient_id, failed.place) == ("p2", 2)
    assert "does not fit" in failed.reason


@pytest.mark.parametrize("character", ["\u1c00", "\u0378", "\ue000", "\x07"])
def test_a_character_that_cannot_be_shown_is_named(character: str) -> None:
    odd = piece(2, f"Ann{character} Able", "SAMPLIA")
    made = EnvelopePrinter(KNOWN.envelope("dl"), KNOWN.post("")).pages([odd, piece(1)], DAY)
    assert len(read_pages(made.content)) == 1
    (failed,) = made.failed
    assert f"U+{ord(character):04X}" in failed.reason


def test_without_any_address_that_can_be_set_there_is_no_file() -> None:
    made = EnvelopePrinter(KNOWN.envelope("dl"), KNOWN.post("")).pages([piece(1, "\u1c00")], DAY)
    assert made.content == b""
    assert len(made.failed) == 1


def test_a_chinese_address_is_set_in_chinese_type() -> None:
    chinese = piece(1, "香港中環樣本道1號", "陳大文先生鈞啟", language="zh-Hant")
    made = EnvelopePrinter(KNOWN.envelope("dl"), KNOWN.post("HK")).pages([chinese], DAY)
    (page,) = read_pages(made.content)
    assert "".join(word.text for word in page.words) == "香港中環樣本道1號陳大文先生鈞啟"


def test_the_same_envelopes_have_the_same_bytes(hong_kong: Piece) -> None:
    size, post = KNOWN.envelope("dl"), KNOWN.post("CA")
    one, other = (EnvelopePrinter(size, post).pages([hong_kong], DAY) for _ in range(2))
    assert one == other


def test_a_prison_that_looks_for_the_sender_on_the_back_finds_it_there(hong_kong: Piece) -> None:
    printer = EnvelopePrinter(KNOWN.envelope("dl"), KNOWN.post("GB"))
    front, back = read_pages(printer.pages(with_sender_behind(hong_kong), DAY).content)
    assert [word.text for word in front.words] == " ".join(hong_kong.lines).split()
    assert [word.text for word in back.words] == " ".join(hong_kong.sender).split()


def test_an_envelope_without_a_sender_has_no_back(hong_kong: Piece) -> None:
    assert with_sender_behind(replace(hong_kong, sender=())) == (replace(hong_kong, sender=()),)
