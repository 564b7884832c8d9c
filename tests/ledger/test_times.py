from datetime import UTC, datetime, timedelta, timezone

import pytest

from outreach.ledger.times import WIDTH, read, written


def test_times_are_utc_and_of_one_width() -> None:
    toronto = timezone(timedelta(hours=-5))
    assert written(datetime(2026, 11, 22, 20, 0, tzinfo=toronto)) == "2026-11-23T01:00:00.000000Z"
    assert {
        len(written(datetime(2026, 1, 1, tzinfo=UTC) + timedelta(microseconds=n)))
        for n in (0, 1, 500_000)
    } == {WIDTH}


def test_times_sort_as_text() -> None:
    times = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=n / 7) for n in range(50)]
    assert sorted(map(written, times)) == [written(time) for time in times]


def test_a_time_is_read_back_exactly() -> None:
    at = datetime(2026, 11, 22, 10, 15, 1, 2, tzinfo=UTC)
    assert read(written(at)) == at


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a zone"):
        written(datetime(2026, 11, 22))  # noqa: DTZ001
