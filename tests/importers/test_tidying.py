"""Fields that hold something else are put where they belong, or left out and said."""

import pytest

from outreach.importers.tidying import is_nothing, mailboxes, tidied


def tidy(**cells: str) -> tuple[dict[str, str], list[str]]:
    row = tidied(cells)
    return {name: text for name, text in row.cells.items() if text}, [
        said for said, _ in row.remarks
    ]


@pytest.mark.parametrize(
    "text",
    ["n/a", "N/A", "NA", "none", "No email found", "no e-mail address", "Not available", "-",
     "—", "???", "unknown", "TBC", "keine Angabe", "k. A.", "aucun courriel", "sin correo",
     "无", "沒有電郵"],
)  # fmt: skip
def test_words_for_nothing_are_nothing(text) -> None:
    assert is_nothing(text)
    assert tidy(name="Sam", email=text) == ({"name": "Sam"}, [])


@pytest.mark.parametrize(
    "text", ["North", "No. 5 Main Street", "Nona", "Notre-Dame", "Sinclair", "无锡"]
)
def test_words_that_only_begin_so_are_kept(text) -> None:
    assert not is_nothing(text)


def test_a_person_may_be_called_none() -> None:
    assert tidy(name="None") == ({"name": "None"}, [])


@pytest.mark.parametrize(
    ("email", "cells"),
    [
        ("mailto:sam@example.org?subject=Hi", {"email": "sam@example.org"}),
        ("Sam Example <sam@example.org>", {"email": "sam@example.org", "name": "Sam Example"}),
        ("Sam Example (sam@example.org)", {"email": "sam@example.org", "name": "Sam Example"}),
        ("https://example.org/form", {"form_url": "https://example.org/form"}),
        ("www.example.org/form", {"form_url": "https://www.example.org/form"}),
        ("+1 (555) 555-0100", {"phone": "+1 (555) 555-0100"}),
        (" sam@example.org. ", {"email": "sam@example.org"}),
        ("sam@example.org; SAM@example.org", {"email": "sam@example.org"}),
    ],
)
def test_what_stands_under_email_is_put_where_it_belongs(email, cells) -> None:
    assert tidy(email=email) == (cells, [])


def test_of_two_addresses_the_first_is_written_to_and_both_are_kept() -> None:
    cells, said = tidy(email="a@example.org / b@example.org")
    assert cells == {"email": "a@example.org", "other_emails": "b@example.org"}
    assert said == ["“email” holds 2 addresses; a@example.org is written to"]


@pytest.mark.parametrize("text", ["sam at example.org", "ask the office", "sam@", "@example.org"])
def test_what_is_no_address_is_left_out_and_said(text) -> None:
    cells, (said,) = tidy(email=text)
    assert cells == {}
    assert text in said


def test_an_address_in_another_column_moves_if_there_is_room() -> None:
    assert tidy(name="Sam (sam@example.org)")[0] == {"name": "Sam", "email": "sam@example.org"}
    assert tidy(form_url="sam@example.org")[0] == {"email": "sam@example.org"}
    cells, (said,) = tidy(form_url="b@example.org", email="a@example.org")
    assert cells == {"email": "a@example.org"}
    assert "b@example.org" in said


def test_a_page_that_no_browser_can_open_is_left_out_and_said() -> None:
    cells, (said,) = tidy(website="hhttps://example.org")
    assert cells == {}
    assert "hhttps://example.org" in said


def test_words_of_other_languages_become_those_of_a_list() -> None:
    cells, said = tidy(
        country="Vereinigtes Königreich", gender="weiblich", languages="Français; zh-Hant",
        verified_on="31.1.2026", term_end="2026/2/3",
    )  # fmt: skip
    assert cells == {
        "country": "GB", "gender": "female", "languages": "fr, zh-Hant",
        "verified_on": "2026-01-31", "term_end": "2026-02-03",
    }  # fmt: skip
    assert said == []


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("country", "Narnia"),
        ("gender", "yes"),
        ("languages", "Klingonese"),
        ("term_end", "03/04/2026"),
    ],
)
def test_what_cannot_be_told_is_left_out_and_said(column, text) -> None:
    cells, (said,) = tidy(**{column: text})
    assert cells == {}
    assert text in said


def test_a_name_is_one_line_and_an_address_is_several() -> None:
    cells, _ = tidy(name="Sam\nExample\t Jr.", address="Room 1\r\nMain  Street\n\n")
    assert cells == {"name": "Sam Example Jr.", "address": "Room 1 | Main Street"}


def test_every_mailbox_of_a_text_is_found_once() -> None:
    text = "a@example.org,B@example.org;b@example.org <c.d+e@sub.example.org>"
    assert mailboxes(text) == ("a@example.org", "B@example.org", "c.d+e@sub.example.org")
