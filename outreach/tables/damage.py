"""Text that was damaged before it came here: wrongly decoded, or holding what no page shows."""

import re
from collections.abc import Sequence

# What the second and later bytes of a UTF-8 character look like when read as Windows-1252.
_LATER = "\x80-\xbf" + "".join(
    re.escape(bytes([byte]).decode("cp1252", "ignore")) for byte in range(0x80, 0xA0)
)
_UNSHOWABLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
# Characters that turn the order of the letters around them, and those without a meaning of their
# own ("private use"), which no two computers show alike.
_TURNING = "\u202a-\u202e\u2066-\u2069"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_SUSPICIOUS = re.compile(f"[\ufffd{_UNSHOWABLE}{_TURNING}{_PRIVATE}]|[Â-ô][{_LATER}]|#[A-Z]")
_TURNED = re.compile(f"[{_TURNING}]")
_NO_MEANING = re.compile(f"[{_PRIVATE}]")
_CONTROL = re.compile(f"[{_UNSHOWABLE}]")
_CERTAIN = re.compile(f"Ã[{_LATER}]|â€|Å[Ÿž¡¼›]|Ä[±°Ÿ]|(?<=[a-z])[Ã-ß][{_LATER}](?=[a-z])")
_LOST_LETTER = re.compile(r"\w\?|\?\w|\A[?\s]+\Z")
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}|#\d{2,7}|#[xX][0-9A-Fa-f]{2,6});")
# U+200C and U+200D stay: names in several Indian scripts and in Persian are spelt with them.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffb\ufffc]")
_DOUBTFUL_IN_NAME = re.compile("[?&\u00ad\u200b\u2060-\u2064\ufeff\ufff9-\ufffc]")
_FORMULA_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"}
)


def any_suspicion(cells: Sequence[str]) -> bool:
    """A quick look over a row; where it is false, `damage` finds nothing in any cell."""
    return _SUSPICIOUS.search("\n".join(cells)) is not None


def any_suspicion_in_names(joined: str) -> bool:
    """A quick look over the names of a row; where it is false, `damage_in_name` finds nothing."""
    return _DOUBTFUL_IN_NAME.search(joined) is not None


def damage(text: str) -> str:
    """What is wrong with a text, as the end of a sentence about it; empty when nothing is."""
    if "\ufffd" in text:
        return "holds “�”: a character was lost when the text was decoded"
    if (control := _CONTROL.search(text)) and not _misread(text):
        return f"holds the control character U+{ord(control.group()):04X}, which nobody can see"
    if _CERTAIN.search(text) or _misread(text):
        return f"is UTF-8 that was read as another encoding (“{_excerpt(text)}”)"
    if found := _TURNED.search(text):
        return f"holds U+{ord(found.group()):04X}, which turns letters round and nobody can see"
    if found := _NO_MEANING.search(text):
        return f"holds U+{ord(found.group()):04X}, a private character that other computers lack"
    if text.strip() in _FORMULA_ERRORS:
        return f"is the error of a formula ({text.strip()})"
    return ""


def damage_in_name(text: str) -> str:
    """As `damage`, what no name of a person holds: a letter lost, a piece of a web page."""
    if _LOST_LETTER.search(text):
        return f"holds “?” for a letter that was lost (“{text}”)"
    if found := _ENTITY.search(text):
        return f"holds “{found.group()}”, a piece of a web page’s code (“{text}”)"
    if found := _INVISIBLE.search(text):
        return f"holds the invisible character U+{ord(found.group()):04X} (“{text}”)"
    return ""


def _misread(text: str) -> bool:
    """Whether the whole text, taken back to Windows-1252 bytes, is proper UTF-8."""
    try:
        return not text.isascii() and bool(_as_bytes(text).decode())
    except UnicodeError:
        return False


def _as_bytes(text: str) -> bytes:
    """The bytes of Windows-1252; those it leaves undefined are read as control characters."""
    return b"".join(
        letter.encode("latin-1" if "\x80" <= letter <= "\x9f" else "cp1252") for letter in text
    )


def _excerpt(text: str) -> str:
    found = _CERTAIN.search(text) or _SUSPICIOUS.search(text)
    start = max(found.start() - 8, 0) if found else 0
    return " ".join(text[start : start + 24].split())
