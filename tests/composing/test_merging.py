"""The merge: what stands where in a letter, and how what is missing is told."""

from dataclasses import replace
from datetime import date

import pytest

from outreach.composing.forms import forms_of_address
from outreach.composing.merging import CannotMerge, Fault, Merger, grouped, merge
from outreach.composing.templates import compile_template
from outreach.errors import ExitStatus, InputInvalid
from outreach.model.campaign import Fact, TemplateSet
from outreach.model.letter import LineBreak, NumberedList, Paragraph, Strong, Text
from outreach.model.people import Gender, PersonName, Signatory


def only_text(letter):
    (paragraph,) = letter.body
    return "".join(inline.text for inline in paragraph.inlines)


def test_a_letter_is_put_together_from_template_form_and_occasion(letter_of, occasion):
    on = occasion(
        signatory=Signatory("jane", "Jane Doe", group="Letters for All"),
        return_address=("Jane Doe", "Toronto"),
        by_hand=True,
    )
    letter = letter_of("Hello.", on=on, subject="About {{ office }}", enclosures=("A list",))
    assert letter.recipient_id == "ada"
    assert (letter.place, letter.language) == (1, "en")
    assert letter.subject == "About Minister of Justice"
    assert (letter.dated, letter.date_text) == (date(2026, 11, 22), "22 November 2026")
    assert letter.return_address == ("Jane Doe", "Toronto")
    assert letter.envelope == ("Ada Example", "1 Elm Street")
    assert letter.inside_address == ("Ada Example", "Minister")
    assert (letter.salutation, letter.close) == ("Dear Minister,", "Yours sincerely,")
    assert letter.signature == ("Jane Doe", "Letters for All")
    assert letter.enclosures == ("Enclosure: A list",)
    assert letter.by_hand


def test_a_chinese_letter_is_signed_with_its_formula(compiled, recipient, occasion, forms):
    ready = compiled("你好", language="zh-Hant")
    letter = merge(ready, recipient(), 1, occasion(), replace(forms, sign_off="謹啟"))
    assert letter.signature == ("Jane Doe 謹啟",)
    assert letter.date_text == "2026年11月22日"


def test_a_date_is_written_as_at_home(letter_of, occasion):
    letter = letter_of("{{ date }}, {{ term_end }}", on=occasion(home_country="US"))
    assert letter.date_text == "November 22, 2026"
    assert only_text(letter) == "November 22, 2026, January 3, 2027"


def test_a_template_may_have_its_own_salutation_and_close(letter_of):
    letter = letter_of(salutation="Dear _{{ given }} {{ family }}_", close="With *regards*,")
    assert letter.salutation == "Dear _Ada Example_,"
    assert letter.close == "With *regards*,"


def test_a_recipients_own_salutation_goes_before_that_of_the_template(letter_of, recipient):
    to = replace(recipient(), salutation="Dear Ada")
    assert letter_of(to=to, salutation="Dear {{ office }}").salutation == "Dear Ada"


def test_shipped_forms_fit_in(compiled, recipient, occasion):
    to = replace(recipient(), salutation="Dear Ada")
    ready = compiled("Hello.", salutation="Dear {{ office }}")
    forms = forms_of_address()
    assert merge(ready, to, 1, occasion(), forms).salutation.startswith("Dear Ada")
    template_opens = merge(ready, recipient(), 1, occasion(), forms).salutation
    assert template_opens.startswith("Dear Minister of Justice")


FIELDS = {
    "id": "ada",
    "name": "Ada Example",
    "given": "Ada",
    "family": "Example",
    "native_name": "愛達",
    "honorific": "Dr",
    "suffix": "III",
    "post_nominals": "SC",
    "gender": "female",
    "office": "Minister of Justice",
    "organisation": "Ministry",
    "country": "US",
    "division": "ocd-division/country:us",
    "email": "ada@example.org",
    "phone": "+1 555 0100",
    "form_url": "https://example.org/form",
    "address | join(', ')": "1 Elm Street",
    "locality": "Springfield",
    "region": "Oregon",
    "postcode": "12345",
    "tags | join(', ')": "minister, cabinet",
    "languages | join(', ')": "en, fr",
    "source": "example.org",
    "verified_on": "1 July 2026",
    "term_end": "3 January 2027",
    "salutation": "Dear Ada",
    "party": "Independent",
    "Party": "Independent",
    "date_of_birth": "1970",
    "sender_name": "Jane Doe",
    "sender_email": "jane@example.org",
    "sender_group": "Letters for All",
    "date": "22 November 2026",
    "today": "22 November 2026",
    "motto": "Onward",
    "place": "Oslo",
    "charged": "64",
    "charged_as_of": "31 July 2021",
    "charged_source": "a report",
}


