"""What a template may not do: refused when it is read, or stopped by counting."""

import time

import pytest

from outreach.composing.merging import CannotMerge

REFUSED_WHEN_READ = {
    "a power": ("{{ 7**(10**7) }}", "Powers"),
    "an attribute walk": ("{{ ''.__class__ }}", "reaches into a value"),
    "an attribute of a field": ("{{ name.upper }}", "reaches into a value"),
    "a method": ("{{ name.upper() }}", "nothing is called"),
    "a method of a text": ("{{ '{0.__class__}'.format(name) }}", "nothing is called"),
    "a call of a filter": ("{{ upper(name) }}", "nothing is called"),
    "range": ("{% for i in range(9) %}x{% endfor %}", "nothing is called"),
    "lipsum": ("{{ lipsum() }}", "nothing is called"),
    "a subscript": ("{{ tags[0] }}", "not taken out"),
    "a slice": ("{{ name[:1] }}", "not taken out"),
    "a subscript by name": ("{{ name['__class__'] }}", "not taken out"),
    "a macro": ("{% macro m() %}x{% endmacro %}", "macros"),
    "a call block": ("{% call m() %}x{% endcall %}", "call"),
    "a filter block": ("{% filter upper %}x{% endfilter %}", "filter"),
    "set": ("{% set x = 1 %}", "does not set variables"),
    "a set block": ("{% set x %}y{% endset %}", "does not set variables"),
    "with": ("{% with x = 1 %}{{ x }}{% endwith %}", "does not set variables"),
    "include": ("{% include 'other.md' %}", "include"),
    "import": ("{% import 'other.md' as o %}", "import"),
    "from import": ("{% from 'other.md' import o %}", "import"),
    "extends": ("{% extends 'other.md' %}", "extend"),
    "block": ("{% block b %}x{% endblock %}", "block"),
    "autoescape": ("{% autoescape true %}x{% endautoescape %}", "no part of the language"),
    "a table of values": ("{{ {'a': 1} }}", "no tables of values"),
    "a recursive loop": ("{% for t in tags recursive %}x{% endfor %}", "cannot call itself"),
    "a loop of pairs": ("{% for a, b in tags %}x{% endfor %}", "takes one name"),
    "a loop that takes a name": ("{% for office in tags %}x{% endfor %}", "a meaning already"),
    "a loop called loop": ("{% for loop in tags %}x{% endfor %}", "a meaning already"),
    "random": ("{{ tags | random }}", "no filter called `random`"),
    "an unknown filter": ("{{ name | uper }}", "no filter called `uper`"),
    "an unknown test": ("{% if name is callable %}x{% endif %}", "no test called `callable`"),
    "an unknown name": ("{{ ofice }}", "called `ofice`"),
    "an unknown name in a condition": ("{% if ofice %}x{% endif %}", "called `ofice`"),
    "the environment": ("{{ self }}", "called `self`"),
    "loop outside of a loop": ("{{ loop.index }}", "reaches into a value"),
    "loop itself": ("{% for t in tags %}{{ loop }}{% endfor %}", "called `loop`"),
    "a secret of loop": ("{% for t in tags %}{{ loop.__class__ }}{% endfor %}", "reaches into"),
    "loop.cycle": ("{% for t in tags %}{{ loop.cycle(1, 2) }}{% endfor %}", "nothing is called"),
    "a repeated text": ("{{ 'x' * 1000000000 }}", "cannot be repeated"),
    "a formatted text": ("{{ '%1000000000d' % 1 }}", "not formatted"),
    "too many arguments": ("{{ name | upper(1, 2) }}", "not used like that"),
    "an argument without a name": ("{{ name | replace('a', neu='b') }}", "not used like that"),
    "arguments from a list": ("{{ name | replace(*tags) }}", "not used like that"),
    "a number beyond measure": ("{{ 99999999999999999999 }}", "beyond all measure"),
    "a number Python cannot read": ("{{ " + "9" * 5000 + " }}", "beyond all measure"),
    "an infinite number": ("{{ 1e999 }}", "beyond all measure"),
    "six loops": ("".join(f"{{% for a{i} in tags %}}" for i in range(6)), "loops"),
    "brackets without end": ("{{ " + "(" * 9000 + "1" + ")" * 9000 + " }}", "nested too deeply"),
    "denials without end": ("{{ " + "not " * 300 + "1 }}", "nested too deeply"),
    "a list itself": ("{{ tags }}", "`tags` is a list"),
    "an unclosed value": ("{{ name }", "not written as it should be"),
    "an unclosed condition": ("{% if name %}x", "not written as it should be"),
    "an unknown tag": ("{% fi %}", "not written as it should be"),
    "a text too long": ("x" * 200_000, "longer than"),
}


