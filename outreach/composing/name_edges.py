"""What stands around a name in one string: titles, letters, "Jr.", a nickname, another script."""

import re
from dataclasses import dataclass, field

from outreach.composing.name_words import is_chinese, plain, surnames, words

_NICKNAME = re.compile(
    r"(?<!\w)(?:[\"“”„«]([^\"“”„«»]+)[\"“”»]|[‘']([^‘’']+)[’'](?!\w)|\(([^()]+)\))"
)
_LONGEST_TITLE = 3
# Stands where a nickname stood; no cell of a list may hold it.
_PLACE = "\ufffc"


@dataclass(slots=True)
class Bare:
    """A name freed of what surrounds it; `pieces` are its words, cut at commas.

    `shown` is the name as a letter writes it, with its nickname and "Jr.", without titles and
    letters. `whole` says that a title forbids taking it apart.
    """

    pieces: list[list[str]] = field(default_factory=list)
    honorific: str = ""
    suffix: str = ""
    post_nominals: str = ""
    nickname: str = ""
    native: str = ""
    shown: str = ""
    whole: bool = False


def bare(full: str, country: str) -> Bare:
    """Take off what surrounds a name."""
    found = Bare()
    text, quoted = _without_nickname(" ".join(full.split()), found)
    pieces = [piece.split() for piece in text.replace("，", ",").split(",")]
    _take_letters(pieces, found, country)
    _take_title(pieces[0], found)
    found.shown = ", ".join(" ".join(piece) for piece in pieces if piece)
    found.shown = found.shown.replace(_PLACE, quoted)
    pieces = [[word for word in piece if word != _PLACE] for piece in pieces]
    _take_suffix(pieces, found, country)
    found.pieces = [piece for piece in pieces if piece]
    return found


def _without_nickname(text: str, found: Bare) -> tuple[str, str]:
    """The text with a mark where the nickname stood, and the nickname as it stood."""
    quoted = _NICKNAME.search(text)
    if quoted is None:
        return text, ""
    inner = next(group for group in quoted.groups() if group).strip()
    before, after = text[: quoted.start()].rstrip(), text[quoted.end() :].lstrip()
    if is_chinese(inner) and not is_chinese(before + after):
        found.native = inner
        return f"{before} {after}".replace(" ,", ",").strip(), ""
    if quoted.group(3) and (" " in inner or plain(inner) in words().courtesy_en):
        found.whole = True  # a remark in brackets: nobody knows of what kind
    found.nickname = inner
    return f"{before} {_PLACE} {after}".replace(" ,", ",").strip(), quoted.group()


def _take_letters(pieces: list[list[str]], found: Bare, country: str) -> None:
    """Letters after a name: whole pieces after a comma, or the last words."""
    known = words().letters
    while len(pieces) > 1 and pieces[-1] and all(_is_letters(one, known) for one in pieces[-1]):
        found.post_nominals = ", ".join(filter(None, (" ".join(pieces.pop()), found.post_nominals)))
    last = pieces[-1]
    shouted = all(word.isupper() for piece in pieces for word in piece)
    taken: list[str] = []
    while len(last) > 2 and not shouted and _is_letters(last[-1], known):
        if surnames("chinese").speaks_for(country, ()) and plain(last[-1]) in _short_surnames():
            break
        taken.insert(0, last.pop())
    found.post_nominals = ", ".join(filter(None, (" ".join(taken), found.post_nominals)))


def _is_letters(word: str, known: frozenset[str]) -> bool:
    bare_word = word.replace(".", "").strip(",")
    return bare_word.upper() in known and (
        bare_word.isupper() or bare_word in {"PhD", "DPhil", "Esq"}
    )


def _short_surnames() -> frozenset[str]:
    return surnames("chinese").latin


def _take_title(first: list[str], found: Bare) -> None:
    known = words()
    titles: list[str] = []
    while len(first) > 1 and plain(first[0]) in known.title_starts:
        for length in range(min(_LONGEST_TITLE, len(first) - 1), 0, -1):
            title = " ".join(first[:length])
            if plain(title) in known.left_whole:
                found.whole = True
                return
            # "H.E." is a title, "HE" in capitals a family name.
            honour = plain(title) in known.honours and title != "HE"
            if honour or plain(title) in known.courtesy_en:
                titles += first[:length]
                del first[:length]
                break
        else:
            break
    found.honorific = " ".join(titles)


def _take_suffix(pieces: list[list[str]], found: Bare, country: str) -> None:
    generations = words().generations
    further = surnames("portuguese")
    for place, piece in enumerate(pieces):
        own_piece = place > 0 and len(piece) == 1
        if not (own_piece or len(piece) > (2 if len(pieces) == 1 else 1)):
            continue
        last = piece[-1]
        bare_word = last.replace(".", "")
        generation = bare_word.upper() in generations and (
            bare_word.isupper() or bare_word in {"Jr", "Sr"}
        )
        if generation or (country in further.countries and plain(last) in further.extra):
            found.suffix = last.strip(",")
            del piece[-1]
            return
