"""Days, countries, genders and languages in other people's words."""

from datetime import date

import pytest

from outreach.importers.meanings import country, day, gender, languages


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-01-31", date(2026, 1, 31)),
        ("2026-01-31 00:00:00", date(2026, 1, 31)),
        ("2026/1/31", date(2026, 1, 31)),
        ("2026年1月31日", date(2026, 1, 31)),
        ("31.1.2026", date(2026, 1, 31)),
        ("3.4.2026", date(2026, 4, 3)),
        ("31/01/2026", date(2026, 1, 31)),
        ("1/31/2026", date(2026, 1, 31)),
        ("4/4/2026", date(2026, 4, 4)),
        ("3/4/2026", None),
        ("31/1/26", None),
        ("2026-02-30", None),
        ("soon", None),
    ],
)
def test_a_day_is_read_where_it_can_only_be_one(text, meant) -> None:
    assert day(text) == meant


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("de", "DE"), ("Germany", "DE"), ("Allemagne", "DE"), ("Alemania", "DE"), ("德国", "DE"),
        ("德國", "DE"), ("Côte d’Ivoire", "CI"), ("England", "GB"), ("香港", "HK"), ("EU", ""),
        ("Narnia", ""),
    ],
)  # fmt: skip
def test_a_country_is_known_by_its_name_in_many_languages(text, code) -> None:
    assert country(text) == code


def test_genders_and_languages_are_known_by_their_words() -> None:
    assert [gender(word) for word in ("Frau", "homme", "女", "X", "unbekannt")] == [
        "female", "male", "female", "other", "",
    ]  # fmt: skip
    assert gender("Smith") is None
    assert languages("English, 繁體中文; fr") == ("en, zh-Hant, fr", "")
    assert languages("de und Klingonese") == ("de", "Klingonese")
