"""The address on an envelope to somebody in prison, in the lines that their system asks for."""

import unicodedata
from collections.abc import Iterator
from functools import cache

from outreach.composing.addresses import recipient_block, without_country
from outreach.composing.countries import country_line
from outreach.model.case import PersonAtRisk, Relay
from outreach.model.correspondence import Prisoner
from outreach.model.facility import Facility, PrisonSystem
from outreach.model.people import PostalAddress, Recipient

_ADDRESS = "{address}"


def name_there(person: PersonAtRisk, system: PrisonSystem) -> str:
    """The name on the envelope: the prison's own, else the first one that is in a language of that
    country or of the system, else the first in Latin letters, else the first.
    """
    read = {one.partition("-")[0] for one in system.languages} | _official(system.country)
    in_theirs = (name for tag, name in person.names if tag.partition("-")[0] in read)
    in_latin = (name for _, name in person.names if _is_latin(name))
    return person.prison_name or next(in_theirs, "") or next(in_latin, person.label)


def is_read_there(name: str, person: PersonAtRisk, system: PrisonSystem) -> bool:
    """Whether the name is in letters that those who sort the mail there can be thought to read:
    what the user wrote down as the prison's own is.
    """
    read = {one.partition("-")[0] for one in system.languages} | _official(system.country)
    tags = {tag.partition("-")[0] for tag, written in person.names if written == name}
    return name == person.prison_name or _is_latin(name) or not tags.isdisjoint(read)


@cache
def _official(country: str) -> frozenset[str]:
    from babel.languages import get_official_languages

    codes = get_official_languages(country, de_facto=True) if country else ()
    return frozenset(code.partition("_")[0] for code in codes)


def _is_latin(name: str) -> bool:
    letters = [char for char in name if char.isalpha()]
    return all(unicodedata.name(char, "").startswith("LATIN") for char in letters)


def envelope_lines(
    system: PrisonSystem,
    facility: Facility,
    prisoner: Prisoner,
    *,
    language: str,
    home_country: str,
) -> tuple[str, ...]:
    """The lines, the country last where it is another one. In the facility's own other language
    where the letter is in it and the tables have its address; Chinese letters name it in Chinese.
    """
    name, address = _in_language(facility, language)
    lines = tuple(_lines(system, prisoner, name, address, language))
    abroad = country_line(system.country, language, home_country)
    return (*without_country(lines, system.country), abroad) if abroad else lines


def relay_lines(relay: Relay, *, language: str, home_country: str) -> tuple[str, ...]:
    """The lines to a support group that hands letters on: its name, and no prisoner's."""
    place = Recipient("", address=relay.address)
    block = recipient_block(place, language=language, home_country=home_country, on_envelope=True)
    return relay.name, *block


def _lines(
    system: PrisonSystem, prisoner: Prisoner, name: str, address: PostalAddress, language: str
) -> Iterator[str]:
    for line in system.envelope:
        if line == _ADDRESS:
            place = Recipient("", address=address)
            # Without a border: the country comes once, at the end of all lines.
            yield from recipient_block(
                place, language=language, home_country=address.country, on_envelope=True
            )
        else:
            filled = line.format(name=prisoner.name, number=prisoner.number, facility=name)
            if filled := " ".join(filled.split()):
                yield filled


def _in_language(facility: Facility, language: str) -> tuple[str, PostalAddress]:
    for other in facility.others:
        if language and other.language.partition("-")[0] == language.partition("-")[0]:
            return other.name, other.address
    if language.startswith("zh") and facility.native_name:
        both = (facility.native_name, facility.name)
        return " ".join(dict.fromkeys(both)), facility.address
    return facility.name, facility.address
