"""Somebody is found by a name as one remembers it."""

import pytest

from outreach.model.people import PersonName, Recipient
from outreach.workspace.searching import search

LISTED = (
    Recipient(
        "cheng",
        PersonName("Cheng Yeuk-wah, Teresa", "Yeuk-wah", "Cheng", "鄭若驊", western_given="Teresa"),
        office="Secretary for Justice",
    ),
    Recipient("nunez", PersonName("José Núñez", "José", "Núñez"), office="Mayor"),
    Recipient("petrov", PersonName("Иван Петров"), office="Ambassador"),
    Recipient("lee", PersonName("Lee Ka-chiu", native="李家超"), office="Secretary for Security"),
    Recipient("doe", PersonName("Jane Q. Doe", "Jane Q.", "Doe"), office="Senator"),
)


def found(query):
    return [hit.recipient.id for hit in search(LISTED, query)]


@pytest.mark.parametrize(
    ("query", "who"),
    [
        ("Teresa Cheng", "cheng"),
        ("cheng teresa", "cheng"),
        ("Chang Teresa", "cheng"),
        ("CHENG YEUKWAH", "cheng"),
        ("鄭若驊", "cheng"),
        ("若驊", "cheng"),
        ("Jose Nunez", "nunez"),
        ("NÚÑEZ", "nunez"),
        ("Petrov Ivan", "petrov"),
        ("Петров", "petrov"),
        ("李家超", "lee"),
        ("J. Doe", "doe"),
        ("Jane Doe", "doe"),
        ("jnae doe", "doe"),
        ("secretary security", "lee"),
    ],
)
def test_a_name_is_found_in_any_order_script_and_spelling(query, who):
    assert found(query)[:1] == [who]


@pytest.mark.parametrize("query", ["Smith", "Teresa Doe", "—", "王"])
def test_every_word_has_to_fit(query):
    assert found(query) == []


def test_the_likeliest_comes_first():
    assert found("secretary") == ["cheng", "lee"]
    assert [hit.score for hit in search(LISTED, "Jane Doe")] == [100]
