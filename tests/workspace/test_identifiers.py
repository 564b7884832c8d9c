"""Ids made from what rows say."""

import pytest

from outreach.model.people import PersonName, Recipient
from outreach.workspace.identifiers import derived_ids, slug


def person(name="", office="", key="", **more):
    return Recipient(id=key, name=PersonName(full=name), office=office, **more)


def ids(*rows):
    found = derived_ids(rows, {row.id for row in rows if row.id})
    return [found.get(place, row.id) for place, row in enumerate(rows)]


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Secretary for Justice", "secretary-for-justice"),
        ("José Núñez", "jose-nunez"),
        ("Łukasz Weiß-Øre", "lukasz-weiss-ore"),
        ("O’Brien & Sons, Ltd.", "obrien-sons-ltd"),
        ("律政司司長", "律政司司長"),
        ("が", "が"),
        ("Ελλάδα", "ελλαδα"),
        ("--", ""),
    ],
)
def test_slugs_are_readable(text, made):
    assert slug(text) == made


def test_a_post_that_stands_once_is_the_recipient_whoever_holds_it():
    before = ids(person("Teresa Example", "Secretary for Justice"), person("Bo", "Mayor"))
    after = ids(person("Paul Example", "Secretary for Justice"), person("Bo", "Mayor"))
    assert before == after == ["secretary-for-justice", "mayor"]


def test_members_of_a_body_are_told_apart_by_name():
    assert ids(person("Ada", "Senator"), person("Bo", "Senator")) == ["ada-senator", "bo-senator"]


def test_without_an_office_the_name_is_the_id():
    assert ids(person("Ada Example")) == ["ada-example"]
    assert ids(Recipient("", PersonName(given="Ada", family="Example"))) == ["ada-example"]
    assert ids(Recipient("", PersonName(native="鄭若驊"))) == ["鄭若驊"]


def test_ids_do_not_depend_on_the_order_of_the_rows():
    rows = [
        person("Ada", email="b@example.org"),
        person("Ada", email="a@example.org"),
        person("Bo"),
    ]
    assert ids(*rows) == ["ada-2", "ada", "bo"]
    assert ids(*reversed(rows)) == ["bo", "ada", "ada-2"]


def test_an_id_in_the_list_is_never_given_again():
    assert ids(person("Ada"), person("Bo", key="ada")) == ["ada-2", "ada"]


def test_very_many_alike_are_numbered_without_waiting():
    made = ids(*[person(office="Member", phone=str(n)) for n in range(20_000)])
    assert len(set(made)) == 20_000


def test_a_row_of_signs_alone_still_gets_one():
    assert ids(person("—")) == ["recipient"]


def test_a_long_title_is_cut():
    (made,) = ids(person(office="Minister " * 50))
    assert len(made) <= 100


def post(name, office="Member", division="", organisation="", email=""):
    return person(name, office, division=division, organisation=organisation, email=email)


def test_one_office_in_many_districts_or_bodies_keeps_its_id_whoever_holds_it():
    before = ids(
        post("Ada", division="ocd-division/country:us/state:ca/cd:12", email="ada@example.org"),
        post("Bo", division="ocd-division/country:us/state:ca/cd:13"),
        post("Cy", organisation="Parks Board"),
        post("Di", organisation="Roads Board"),
    )
    after = ids(
        post("Eve", division="ocd-division/country:us/state:ca/cd:12", email="eve@example.org"),
        post("Bo", division="ocd-division/country:us/state:ca/cd:13"),
        post("Flo", organisation="Parks Board"),
        post("Di", organisation="Roads Board"),
    )
    assert before == after
    assert before == [
        "member-us-ca-cd-12",
        "member-us-ca-cd-13",
        "member-parks-board",
        "member-roads-board",
    ]


def test_two_who_share_a_district_are_told_apart_by_name():
    both = {"office": "Senator", "division": "ocd-division/country:us/state:ca"}
    assert ids(post("Ada", **both), post("Bo", **both)) == ["ada-senator", "bo-senator"]


def test_whoever_acts_in_an_office_has_its_id_and_who_held_it_once_has_not():
    assert ids(post("Ada", "Acting Mayor")) == ids(post("Bo", "Mayor")) == ["mayor"]
    assert ids(post("Ada", "Former Mayor"), post("Bo", "Mayor")) == ["ada-former-mayor", "mayor"]
