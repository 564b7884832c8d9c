"""Fields that hold something else, put where it belongs: or left out, and said.

Lists have “No email found” for an e-mail address, the address of a page in the column of a
mailbox, two addresses in one cell, or a name with its address in brackets.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from outreach.errors import Problem
from outreach.importers import meanings
from outreach.tables.mail_addresses import fault_in_address

# Further addresses of somebody, beyond the one that is written to.
OTHERS = "other_emails"

_CONTACTS = (
    "email", "form_url", "website", "phone", "address", "locality", "region", "postcode",
)  # fmt: skip
_NOTHING = re.compile(
    r"[\s#?*.–—_/-]*|n\.?/?a\.?|nil|null|none|unknown|tb[acd]|pending"
    r"|(?:no|not|without|kein\w*|sin|sans|pas d['e]|aucun\w*|ning\w+|暂?无|沒有|没有|無|不詳|不详)"
    r"\s*"
    r"(?:an? )?(?:e-?mail|mail|phone|address\w*|website|web|form|contact\w*|correo|courriel|adresse"
    r"|telefon\w*|tel[eé]fono|t[eé]l[eé]phone|angaben?|datos|found|available|known|listed|given"
    r"|provided|public|disponible|电邮|電郵|邮箱|电话|電話|地址)?"
    r"(?: (?:address|found|available|known|listed|given|provided|on file|yet|form|number))*"
    r"|k\.\s?a\.|s/o",
    re.IGNORECASE,
)
# What stands between addresses in a cell. Every expression here takes time in proportion to the
# text: a cell of somebody else's file may be of any length.
_PIECE = re.compile(r"[^\s<>()\[\]{},;:\"|/＜＞（），；]+")
_LONGEST_PAGE, _LONGEST_HOST = 2000, 253
_MAILTO = re.compile(r"mailto:(?://)?", re.IGNORECASE)
_ASKED = re.compile(r"(@[^\s?@]+)\?\S*")
_PHONE = re.compile(r"(?:tel:)?\+?[\d\s()./-]{6,}(?:\s*(?:ext\.?|x|转|轉)\s*\d+)?", re.IGNORECASE)
_HOST = re.compile(r"(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}", re.IGNORECASE)
_EDGES = re.compile(r"^[\s<>()\[\]{},;:\"'|＜（-]+|[\s<>()\[\]{},;:\"'|＞）-]+$")


def is_page(text: str) -> bool:
    """Whether a browser can open this: http or https, and a host that can be one."""
    if len(text) > _LONGEST_PAGE:
        return False
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    sound = parts.scheme in {"http", "https"} and _is_host(parts.hostname or "")
    return sound and text.isprintable() and " " not in text


def is_nothing(text: str) -> bool:
    """Whether the words only say that there is nothing: “n/a”, “No email found”, “无”."""
    return bool(_NOTHING.fullmatch(text.strip()))


def mailboxes(text: str) -> tuple[str, ...]:
    """Every e-mail address in a text, once."""
    bare = _ASKED.sub(r"\1", _MAILTO.sub(" ", text))
    found = (one.rstrip(".'’").lstrip("'‘") for one in _PIECE.findall(bare) if "@" in one)
    return _distinct(found)


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    """Each text once, as it was first spelled; capitals make no other mailbox."""
    found: dict[str, str] = {}
    for text in texts:
        found.setdefault(text.casefold(), text)
    return tuple(found.values())


@dataclass
class Tidied:
    """The cells of one row, tidied; `remarks` are (what was there, what to do)."""

    cells: dict[str, str]
    remarks: list[tuple[str, str]] = field(default_factory=list)

    def problems(self, called: str, shown: str, line: int | None) -> Iterator[Problem]:
        """The remarks about somebody, with their place."""
        for said, way_out in self.remarks:
            yield Problem(f"{called}: {said}.", way_out, shown, line)


def tidied(cells: Mapping[str, str]) -> Tidied:
    """A row whose fields hold what they are called after."""
    row = Tidied({name: _in_order(name, text) for name, text in cells.items()})
    for name in _CONTACTS:
        if row.cells.get(name) and is_nothing(row.cells[name]):
            row.cells[name] = ""
    _tidy_name(row)
    _tidy_email(row)
    for name in ("form_url", "website"):
        _tidy_page(row, name)
    _tidy_phone(row)
    _tidy_words(row)
    return row


def _in_order(name: str, text: str) -> str:
    """One line, or the lines of an address with | between them."""
    if name.partition(".")[0] != "address":
        return " ".join(text.split())
    lines = (" ".join(line.split()) for line in re.split(r"[\n\r\x0b\x0c|\x85\u2028\u2029]", text))
    return " | ".join(filter(None, lines))


def _tidy_words(row: Tidied) -> None:
    """Countries, genders, languages and days in the words of a list of ours."""
    cells = row.cells
    if text := cells.get("country"):
        cells["country"] = meanings.country(text)
        if not cells["country"]:
            _remark(row, "country", "is no country", text)
    if text := cells.get("gender"):
        cells["gender"] = meanings.gender(text) or ""
        if meanings.gender(text) is None:
            _remark(row, "gender", "is a word that is not known", text)
    if text := cells.get("languages"):
        cells["languages"], unknown = meanings.languages(text)
        if unknown:
            _remark(row, "languages", "holds what is no language", unknown)
    for name in ("verified_on", "term_end"):
        if (text := cells.get(name)) and not meanings.ISO_DAY.fullmatch(text):
            found = meanings.day(text)
            cells[name] = found.isoformat() if found else ""
            if found is None:
                _remark(row, name, "is no day that can be told", text)


def _tidy_name(row: Tidied) -> None:
    text = row.cells.get("name", "")
    if "@" in text and (found := mailboxes(text)):
        row.cells["name"] = _rest(text)
        _add_mailboxes(row, found)


def _tidy_email(row: Tidied) -> None:
    text = row.cells.get("email", "")
    if not text:
        return
    row.cells["email"] = ""
    if found := mailboxes(text):
        _add_mailboxes(row, found)
        if (name := _rest(text)) and not row.cells.get("name"):
            row.cells["name"] = name
    elif is_page(page := _with_scheme(text)):
        _put(row, "form_url", page, "email")
    elif _PHONE.fullmatch(text):
        _put(row, "phone", text, "email")
    else:
        _remark(row, "email", "holds no e-mail address", text)


def _add_mailboxes(row: Tidied, found: tuple[str, ...]) -> None:
    sound = [one for one in found if not fault_in_address(one)]
    for one in found:
        if fault := fault_in_address(one):
            _remark(row, "email", fault, one)
    there = row.cells.get("email")
    known = [*([there] if there else []), *sound]
    distinct = _distinct(known)
    row.cells["email"] = distinct[0] if distinct else ""
    if others := distinct[1:]:
        row.cells[OTHERS] = "; ".join(others)
        row.remarks.append(
            (
                f"“email” holds {len(distinct)} addresses; {distinct[0]} is written to",
                f"The others are in the column {OTHERS}.",
            )
        )


def _tidy_page(row: Tidied, name: str) -> None:
    text = row.cells.get(name, "")
    if not text:
        return
    page = _with_scheme(text)
    row.cells[name] = page if is_page(page) else ""
    if row.cells[name]:
        return
    if found := mailboxes(text):
        _put(row, "email", found[0], name)
    else:
        _remark(row, name, "is no web address", text)


def _tidy_phone(row: Tidied) -> None:
    text = row.cells.get("phone", "")
    if "@" in text and (found := mailboxes(text)):
        row.cells["phone"] = _rest(text)
        _put(row, "email", found[0], "phone")
    elif text[:4].casefold() == "tel:":
        row.cells["phone"] = text[4:]


def _put(row: Tidied, name: str, text: str, instead_of: str) -> None:
    """Into the field where it belongs, if that is free."""
    if row.cells.get(name) not in {None, "", text}:
        _remark(row, instead_of, f"holds what belongs into {name}, where something else is", text)
        return
    row.cells[name] = text


def _remark(row: Tidied, name: str, said: str, text: str) -> None:
    shown = text if len(text) <= 80 else f"{text[:79]}…"
    row.remarks.append(
        (f"“{name}” {said}, and it was left out: {shown}", "Look it up and enter it by hand.")
    )


def _rest(text: str) -> str:
    """What stands beside the addresses: a name, if there are letters in it."""
    bare = _ASKED.sub(r"\1", _MAILTO.sub("", text))
    beside = _PIECE.sub(lambda piece: " " if "@" in piece[0] else piece[0], bare)
    words = " ".join(_EDGES.sub("", beside).split())
    return words if any(map(str.isalpha, words)) else ""


def _with_scheme(text: str) -> str:
    """An address of a page as people write it, as a browser wants it."""
    host = re.split(r"[/?#]", text, maxsplit=1)[0]
    return f"https://{text}" if _is_host(host) and "@" not in text else text


def _is_host(text: str) -> bool:
    return len(text) <= _LONGEST_HOST and bool(_HOST.fullmatch(text))