@pytest.mark.parametrize(("name", "text"), FIELDS.items())
def test_every_field_can_be_printed(template, recipient, occasion, forms, name, text):
    to = recipient()
    full = PersonName("Ada Example", "Ada", "Example", "愛達", "Dr", "III", "SC")
    to = replace(
        to,
        name=replace(full, suffix="") if name == "name" else full,
        gender=Gender.FEMALE,
        organisation="Ministry",
        division="ocd-division/country:us",
        email="ada@example.org",
        phone="+1 555 0100",
        form_url="https://example.org/form",
        address=replace(to.address, region="Oregon"),
        salutation="Dear Ada",
        source="example.org",
        verified_on=date(2026, 7, 1),
        more=(("Party", "Independent"), ("Date of birth", "1970")),
    )
    on = occasion(
        signatory=Signatory("jane", "Jane Doe", "jane@example.org", group="Letters for All"),
        variables=(("place", "Oslo"),),
    )
    whole = template(
        f"{{{{ {name} }}}}",
        variables=(("motto", "Onward"),),
        facts=(Fact("charged", "64", date(2021, 7, 31), "a report"),),
    )
    ready = compile_template(whole, frozenset({"Party", "Date of birth", "place"}))
    assert only_text(merge(ready, to, 1, on, forms)) == text


def test_a_column_for_the_language_of_the_letter_goes_first(letter_of, recipient):
    to = recipient(**{"office.zh-Hant": "律政司司長", "party": "A", "party.zh-Hant": "甲"})
    assert only_text(letter_of("{{ office }} {{ party }}", to=to)) == "Minister of Justice A"
    chinese = letter_of("{{ office }} {{ party }}", to=to, language="zh-Hant")
    assert only_text(chinese) == "律政司司長 甲"
    in_hong_kong = letter_of("{{ office }}", to=to, language="zh-HK")
    assert only_text(in_hong_kong) == "律政司司長"


def test_a_column_goes_before_a_variable_and_the_campaigns_before_the_templates(
    letter_of, recipient, occasion
):
    on = occasion(variables=(("place", "Oslo"), ("river", "Glomma")))
    to = recipient(place="Bergen", river="", hill="")
    variables = (("place", "Rome"), ("river", "Tiber"), ("hill", "Palatine"))
    letter = letter_of("{{ place }} {{ river }} {{ hill }}", to=to, on=on, variables=variables)
    assert only_text(letter) == "Bergen Glomma Palatine"


def test_the_campaigns_fact_goes_before_that_of_the_template(letter_of, occasion):
    facts = (Fact("charged", "64", date(2021, 7, 31)), Fact("held", "9"))
    on = occasion(facts=(Fact("charged", "70", date(2026, 7, 1)), Fact("held", "")))
    letter = letter_of("{{ charged }} {{ charged_as_of }} {{ held }}", on=on, facts=facts)
    assert only_text(letter) == "70 1 July 2026 9"


def test_demands_are_a_numbered_list_with_markdown_and_values(letter_of):
    demands = ("**Drop** the charges, {{ given }}.", "- Release them.")
    letter = letter_of("a\n\n{{ demands }}\n\nb", demands=demands)
    assert letter.body[1] == NumberedList(
        (
            (Paragraph((Strong((Text("Drop"),)), Text(" the charges, Ada."))),),
            (Paragraph((Text("- Release them."),)),),
        )
    )


def test_personal_words_stay_as_they_are_in_paragraphs(letter_of, occasion):
    on = occasion(personal="\n  I *am*\r\n{{ here }}.\n \n\n# You too\n")
    letter = letter_of("a\n\n{{ personal }}\n\nb", on=on)
    assert letter.body[1:3] == (
        Paragraph((Text("  I *am*"), LineBreak(), Text("{{ here }}."))),
        Paragraph((Text("# You too"),)),
    )


def test_without_personal_words_there_is_no_paragraph(letter_of):
    letter = letter_of("a\n\n{{ personal }}\n\n{% if personal %}As I said.{% endif %}")
    assert letter.body == (Paragraph((Text("a"),)),)


def test_an_empty_field_is_false_and_can_be_replaced(letter_of):
    body = "{% if suffix %}a{% else %}b{% endif %}{{ suffix or 'c' }}{{ suffix | default('d') }}"
    assert only_text(letter_of(body)) == "bcd"


def test_a_field_of_spaces_is_empty(letter_of):
    assert only_text(letter_of("{% if v %}a{% else %}b{% endif %}", more={"v": "  "})) == "b"


def test_an_empty_field_that_is_printed_is_told_with_line_field_and_recipient(letter_of):
    with pytest.raises(CannotMerge) as refused:
        letter_of("a\n\nb {{ suffix | upper }}")
    (problem,) = refused.value.problems
    assert str(problem).startswith("appeal.md:12: `suffix` is empty (for ada). Fill it in, or")
    assert refused.value.status is ExitStatus.INVALID
    (fault,) = refused.value.faults
    assert (fault.file, fault.line, fault.field) == ("appeal.md", 12, "suffix")
    assert fault.recipient_id == "ada"


