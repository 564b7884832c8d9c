"""A letter to one person is no letter for many, and a letter for many has no gaps."""

import pytest

from outreach.composing.audiences import insist_on_a_letter_for_many
from outreach.composing.templates import check_variants
from outreach.errors import InputInvalid
from outreach.model.campaign import Audience, Campaign, TemplateSet

CAMPAIGN = Campaign("x", "x", "appeal", ("officials",), file="campaigns/x.toml")


@pytest.mark.parametrize("audience", [Audience.OFFICIAL, Audience.LEGISLATOR])
def test_a_letter_to_officials_is_for_many(template, audience):
    insist_on_a_letter_for_many(TemplateSet("appeal", (template(audience=audience),)), CAMPAIGN)


def test_a_campaign_cannot_send_a_letter_to_somebody_in_prison(template):
    letters = TemplateSet("first-letter", (template(audience=Audience.PRISONER, subject=""),))
    with pytest.raises(InputInvalid) as refused:
        insist_on_a_letter_for_many(letters, CAMPAIGN)
    (problem,) = refused.value.problems
    assert "“first-letter” is to somebody in prison" in problem.sentence
    assert "case write" in problem.way_out
    assert problem.file == "campaigns/x.toml"


def test_a_place_left_for_own_words_is_told_with_its_line(template):
    letters = TemplateSet("appeal", (template("Hello.\n\nI live in [… your town]."),))
    (problem,) = check_variants(letters)
    assert problem.sentence == "“[… your town]” is left for somebody to fill in."
    assert (problem.file, problem.line) == ("appeal.md", 12)


def test_an_omission_in_a_quotation_is_no_such_place(template):
    quoted = template("“Everyone has the right to freedom of opinion […].”")
    assert check_variants(TemplateSet("appeal", (quoted,))) == ()


def test_a_letter_to_one_person_may_leave_places(template):
    letter = template("I live in [… your town].", audience=Audience.PRISONER, subject="")
    assert check_variants(TemplateSet("first-letter", (letter,))) == ()
