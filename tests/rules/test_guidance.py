"""Advice to those who write: each point with its source, in both languages, for a known letter."""

from datetime import date

import pytest

from outreach.model.campaign import Audience, LetterTemplate
from outreach.model.guidance import Part
from outreach.model.origin import Confidence
from outreach.rules.guidance import kinds, points_for


def template(audience: Audience, *guidance: str) -> LetterTemplate:
    return LetterTemplate("x", "en", "", "Hello.", audience=audience, guidance=guidance)


EVERY = list(
    dict.fromkeys(point for who in Audience for point in points_for(template(who, *kinds())))
)


@pytest.mark.parametrize("point", EVERY, ids=lambda point: point.texts[0][1][:40])
def test_each_point_says_where_it_was_read_and_when(point) -> None:
    assert point.origin.source
    assert date(2026, 1, 1) < point.origin.verified_on <= date(2026, 11, 22)
    assert point.origin.confidence in (Confidence.VERIFIED, Confidence.SECONDARY, Confidence.OWN)
    says_so = "rule of this program" in point.origin.source
    assert says_so == (point.origin.confidence is Confidence.OWN)


@pytest.mark.parametrize("point", EVERY, ids=lambda point: point.texts[0][1][:40])
def test_each_point_is_in_english_and_chinese(point) -> None:
    assert [language for language, _ in point.texts] == ["en", "zh-Hant"]
    english, chinese = point.in_language("en"), point.in_language("zh-HK")
    assert english.isascii()
    assert english.endswith(".")
    assert chinese.endswith("。")
    assert point.in_language("fr") == english


@pytest.mark.parametrize("audience", Audience)
def test_each_audience_has_what_to_write_what_never_how_long_and_on_paper(audience) -> None:
    parts = {point.part for point in points_for(template(audience))}
    assert parts == set(Part)


def test_advice_for_a_kind_of_letter_comes_only_with_that_kind() -> None:
    assert kinds() == ("about-a-prisoner", "card", "first-letter")
    plain = points_for(template(Audience.PRISONER))
    for kind in ("card", "first-letter"):
        added = points_for(template(Audience.PRISONER, kind))
        assert set(plain) < set(added)


def test_points_come_part_by_part_those_of_the_own_kind_first() -> None:
    points = points_for(template(Audience.PRISONER, "first-letter"))
    order = [list(Part).index(point.part) for point in points]
    assert order == sorted(order)
    assert points[0].topics == ("first-letter",)
