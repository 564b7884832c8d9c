"""How values are written."""

from datetime import date, timedelta

import pytest

from outreach.workspace.wording import break_in, day, is_file_name, is_key, language_tag, span


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("14 days", 14),
        ("1 Day", 1),
        ("2 weeks", 14),
        ("6 months", 180),
        ("1 year", 365),
        ("0 day", 0),
    ],
)
def test_spans_of_time_are_read(text, days):
    assert span(text) == timedelta(days=days)


@pytest.mark.parametrize("text", ["", "14", "days", "-1 day", "a fortnight", "1.5 years"])
def test_other_texts_are_no_span(text):
    assert span(text) is None


def test_days_are_read_with_or_without_a_time():
    assert day("2026-01-31") == day("2026-01-31 00:00") == date(2026, 1, 31)
    assert day("2026-01-31T10:00:00Z") == date(2026, 1, 31)


@pytest.mark.parametrize("text", ["31/01/2026", "2026-02-30", "2026-01", "20260131", "soon"])
def test_other_texts_are_no_day(text):
    assert day(text) is None


@pytest.mark.parametrize("name", ["officials", "hong-kong", "officials (1)", "名單", "a.b"])
def test_ordinary_names_are_names_of_files(name):
    assert is_file_name(name)


@pytest.mark.parametrize(
    "name", ["", "..", "../secret", "a/b", "a\\b", ".hidden", "~$a", "CON", "com1.x", "a.", "a\0"]
)
def test_names_that_leave_the_folder_or_break_a_system_are_refused(name):
    assert not is_file_name(name)


def test_a_key_is_one_word():
    assert is_key("release-the-64")
    assert not any(map(is_key, ["", "a b", "adhoc:x", "a/b", "-a", "a" * 101]))


@pytest.mark.parametrize(
    ("written", "tag"),
    [("EN", "en"), ("zh-hant", "zh-Hant"), ("zh_HANT_hk", "zh-Hant-HK"), ("pt-br", "pt-BR")],
)
def test_languages_are_written_as_bcp_47_has_it(written, tag):
    assert language_tag(written) == tag


def test_a_word_is_no_language():
    assert language_tag("English") == language_tag("") == language_tag("中文") == ""


def test_what_breaks_a_line_is_named():
    assert break_in("a\nb") == break_in("a\u2028b") == "a line break"
    assert break_in("a\tb") == "a tab"
    assert "U+0000" in break_in("a\0b")
    assert break_in("José 鄭") == ""