def test_every_way_of_printing_an_empty_field_is_told(letter_of):
    for printed in (
        "suffix ~ 'x'",
        "suffix + 'x'",
        "'x' | replace('x', suffix)",
        "[suffix] | join",
    ):
        with pytest.raises(CannotMerge, match="`suffix` is empty"):
            letter_of(f"{{{{ {printed} }}}}")


def test_all_empty_fields_of_a_letter_are_told_at_once(letter_of):
    with pytest.raises(CannotMerge) as refused:
        letter_of("{{ suffix }}\n{{ email }}", subject="{{ phone }}", subject_line=3)
    assert [fault.field for fault in refused.value.faults] == ["phone", "suffix", "email"]
    assert [fault.line for fault in refused.value.faults] == [3, 10, 11]


def test_a_fact_without_a_value_is_told_where_it_stands_and_without_recipients(letter_of):
    facts = (Fact("charged", line=4),)
    with pytest.raises(CannotMerge) as refused:
        letter_of("{{ charged }} {{ charged }} {{ charged | int }}", facts=facts)
    (problem,) = refused.value.problems
    assert str(problem).startswith("appeal.md:4: The fact `charged` has no value. Fill it in")
    assert "[facts.charged]" in problem.way_out


def test_a_template_can_go_without_a_fact(letter_of):
    body = "{% if charged %}{{ charged }}{% else %}Many{% endif %}"
    assert only_text(letter_of(body, facts=(Fact("charged"),))) == "Many"


LINES = ("subject", "salutation", "close")


@pytest.mark.parametrize("name", LINES)
def test_a_line_break_in_a_line_is_a_fault(letter_of, name):
    with pytest.raises(CannotMerge, match=f"The {name} has a line break"):
        letter_of(more={"v": "a\nb"}, **{name: "a {{ v }}"})


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_is_too_long_is_a_fault(letter_of, name):
    with pytest.raises(CannotMerge, match=f"The {name} is longer than 250 characters"):
        letter_of(more={"v": "a" * 250}, **{name: "a {{ v }}"})


@pytest.mark.parametrize("name", LINES)
def test_a_line_that_comes_out_empty_is_a_fault(letter_of, name):
    with pytest.raises(CannotMerge, match=f"The {name} comes out empty"):
        letter_of(**{name: "{% if suffix %}a{% endif %}"})


def test_a_line_break_in_a_recipients_salutation_is_a_fault(letter_of, recipient):
    with pytest.raises(CannotMerge, match="The salutation has a line break"):
        letter_of(to=replace(recipient(), salutation="Dear\nAda"))


def refusal(recipient_id, field="suffix", line=12):
    return CannotMerge([Fault(f"`{field}` is empty", "", "appeal.md", line, field, recipient_id)])


def test_the_same_fault_in_many_letters_is_one_problem_that_names_five():
    refusals = [refusal(f"r{number}") for number in range(1, 1001)]
    (problem,) = grouped(refusals)
    assert problem.sentence == "`suffix` is empty (for r1, r2, r3, r4, r5 and 995 more)."
    assert (problem.file, problem.line) == ("appeal.md", 12)


def test_faults_apart_in_place_or_field_are_problems_apart():
    found = grouped([refusal("a"), refusal("b", line=13), refusal("c", "email"), refusal("d")])
    assert [problem.sentence for problem in found] == [
        "`suffix` is empty (for a and d).",
        "`suffix` is empty (for b).",
        "`email` is empty (for c).",
    ]


def test_each_reader_gets_their_language(template, recipient, occasion, forms):
    english, french = template("Hello"), template("Bonjour", language="fr")
    templates = TemplateSet("appeal", (english, french))
    merger = Merger.prepare(templates, (), occasion(), forms)
    assert only_text(merger.letter(recipient(), 1)) == "Hello"
    assert only_text(merger.letter(replace(recipient(), languages=("fr",)), 2)) == "Bonjour"
    assert merger.letter(replace(recipient(), languages=("de",)), 3).language == "en"


def test_problems_of_all_languages_are_shown_together(template, occasion, forms):
    variants = (template("{{ a }}", file="a.md"), template("{{ b }}", file="b.md", language="fr"))
    with pytest.raises(InputInvalid) as refused:
        Merger.prepare(TemplateSet("appeal", variants), (), occasion(), forms)
    assert [problem.file for problem in refused.value.problems] == ["a.md", "b.md"]


def test_personal_words_that_have_no_place_are_not_lost(template, occasion, forms):
    templates = TemplateSet("appeal", (template("Hello"),))
    with pytest.raises(InputInvalid, match="no place for your personal words"):
        Merger.prepare(templates, (), occasion(personal="I was there."), forms)
