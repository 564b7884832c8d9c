"""Acting and former office-holders, peers, and honorifics that a list has in the wrong shape."""

import pytest

from outreach.composing import honorific_shape
from outreach.composing.forms import Address, forms_of_address, forms_with
from outreach.composing.peerage import peerage
from outreach.errors import InputInvalid
from outreach.model.people import Gender, PersonName, PostalAddress, Recipient
from outreach.model.tenure import Tenure, bare_office, tenure_of

SAM = PersonName("Sam Rivera", "Sam", "Rivera")


def official(office: str, country: str = "US", **more: object) -> Recipient:
    fields = {"name": SAM, "address": PostalAddress(country=country), **more}
    return Recipient("one", office=office, **fields)


def address(recipient: Recipient, language: str = "en") -> Address:
    return forms_of_address().address(recipient, language, "CA")


@pytest.mark.parametrize(
    ("office", "tenure", "bare"),
    [
        ("Former Governor of Texas", Tenure.FORMER, "Governor of Texas"),
        ("ex-Minister of Justice", Tenure.FORMER, "Minister of Justice"),
        ("Judge (retired)", Tenure.FORMER, "Judge"),
        ("Acting Attorney General", Tenure.ACTING, "Attorney General"),
        ("Attorney General (acting)", Tenure.ACTING, "Attorney General"),
        ("interim  President", Tenure.ACTING, "President"),
        ("前律政司司長", Tenure.FORMER, "律政司司長"),
        ("前任局長", Tenure.FORMER, "局長"),
        ("署理律政司司長", Tenure.ACTING, "律政司司長"),
        ("Governor", Tenure.HOLDER, "Governor"),
        ("Executive Director", Tenure.HOLDER, "Executive Director"),
        ("Actingham Mayor", Tenure.HOLDER, "Actingham Mayor"),
        ("前線指揮官", Tenure.HOLDER, "前線指揮官"),
        ("代理人", Tenure.HOLDER, "代理人"),
        ("Former", Tenure.HOLDER, "Former"),
        ("", Tenure.HOLDER, ""),
    ],
)
def test_the_office_says_who_acts_in_it_and_who_held_it(office, tenure, bare) -> None:
    assert tenure_of(official(office)) is tenure
    assert bare_office(office) == bare


@pytest.mark.parametrize(
    ("status", "tenure"),
    [
        ("former", Tenure.FORMER),
        ("Retired", Tenure.FORMER),
        ("ACTING", Tenure.ACTING),
        ("active", Tenure.HOLDER),
        ("", Tenure.HOLDER),
    ],
)
def test_so_does_the_column_status(status, tenure) -> None:
    assert tenure_of(official("Governor", more=(("status", status),))) is tenure


def test_nobody_is_addressed_by_an_office_that_they_held_once() -> None:
    found = address(official("Former Governor of Texas", gender=Gender.FEMALE))
    assert found.salutation == "Dear Ms. Rivera:"
    assert found.inside_address == ("The Honorable Sam Rivera",)


def test_who_acts_in_an_office_has_it_in_the_address_and_not_before_the_name() -> None:
    found = address(official("Governor of Texas", more=(("status", "acting"),)))
    assert found.salutation == "Dear Sam Rivera:"
    assert found.inside_address[:2] == ("Sam Rivera", "Acting Governor of Texas")
    said = address(official("Acting Governor of Texas"))
    assert said.inside_address[1] == "Acting Governor of Texas"


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        (PersonName("The Viscount Penhallow"), ("Viscount Penhallow", "Lord Penhallow")),
        (PersonName("Baron Penhallow"), ("Lord Penhallow", "Lord Penhallow")),
        (PersonName("Earl of Penhallow"), ("Earl of Penhallow", "Lord Penhallow")),
        (PersonName("Lady Penhallow"), ("Lady Penhallow", "Lady Penhallow")),
        (PersonName("Lord Sam Rivera"), ("", "")),
        (PersonName("Sam Rivera", "Sam", "Rivera", honorific="Lord"), ("Lord Rivera",) * 2),
        (PersonName("Sam Rivera"), ("", "")),
    ],
)
def test_a_given_name_never_follows_a_rank(name, titles) -> None:
    assert peerage(name, name.full) == titles


def test_the_honourable_never_stands_before_a_surname_alone() -> None:
    surname = PersonName(family="Rivera")
    for country, office in (("US", "Senator"), ("CA", "Minister"), ("HK", "Secretary for Justice")):
        assert "Hon" not in " ".join(address(official(office, country, name=surname)).envelope)
    honoured = PersonName(family="Rivera", honorific="The Honourable")
    assert address(official("Minister", "FR", name=honoured)).envelope_name == "Rivera"


def test_a_table_of_ones_own_decides() -> None:
    own = """
country = "US"
language = "en"
mark = "!"
[[form]]
office = "Senator*"
envelope_name = "Senator {full}"
inside_address = ["{envelope_name}"]
salutation = ["Good day, Senator {family}", "Good day, Senator"]
close = "Regards,"
source = "our own"
verified_on = 2026-11-22
confidence = "verified"
"""
    forms = forms_with([("forms_of_address/us.toml", own)])
    found = forms.address(official("Senator"), "en", "CA")
    assert (found.salutation, found.close) == ("Good day, Senator Rivera!", "Regards,")
    assert forms.address(official("Governor"), "en", "CA").close == "Respectfully,"
    with pytest.raises(InputInvalid, match=r"forms_of_address/us\.toml"):
        forms_with([("forms_of_address/us.toml", own.replace('close = "Regards,"', ""))])


def said_of(recipient: Recipient) -> list[str]:
    mistaken = forms_of_address().mistaken(recipient.country)
    return [problem.sentence for problem in honorific_shape.objections(recipient, mistaken)]


@pytest.mark.parametrize(
    "more",
    [
        {"salutation": "Dear Honourable Rivera"},
        {"salutation": "Dear Hon. Rivera"},
        {"salutation": "Dear The Hon Mr Rivera"},
        {"name": PersonName("The Honorable Rivera")},
        {"name": PersonName(family="Rivera", honorific="The Rt Honourable")},
        {"more": (("salutation.fr", "Dear Honourable Rivera"),)},
    ],
)
def test_an_honorific_before_a_surname_alone_is_noticed(more) -> None:
    (said,) = said_of(official("Minister", "CA", **more))
    assert "before a full name only" in said


@pytest.mark.parametrize(
    "more",
    [
        {"salutation": "Dear Minister"},
        {"name": PersonName("The Honourable Sam Rivera")},
        {"name": PersonName("Hon Lim")},
        {"name": PersonName("Sam Rivera", honorific="The Hon.")},
        {"salutation": "敬啟者"},
    ],
)
def test_what_is_right_is_not_objected_to(more) -> None:
    assert not said_of(official("Minister", "CA", **more))


def test_the_wrong_name_of_an_office_is_noticed_where_it_is_wrong() -> None:
    (said,) = said_of(official("Secretary of Justice", "HK"))
    assert "the office is Secretary for Justice, not Secretary of Justice" in said
    assert not said_of(official("Secretary of Justice", "PH"))


def test_a_word_that_bids_to_open_with_respect_is_noticed_before_it_is_on_an_envelope() -> None:
    (said,) = said_of(official("律政司司長", "HK", name=PersonName(native="林安先生敬啟")))
    assert "敬啟 in `native_name`" in said
