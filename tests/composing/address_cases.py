"""Public address-formatting cases (components, then the expected block) as addresses of ours.

The street lines are taken from the expected block, as a list gives them; what is compared is
where town, region and postcode stand, and how they are joined.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from outreach.composing.addresses import recipient_block
from outreach.model.people import PostalAddress, Recipient

FOLDER = Path(__file__).parents[3] / "shared/data/address-formatting/testcases"
_PLACES = (
    "city", "town", "village", "hamlet", "municipality", "place", "state_district", "county",
    "city_district", "suburb", "island", "locality", "district", "state",
)  # fmt: skip
_REGIONS = ("state_code", "state", "province", "region", "county", "county_code", "state_district")


@dataclass(frozen=True)
class Case:
    country: str
    expected: tuple[str, ...]
    address: PostalAddress

    def ours(self) -> tuple[str, ...]:
        recipient = Recipient("one", address=self.address)
        return recipient_block(
            recipient, language="en", home_country=self.country, on_envelope=False
        )

    def outcome(self) -> str:
        """`exact`, `joined` (other commas, hyphens or capitals), `order`, or `words`."""
        ours = self.ours()
        if ours == self.expected:
            return "exact"
        if [_bare(line) for line in ours] == [_bare(line) for line in self.expected]:
            return "joined"
        alike = sorted(" ".join(map(_bare, ours)).split()) == sorted(
            " ".join(map(_bare, self.expected)).split()
        )
        return "order" if alike else "words"


def cases() -> Iterator[Case]:
    """The cases that name a place: a town or a postcode in a line of its own."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            if document and document.get("components") and document.get("expected"):
                case = _case(document, path.stem.upper())
                if case is not None:
                    yield case


def _case(document: dict[str, object], stem: str) -> Case | None:
    components = {name: str(value) for name, value in document["components"].items()}
    country = components.get("country_code", stem).upper()
    lines = tuple(line.strip() for line in document["expected"].strip().split("\n"))
    expected = lines[:-1]  # the last is the country, which a letter at home does not have
    postcode = _stands(components.get("postcode", ""), expected)
    row = next((place for place, line in enumerate(expected) if postcode and postcode in line), -1)
    around = expected[row].replace(postcode, "").strip(" ,-–") if row >= 0 else ""
    whole = [part.strip() for line in expected for part in re.split(r"[,\-–]\s|\s[-–]", line)]
    towns = [components[name] for name in _PLACES if components.get(name)]
    town = next((one for one in towns if around and around.startswith(one)), "") or next(
        (one for one in towns if around and one in around), ""
    )
    town = town or next((one for one in towns if not around and one in whole), "")
    if row >= 0 and around and not town:
        town = re.split(r",|\s-\s", around)[0].strip()
    rest = around.removeprefix(town).strip(" ,-–/") if town and around.startswith(town) else ""
    named = (components.get(name, "") for name in _REGIONS)
    region = rest or next((one for one in named if one and one != town and one in whole), "")
    taken = {town, region, postcode, around}
    street = tuple(
        line
        for place, line in enumerate(expected)
        if place != row and line not in taken and not (row < 0 and town and line.startswith(town))
    )
    if not expected or not (town or postcode):
        return None
    return Case(country, expected, PostalAddress(street, town, region, postcode, country))


def _stands(postcode: str, lines: tuple[str, ...]) -> str:
    """The postcode as the expected block writes it, spaces or not."""
    spaced = r"[\s-]?".join(map(re.escape, re.sub(r"[\s-]", "", postcode)))
    found = re.search(spaced, "\n".join(lines)) if postcode else None
    return found.group() if found else ""


def _bare(line: str) -> str:
    return " ".join(re.sub(r"[,.\-–/]", " ", line).casefold().split())
