"""Rows of the tables of forms of address."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from outreach.composing.form_checks import (
    blanks,
    objections,
    objections_to_head,
    texts,
)
from outreach.errors import Problem
from outreach.model.origin import Confidence
from outreach.model.people import Gender
from outreach.model.tenure import Tenure

_WAY_OUT = (
    "A row holds office, envelope_name, inside_address, salutation, close, source, verified_on "
    "and confidence."
)


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
    punctuation after the salutation, `sign_off` a word after the signature, `acting` the wording
    of an office that somebody acts in, `mistaken` pairs names of offices often written with those
    meant. `own` rows come from the user's folder, not the program.
    """

    country: str
    language: str
    offices: tuple[str, ...]
    organisations: tuple[str, ...]
    tenure: Tenure
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
    acting: Wording
    mistaken: tuple[tuple[str, str], ...]
    source: str
    verified_on: date
    confidence: Confidence
    file: str = ""
    line: int = 0
    own: bool = False


def read_forms(
    document: Mapping[str, Any], file: str, lines: tuple[int, ...], *, own: bool = False
) -> Iterator[Form | Problem]:
    """The rows of one file, each as a Form or as what is wrong with it.

    `lines` are those at which the rows start.
    """
    wrong_head = tuple(objections_to_head(document))
    if wrong_head:
        yield from (Problem(sentence, way_out, file) for sentence, way_out in wrong_head)
        return
    rows = document["form"]
    if len(lines) != len(rows):  # rows written in another way than under [[form]]
        lines = (0,) * len(rows)
    for row, line in zip(rows, lines, strict=True):
        wrong = tuple(objections(row))
        if wrong:
            yield from (_refused(row, said, file, line) for said in wrong)
        else:
            yield _form(document, row, file, line, own=own)


def _refused(row: Any, said: str, file: str, line: int) -> Problem:
    named = row.get("office") if isinstance(row, dict) else ""
    office = ", ".join(texts(named)) if isinstance(named, (str, list)) else ""
    sentence = f"The form for {office or 'no office'} {said}."
    return Problem(sentence, _WAY_OUT, file, line or None)


def _form(
    document: Mapping[str, Any], row: Mapping[str, Any], file: str, line: int, *, own: bool
) -> Form:
    salutations, closes = texts(row["salutation"]), texts(row["close"])
    inside = _block(row["inside_address"])
    return Form(
        country=document["country"],
        language=document["language"],
        offices=texts(row["office"]),
        organisations=texts(row.get("organisation")),
        tenure=_tenure(row),
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
        acting=_alternatives(document.get("acting", "{office}"))[0],
        mistaken=tuple(document.get("mistaken", {}).items()),
        source=row["source"],
        verified_on=row["verified_on"],
        confidence=Confidence(row["confidence"]),
        file=file,
        line=line,
        own=own,
    )


def _tenure(row: Mapping[str, Any]) -> Tenure:
    return next((one for one in (Tenure.ACTING, Tenure.FORMER) if row.get(one)), Tenure.HOLDER)


def _by_gender(document: Mapping[str, Any], key: str) -> tuple[tuple[Gender, str], ...]:
    words = document.get(key, {})
    return tuple((Gender(gender), word) for gender, word in words.items())


def _block(lines: list[Any]) -> tuple[Alternatives, ...]:
    return tuple(_alternatives(line) for line in lines)


def _alternatives(value: Any) -> Alternatives:
    return tuple(Wording(text, blanks(text)) for text in texts(value))


ROW_START = re.compile(r"^\s*\[\[\s*form\s*\]\]", re.MULTILINE)
