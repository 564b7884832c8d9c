"""Rows of the tables of forms of address."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from outreach.composing.form_checks import Confidence, blanks, objections, texts
from outreach.errors import Problem
from outreach.model.people import Gender

_GENDERS = frozenset({"male", "female"})
_OF_FILE = frozenset(
    {
        "country", "language", "mark", "sign_off", "before_post_nominals", "courtesy", "title",
        "excellency", "form",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wording:
    """Words with {blanks}."""

    text: str
    blanks: tuple[str, ...]

    def filled(self, known: Mapping[str, str]) -> str | None:
        """The words, or None while a blank is not known."""
        for blank in self.blanks:
            if not known.get(blank):
                return None
        return self.text.format_map(known)


Alternatives = tuple[Wording, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """How one kind of office is addressed in one country and language.

    Of alternatives the first counts whose every blank is known. `inside_address` and `envelope`
    hold lines; `salutation` and `close` go together, one close for each salutation. `mark` is the
    punctuation after the salutation, `sign_off` a word after the signature.
    """

    country: str
    language: str
    offices: tuple[str, ...]
    organisation: str
    envelope_name: Alternatives
    inside_address: tuple[Alternatives, ...]
    envelope: tuple[Alternatives, ...]
    salutation: Alternatives
    close: tuple[str, ...]
    mark: str
    sign_off: str
    post_nominal: str
    before_post_nominals: str
    courtesy: tuple[tuple[Gender, str], ...]
    title: tuple[tuple[Gender, str], ...]
    excellency: tuple[tuple[Gender, str], ...]
    source: str
    verified_on: date
    confidence: Confidence
    file: str = ""
    line: int = 0


def read_forms(
    document: Mapping[str, Any], file: str, lines: tuple[int, ...]
) -> Iterator[Form | Problem]:
    """The rows of one file, each as a Form or as what is wrong with it.

    `lines` are those at which the rows start.
    """
    rows = document.get("form", [])
    for key in sorted(document.keys() - _OF_FILE):
        yield Problem(f"The key “{key}” is not known here.", "Remove it.", file)
    for key in ("country", "language", "mark"):
        if not isinstance(document.get(key), str):
            yield Problem(f"The file has no “{key}”.", f"Add it at the top: {key} = …", file)
            return
    if not isinstance(rows, list) or not rows:
        yield Problem("The file has no forms.", "Add rows that start with [[form]].", file)
        return
    for row, line in zip(rows, lines, strict=False):
        wrong = tuple(objections(row))
        if wrong:
            office = ", ".join(texts(row.get("office"))) or "no office"
            way_out = "Every row of a table of forms must hold it."
            yield from (
                Problem(f"The form for {office} {said}.", way_out, file, line) for said in wrong
            )
        else:
            yield _form(document, row, file, line)


def _form(document: Mapping[str, Any], row: Mapping[str, Any], file: str, line: int) -> Form:
    salutations, closes = texts(row["salutation"]), texts(row["close"])
    inside = _block(row["inside_address"])
    return Form(
        country=document["country"],
        language=document["language"],
        offices=texts(row["office"]),
        organisation=row.get("organisation", ""),
        envelope_name=_alternatives(row["envelope_name"]),
        inside_address=inside,
        envelope=_block(row["envelope"]) if "envelope" in row else inside,
        salutation=_alternatives(row["salutation"]),
        close=closes if len(closes) == len(salutations) else closes * len(salutations),
        mark=row.get("mark", document["mark"]),
        sign_off=row.get("sign_off", document.get("sign_off", "")),
        post_nominal=row.get("post_nominal", ""),
        before_post_nominals=document.get("before_post_nominals", ", "),
        courtesy=_by_gender(document, "courtesy"),
        title=_by_gender(document, "title"),
        excellency=_by_gender(document, "excellency"),
        source=row["source"],
        verified_on=row["verified_on"],
        confidence=Confidence(row["confidence"]),
        file=file,
        line=line,
    )


def _by_gender(document: Mapping[str, Any], key: str) -> tuple[tuple[Gender, str], ...]:
    words = document.get(key, {})
    return tuple((Gender(gender), word) for gender, word in words.items() if gender in _GENDERS)


def _block(lines: list[Any]) -> tuple[Alternatives, ...]:
    return tuple(_alternatives(line) for line in lines)


def _alternatives(value: Any) -> Alternatives:
    return tuple(Wording(text, blanks(text)) for text in texts(value))


ROW_START = re.compile(r"^\s*\[\[\s*form\s*\]\]", re.MULTILINE)
