"""Whatever somebody writes into a template: it makes a letter, or is refused in a sentence."""

from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.composing.merging import merge
from outreach.composing.templates import compile_template
from outreach.errors import InputInvalid

PIECES = (
    "{{", "}}", "{%", "%}", "{#", "#}", "-%}", "{{-", "{{ name }}", "{{ suffix }}",
    "{{ tags }}", "{{ demands }}", "{{ personal }}", "{% if name %}", "{% if suffix %}",
    "{% else %}", "{% elif office %}", "{% endif %}", "{% for t in tags %}", "{% endfor %}",
    "{{ t }}", "{{ loop.index }}", "{% raw %}", "{% endraw %}", "{{ name | ", "upper", "join",
    "default('x')", "first", " ~ ", " + ", " * ", " % ", "**", "9", "'a'", "[", "]", "(", ")",
    ".x", "|", "not ", " is ", " in ", "defined", "*", "_", "# ", "- ", "1. ", "> ", "`",
    "```\n", "![", "](https://example.org/)", "[a](", "<b>", "<https://example.org/", ">",
    "---", "===", "\n", "\n\n", "    ", "  \n", "\\", "&amp;", "&#xE000;", "a", "中", "。", "\t",
    "|--|", "~~~\n", "\u00a0", "<!--", "-->", '"', "'",
)  # fmt: skip
BODIES = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)


@settings(max_examples=300)
@given(body=BODIES, subject=BODIES, demand=BODIES)
def test_it_makes_a_letter_or_is_refused(
    template, recipient, occasion, forms, body, subject, demand
):
    whole = template(body, subject=subject, demands=(demand,))
    try:
        letter = merge(compile_template(whole), recipient(), 1, occasion(), forms)
    except InputInvalid as refused:
        problems = refused.problems
    else:
        problems = ()
        assert letter.subject
    assert all(problem.file == "appeal.md" for problem in problems)
