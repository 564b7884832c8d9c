"""A server's words, made fit for a record, a sentence and a screen."""

import re

LONGEST = 500

_ENHANCED = re.compile(r"[245]\.\d{1,3}\.\d{1,3}\b")


def one_line(text: str) -> str:
    """A server's words on one line, at most 500 characters.

    Bytes that are no UTF-8 may come as surrogates; those become U+FFFD here. The code that
    servers repeat on each line of a reply is kept once.
    """
    readable = text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    code = enhanced(readable)
    if code:
        readable = code + re.sub(rf"(?m)^{re.escape(code)}", " ", readable)
    visible = "".join(char if char.isprintable() else " " for char in readable)
    words = " ".join(visible.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def enhanced(words: str) -> str:
    """The RFC 3463 code that a reply begins with, such as 5.1.1; empty when there is none."""
    found = _ENHANCED.match(words)
    return found[0] if found else ""
