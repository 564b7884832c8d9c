"""Rules about what a letter says, and what the writer has to look at with their own eyes."""

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

from outreach.model.facility import Rule
from outreach.rules.elsewhere import named_in
from outreach.rules.prison.posting import Posting
from outreach.rules.private_names import is_searchable, said_in

_HAN = re.compile(r"[\u3400-\u9fff]")
_OTHER_WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")
_LETTER = re.compile(r"[^\W\d_]")
_ENOUGH = 10  # letters, to tell a script by them
_ONLY_HAN = frozenset({"zh", "yue"})
_HAN_TOO = frozenset({*_ONLY_HAN, "ja", "ko"})
# As much alike that only spelling or a link word differs.
_SAME_DEMAND = 0.85


def checklist(rule: Rule, posting: Posting) -> Iterator[str]:
    """What no program can see, until the writer says that they looked."""
    if rule.id not in posting.mailing.confirmed:
        yield f"Nobody has confirmed: {'; '.join(rule.items)}."


def language(_: Rule, posting: Posting) -> Iterator[str]:
    """A language that those who read letters there can read."""
    written = posting.letter.language or _guessed(posting.letter.text)
    known = {one.partition("-")[0] for one in posting.system.languages}
    if written and known and written.partition("-")[0] not in known:
        yield f"The letter is in {written}; there they read {', '.join(posting.system.languages)}."


def script(_: Rule, posting: Posting) -> Iterator[str]:
    """Letters of the language that the letter is set in; date and envelope go by that one."""
    written, text = posting.letter.language, posting.letter.text
    language = written.partition("-")[0]
    if language and language not in _HAN_TOO and _guessed(text):
        yield f"It is set in {written}, and written in Chinese characters."
    elif language in _ONLY_HAN and len(_LETTER.findall(text)) >= _ENOUGH and not _guessed(text):
        few = "hardly a" if _HAN.search(text) else "no"
        yield f"It is set in {written}, and there is {few} Chinese character in it."


def _guessed(text: str) -> str:
    """Chinese where there are more such characters than words in other letters; nothing else is
    told from its letters alone.
    """
    return "zh" if len(_HAN.findall(text)) > len(_OTHER_WORD.findall(text)) else ""


def terms(rule: Rule, posting: Posting) -> Iterator[str]:
    """Words that can do harm."""
    if found := _within(rule.terms, posting.letter.text):
        yield f"It says {_quoted(found)}."


def same_words(_: Rule, posting: Posting) -> Iterator[str]:
    """Words that went to the same person before."""
    if before := posting.letter.written_before:
        yield f"Every word of it is in {before}."


def no_politics(rule: Rule, posting: Posting) -> Iterator[str]:
    """Words of politics, where the case leaves them out."""
    if not posting.letter.politics:
        yield from terms(rule, posting)


def consent(_: Rule, posting: Posting) -> Iterator[str]:
    """Whether the person may be named to others."""
    if not posting.letter.may_be_named:
        yield "It is not on record that they may be named in public."


def must_not_mention(_: Rule, posting: Posting) -> Iterator[str]:
    """What the case says must not be mentioned."""
    if found := _within(posting.letter.must_not_mention, posting.letter.text):
        yield f"It mentions {_quoted(found)}."


def others(_: Rule, posting: Posting) -> Iterator[str]:
    """Who else must not be known through the letter, or whom it may be meant for."""
    letter = posting.letter
    short = tuple(name for name in letter.others if not is_searchable(name))
    found = {*_within(short, letter.text), *said_in(letter.text, letter.others, letter.own_names)}
    if found:
        yield f"It names {_quoted([name for name in letter.others if name in found])}."


def others_in_part(_: Rule, posting: Posting) -> Iterator[str]:
    """A given or family name of one of them alone."""
    parts = posting.parts.beside(posting.elsewhere)
    found = tuple(named_in(posting.letter.text, parts))
    if found:
        said, places = _quoted([one.who for one in found]), _quoted([one.excerpt for one in found])
        yield f"It says {said}, part of the name of one of them: {places}."


def other_cases(_: Rule, posting: Posting) -> Iterator[str]:
    """Who belongs to another private case, or writes: by code word, for the screen may be seen."""
    for found in named_in(posting.letter.text, posting.elsewhere):
        yield f"It names {found.who}: “{found.excerpt}”."


def ruled_out(_: Rule, posting: Posting) -> Iterator[str]:
    """Words that the campaign does without."""
    if found := _within(posting.letter.ruled_out, posting.letter.text):
        yield f"It says {_quoted(found)}."


def demands(_: Rule, posting: Posting) -> Iterator[str]:
    """The demands of the case, and no others."""
    wanted = [_plain(one) for one in posting.letter.demands]
    for ask in posting.letter.asks if wanted else ():
        if not any(_alike(_plain(ask), one) for one in wanted):
            yield f"“{ask}” is no demand of the case."


def _within(words: tuple[str, ...], text: str) -> list[str]:
    plain = _plain(text)
    joined = plain.replace(" ", "")
    return [word for word in words if word.strip() and _is_in(_plain(word), plain, joined)]


def _is_in(word: str, text: str, joined: str) -> bool:
    if _HAN.search(word):
        return word.replace(" ", "") in joined
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'").casefold()
    return " ".join(text.split()).strip(" .;")


def _alike(one: str, other: str) -> bool:
    # What follows a demand on its line is no other one: a PDF does not tell where a point ends.
    alike = SequenceMatcher(None, one, other, autojunk=False).ratio() >= _SAME_DEMAND
    return alike or one.startswith(other)


def _quoted(found: list[str]) -> str:
    return ", ".join(f"“{one}”" for one in found)
