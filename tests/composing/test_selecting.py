"""The `where` of a campaign."""

import pytest

from outreach.composing.selecting import Selection
from outreach.errors import InputInvalid

TRUE = (
    "",
    "  ",
    "country == 'US'",
    "'minister' in tags and 'judge' not in tags",
    "'Justice' in office",
    "party == 'Independent'",
    "date_of_birth != ''",
    "email == '' and organisation < 'A'",
    "not suffix",
    "term_end < '2027-02-01'",
    "verified_on == ''",
    "(name | upper) == 'ADA EXAMPLE'",
    "tags | length == 2",
    "country in ['US', 'GB']",
    "'%}' != name",
    "true",
)
FALSE = ("country == 'HK'", "'judge' in tags", "suffix", "email", "native_name == '愛達'", "false")


@pytest.mark.parametrize("expression", TRUE)
def test_a_recipient_is_chosen(recipient, expression):
    to = recipient(**{"party": "Independent", "Date of birth": "1970"})
    assert Selection(expression, {"party", "Date of birth"})(to) is True


@pytest.mark.parametrize("expression", FALSE)
def test_a_recipient_is_not_chosen(recipient, expression):
    assert Selection(expression)(recipient()) is False


REFUSED = {
    "countri == 'HK'": "Did you mean `country`?",
    "country = 'HK'": "comes unexpectedly",
    "country == 'HK' %}{{ name": "not written as it should be",
    "country ==": "not written as it should be",
    "country == 'HK'; drop": "not written as it should be",
    "name.startswith('A')": "nothing is called",
    "''.__class__": "reaches into a value",
    "7 ** (10 ** 7)": "Powers",
    "name | random": "no filter called",
    "(" * 9000: "not written as it should be",
    "9" * 5000: "not written as it should be",
    "name == '\ue000'": "no font prints",
}


@pytest.mark.parametrize(("expression", "words"), REFUSED.items(), ids=range(len(REFUSED)))
def test_it_is_refused_with_its_place(expression, words):
    with pytest.raises(InputInvalid) as refused:
        Selection(expression, file="campaigns/a.toml", line=5)
    (problem,) = refused.value.problems
    assert words in str(problem)
    assert problem.place == "campaigns/a.toml:5"


STOPPED = {
    "postcode > 5": "cannot be worked out for ada",
    "name * 1000000000": "works on numbers only",
    "(name" + " | replace('a', 'aaaaaaaaaa')" * 30 + ") == 'x'": "grows beyond",
    "1 / 0": "divides by zero",
}


@pytest.mark.parametrize(("expression", "words"), STOPPED.items(), ids=range(len(STOPPED)))
def test_what_cannot_be_worked_out_names_the_recipient(recipient, expression, words):
    with pytest.raises(InputInvalid, match=words):
        Selection(expression, file="campaigns/a.toml")(recipient())
