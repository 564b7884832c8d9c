"""Text that was damaged before it came here: wrongly decoded, or holding what no page shows."""

import re
from collections.abc import Sequence

# What the second and later bytes of a UTF-8 character look like when read as Windows-1252.
_LATER = "\x80-\xbf" + "".join(
    re.escape(bytes([byte]).decode("cp1252", "ignore")) for byte in range(0x80, 0xA0)
)
_UNSHOWABLE = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff"
_SUSPICIOUS = re.compile(f"[\ufffd{_UNSHOWABLE}]|[Â-ô][{_LATER}]|#[A-Z]")
_CONTROL = re.compile(f"[{_UNSHOWABLE}]")
_CERTAIN = re.compile(f"Ã[{_LATER}]|â€|Å[Ÿž¡¼›]|Ä[±°Ÿ]")
_FORMULA_ERRORS = frozenset(
    {"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!"}
)


def any_suspicion(cells: Sequence[str]) -> bool:
    """A quick look over a row; where it is false, `damage` finds nothing in any cell."""
    return _SUSPICIOUS.search("\n".join(cells)) is not None


def damage(text: str) -> str:
    """What is wrong with a text, as the end of a sentence about it; empty when nothing is."""
    if "\ufffd" in text:
        return "holds “�”: a character was lost when the text was decoded"
    if (control := _CONTROL.search(text)) and not _misread(text):
        return f"holds the control character U+{ord(control.group()):04X}, which nobody can see"
    if _CERTAIN.search(text) or _misread(text):
        return f"is UTF-8 that was read as another encoding (“{_excerpt(text)}”)"
    if text.strip() in _FORMULA_ERRORS:
        return f"is the error of a formula ({text.strip()})"
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
