"""Honorifics and offices in a list that have a shape which no table of forms would give them."""

import re
from collections.abc import Iterator, Mapping

from outreach.composing import names
from outreach.errors import Problem
from outreach.model.people import Recipient

# "The Honourable Cheng", "Dear Hon. Cheng": one word of a name, and nothing before or after it.
_BEFORE_A_SURNAME = re.compile(
    # "Hon" alone is a given name as well.
    r"\b(?P<honour>(?:The\s+)?(?:(?:Rt\.?|Right)\s+)?Honou?rable\b|(?:The|Rt\.?|Dear)\s+Hon\b\.?"
    r"|Hon\.)\s+(?P<rest>[^,，:：]+)",
    re.IGNORECASE,
)
_OPEN_WITH_RESPECT = "敬啟"
# Alone it opens a letter ("I respectfully state") and is right there.
_OPENER = "敬啟者"


def objections(
    recipient: Recipient, mistaken: Mapping[str, str], file: str = ""
) -> Iterator[Problem]:
    """What a letter would take from the list as it stands, and an office would notice.

    `mistaken` are names of offices of the recipient's country → the right ones; `file` is the list.
    """
    for said, way_out in _found(recipient, mistaken):
        sentence = f"{recipient.label} ({recipient.id}): {said}."
        yield Problem(sentence, way_out, file, recipient.line or None)


def _found(recipient: Recipient, mistaken: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for column, text in _texts(recipient):
        if wrong := _honour_before_surname(text):
            yield (
                f"“{wrong}” in `{column}`: this honorific stands before a full name only",
                "Write the whole name, or leave it out; a salutation has the office or a title.",
            )
        if column != "salutation" and _OPEN_WITH_RESPECT in text.replace(_OPENER, ""):
            yield (
                f"敬啟 in `{column}` would bid the reader of the envelope to open it with respect",
                "Take it out; the form of address puts 鈞啟 or 台啟 there.",
            )
    for wrong, right in mistaken.items():
        if wrong.casefold() in recipient.office.casefold():
            yield (
                f"the office is {right}, not {wrong}",
                "Write it so in the list.",
            )


def _texts(recipient: Recipient) -> Iterator[tuple[str, str]]:
    """Columns that a salutation or an envelope takes over; those in other languages as well."""
    name = recipient.name
    yield "salutation", recipient.salutation
    for column, text in recipient.more:
        if column.startswith("salutation."):
            yield "salutation", text
    yield "name", name.full
    yield "honorific", f"{name.honorific} {name.full or name.family}" if name.honorific else ""
    yield "native_name", name.native
    yield "office", recipient.office
    yield from ((name, text) for name, text in recipient.more if name.startswith("office."))


def _honour_before_surname(text: str) -> str:
    found = _BEFORE_A_SURNAME.search(text)
    if not found or names.is_chinese(text):
        return ""
    words = [word for word in found["rest"].split() if word.strip(".")]
    titled = words[:1] and words[0].rstrip(".").casefold() in {"mr", "mrs", "ms", "miss", "dr"}
    alone = len(words) == 1 or (titled and len(words) == 2)
    return f"{found['honour']} {found['rest']}".strip() if alone else ""
