"""Sharing letters out, and how a sheet goes into an envelope."""

import pytest

from outreach.model.settings import Paper
from outreach.stationery.measures import measures
from outreach.stationery.packets import Packet, by_country, folding, shared_out

LETTERS = [(number, "CA" if number % 3 else "HK") for number in range(1, 24)]


def country(letter: tuple[int, str]) -> str:
    return letter[1]


@pytest.mark.parametrize("among", [1, 2, 3, 5, 7, 22, 23])
def test_every_letter_is_in_one_share_and_shares_differ_by_one_at_most(among: int) -> None:
    shares = shared_out(LETTERS, among)
    assert len(shares) == among
    assert sorted(letter for share in shares for letter in share) == LETTERS
    sizes = {len(share) for share in shares}
    assert max(sizes) - min(sizes) <= 1


def test_more_shares_than_letters_leave_none_empty() -> None:
    assert [len(share) for share in shared_out(LETTERS[:3], 5)] == [1, 1, 1]
    assert shared_out([], 5) == ()


def test_letters_to_one_country_stay_together_in_the_order_of_the_list() -> None:
    shares = shared_out(by_country(LETTERS, country, LETTERS), 5)
    assert sum(len(set(map(country, share))) > 1 for share in shares) <= 1
    pile = [letter for share in shares for letter in share]
    assert [number for number, where in pile if where == "CA"] == [
        number for number, where in LETTERS if where == "CA"
    ]


def test_countries_keep_their_order_when_the_first_letters_are_gone() -> None:
    left = [(3, "HK"), (4, "CA"), (6, "HK")]
    assert by_country(left, country, LETTERS) == ((4, "CA"), (3, "HK"), (6, "HK"))


@pytest.mark.parametrize("packet", [Packet(2, 5), Packet(2, 5, "ann-b.c"), Packet(10, 11, "二")])
def test_a_packet_is_read_back_from_the_record(packet: Packet) -> None:
    assert Packet.of_detail(packet.detail) == packet


@pytest.mark.parametrize(
    "detail", ["", "packet", "packet 2", "a packet 2 of 5", "packet 2 of 5: a b"]
)
def test_other_words_of_the_record_are_no_packet(detail: str) -> None:
    assert Packet.of_detail(detail) is None


@pytest.mark.parametrize(
    ("paper", "envelope", "how"),
    [
        (Paper.A4, "dl", "fold it in three"),
        (Paper.LETTER, "10", "fold it in three"),
        (Paper.A4, "c5", "fold it in half"),
        (Paper.A4, "c4", "do not fold it"),
        (Paper.A4, "c6", "fold it in half, and in half again"),
        (Paper.LETTER, "monarch", ""),
    ],
)
def test_how_a_sheet_is_folded_follows_from_the_measures(
    paper: Paper, envelope: str, how: str
) -> None:
    assert folding(paper, measures().envelope(envelope)) == how
