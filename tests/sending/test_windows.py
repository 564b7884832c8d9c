"""The hours in which letters leave, and whose turn it is."""

from datetime import UTC, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.sending.windows import Term, Turns, Window

BERLIN = ZoneInfo("Europe/Berlin")
APIA = ZoneInfo("Pacific/Apia")
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def berlin(*when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=BERLIN, fold=fold).astimezone(UTC)


def test_an_open_window_lets_a_letter_leave_now() -> None:
    now = berlin(2026, 11, 23, 9)
    assert Window(time(9), time(17), BERLIN).next(now) == now


def test_the_end_does_not_count() -> None:
    window = Window(time(9), time(17), BERLIN)
    assert window.is_open(berlin(2026, 11, 23, 16, 59))
    assert window.next(berlin(2026, 11, 23, 17)) == berlin(2026, 11, 24, 9)


def test_before_the_hours_it_opens_the_same_day() -> None:
    window = Window(time(9), time(17), BERLIN)
    assert window.next(berlin(2026, 11, 23, 3)) == berlin(2026, 11, 23, 9)


def test_a_window_goes_over_midnight() -> None:
    window = Window(time(22), time(6), BERLIN)
    assert window.is_open(berlin(2026, 11, 23, 23))
    assert window.is_open(berlin(2026, 11, 24, 5, 59))
    assert window.next(berlin(2026, 11, 24, 6)) == berlin(2026, 11, 24, 22)


def test_a_window_may_end_at_midnight() -> None:
    window = Window(time(20), time(0), BERLIN)
    assert window.is_open(berlin(2026, 11, 23, 23, 59))
    assert window.next(berlin(2026, 11, 24, 0)) == berlin(2026, 11, 24, 20)


# Clocks in Berlin: on 28 March 2027 from 2:00 to 3:00, on 31 October 2027 from 3:00 back to 2:00.


def test_an_hour_that_is_skipped_opens_the_window_when_it_is_over() -> None:
    window = Window(time(2, 30), time(5), BERLIN)
    assert window.next(berlin(2027, 3, 28, 1)) == berlin(2027, 3, 28, 3)


def test_a_window_within_the_skipped_hour_opens_the_day_after() -> None:
    window = Window(time(2, 15), time(2, 45), BERLIN)
    assert window.next(berlin(2027, 3, 28, 1)) == berlin(2027, 3, 29, 2, 15)


def test_an_hour_that_comes_twice_opens_the_window_twice() -> None:
    window = Window(time(2, 15), time(2, 45), BERLIN)
    assert window.next(berlin(2027, 10, 31, 1)) == berlin(2027, 10, 31, 2, 15)
    assert window.next(berlin(2027, 10, 31, 2, 50)) == berlin(2027, 10, 31, 2, 15, fold=1)


def test_a_clock_put_back_into_the_window_opens_it() -> None:
    window = Window(time(1, 30), time(2, 30), BERLIN)
    assert window.next(berlin(2027, 10, 31, 2, 45)) == berlin(2027, 10, 31, 2, 0, fold=1)


def test_a_day_that_a_country_left_out_is_passed_over() -> None:
    window = Window(time(9), time(17), APIA)  # 30 December 2011 did not happen there
    after = datetime(2011, 12, 29, 18, tzinfo=APIA)
    assert window.next(after) == datetime(2011, 12, 31, 9, tzinfo=APIA).astimezone(UTC)


ZONES = st.sampled_from(
    [
        UTC,
        BERLIN,
        APIA,
        ZoneInfo("America/St_Johns"),
        ZoneInfo("Australia/Lord_Howe"),  # half an hour of summer time
        ZoneInfo("Asia/Kathmandu"),
        timezone(timedelta(hours=-9, minutes=-30)),
    ]
)
TIMES = st.integers(0, 24 * 60 - 1).map(lambda minutes: time(minutes // 60, minutes % 60))
WINDOWS = (
    st.tuples(TIMES, TIMES, ZONES)
    .filter(lambda parts: parts[0] != parts[1])
    .map(lambda parts: Window(*parts))
)
MOMENTS = st.one_of(
    st.integers(0, 20 * 365 * 24 * 60).map(
        lambda minutes: datetime(2009, 1, 1, tzinfo=UTC) + minutes * MINUTE
    ),
    # Around changes of the clock
    st.builds(
        lambda at, minutes: at + minutes * MINUTE,
        st.sampled_from([berlin(2027, 3, 28, 1), berlin(2027, 10, 31, 1)]),
        st.integers(-1500, 1500),
    ),
)


@given(WINDOWS, MOMENTS)
def test_the_next_moment_is_open_and_none_before_it_is(window: Window, now: datetime) -> None:
    then = window.next(now)
    assert now <= then <= now + 3 * DAY
    assert window.is_open(then)
    if then > now:
        between = int((then - now) / MINUTE)
        minute = now.replace(second=0, microsecond=0) + MINUTE
        steps = (minute + number * MINUTE for number in range(between))
        assert not any(window.is_open(at) for at in steps if now < at < then)
        assert not window.is_open(now)


# --- whose turn it is --------------------------------------------------------------------------

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def taken(turns: Turns[str], now: datetime, number: int) -> str:
    return "".join(turns.take(now) for _ in range(number))


def test_open_windows_come_first_and_in_the_order_of_the_list() -> None:
    late, early = Window(time(15), time(16), UTC), Window(time(13), time(14), UTC)
    now = Window(time(9), time(17), UTC)
    terms = {"l": Term(late), "e": Term(early), "o": Term(now), "a": Term()}
    turns = Turns([(name, terms[name]) for name in "leoaoe"])
    assert turns.first(NOON) == NOON
    assert taken(turns, NOON, 6) == "oaoeel"
    assert turns.first(NOON) is None


def test_a_window_that_closes_meanwhile_lets_others_go_first() -> None:
    closing, opening = Window(time(9), time(13), UTC), Window(time(13), time(14), UTC)
    turns = Turns([("c", Term(closing)), ("c", Term(closing)), ("o", Term(opening))])
    assert taken(turns, NOON, 1) == "c"
    assert taken(turns, NOON + HOUR, 2) == "oc"


def test_a_letter_does_not_leave_before_its_own_time() -> None:
    turns = Turns([("later", Term(None, NOON + HOUR)), ("now", Term())])
    assert turns.take(NOON) == "now"
    assert turns.first(NOON) == NOON + HOUR
    evening = Term(Window(time(20), time(21), UTC), NOON + HOUR)
    assert evening.next(NOON) == NOON + 8 * HOUR


@pytest.mark.parametrize("back", [HOUR, DAY])
def test_a_clock_that_is_set_back_closes_no_open_window(back: timedelta) -> None:
    turns = Turns([("a", Term(Window(time(9), time(17), UTC)))])
    assert turns.first(NOON) == NOON
    assert turns.first(NOON - back) == NOON - back
