"""Contacts as address books export them: vCard 3 and 4, several in a file.

Kept ids (UID) are used; a card without one gets its name's, so that a change of office or
address does not make it somebody else.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from outreach.errors import InputInvalid
from outreach.importers.contract import Imported, KeyedBy, Row, origin
from outreach.importers.gathering import Gathered
from outreach.importers.tidying import OTHERS, tidied
from outreach.tables.encodings import read_text
from outreach.tables.files import refused
from outreach.tables.slugs import slug

IDS = "card-"
KEYED_BY = KeyedBy.PERSON
WATCHED = ("name", "office", "organisation")
CURRENT = False
PUBLIC = None
FOUND_AT = "Address books export such files, ending in .vcf; choose vCard 3.0 or 4.0."
SOURCE = "an address book"
COLUMNS = (
    "id", "name", "given", "middle", "family", "suffix", "honorific", "gender", "office",
    "organisation", "languages", "email", OTHERS, "website", "phone", "address", "locality",
    "region", "postcode", "country", "source", "verified_on",
)  # fmt: skip

_GENDERS = {"F": "female", "M": "male", "O": "other"}
_VERSIONS = frozenset({"3.0", "4.0"})
_OLD = re.compile(
    r"^VERSION[^:\n]*:\s*2\.1\s*$|ENCODING=QUOTED-PRINTABLE", re.IGNORECASE | re.MULTILINE
)
_WHERE = re.compile(r"At line (\d+): (.*)", re.DOTALL)
_MOST_OPEN = 3


def read(
    path: Path, shown: str, *, verified_on: date, source: str = "", checked: bool = True
) -> Imported:
    """Read a .vcf file; one that is cut off, or of the old version 2.1, is refused whole."""
    text = read_text(path, shown)
    gathered = Gathered()
    own = origin(source or SOURCE, verified_on, checked=checked)
    rows: list[Row] = []
    for card in _cards(text, shown):
        line = int(card.version.lineNumber) - 1 if "version" in card.contents else None
        if _first(card, "version") not in _VERSIONS:
            said = f"The card has the version “{_first(card, 'version')}”."
            gathered.object(said, FOUND_AT, shown, line)
            continue
        row = tidied(_cells(card))
        if not row.cells["name"] and not row.cells["organisation"]:
            gathered.object("The card has no name.", "Name it, or remove it.", shown, line)
            continue
        key = IDS + _key(card, row.cells)
        called = row.cells["name"] or row.cells["organisation"]
        gathered.add(row.problems(called, shown, line))
        if gathered.is_new(key, shown, line):
            rows.append({**dict.fromkeys(COLUMNS, ""), **row.cells, "id": key, **own})
            gathered.check(rows[-1], shown, line)
    gathered.refuse()
    if not rows:
        raise refused(shown, "The file holds no cards.", FOUND_AT)
    return Imported(slug(path.stem) or "cards", COLUMNS, tuple(rows), tuple(gathered.notes))


def _cards(text: str, shown: str) -> Iterator[Any]:
    import vobject

    if old := _OLD.search(text):
        line = text.count("\n", 0, old.start()) + 1
        said = "This is a vCard of the version 2.1, whose letters are written in several ways."
        raise refused(shown, said, "Export it again as vCard 3.0 or 4.0.", line)
    _refuse_nesting(text, shown)
    try:
        for component in vobject.readComponents(text):
            if component.name != "VCARD":
                raise refused(shown, f"The file holds {component.name}, no cards.", FOUND_AT)
            yield component
    except vobject.base.VObjectError as error:
        raise _unreadable(str(error), text, shown) from error
    except (ValueError, TypeError, AttributeError, IndexError, RecursionError) as error:
        # The library trips over what no address book writes; a sentence serves better.
        raise refused(shown, "The file holds a card that cannot be read.", FOUND_AT) from error


def _unreadable(said: str, text: str, shown: str) -> InputInvalid:
    found = _WHERE.match(said)
    line = min(int(found[1]), text.count("\n") + 1) if found else None
    words = (found[2] if found else said).splitlines()[0][:200]
    way_out = "If the file is cut off, export it again."
    return refused(shown, f"The card cannot be read here: {words}.", way_out, line)


def _refuse_nesting(text: str, shown: str) -> None:
    """Cards in cards in cards: nothing that an address book writes, and slow to take apart."""
    depth = 0
    for number, line in enumerate(text.splitlines(), start=1):
        word = line[:6].casefold()
        depth += (word == "begin:") - (line[:4].casefold() == "end:")
        if depth > _MOST_OPEN:
            way_out = "If the file is cut off, export it again."
            raise refused(shown, "A card begins here inside another one.", way_out, number)


def _cells(card: Any) -> dict[str, str]:
    name, address = _first(card, "n"), _first(card, "adr")
    given, family = _part(name, "given"), _part(name, "family")
    phone = next((str(one.value) for one in card.contents.get("tel", ()) if not _is_fax(one)), "")
    return {
        "name": _first(card, "fn") or " ".join(filter(None, (given, family))),
        "given": given,
        "middle": _part(name, "additional"),
        "family": family,
        "suffix": _part(name, "suffix"),
        "honorific": _part(name, "prefix"),
        "gender": _GENDERS.get(str(_first(card, "gender"))[:1].upper(), ""),
        "office": _first(card, "title") or _first(card, "role"),
        "organisation": _organisation(card),
        "languages": _first(card, "lang"),
        "email": "; ".join(str(one.value) for one in _preferred(card, "email")),
        "website": _first(card, "url"),
        "phone": phone,
        "address": " | ".join(filter(None, (_part(address, part) for part in _ABOVE))),
        "locality": _part(address, "city"),
        "region": _part(address, "region"),
        "postcode": _part(address, "code"),
        "country": _part(address, "country"),
    }


_ABOVE = ("box", "extended", "street")


def _key(card: Any, cells: Row) -> str:
    uid = _first(card, "uid").removeprefix("urn:uuid:")
    return slug(uid) if uid else slug(cells["name"] or cells["organisation"])


def _organisation(card: Any) -> str:
    value = _first(card, "org")
    return ", ".join(filter(None, value)) if isinstance(value, list) else value


def _first(card: Any, name: str) -> Any:
    """The value that comes first or is preferred; an empty text where there is none."""
    found = _preferred(card, name)
    value = found[0].value if found else ""
    return value.strip() if isinstance(value, str) else value


def _preferred(card: Any, name: str) -> list[Any]:
    return sorted(card.contents.get(name, ()), key=_rank)


def _rank(line: Any) -> int:
    """vCard 4 numbers its preferences; vCard 3 has a type for the first."""
    given = (line.params.get("PREF") or [""])[0]
    if given.isdecimal():
        return int(given)
    return 50 if "PREF" in _types(line) else 100


def _is_fax(line: Any) -> bool:
    return "FAX" in _types(line)


def _types(line: Any) -> set[str]:
    return {word.upper() for text in line.params.get("TYPE", ()) for word in text.split(",")}


def _part(value: Any, name: str) -> str:
    """A part of a name or an address; several are one after the other."""
    part = getattr(value, name, "") if value else ""
    texts = part if isinstance(part, list) else [part]
    return " ".join(str(text).strip() for text in texts if str(text).strip())
