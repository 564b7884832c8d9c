"""The cells of a row that hold a name → PersonName."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from outreach.model.people import PersonName
from outreach.tables.damage import any_suspicion_in_names, damage_in_name

GET_IT_AGAIN = "Write it again, or get the list again from its source."
# What a list may say of a name beside the whole of it.
_BESIDE = ("native_name", "honorific", "suffix", "post_nominals", "western_given", "nickname")
_FIELDS = ("name", "given", "family", "native_name", "western_given", "nickname")


def broken_names(text: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The fields whose name arrived broken, and how, as the end of a sentence."""
    if any_suspicion_in_names("".join([text[field] for field in _FIELDS])):
        for field in _FIELDS:
            if wrong := damage_in_name(text[field]):
                yield field, wrong


def person(text: Mapping[str, str], country: str, languages: tuple[str, ...]) -> PersonName:
    """The name as the list gives it in parts, or in one string that is taken apart with care."""
    name = PersonName(
        text["name"],
        text["given"],
        text["family"],
        text["native_name"],
        text["honorific"],
        text["suffix"],
        text["post_nominals"],
        text["western_given"],
        text["nickname"],
    )
    if not name.full or name.given or name.family:
        return name
    from outreach.composing.name_splitting import split  # tables that few lists need

    told = split(name.full, country, languages)
    if not told.family:
        return name
    return _with_columns(told, name) if any(map(text.get, _BESIDE)) else told


def _with_columns(told: PersonName, listed: PersonName) -> PersonName:
    """What the string told, and beside it what further columns say; nothing of either is lost."""
    return replace(
        told,
        native=listed.native or told.native,
        honorific=_both(listed.honorific, told.honorific, " "),
        suffix=listed.suffix or told.suffix,
        post_nominals=_both(told.post_nominals, listed.post_nominals, ", "),
        western_given=listed.western_given or told.western_given,
        nickname=listed.nickname or told.nickname,
    )


def _both(first: str, second: str, between: str) -> str:
    from outreach.composing.name_words import plain

    said = {plain(word) for word in first.split()}
    new = second if {plain(word) for word in second.split()} - said else ""
    return between.join(filter(None, (first, new)))