@pytest.mark.parametrize(("body", "words"), REFUSED_WHEN_READ.values(), ids=REFUSED_WHEN_READ)
def test_it_is_refused_with_its_line(problems_of, body, words):
    if "loops" in words:
        body += "{% endfor %}" * 6
    problems = problems_of(f"One\n\n{body}")
    assert any(words in problem.sentence for problem in problems)
    assert all(problem.file == "appeal.md" for problem in problems)
    if "longer" not in words and "9999999" not in body and "brackets" not in words:
        assert problems[0].line in (10, 12)


def test_a_refusal_in_the_third_line_names_the_third_line(problems_of):
    (problem,) = problems_of("One\n\nTwo {{ ofice }}\n")
    assert (problem.file, problem.line) == ("appeal.md", 12)
    assert problem.way_out == "Did you mean `office`?"


def test_all_problems_of_a_template_are_shown_together(problems_of):
    body = "{{ ofice }}\n\n{{ name.upper() }}\n\n{{ 2 ** 3 }}\n"
    found = problems_of(body, subject="{{ nme }}", subject_line=2)
    assert [problem.line for problem in found] == [2, 10, 12, 14]


def test_a_method_is_answered_with_the_filter(problems_of):
    (problem,) = problems_of("{{ name.upper() }}")
    assert problem.way_out == "Use the filter: {{ name | upper }}."


STOPPED = {
    "endless loops": (
        "{% for a in L %}{% for b in L %}{% for c in L %}x{% endfor %}{% endfor %}{% endfor %}",
        "more than 20,000 times",
    ),
    "endless loops that print nothing": (
        "{% for a in L %}{% for b in L %}{% for c in L %}{% endfor %}{% endfor %}{% endfor %}",
        "more than 20,000 times",
    ),
    "a loop over letters": ("{% for a in name %}x{% endfor %}", "goes over a list"),
    "much text": (
        "{% for a in L %}{% for b in L %}" + "x" * 200 + "{% endfor %}{% endfor %}",
        "grows beyond",
    ),
    "many values": ("{% for a in L %}{% for b in L %}{{ b }}{% endfor %}{% endfor %}", "More than"),
    "a growing text": ("{{ name" + " | replace('a', 'aaaaaaaaaa')" * 30 + " }}", "grows beyond"),
    "a doubling text": (
        "{% for a in [B ~ B] %}{% for b in [a ~ a ~ a] %}{{ b ~ b }}{% endfor %}{% endfor %}",
        "grows beyond",
    ),
    "a joined text": ("{{ (B | list) | join(B) }}", "grows beyond"),
    "an added text": (
        "{% for a in [B] %}{{ " + " + ".join("a" * 40) + " }}{% endfor %}",
        "grows beyond",
    ),
    "much filtering": (
        "{% for a in L %}{% for b in L %}{% if B | upper %}{% endif %}{% endfor %}{% endfor %}",
        "filters go through",
    ),
    "a product": ("{{ " + "9 * " * 40 + "9 }}", "beyond all measure"),
    "a repeated field": ("{{ name * 1000000000 }}", "works on numbers only"),
    "a formatted field": ("{{ name % 1 }}", "works on numbers only"),
    "a formatted field in a test": ("{% if '%1000000000d' is odd %}x{% endif %}", "whole number"),
    "a sum of texts and numbers": ("{{ postcode + 1 }}", "works on numbers only"),
    "a division by zero": ("{{ 1 / 0 }}", "divides by zero"),
    "texts and numbers compared": ("{% if postcode < 5 %}x{% endif %}", "cannot be worked out"),
    "a list in a list": ("{{ [[1]] | join }}", "A text is wanted"),
    "a truth": ("{{ 1 == 2 }}", "cannot be printed"),
    "nothing": ("{{ none }}", "cannot be printed"),
    "an end of nothing": ("{{ [] | first }}", "nothing in this list"),
    "a word as a number": ("{{ name | int }}", "not a whole number"),
    "a word as a date": ("{{ name | date }}", "not a date"),
}


