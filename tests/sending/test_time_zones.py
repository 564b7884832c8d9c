"""The time zones of the countries, held against the database of time zones."""

from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest
from babel import Locale

from outreach.errors import NoTimeZones
from outreach.sending.time_zones import without_zone, zone_names, zone_of


def zones_of_countries() -> dict[str, set[str]]:
    """Country → its zones, from the list that the database itself gives."""
    text = files("tzdata.zoneinfo").joinpath("zone.tab").read_text(encoding="utf-8")
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            country, _, zone, *_ = line.split("\t")
            found.setdefault(country, set()).add(zone)
    return found


def test_every_zone_is_one_that_the_database_gives_to_the_country() -> None:
    known = zones_of_countries()
    wrong = {code: zone for code, zone in zone_names().items() if zone not in known.get(code, ())}
    assert not wrong


def test_every_country_has_a_zone_or_is_named_as_having_none() -> None:
    no_countries = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}
    countries = {
        code for code in Locale.parse("en").territories if len(code) == 2 and code.isalpha()
    } - no_countries
    countries |= set(zones_of_countries())
    assert countries == set(zone_names()) | without_zone()
    assert not set(zone_names()) & without_zone()


def test_a_country_of_many_zones_has_that_of_its_seat_of_government() -> None:
    assert zone_of("AU") == ZoneInfo("Australia/Sydney")
    assert zone_of("RU") == ZoneInfo("Europe/Moscow")
    assert zone_of("HK") == ZoneInfo("Asia/Hong_Kong")


def test_an_unknown_country_has_none() -> None:
    assert zone_of("") is None
    assert zone_of("AQ") is None


def test_a_computer_without_time_zones_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(name: str) -> ZoneInfo:
        raise ZoneInfoNotFoundError(name)

    monkeypatch.setattr("outreach.sending.time_zones.ZoneInfo", unknown)
    zone_of.cache_clear()
    with pytest.raises(NoTimeZones, match="tzdata"):
        zone_of("DE")
    zone_of.cache_clear()
