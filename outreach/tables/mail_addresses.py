"""E-mail addresses and web forms as they stand in the user's files."""

import re

_LOCAL = re.compile(r"[^\s\"(),:;<>@\[\\\]]{1,64}")
_LABEL = r"[^\W_](?:(?:-|[^\W_]){0,61}[^\W_])?"
_DOMAIN = re.compile(rf"{_LABEL}(?:\.{_LABEL})+|localhost", re.IGNORECASE)
_TWO = re.compile(r"\S[\s,;/]+\S*@")
_NAMED = re.compile(r"[^<>@]*<\s*([^<>\s]+)\s*>")
_WEB = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


def bare_address(text: str) -> str:
    """The address without what surrounds it: `mailto:`, or a name and angle brackets."""
    text = text.strip()
    if text[:7].casefold() == "mailto:":
        text = text[7:].partition("?")[0]
    named = _NAMED.fullmatch(text)
    return named.group(1) if named else text


def fault_in_address(text: str) -> str:
    """Why a text is not one e-mail address, as a clause; empty when it is one."""
    if text.count("@") > 1 or _TWO.search(text):
        return "holds more than one address, or an address and something else"
    local, _, domain = text.partition("@")
    if not domain:
        return "is not an e-mail address"
    if not text.isprintable():
        hidden = next(letter for letter in text if not letter.isprintable())
        return f"holds a character that cannot be seen (U+{ord(hidden):04X})"
    if not _LOCAL.fullmatch(local) or local[0] == "." or local[-1] == "." or ".." in local:
        return f"is not an e-mail address: look at “{local}” before the @"
    if not _DOMAIN.fullmatch(domain) or len(text) > 254:
        return f"is not an e-mail address: look at “{domain}” after the @"
    return ""


def is_web_address(text: str) -> bool:
    """Whether this is the address of a page, not of a mailbox."""
    return bool(_WEB.fullmatch(text))