@pytest.mark.parametrize(("body", "words"), STOPPED.values(), ids=STOPPED)
def test_it_is_stopped_with_its_line_within_a_moment(letter_of, body, words):
    many = str([str(number) for number in range(100)])
    body = body.replace(" L ", f" {many} ").replace("B", "'" + "b" * 9000 + "'")
    begun = time.process_time()
    with pytest.raises(CannotMerge, match=words) as refused:
        letter_of(f"One\n\n{body}")
    assert time.process_time() - begun < 5
    assert refused.value.problems[0].line == 12


def test_more_markdown_than_any_letter_has_is_not_read(letter_of):
    body = "{% for a in " + str(["a"] * 100) + " %}" + "[" * 1000 + "{% endfor %}"
    with pytest.raises(CannotMerge, match=r"appeal\.md:10: The text grows beyond 50,000"):
        letter_of(body)


def test_loops_and_their_counters_work(letter_of):
    body = "{{ loop.index }}/{{ loop.length }} {{ tag }}{% if not loop.last %}, {% endif %}"
    body = f"{{% for tag in tags %}}{body}{{% endfor %}}"
    (paragraph,) = letter_of(body).body
    assert paragraph.inlines[0].text == "1/2 minister, 2/2 cabinet"


FILTERED = {
    "{{ name | upper }}": "ADA EXAMPLE",
    "{{ name | lower | capitalize }}": "Ada example",
    "{{ 'o’neill-smith of ada' | title }}": "O’neill-Smith Of Ada",
    "{{ '  x ' | trim }}": "x",
    "{{ suffix | default('none') }}": "none",
    "{{ suffix | d('none') | upper }}": "NONE",
    "{{ suffix or 'none' }}": "none",
    "{{ tags | join(' and ') }}": "minister and cabinet",
    "{{ tags | first }} {{ tags | last }} {{ name | first }}": "minister cabinet A",
    "{{ tags | length }} {{ tags | count }}": "2 2",
    "{{ tags | sort | join(',') }}": "cabinet,minister",
    "{{ ['b', 'A', 'a'] | unique | sort(reverse=true) | join }}": "bA",
    "{{ tags | reverse | list | join(',') }}": "cabinet,minister",
    "{{ name | replace('Ada', 'Eve') }}": "Eve Example",
    "{{ '1,234' | int + 1 }}": "1235",
    "{{ 'x' | int(default=3) }}": "3",
    "{{ (10 / 4) | round }} {{ (10 / 4) | round(1) }}": "2 2.5",
    "{{ '2026-11-22' | date }}": "22 November 2026",
    "{{ name ~ ', ' ~ country }}": "Ada Example, US",
    "{{ 'yes' if office else 'no' }}{{ ', SC' if suffix }}": "yes",
    "{{ 'yes' if 'minister' in tags and country == 'US' }}": "yes",
    "{% if suffix == '' and suffix is undefined and office is defined %}yes{% endif %}": "yes",
    "{% if suffix < 'a' and not suffix > 'a' and '' <= suffix <= '' %}yes{% endif %}": "yes",
    "{% if 4 is even and 3 is odd and 9 is divisibleby(3) and 1 is lt 2 %}yes{% endif %}": "yes",
    "{{ '\\u007b{' }}": "{{",
    "{% raw %}{{ name }}{% endraw %}": "{{ name }}",
}


@pytest.mark.parametrize(("body", "text"), FILTERED.items())
def test_what_is_allowed_works(letter_of, body, text):
    (paragraph,) = letter_of(body).body
    assert paragraph.inlines[0].text == text
