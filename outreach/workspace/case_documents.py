"""The TOML of a case, and of what is guarded of one: read with every problem and its line."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from difflib import get_close_matches
from typing import TypeVar

from outreach.errors import InputInvalid, Problem
from outreach.model.case import Case, Consent, Guarded
from outreach.model.when import surely_before
from outreach.workspace import case_fields, case_parts
from outreach.workspace.case_edits import with_closed, with_known_on, with_stay
from outreach.workspace.case_writing import write_case, write_guarded
from outreach.workspace.documents import parse_toml
from outreach.workspace.sections import Section
from outreach.workspace.wording import language_tag

__all__ = [
    "read_case",
    "read_guarded",
    "with_closed",
    "with_known_on",
    "with_stay",
    "write_case",
    "write_guarded",
]

Made = TypeVar("Made")

LONGEST = 200_000  # characters of a document
_BY_LANGUAGE = frozenset(("names", "people", "charge", "sentence", "demands"))
_NEAR = 0.8  # of a key, as numbr is of number
_LONGEST_EVERY = timedelta(days=3660)
_OF_GUARDED = frozenset(
    (
        *("consent", "notes", "likes", "must_not_mention", "politics", "organisation_named"),
        "every",
    )
)
_OURS = case_parts.KEYS | _OF_GUARDED
_QUOTED = re.compile(r"“([^”]*)”|'([^']{2,})'", re.DOTALL)


def read_case(text: str, shown: str, id: str, *, private: bool) -> Case:  # noqa: A002
    """The case a document gives; raises InputInvalid with every problem.

    `shown` is how errors name it: the code word of a private case, of which they quote nothing.
    """
    return _read(
        text, shown, lambda whole: _case(whole, shown, id, private=private), quoting=not private
    )


def read_guarded(text: str, shown: str) -> Guarded:
    """What is guarded of a case; raises InputInvalid with every problem, quoting nothing."""
    return _read(text, shown, _guarded, quoting=False)


def _read(text: str, shown: str, made: Callable[[Section], Made], *, quoting: bool) -> Made:
    problems: list[Problem] = []
    try:
        if len(text) > LONGEST:
            raise InputInvalid([_too_long(shown)])
        found = made(Section.whole(parse_toml(text, shown), problems))
    except InputInvalid as refused:
        problems.extend(refused.problems)
    if problems:
        told = case_fields.in_order(problems)
        raise InputInvalid(told if quoting else map(_without_quotes, told))
    return found


def _too_long(shown: str) -> Problem:
    return Problem(
        f"The text is longer than {LONGEST:,} characters.", "Take out what is not needed.", shown
    )


def _without_quotes(problem: Problem) -> Problem:
    """A problem of a private document: what somebody wrote there is left out of it."""
    return replace(
        problem,
        sentence=_QUOTED.sub(_ours, problem.sentence),
        way_out=_QUOTED.sub(_ours, problem.way_out),
    )


def _ours(quoted: re.Match[str]) -> str:
    """Keys that the format has stay, and what somebody meant for one; languages below them too."""
    first, *below = (quoted.group(1) or quoted.group(2) or "").split(".")
    by_language = first in _BY_LANGUAGE
    known = _is_ours(first) and all(
        _is_ours(part) or (by_language and language_tag(part)) for part in below
    )
    return quoted.group() if known else "“…”"


def _is_ours(part: str) -> bool:
    return bool(get_close_matches(part, _OURS, cutoff=_NEAR))


def _case(whole: Section, shown: str, id: str, *, private: bool) -> Case:  # noqa: A002
    charge, charges = case_fields.text_or_languages(whole, "charge")
    sentence, sentences = case_fields.text_or_languages(whole, "sentence")
    case = Case(
        id=id,
        people=case_parts.people(whole),
        private=private,
        held=case_parts.held(whole),
        charge=charge,
        arrested_on=case_fields.when(whole, "arrested_on"),
        tried_on=case_fields.when(whole, "tried_on"),
        sentenced_on=case_fields.when(whole, "sentenced_on"),
        sentence=sentence,
        languages=case_fields.languages(whole, "languages"),
        demands=case_parts.demands(whole.section("demands")),
        sources=case_parts.sources(whole),
        relay=case_parts.relay(whole),
        closed=case_parts.closed(whole),
        file=shown,
        charges=charges,
        sentences=sentences,
    )
    whole.finish()
    if case.tried_on and case.sentenced_on and surely_before(case.sentenced_on, case.tried_on):
        whole.objection("sentenced_on", "lies before the trial.", "Change one of the two days.")
    return case


def _guarded(whole: Section) -> Guarded:
    guarded = Guarded(
        consent=whole.choice("consent", Consent, Consent.NOBODY),
        notes=case_fields.notes(whole, "notes"),
        likes=case_fields.items(whole, "likes"),
        must_not_mention=case_fields.items(whole, "must_not_mention"),
        politics=whole.flag("politics"),
        organisation_named=whole.flag("organisation_named"),
        every=whole.span("every"),
    )
    whole.finish()
    if guarded.every is not None and not timedelta() < guarded.every <= _LONGEST_EVERY:
        whole.objection("every", "is no span that somebody writes at.", 'Write it as "4 weeks".')
    return guarded
