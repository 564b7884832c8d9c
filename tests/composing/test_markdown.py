"""Markdown as letters know it, and what of it they cannot carry."""

import pytest

from outreach.composing.merging import CannotMerge, merge
from outreach.model.letter import (
    BulletList,
    Divider,
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


def words(text):
    return Paragraph((Text(text),))


def test_every_kind_of_block_is_read(letter_of):
    body = "# One\n\n## Two\n\n### Three\n\na\n\n- b\n- c\n\n7. d\n8. e\n\n   f\n\n> g\n\n---\n"
    assert letter_of(body).body == (
        Heading(1, (Text("One"),)),
        Heading(2, (Text("Two"),)),
        Heading(3, (Text("Three"),)),
        words("a"),
        BulletList(((words("b"),), (words("c"),))),
        NumberedList(((words("d"),), (words("e"), words("f"))), 7),
        Quote((words("g"),)),
        Divider(),
    )


def test_every_kind_of_inline_is_read(letter_of):
    body = "a *b **c*** [d *e*](https://example.org/f) `g*` h\\\ni  \nj &amp; \\*k\\*"
    (paragraph,) = letter_of(body).body
    assert paragraph.inlines == (
        Text("a "),
        Emphasis((Text("b "), Strong((Text("c"),)))),
        Text(" "),
        Link("https://example.org/f", (Text("d "), Emphasis((Text("e"),)))),
        Text(" g* h"),
        LineBreak(),
        Text("i"),
        LineBreak(),
        Text("j & *k*"),
    )


LITERAL = {
    "raw HTML": ("a <b>b</b>", "a <b>b</b>"),
    "a block of HTML": ("<div>\nb\n</div>", "<div> b </div>"),
    "indented text": ("    def f(): pass", "def f(): pass"),
    "a line like a link definition": ("[note]: https://example.org", "[note]: https://example.org"),
    "struck text": ("~~a~~", "~~a~~"),
    "a dollar and an at": ("$a$ @b", "$a$ @b"),
    "a pipe": ("a | b", "a | b"),
}


@pytest.mark.parametrize(("body", "text"), LITERAL.values(), ids=LITERAL)
def test_it_is_shown_as_it_is(letter_of, body, text):
    assert letter_of(body).body == (words(text),)


FOLDED = {
    "a b": "a\nb",
    "中文": "中\n文",
    "中文。開": "中文。\n開",
    "中 a": "中\na",
    "a 中": "a\n中",
    "說「好」——他說": "說「好」——\n他說",
    "한국어 글": "한국어\n글",
    "a— b": "a—\nb",
    "中 Ada Example 文": "中\n{{ name }}\n文",
    "中鄭若驊文": "中\n{{ v }}\n文",
    "中鄭若驊 Ada Example": "中\n{{ v }}\n{{ name }}",
}


@pytest.mark.parametrize(("text", "body"), FOLDED.items())
def test_a_line_end_is_a_space_but_between_chinese_characters(letter_of, text, body):
    assert letter_of(body, more={"v": "鄭若驊"}).body == (words(text),)


def test_a_line_end_is_folded_across_emphasis(letter_of):
    (paragraph,) = letter_of("中*文\n字*\n**好**").body
    assert paragraph.inlines == (Text("中"), Emphasis((Text("文字"),)), Strong((Text("好"),)))


REFUSED = {
    "a picture": ("![a](https://example.org/b.png)", "no pictures"),
    "a fence": ("```\na\n```", "no blocks of code"),
    "a fence of tildes": ("~~~\na\n~~~", "no blocks of code"),
    "a table": ("a | b\n--|--\nc | d", "no tables"),
    "a low heading": ("#### a", "Headings go down to three"),
    "a comment": ("<!-- to do -->", "would be printed"),
    "deep quotes": ("> " * 30 + "a", "nested too deeply"),
    "deep emphasis": ("*a **b " * 20 + "c** d*" * 20, "nested too deeply"),
    "bold words that do not end": ("**注意：**請", "printed as they are"),
    "a link that runs a program": ("[a](javascript:alert)", "no address"),
    "a link to a file": ("[a](file:///etc/passwd)", "no address"),
    "a link without a scheme": ("[a](example.org)", "no address"),
    "a link with a user": ("[a](https://example.com@example.org/)", "no address"),
    "a link to nowhere": ("[a](https://)", "no address"),
    "a link with a title": ('[a](https://example.org/ "b")', "no title"),
    "a link to nobody": ("[a](mailto:somebody)", "no address"),
    "a link to another host": ("[example.org](https://example.com/)", "shows example.org"),
    "a link to another URL": (
        "[https://example.org/a](https://example.com/a)",
        "shows example.org",
    ),
    "a link to another address": ("[a@example.org](mailto:b@example.org)", "shows a@example.org"),
    "a link in another alphabet": ("[еxample.org](https://example.org/)", "shows еxample.org"),
    "a link to a longer host": (
        "[example.org](https://example.org.example.com/)",
        "shows example.org",
    ),
}


@pytest.mark.parametrize(("body", "sentence"), REFUSED.values(), ids=REFUSED)
def test_it_is_refused_with_its_line(problems_of, body, sentence):
    problems = problems_of(f"One\ntwo\n\n{body}\n")
    assert sentence in problems[0].sentence
    assert (problems[0].file, problems[0].line) == ("appeal.md", 13)


def test_a_refusal_within_a_paragraph_names_its_own_line(problems_of):
    (problem,) = problems_of("a\n\nb\nc\\\nd ![e](f)\n")
    assert problem.line == 14


def test_lines_are_right_below_tags_and_comments(problems_of):
    body = "{# a\ncomment #}\n{% if name %}\na\n{% else %}\n![b](c)\n{% endif %}\n"
    (problem,) = problems_of(body)
    assert problem.line == 15


ALLOWED = (
    "[example.org](https://example.org/a)",
    "[www.example.org](https://example.org/)",
    "[example.org](https://www.example.org/)",
    "[our page on example.org](https://help.example.org/)",
    "[a@example.org](mailto:a@example.org)",
    "[a@example.org](mailto:A@Example.org?subject=b)",
    "[report.pdf](https://example.org/report.pdf)",
    "[請看example.org的信](https://example.org/)",
    "[the report](http://example.org:8080/a?b=c#d)",
    "[Article 19.2, e.g. there](https://example.org/)",
)


@pytest.mark.parametrize("body", ALLOWED)
def test_a_link_may_show_where_it_leads(letter_of, body):
    (paragraph,) = letter_of(body).body
    assert isinstance(paragraph.inlines[0], Link)


def test_a_link_whose_value_shows_another_place_is_a_fault(letter_of):
    body = "a\n\nb\n[{{ v }}](https://example.org/)"
    with pytest.raises(CannotMerge, match=r"shows example.com") as refused:
        letter_of(body, more={"v": "see example.com"})
    assert refused.value.problems[0].line == 13


def test_a_target_that_is_no_address_after_merging_is_a_fault(letter_of):
    with pytest.raises(CannotMerge, match="no address"):
        letter_of("[a]({{ v }})", more={"v": "javascript:alert(1)"})


def test_a_line_break_written_as_a_number_breaks_the_line(letter_of):
    (paragraph,) = letter_of("a&#13;b&NewLine;c&#8232;d").body
    assert (
        paragraph.inlines
        == tuple(part for text in "abcd" for part in (Text(text), LineBreak()))[:-1]
    )


def test_tags_alone_on_their_lines_leave_no_empty_lines(letter_of):
    body = "a\n{% if name %}\nb\n  {% if office %}  {# yes #}\n{% endif %}\n{% endif %}\nc\n"
    assert letter_of(body).body == (words("a b c"),)


def test_a_tag_at_the_end_of_a_line_leaves_the_line_end(letter_of):
    assert letter_of("a {% if name %}b{% endif %}\nc").body == (words("a b c"),)


def test_items_of_a_loop_make_one_list(letter_of):
    body = "- a\n{% for tag in tags %}\n- {{ tag }}\n{% endfor %}\n- z\n"
    (made,) = letter_of(body).body
    assert [item[0].inlines[0].text for item in made.items] == ["a", "minister", "cabinet", "z"]


def test_what_only_one_way_through_a_template_shows_is_a_fault_of_that_letter(letter_of):
    body = "a\n\n!{% if suffix %} {% endif %}[b](https://example.org/c.png)"
    with pytest.raises(CannotMerge, match="no pictures") as refused:
        letter_of(body)
    assert refused.value.problems[0].file == "appeal.md"


def test_a_template_is_read_once_for_each_way_through_it(compiled, recipient, occasion, forms):
    ready = compiled("{% if suffix %}a{% else %}b {{ name }}{% endif %}")
    for _ in range(5):
        merge(ready, recipient(), 1, occasion(), forms)
    assert ready.body.read.cache_info().misses == 1


@pytest.mark.parametrize(
    "body",
    [
        "a\n{% if name %}b{% endif %}\nc\n",
        "a\n{% for tag in ['b'] %}{{ tag }}{% endfor %}\nc\n",
        "a\n{# one #}b{# two #}\nc\n",
        "a\n{% if name == '%}' %}{% else %}b{% endif %}\nc\n",
        "a\n{%- if name -%} b {%- endif %}\nc\n",
    ],
)
def test_words_between_two_tags_of_a_line_stay(letter_of, body):
    (paragraph,) = letter_of(body).body
    assert "".join(inline.text for inline in paragraph.inlines).replace(" ", "") == "abc"
