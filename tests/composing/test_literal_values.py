"""Whatever a list contains stays what it is: words, at their place, and nothing else."""

from dataclasses import replace
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.composing.merging import CannotMerge, merge
from outreach.model.letter import (
    BulletList,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Text,
)

BODY = r"""
{{ v }}

a {{ v }} b *{{ v }}* **{{ v }}** `{{ v }}` _c {{ v }}_ {{ v }}{{ v }}.

# {{ v }}

## a {{ v }} #

{{ v }}
---

- {{ v }}
- b {{ v }}

3. {{ v }}
4. b {{ v }}

> {{ v }}
> b

1{{ v }}. c

\{{ v }} &{{ v }}; <{{ v }}> [{{ v }}] !{{ v }} $ @{{ v }} ~~{{ v }}~~ {{ v | upper | lower }}

    {{ v }}

{% for tag in tags %}
- {{ tag }} {{ v }}
{% endfor %}

[here](https://example.org/) {% if v %}{{ v }}{% endif %} [more {{ v | length }}](https://example.org/)

{{ demands }}

{{ personal }}
"""
DEMANDS = ("{{ v }}", "Do **{{ v }}** now", "1. {{ v }}")
# Upper and lower case do not round-trip for every letter: one place shows the result of filters.
BODY = BODY.replace("{{ v | upper | lower }}", "{{ v | trim | default('') }}")
MARK = "Qqq"

NASTY = (
    "*", "**", "_", "#", "# x", "<b>", "&amp;", "&", "$x$", "@", "1.", "1. x", "- x", "> x", "+ x",
    "{{ name }}", "{% if %}", "{#", "\\", "\\*", "`", "```", "~~~", "![a](b)", "[a](b)", "[a]: b",
    "---", "===", "  x", "x  ", "\tx", "|a|b|", "http://x", "<http://x.org>", "\ue000", "\ue001x",
    "\uf8ff", "\uf8fe", "\ue000\uf8ff", "e\u0301", "鄭若驊", "&#42;", "&nbsp;", "%s", "{0}", "’",
    "\u200fx",
)  # fmt: skip
TEXTS = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2028\u2029\ufffe\uffff"),
    min_size=1,
    max_size=40,
)
VALUES = st.one_of(
    st.sampled_from(NASTY), TEXTS, st.lists(st.sampled_from(NASTY), max_size=4).map("".join)
).filter(lambda text: text and not text.isspace())


def swapped(node, mark, value):
    """The same tree with every mark in its words replaced."""
    match node:
        case Text(text):
            return Text(text.replace(mark, value))
        case Emphasis() | Strong() | Link():
            return replace(node, children=swapped(node.children, mark, value))
        case Paragraph() | Heading():
            return replace(node, inlines=swapped(node.inlines, mark, value))
        case NumberedList() | BulletList():
            return replace(node, items=swapped(node.items, mark, value))
        case Quote():
            return replace(node, blocks=swapped(node.blocks, mark, value))
        case tuple():
            return tuple(swapped(part, mark, value) for part in node)
        case _:
            return node


@pytest.fixture
def letter_with(compiled, recipient, occasion, forms):
    ready = compiled(BODY, ("v",), subject="About {{ v }} now", demands=DEMANDS)

    def make(value):
        return merge(ready, recipient(v=value), 1, occasion(personal=f"I say {value}."), forms)

    return make


@given(value=VALUES)
def test_any_value_in_any_position_comes_out_literally(letter_with, value):
    composed = normalize("NFC", value)
    letter, marked = letter_with(value), letter_with(MARK)
    trimmed = swapped(marked.body, f"~~ {MARK}", f"~~ {composed.strip()}")
    trimmed = swapped(trimmed, f"more {len(MARK)}", f"more {len(composed)}")
    assert letter.body == swapped(trimmed, MARK, composed)
    assert letter.subject == f"About {composed} now"


BREAKS = ("\n", "\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029")


@given(parts=st.lists(VALUES, min_size=2, max_size=4), line_end=st.sampled_from(BREAKS))
def test_line_breaks_in_a_value_break_lines_and_nothing_else(letter_of, parts, line_end):
    letter = letter_of("# a {{ v }} z\n\n- *{{ v }}*", more={"v": line_end.join(parts)})
    lines = [Text(normalize("NFC", part)) for part in parts]
    broken = [part for line in lines for part in (line, LineBreak())][:-1]
    first, last = Text(f"a {lines[0].text}"), Text(f"{lines[-1].text} z")
    assert letter.body == (
        Heading(1, (first, *broken[1:-1], last)),
        BulletList(((Paragraph((Emphasis(tuple(broken)),)),),)),
    )


def test_line_breaks_at_the_ends_of_a_value_are_left_out(letter_of):
    (paragraph,) = letter_of("a {{ v }} z", more={"v": "\r\nb\n\n"}).body
    assert paragraph.inlines == (Text("a b z"),)


def test_an_empty_line_in_a_value_is_two_line_breaks(letter_of):
    (paragraph,) = letter_of("{{ v }}", more={"v": "a\n\nb"}).body
    assert paragraph.inlines == (Text("a"), LineBreak(), LineBreak(), Text("b"))


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x1c", "\x7f", "\ud800", "\uffff"])
def test_a_character_that_cannot_be_printed_is_a_fault_with_its_field(letter_of, character):
    with pytest.raises(CannotMerge, match=r"md:12: `v` holds a character .* printed \(U\+"):
        letter_of("a\n\n{{ v }}", more={"v": f"a{character}b"})


def test_accents_are_composed_in_values_and_in_the_template(letter_of):
    (paragraph,) = letter_of("e\u0301 {{ v }}", more={"v": "e\u0301"}).body
    assert paragraph.inlines == (Text("\u00e9 \u00e9"),)


def test_values_in_link_targets_are_escaped(letter_of):
    body = (
        "[write](mailto:{{ email2 }}?subject={{ v }}) [see]({{ url }}) [so](https://a.org/{{ v }})"
    )
    more = {"email2": "a@example.org", "v": "a b&c/é)*", "url": "https://example.org/a b?x=1"}
    (paragraph,) = letter_of(body, more=more).body
    targets = [inline.target for inline in paragraph.inlines if isinstance(inline, Link)]
    assert targets == [
        "mailto:a@example.org?subject=a%20b%26c%2F%C3%A9%29%2A",
        "https://example.org/a%20b?x=1",
        "https://a.org/a%20b%26c%2F%C3%A9%29%2A",
    ]


def test_a_value_in_an_address_in_angle_brackets_is_shown_and_escaped(letter_of):
    (paragraph,) = letter_of("<https://example.org/{{ v }}>", more={"v": "a*é"}).body
    (link,) = paragraph.inlines
    assert link == Link("https://example.org/a%2A%C3%A9", (Text("https://example.org/a*é"),))


def test_what_an_empty_value_leaves_empty_goes_with_it(letter_of):
    body = "{{ suffix or '' }}\n\n- **{{ suffix or '' }}**\n\n> {{ suffix or '' }}\n\nEnd"
    assert letter_of(body).body == (Paragraph((Text("End"),)),)


def test_an_empty_value_does_not_become_markup_by_its_absence(letter_of):
    (paragraph,) = letter_of("a **{{ suffix or '' }}** b").body
    assert paragraph.inlines == (Text("a "), Text(" b"))
