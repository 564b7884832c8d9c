"""Facts of a letter: which value holds, and which have grown too old to be told."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from outreach.errors import Problem
from outreach.model.campaign import Fact, LetterTemplate


def fact_in_force(name: str, stated: Iterable[Fact], of_template: Fact | None) -> Fact | None:
    """The campaign's fact where it has a value, else the template's."""
    filled = (fact for fact in stated if fact.name == name and fact.value.strip())
    return next(filled, of_template)


def stale_facts(
    template: LetterTemplate, facts: Iterable[Fact], on: date, max_age: timedelta | None = None
) -> tuple[Problem, ...]:
    """Facts that are older on a day than the template allows, or than `max_age` where it is silent.

    `facts` are the campaign's. A fact without a value is no old fact: it cannot be told at all.
    """
    allowed = template.max_age or max_age
    if allowed is None:
        return ()
    return tuple(_stale(template, tuple(facts), on, allowed))


def _stale(
    template: LetterTemplate, stated: tuple[Fact, ...], on: date, allowed: timedelta
) -> Iterator[Problem]:
    for own in template.facts:
        fact = fact_in_force(own.name, stated, own) or own
        if not fact.value.strip():
            continue
        way_out = f"Check it, and give it anew with its date: {fact.source or 'source unknown'}."
        if fact.as_of is None:
            sentence = f"The fact `{fact.name}` does not say of which day it is."
        elif on - fact.as_of > allowed:
            sentence = (
                f"The fact `{fact.name}` is of {fact.as_of}: {(on - fact.as_of).days:,} days old "
                f"on {on}, when it may be {allowed.days:,}."
            )
        else:
            continue
        yield Problem(sentence, way_out, template.file, own.line or None)
