"""Characters that cannot be written or shown on paper, and what they are called."""

import re
import unicodedata
from collections.abc import Iterable

from outreach.typesetting.fonts import package_for

_ENDS_OF_PLANES = "".join(
    f"{chr(plane << 16 | 0xFFFE)}-{chr(plane << 16 | 0xFFFF)}" for plane in range(17)
)
_UNWRITABLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef"
    "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd" + _ENDS_OF_PLANES + "]"
)


def named(character: str) -> str:
    """`U+5F41 CJK UNIFIED IDEOGRAPH-5F41 “彁”`; without the character where it shows nothing."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "") or _NAMELESS.get(
        unicodedata.category(character), "(no name in Unicode)"
    )
    shown = f" “{character}”" if character.isprintable() and not character.isspace() else ""
    return f"{code} {name}{shown}"


_NAMELESS = {
    "Cc": "(a control character)",
    "Cs": "(half of a surrogate pair)",
    "Cn": "(not assigned by Unicode)",
    "Co": "(a private-use character)",
}

# Characters without a shape of their own that change another's, which our fonts do not do, and
# unassigned ones of the same kind: a compiler passes over them without a word.
_LEAVES_NO_MARK = re.compile("[\u115f\u1160\u2065\u3164\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]")


def unwritable_in(words: str) -> str:
    """The first character that no letter can hold in any format; empty where there is none.

    These are control characters but for the tab, halves of surrogate pairs, code points that
    Unicode sets aside for good, and private-use ones, which mean something else to every reader.
    XML, mail and a page each lose or garble them in a way of their own.
    """
    # What can be printed is never among them, and is known to be so much faster.
    found = None if words.isprintable() else _UNWRITABLE.search(words)
    return found[0] if found else ""


def leaving_no_mark_in(words: str) -> str:
    """The first character that would vanish on paper; empty where there is none."""
    found = _LEAVES_NO_MARK.search(words)
    return found[0] if found else ""


def way_out(characters: Iterable[str]) -> str:
    """What to do about characters that no font holds: install another, or write otherwise."""
    packages = {package_for(unicodedata.name(character, "")) for character in characters} - {""}
    if not packages:
        return "Write it in other characters."
    return f"Try: pip install {' '.join(sorted(packages))}"
