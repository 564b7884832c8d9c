"""Places for somebody's own words, found before a letter goes with one of them open."""

import pytest

from outreach.composing.gaps import Gap, left_gaps, marked_gaps


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I live in [… your town].", "[… your town]"),
        ("I live in [... your town].", "[... your town]"),
        ("I live in [ …your town ].", "[ …your town ]"),
        ("我住在［……城市］。", "［……城市］"),
        ("我住在【⋯⋯城市】。", "【⋯⋯城市】"),
        ("[… what you do,\nand where]", "[… what you do, and where]"),
        ("[… how often?] ", "[… how often?]"),
    ],
)
def test_a_marked_place_is_found_with_its_words(text, words):
    assert marked_gaps(text) == left_gaps(text) == (Gap(1, words),)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Hello\n\n…\n", "…"),
        ("Hello\n\n  [...]  \n", "[...]"),
        ("你好\n\n……\n", "……"),
        ("Hello\n\nMy name is ____.", "____"),
        ("Hello\n\n_____ is my town", "_____"),
        ("Hello\n\nDear {{ case.name }},", "{{ case.name }}"),
        ("Hello\n\n{% if case.charge %}", "{% if case.charge %}"),
        ("Hello\n\nDear {{ case.name,", "{{ case.name,"),
    ],
)
def test_what_else_nobody_filled_in_is_found_at_its_line(text, words):
    assert left_gaps(text) == (Gap(3, words),)
    assert marked_gaps(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "The poem says: “Home […] is where we are.”",
        "詩中說：「家［……］在你身邊。」",
        "And then … nothing. Well ...",
        "[a link](https://example.org), [Chorus] and [1]",
        "Above\n\n___\n\nBelow",
        "a_b__c, _emphasis_ and **bold**",
        "So long.\n\n* * *\n\nP.S.",
        "我想……算了。",
        "[… this was never closed\n\nand goes on]",
    ],
)
def test_what_letters_say_anyway_is_no_gap(text):
    assert left_gaps(text) == ()


def test_several_come_in_the_order_in_which_they_stand():
    text = "{{ a }} and [… b] and {{ c }}\n\n[… d {{ e }}]\n…"
    assert left_gaps(text) == (
        Gap(1, "{{ a }}"),
        Gap(1, "[… b]"),
        Gap(1, "{{ c }}"),
        Gap(3, "[… d {{ e }}]"),
        Gap(4, "…"),
    )


def test_a_long_text_is_searched_at_once():
    assert left_gaps("[… " * 20_000 + "____" * 20_000 + "{{ " * 20_000)
