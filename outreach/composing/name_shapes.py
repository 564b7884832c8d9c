"""What the words of a name look like: capitals, syllables, hyphened given names, family names."""

import re
import unicodedata

from outreach.composing.name_words import Surnames, folded, plain, words

_INITIAL = re.compile(r"(?:[^\W\d_]\.?-?){1,3}\Z")
_SYLLABLE = (
    r"(?:ts|tz|ch|sh|zh|ng|kw|gw|ph|kh|th|tr|gi|qu|hs|[bpmfdtnlgkhjqxrzcsywvđ])?"
    r"[aeiouyw]{1,3}(?:ng|nh|ch|[nmptkhr])?"
)
_ONE_SYLLABLE = re.compile(rf"{_SYLLABLE}\Z")
_SYLLABLES = re.compile(rf"(?:{_SYLLABLE}){{1,3}}\Z")
_HYPHENED = re.compile(rf"{_SYLLABLE}[-‐‑']{_SYLLABLE}\Z")
_VOWEL = re.compile(r"[AEIOUYÆØŒ]")
_SMALL_PREFIX = re.compile(
    r"((?:Mc|Mac|Fitz|De|Di|Du|La|Le|Van|[OD]['’]))([^\W\d_]{2,}(?:-[^\W\d_]+)*)\Z"
)
# In capitals these hide where the small letters stood: "MCKAY" may be McKay or Mckay.
_UNSURE_IN_CAPITALS = ("MC", "MAC", "O'", "O’", "D'", "D’", "FITZ")


def _letters(word: str) -> str:
    """Small letters without accents."""
    if word.isascii():
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def one_syllable(word: str) -> bool:
    """Whether this can be one syllable of an East Asian name ("Ming", "Ken" as well)."""
    return bool(_ONE_SYLLABLE.match(_letters(word)))


def syllables(word: str) -> bool:
    """Whether this can be a romanised East Asian given name in one word ("Jinping")."""
    return bool(_SYLLABLES.match(_letters(word)))


def hyphened(word: str) -> bool:
    """Whether this is a given name of two syllables with a hyphen ("Yeuk-wah", "Min-Su")."""
    return bool(_HYPHENED.match(_letters(word)))


def is_initial(word: str) -> bool:
    """ "J.", "J.D." or "JD": letters that stand for names."""
    return bool(_INITIAL.match(word)) and ("." in word or word.isupper())


def is_particle(word: str) -> bool:
    """Whether a word belongs to the family name after it ("van", "de la")."""
    # "E." is an initial, "e" in a Portuguese name is not.
    return (
        plain(word) in words().particles
        and (len(word) > 1 or word.islower())
        and (not word.endswith(".") or plain(word) == "st")
    )


def family_words(names: Surnames, parts: list[str], start: int) -> int:
    """How many words from `start` are one family name of the table: 0, 1 or 2."""
    word = folded(parts[start])
    if word in names.heads and folded("".join(parts[start : start + 2])) in names.compound:
        return min(2, len(parts) - start)
    if word in names.compound:
        return 1
    return int(word in names.latin and "-" not in parts[start])


def in_capitals(word: str) -> bool:
    """Whether a word is set in capitals to mark it: not an initial, not letters after a name."""
    bare_word = word.strip(",.")
    prefixed = _SMALL_PREFIX.match(bare_word)
    if prefixed and prefixed.group(2).isupper():
        return True
    return len(bare_word) > 1 and bare_word.isupper() and "." not in bare_word


def looks_like_letters(word: str, known: Surnames) -> bool:
    """Whether capitals may be an abbreviation: no vowel or two letters, and no known name."""
    short = len(word) < 3 or not _VOWEL.search(unicodedata.normalize("NFKD", word))
    return short and folded(word) not in known.latin


def from_capitals(word: str, country: str) -> tuple[str, bool]:
    """A word in capitals as it is usually written, and whether that is sure."""
    prefixed = _SMALL_PREFIX.match(word)
    if prefixed and not word.isupper():
        return prefixed.group(1) + _capitalised(prefixed.group(2), country), True
    if word.startswith(_UNSURE_IN_CAPITALS):
        return word, False
    return _capitalised(word, country), True


def _capitalised(word: str, country: str) -> str:
    parts = re.split(r"([-‐‑])", word)
    return "".join(part[:1] + _small(part[1:], country) for part in parts)


def _small(text: str, country: str) -> str:
    if country in {"TR", "AZ"}:
        text = text.replace("I", "ı").replace("İ", "i")
    return text.lower()
