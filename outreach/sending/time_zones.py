"""The time zone of a country's seat of government, from `data/time_zones.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from outreach.errors import NoTimeZones


@cache
def zone_of(country: str) -> ZoneInfo | None:
    """The zone of a country (ISO 3166-1 alpha-2); None for one that has none, or an unknown code.

    Raises NoTimeZones where the computer does not know the zone.
    """
    name = zone_names().get(country)
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError as missing:
        raise NoTimeZones(name) from missing


@cache
def zone_names() -> dict[str, str]:
    """Country → name of its zone in the IANA database."""
    table = _table()
    return {**table["one_zone"], **table["several_zones"]}


def without_zone() -> frozenset[str]:
    """The countries that the table names as having none."""
    return frozenset(_table()["none"])


@cache
def _table() -> dict[str, dict[str, str]]:
    text = files("outreach.data").joinpath("time_zones.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)
