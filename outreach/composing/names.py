"""A person's name as letters need it: whole, by family, with titles; nothing is guessed."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from outreach.model.people import Gender, PersonName

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_ROMAN_NUMERAL = re.compile(r"[IVX]+\Z")
# In capitals these hide where the small letters stood: "MCKAY" may be McKay or Mckay.
_UNSURE_IN_CAPITALS = ("MC", "MAC", "O'", "O’", "D'", "D’")


@dataclass(frozen=True, slots=True)
class Words:
    """Words around names, from `data/names.toml`; compared without case and full stops."""

    courtesy_en: frozenset[str]
    courtesy_zh: frozenset[str]
    peers: frozenset[str]
    doctorates: frozenset[str]
    family_first: frozenset[str]
    family_first_before_hyphen: frozenset[str]
    not_a_family_name: frozenset[str]


@cache
def words() -> Words:
    """The words, read once."""
    text = files("outreach.data").joinpath("names.toml").read_text(encoding="utf-8")
    tables = tomllib.loads(text)
    order = tables["order"]
    return Words(
        courtesy_en=frozenset(map(_plain, tables["courtesy"]["en"])),
        courtesy_zh=frozenset(tables["courtesy"]["zh"]),
        peers=frozenset(map(_plain, tables["peers"]["ranks"])),
        doctorates=frozenset(map(_plain, tables["twice_said"]["dr"])),
        family_first=frozenset(order["family_first"]),
        family_first_before_hyphen=frozenset(order["family_first_before_hyphen"]),
        not_a_family_name=frozenset(tables["capitals"]["not_a_family_name"]),
    )


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese character in it."""
    return _HAN.search(text) is not None


def full_name(name: PersonName, country: str = "", western_given: str = "") -> str:
    """The whole name with its generational suffix, without titles and post-nominals.

    The list's own `full` wins; otherwise the parts in the order of the country. `western_given`
    is the name some people in Hong Kong carry before the others ("Teresa Cheng Yeuk-wah").
    """
    whole = name.full or _from_parts(name, country, western_given)
    return _with_suffix(whole, name.suffix) if whole else ""


def _from_parts(name: PersonName, country: str, western_given: str) -> str:
    parts = [name.given, name.family]
    if name.given and name.family and _family_leads(name.given, country):
        parts.reverse()
    return " ".join(part for part in (western_given, *parts) if part)


def _family_leads(given: str, country: str) -> bool:
    return country in words().family_first or (
        country in words().family_first_before_hyphen and "-" in given
    )


def _with_suffix(whole: str, suffix: str) -> str:
    if not suffix or _plain(suffix) in (_plain(word) for word in whole.split()):
        return whole
    # "Rivera, Jr." but "Rivera III".
    return f"{whole} {suffix}" if _ROMAN_NUMERAL.match(suffix) else f"{whole}, {suffix}"


def family_name(name: PersonName) -> str:
    """The family name where it is known: given as a part, or the one word in capitals of the whole.

    A name in one string is not split otherwise: which of its words is the family name differs
    from country to country, and a salutation can do without.
    """
    return name.family or _family_in_capitals(name.full)


def _family_in_capitals(full: str) -> str:
    capitals = [
        word
        for word in (part.strip(",.") for part in full.split())
        if len(word) > 1 and word.isupper() and not is_chinese(word)
        if word not in words().not_a_family_name and "." not in word
    ]
    if len(capitals) != 1 or full == full.upper():
        return ""
    word = capitals[0]
    if word.startswith(_UNSURE_IN_CAPITALS):
        return word
    return "-".join(part.capitalize() for part in word.split("-"))


def courtesy_title(
    honorific: str, gender: Gender, by_gender: tuple[tuple[Gender, str], ...], *, chinese: bool
) -> str:
    """The title before a family name: as the list gives it, else by a gender that is known."""
    known = words().courtesy_zh if chinese else words().courtesy_en
    if honorific and (honorific if chinese else _plain(honorific)) in known:
        return honorific
    return next((word for of, word in by_gender if of is gender), "")


def title_of_honour(honorific: str) -> str:
    """The honorific where it goes before full names only ("The Honourable"), else nothing."""
    if not honorific:
        return ""
    plain, known = _plain(honorific), words()
    beside = plain in known.courtesy_en or plain in known.peers or honorific in known.courtesy_zh
    return "" if beside else honorific


def peerage(name: PersonName, full: str) -> tuple[str, str]:
    """A life peer's whole title and the one for a salutation, or two empty strings.

    ("Lord Alton of Liverpool", "Lord Alton"): the territorial part is dropped, and a given name
    never follows the rank.
    """
    rank, title = _rank(name.honorific, full)
    surname = name.family or _only_word(title.partition(" of ")[0])
    if not rank or not surname:
        return "", ""
    short = f"{rank} {surname}"
    is_title = title == surname or title.startswith(f"{surname} of ")
    return (f"{rank} {title}" if is_title else short), short


def _rank(honorific: str, full: str) -> tuple[str, str]:
    for whole in (full, f"{honorific} {full}" if honorific else ""):
        first, _, rest = whole.strip().removeprefix("The ").partition(" ")
        if _plain(first) in words().peers:
            return first, rest
    return "", ""


def _only_word(text: str) -> str:
    return text if text and " " not in text else ""


def with_post_nominals(whole: str, letters: str, office_letters: str, before: str) -> str:
    """A name followed by its letters ("SC, JP") and those of its office ("MP"), each once."""
    if not whole:
        return ""
    parts = [whole, letters]
    if office_letters:
        present = {_plain(word) for word in f"{whole} {letters}".replace(",", " ").split()}
        parts.append("" if _plain(office_letters) in present else office_letters)
    return before.join(part for part in parts if part)


def without_doubled_doctor(honorific: str, letters: str) -> str:
    """Post-nominals without the degree that "Dr" before the name already says."""
    if not letters or _plain(honorific) != "dr":
        return letters
    kept = [part for part in letters.split(",") if _plain(part) not in words().doctorates]
    return ",".join(kept).strip()


def _plain(word: str) -> str:
    return word.replace(".", "").strip(", ").casefold()
