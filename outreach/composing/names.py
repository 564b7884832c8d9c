"""A person's name as letters need it: whole, by family, with titles and letters."""

import re

from outreach.composing.name_splitting import split
from outreach.composing.name_words import family_leads, folded, is_chinese, plain, surnames, words
from outreach.model.people import Gender, NameOrder, PersonName

__all__ = [
    "courtesy_title", "family_name", "full_name", "is_chinese", "name_in_salutation",
    "title_of_honour", "with_post_nominals", "without_doubled_doctor",
]  # fmt: skip

_ROMAN_NUMERAL = re.compile(r"[IVX]+\Z")


def full_name(name: PersonName, country: str = "", western_given: str = "") -> str:
    """The whole name with its generational suffix, without titles and post-nominals.

    The list's own `full` wins, put in order where it has a comma ("Doe, Jane"); otherwise the
    parts in their order, or in that of the country. `western_given` is the name some people in
    Hong Kong carry before the others ("Teresa Cheng Yeuk-wah").
    """
    western = western_given or name.western_given
    whole = name.shown or name.full or _from_parts(name, country, western)
    return _with_suffix(whole, name.suffix) if whole else ""


def _from_parts(name: PersonName, country: str, western: str) -> str:
    parts = [name.given, name.family]
    if name.given and name.family and _family_leads(name, country):
        parts.reverse()
    joined = "" if is_chinese(name.family) and is_chinese(name.given) else " "
    return " ".join(part for part in (western, joined.join(filter(None, parts))) if part)


def _family_leads(name: PersonName, country: str) -> bool:
    if name.order is not NameOrder.UNKNOWN:
        return name.order is not NameOrder.GIVEN_FIRST
    return is_chinese(name.family) or family_leads(name.given, country)


def _with_suffix(whole: str, suffix: str) -> str:
    if not suffix or plain(suffix) in (plain(word) for word in whole.split()):
        return whole
    # "Rivera, Jr." but "Rivera III".
    return f"{whole} {suffix}" if _ROMAN_NUMERAL.match(suffix) else f"{whole}, {suffix}"


def family_name(name: PersonName) -> str:
    """The family name where it is known: given as a part, or the capitals of the whole tell it.

    Lists are read by `split`, which knows more; of a whole name alone nothing is guessed here.
    """
    if name.family or name.given:
        return name.family
    told = split(name.full)
    return "" if told.guessed else told.family


def name_in_salutation(name: PersonName, country: str, *, chinese: bool = False) -> str:
    """The name after a title in a salutation ("Dear Ms Lam"), empty where the whole name goes.

    The family name by default; a given name where that is the custom (Viet Nam); the first of two
    family names in Hong Kong; nothing where people have none, or it is in another script.
    """
    known = words()
    if country in known.by_whole:
        return ""
    family = family_name(name)
    if country in known.by_given and name.given and not chinese:
        at = 0 if name.order is NameOrder.GIVEN_FIRST else -1
        return name.given.split()[at]
    if is_chinese(family) != chinese:
        return ""
    return _first_of_two(family) if country in known.first_of_two else family


def _first_of_two(family: str) -> str:
    both = family.split()
    names = surnames("chinese")
    two = len(both) == 2 and folded("".join(both)) not in names.compound
    known = names.latin | names.compound
    return both[0] if two and all(folded(one) in known for one in both) else family


def courtesy_title(
    honorific: str, gender: Gender, by_gender: tuple[tuple[Gender, str], ...], *, chinese: bool
) -> str:
    """The title before a family name: as the list gives it, else by a gender that is known."""
    known = words().courtesy_zh if chinese else words().courtesy_en
    if honorific and (honorific if chinese else plain(honorific)) in known:
        return honorific
    return next((word for of, word in by_gender if of is gender), "")


def title_of_honour(honorific: str) -> str:
    """The honorific where it goes before full names only ("The Honourable"), else nothing."""
    if not honorific:
        return ""
    known = words()
    beside = plain(honorific) in known.courtesy_en or honorific in known.courtesy_zh
    return "" if beside else honorific


def with_post_nominals(whole: str, letters: str, office_letters: str, before: str) -> str:
    """A name followed by its letters ("SC, JP") and those of its office ("MP"), each once."""
    if not whole:
        return ""
    parts = [whole, letters]
    if office_letters:
        present = {plain(word) for word in f"{whole} {letters}".replace(",", " ").split()}
        parts.append("" if plain(office_letters) in present else office_letters)
    return before.join(part for part in parts if part)


def without_doubled_doctor(honorific: str, letters: str) -> str:
    """Post-nominals without the degree that "Dr" before the name already says."""
    if not letters or plain(honorific) != "dr":
        return letters
    kept = [part for part in letters.split(",") if plain(part) not in words().doctorates]
    return ",".join(kept).strip()
