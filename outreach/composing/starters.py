"""What a writer finds in the editor: a template with names put in, or a salutation alone."""

import re
from collections.abc import Mapping
from textwrap import fill

from outreach.composing.case_values import CASE_FIELDS, CaseInLetters
from outreach.composing.dates import long_date
from outreach.model.campaign import LetterTemplate

_BLANK = re.compile(r"\{\{-?\s*(?P<name>[a-z_]+(?:\.[a-z_]+)?)\s*-?\}\}")
_HOW_TO = (
    "Write below. What stands between these marks is for you, and never reaches the letter.",
    "An empty line begins a new paragraph; your name goes under the letter by itself.",
)


def starter(
    about: CaseInLetters,
    language: str,
    values: Mapping[str, str],
    *,
    template: LetterTemplate | None = None,
    notes: tuple[str, ...] = (),
) -> str:
    """The text to begin with, `notes` for the writer above it.

    `about` holds the one person it is written to, `values` what else a template may name. A value
    that is not known stays as it is in the template, for the writer to fill in.
    """
    told = (*notes, template.note) if template else notes
    guidance = "\n".join(_folded(note) for note in (*_HOW_TO, *told) if note.strip()).strip()
    opening = _salutation(about, language)
    pieces = (
        (template.salutation or opening, template.body, template.close) if template else (opening,)
    )
    text = "\n\n".join(piece.strip("\n") for piece in pieces if piece.strip())
    return f"{{# {guidance} #}}\n\n{_filled(text, about, language, values)}\n\n"


def _folded(note: str) -> str:
    indent = " " * 3
    return fill(" ".join(note.split()), 78, initial_indent=indent, subsequent_indent=indent)


def _salutation(about: CaseInLetters, language: str) -> str:
    """With the name as the case gives it: nobody's given name is guessed."""
    name = about.told("case.name", language)
    return f"{name}：" if language.startswith("zh") else f"Dear {name},"


def _filled(text: str, about: CaseInLetters, language: str, values: Mapping[str, str]) -> str:
    def value(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in CASE_FIELDS:
            return values.get(name, "") or found[0]
        told = about.told(name, language)
        if told is None or isinstance(told, str):
            return told or found[0]
        return ", ".join(told) if isinstance(told, tuple) else long_date(told, language)

    return _BLANK.sub(value, text)
