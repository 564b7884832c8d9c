"""Dates written out."""

from datetime import date

import pytest

from outreach.composing.dates import long_date

WRITTEN = {
    ("en", ""): "22 November 2026",
    ("en", "GB"): "22 November 2026",
    ("en", "US"): "November 22, 2026",
    ("en-US", "GB"): "November 22, 2026",
    ("en-GB", "US"): "22 November 2026",
    ("en", "HK"): "22 November 2026",
    ("en", "ZZ"): "22 November 2026",
    ("en", "../x"): "22 November 2026",
    ("zh-Hant", "HK"): "2026年11月22日",
    ("zh-HK", ""): "2026年11月22日",
    ("fr", "CA"): "22 novembre 2026",
    ("de", ""): "22. November 2026",
    ("xx", ""): "2026-11-22",
    ("", ""): "2026-11-22",
}


@pytest.mark.parametrize(("given", "text"), WRITTEN.items(), ids=map(str, WRITTEN))
def test_a_date_is_written_in_the_language_and_as_at_home(given, text):
    assert long_date(date(2026, 11, 22), *given) == text


def test_a_single_digit_has_no_zero_before_it():
    assert long_date(date(2026, 7, 1), "en") == "1 July 2026"
    assert long_date(date(2026, 7, 1), "zh-Hant") == "2026年7月1日"
