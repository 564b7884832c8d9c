"""What the rules about an envelope say names nobody: the case may be private."""

from dataclasses import replace

import pytest

from outreach.model.correspondence import LetterKind, Prisoner
from outreach.rules.prison.objecting import objections, rules_for
from outreach.rules.prison.tables import prison_tables
from tests.rules.prison.letters import keeping_all

TABLES = prison_tables()


@pytest.mark.parametrize(
    ("prisoners", "sentence"),
    [
        ((Prisoner("Marker", "no-such-shape-777"),), "It is one name alone."),
        ((Prisoner("Marker", "no-such-shape-777"),), "The number has another shape"),
        ((Prisoner("Marker", ""),), "Their number is not here."),
        ((Prisoner("Marker", "1"), Prisoner("Other Marker", "2")), "2 people's letters"),
    ],
)
def test_an_objection_names_nobody(prisoners, sentence) -> None:
    told = []
    for system in TABLES.systems:
        posting = keeping_all(TABLES, system, LetterKind.TO_PERSON)
        posting = replace(posting, letter=replace(posting.letter, prisoners=prisoners))
        rules = rules_for(TABLES.general, system, posting.facility, posting.letter.kind)
        told += [one.found for one in objections(rules, posting)]
    assert any(sentence in one for one in told)
    assert not any("Marker" in one or "shape-777" in one for one in told)
