"""Address blocks: of a recipient for letter and envelope, of the sender as far as it is shown."""

import re

from outreach.composing.countries import country_line, mail_country
from outreach.composing.layouts import in_order, postcode_patterns
from outreach.composing.name_words import is_chinese
from outreach.composing.one_line import in_lines
from outreach.model.people import PostalAddress, Recipient, Signatory
from outreach.model.settings import Shown

_BETWEEN_LINES = re.compile(r"[\n|]")
_SIMPLIFIED = frozenset({"zh-Hans", "zh-CN", "zh-SG"})
_DIGIT = re.compile(r"\d")


def recipient_block(
    recipient: Recipient, *, language: str, home_country: str, on_envelope: bool
) -> tuple[str, ...]:
    """The recipient's address without names, in Chinese on a Chinese letter where the list has it.

    The country comes only where the letter crosses a border. Town, region and postcode are in
    capitals on an envelope where the country's post wants them so.
    """
    chinese = _in_chinese(recipient, language) if language.startswith("zh") else PostalAddress()
    if chinese:
        return _chinese_block(chinese, language, home_country, on_envelope)
    return _block(recipient.address, language, home_country, on_envelope)


def _block(
    address: PostalAddress, language: str, home_country: str, on_envelope: bool
) -> tuple[str, ...]:
    if not address:
        return ()
    lines = in_order(in_lines(address), capitals=on_envelope)
    abroad = country_line(address.country, language, home_country)
    if not abroad:
        return lines
    kept = without_country(lines, address.country)
    return (*(line for line in kept if line != abroad), abroad)


def without_country(lines: tuple[str, ...], country: str) -> tuple[str, ...]:
    """The lines without a last one that names the country already, by whatever capitals."""
    names = mail_country(country)
    named = lines and lines[-1].upper() in (names.english, names.chinese)
    return lines[:-1] if named else lines


def _has(recipient: Recipient, tag: str) -> bool:
    return any(recipient.further(f"{field}.{tag}") for field in ("address", "locality"))


def _in_chinese(recipient: Recipient, language: str) -> PostalAddress:
    """The address from the columns `address.zh-Hant` and so on, or one listed in Chinese only."""
    own = recipient.address
    tag = "zh-Hans" if language in _SIMPLIFIED and _has(recipient, "zh-Hans") else "zh-Hant"
    cells = _BETWEEN_LINES.split(recipient.further(f"address.{tag}"))
    lines = tuple(cell.strip() for cell in cells if cell.strip())
    locality = recipient.further(f"locality.{tag}")
    if lines or locality:
        region = recipient.further(f"region.{tag}")
        return PostalAddress(lines, locality, region, own.postcode, own.country)
    listed = own.lines and all(is_chinese(line) for line in own.lines)
    return own if listed else PostalAddress()


def _chinese_block(
    address: PostalAddress, language: str, home_country: str, on_envelope: bool
) -> tuple[str, ...]:
    """From the largest part to the smallest. In the letter the country leads; on the envelope it
    stands last, where the post looks for it.
    """
    place = f"{address.region}{address.locality}"
    code = address.postcode if mail_country(address.country).has_postcode else ""
    abroad = country_line(address.country, language, home_country)
    if on_envelope:
        return tuple(line for line in (code, place, *address.lines, abroad) if line)
    country = mail_country(address.country).chinese if abroad else ""
    if country and "".join((place, *address.lines)).startswith(country):
        country = ""
    return tuple(line for line in (code, f"{country}{place}", *address.lines) if line)


def return_address(signatory: Signatory, shown: Shown, *, foreign: bool) -> tuple[str, ...]:
    """The sender's name and as much of the address as the sender lets a letter show.

    `foreign` adds the sender's country, for a letter that crosses a border.
    """
    address = signatory.address
    country = mail_country(address.country).english if foreign and address.country else ""
    match shown:
        case Shown.FULL:
            lines = in_order(address, capitals=False)
            place = (*without_country(lines, address.country), country) if country else lines
        case Shown.CITY:
            place = (_town(address), country)
        case Shown.GROUP:
            place = (signatory.group,)
    return tuple(line for line in (signatory.name, *place) if line)


def _town(address: PostalAddress) -> str:
    """Town and region; of an address in plain lines the last one, without its postcode.

    A postcode can name a single street, and so may a line that still holds a number: neither is
    shown.
    """
    if address.locality:
        return ", ".join(part for part in (address.locality, address.region) if part)
    for line in reversed(without_country(address.lines, address.country)[1:]):
        town = _without_postcode(line, address.country)
        if town:
            return "" if _DIGIT.search(town) else town
    return ""


def _without_postcode(line: str, country: str) -> str:
    for pattern in postcode_patterns(country):
        line = pattern.sub("", line)
    return line.strip(" ,")
