"""What the compiler says of a document it refuses, read back into characters."""

import re

# Typst names each piece of text that no font holds, or that PDF does not allow, in Rust's notation
# for strings: `"\u{378}"`.
_REFUSED_TEXT = re.compile(r'the text [^`\n]*`"((?:[^"\\]|\\.)*)"`')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-fA-F]+)\}|(.))")
_SHORT = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}


def refused_characters(diagnostic: str) -> tuple[str, ...]:
    """Every character that the compiler refused, once, in the order of the document.

    A character that joins with one no font holds is named by Typst along with it: plain letters,
    and joiners that leave no mark, count only where nothing else was refused.
    """
    characters = dict.fromkeys("".join(map(_unescaped, _REFUSED_TEXT.findall(diagnostic))))
    telling = [character for character in characters if character not in _COMPANIONS]
    return tuple(telling or characters)


_COMPANIONS = frozenset("\u200c\u200d\ufe0e\ufe0f").union(map(chr, range(0x20, 0x7F)))


def _unescaped(rust: str) -> str:
    return _ESCAPE.sub(
        lambda found: chr(int(found[1], 16)) if found[1] else _SHORT.get(found[2], found[2]), rust
    )
