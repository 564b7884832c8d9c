"""The same person or post under two ids is found; two people stay two."""

import time
from dataclasses import replace

import pytest

from outreach.model.people import PersonName, PostalAddress, Recipient
from outreach.rules.same_person import same_person_twice

HK = PostalAddress(country="HK")
CHENG = PersonName("Cheng Yeuk-wah, Teresa", "Yeuk-wah", "Cheng", "鄭若驊", western_given="Teresa")
POST = Recipient(
    "one",
    CHENG,
    office="Secretary for Justice",
    organisation="Department of Justice",
    address=HK,
    email="sj@example.org",
    list_name="first",
)


def twice(*recipients):
    return dict(same_person_twice(recipients))


def other(name, **changes):
    return replace(POST, id="two", name=name, email="else@example.org", **changes)


@pytest.mark.parametrize(
    "name",
    [
        PersonName("Teresa Cheng Yeuk-wah"),
        PersonName("CHENG YEUK WAH TERESA"),
        PersonName("Yeukwah Teresa Cheng"),
        PersonName("Teresa Chéng Yeuk-wah"),
        PersonName("鄭若驊"),
        PersonName("鄭若驊", "若驊", "鄭"),
        PersonName("Somebody Else", native="鄭若驊"),
    ],
)
def test_another_spelling_is_the_same_person(name):
    assert twice(POST, other(name)) == {"two": "one"}


def test_three_spellings_are_all_the_first():
    native = replace(other(PersonName("鄭若驊")), id="three")
    assert twice(POST, other(PersonName("Teresa Cheng Yeuk-wah")), native) == {
        "two": "one",
        "three": "one",
    }


@pytest.mark.parametrize("name", ["T. Cheng", "Teresa Cheng", "Cheng Yeuk-wah"])
def test_a_name_that_is_shorter_is_the_same_in_another_list(name):
    shorter = PersonName(name)
    assert twice(POST, other(shorter, list_name="second")) == {"two": "one"}
    assert twice(POST, other(shorter)) == {}, "one list names each person once"
    in_one_district = {"division": "ocd-division/country:hk/district:1"}
    first = replace(POST, **in_one_district)
    assert twice(first, other(shorter, **in_one_district)) == {"two": "one"}


@pytest.mark.parametrize(
    "changes",
    [
        {"name": PersonName("John Cheng", "John", "Cheng")},
        {"name": PersonName("Teresa Cheng Yeuk-wah", native="鄭惠珍")},
        {"name": PersonName("Cheng Hua-Yeukw Teresa")},
        {"office": "Secretary for Security"},
        {"organisation": "Security Bureau"},
        {"address": PostalAddress(country="GB")},
    ],
)
def test_another_name_post_or_country_is_another_person(changes):
    second = replace(POST, id="two", email="else@example.org", list_name="second", **changes)
    assert twice(POST, second) == {}


def test_two_of_one_list_who_are_known_by_initials_alone_are_two():
    first, second = replace(POST, name=PersonName("B. Doe")), other(PersonName("B. Doe"))
    assert twice(first, second) == {}
    assert twice(first, replace(second, list_name="second")) == {"two": "one"}


def test_father_and_son_are_two():
    father = PersonName("John Doe", "John", "Doe", suffix="Sr.")
    son = PersonName("John Doe", "John", "Doe", suffix="Jr.")
    assert twice(replace(POST, name=father), other(son)) == {}


def test_two_people_in_one_mailbox_are_two():
    second = replace(POST, id="two", name=PersonName("John Lee", "John", "Lee"))
    assert twice(POST, second) == {}


def test_one_person_in_one_mailbox_is_one_whatever_the_office_is_called():
    assert twice(POST, replace(POST, id="two", office="Minister", organisation="")) == {
        "two": "one"
    }


def test_namesakes_in_two_districts_are_two():
    first = replace(POST, division="ocd-division/country:us/state:ca/cd:1")
    second = replace(POST, id="two", division="ocd-division/country:us/state:ca/cd:2")
    assert twice(first, second) == {}


def test_private_people_may_bear_one_name():
    private = {"office": "", "organisation": ""}
    first, second = replace(POST, **private), other(CHENG, **private)
    assert twice(first, second) == {}
    assert twice(first, replace(second, email="SJ@example.org")) == {"two": "one"}


def test_an_office_without_a_name_is_the_post_of_its_only_holder():
    nameless = other(PersonName())
    assert twice(POST, nameless) == {"two": "one"}
    assert twice(nameless, POST) == {"one": "two"}
    another = replace(POST, id="three", name=PersonName("John Lee"))
    assert twice(POST, another, nameless) == {}, "a member of a body is not known without a name"
    assert twice(nameless, replace(nameless, id="three")) == {"three": "two"}


def test_an_office_in_two_languages_is_one_post():
    in_chinese = other(PersonName("鄭若驊"), office="律政司司長", organisation="")
    both = replace(POST, more=(("office.zh-Hant", "律政司司長"),))
    assert twice(POST, in_chinese) == {}
    assert twice(both, in_chinese) == {"two": "one"}


@pytest.mark.slow
def test_very_many_namesakes_are_looked_through_in_time():
    rows = [replace(POST, id=str(n), organisation=f"Body {n}", email="") for n in range(20_000)]
    began = time.process_time()
    assert twice(*rows) == {}
    assert time.process_time() - began < 20
