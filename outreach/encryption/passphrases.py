"""Whether a passphrase is worth its name. Length counts; kinds of characters are nobody's business
(NIST SP 800-63B, section 5.1.1).
"""

import unicodedata

SHORTEST = 12  # characters
_FEWEST_DIFFERENT = 5

ADVICE = (
    f"At least {SHORTEST} characters. Four or five words that have nothing to do with one another "
    "or with you are strong and can be remembered."
)


def fault_in(passphrase: str) -> str:
    """What is wrong with one that is to be chosen; empty when nothing is."""
    text = unicodedata.normalize("NFC", passphrase)
    if len(text) < SHORTEST:
        return f"It has {len(text)} characters."
    if len(set(text.casefold())) < _FEWEST_DIFFERENT:
        return "It repeats the same few characters."
    return ""
