"""As much of a day as is known."""

from datetime import date

import pytest

from outreach.model.when import MonthOrYear, earliest, latest, surely_before


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        (date(2024, 3, 5), date(2024, 3, 5), date(2024, 3, 5)),
        (MonthOrYear(2024, 2), date(2024, 2, 1), date(2024, 2, 29)),
        (MonthOrYear(2023), date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_month_begins_and_ends_as_the_calendar_says(when, first, last) -> None:
    assert (earliest(when), latest(when)) == (first, last)


def test_what_may_be_the_same_day_does_not_lie_before() -> None:
    march = MonthOrYear(2024, 3)
    assert surely_before(date(2024, 2, 29), march)
    assert not surely_before(date(2024, 3, 1), march)
    assert not surely_before(MonthOrYear(2024), march)


@pytest.mark.parametrize(("year", "month"), [(0, 1), (2024, 13), (2024, -1)])
def test_there_is_no_thirteenth_month(year, month) -> None:
    with pytest.raises(ValueError, match="no month of a year"):
        MonthOrYear(year, month)
