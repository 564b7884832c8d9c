"""A draft as a template: the file it becomes, and the way there and back."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from outreach.composing.forms import forms_of_address
from outreach.composing.merging import CannotMerge, merge
from outreach.composing.occasion import Occasion
from outreach.composing.templates import compile_template
from outreach.drafts.template import Draft, draft_of
from outreach.drafts.word import read_word
from outreach.drafts.written import Kind, Line, Words, Written
from outreach.model.campaign import LetterTemplate
from outreach.model.letter import BulletList, Letter, NumberedList, Paragraph, Quote, Text
from outreach.model.mailing import Rendering
from outreach.model.page import PageSetup
from outreach.model.people import PersonName, PostalAddress, Recipient, Signatory
from outreach.renderers.docx import DocxRenderer
from outreach.renderers.text import plain_text
from outreach.workspace.templates import read_template

ADA = Recipient(
    id="ada",
    name=PersonName("Ada Example", "Ada", "Example"),
    office="Minister of Justice",
    address=PostalAddress(("1 Elm Street",), "Exampleton", "", "EX1 1EX", "GB"),
)
OCCASION = Occasion(
    Signatory("jane", "Jane Doe"), date(2026, 11, 22), "CA", ("Jane Doe", "Toronto")
)


def line(text: str, kind: Kind = Kind.TEXT, level: int = 0, **more: bool) -> Line:
    return Line((Words(text, **more),), kind, level)


def draft(*lines: Line) -> Draft:
    return draft_of(Written(lines))


def template(made: Draft, tmp_path: Path, name: str = "appeal") -> LetterTemplate:
    folder = tmp_path / "letter_templates"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.md").write_text(made.text, encoding="utf-8")
    return read_template(tmp_path, name.partition(".")[0]).variants[0]


def letter(of: LetterTemplate) -> Letter:
    return merge(compile_template(of), ADA, 1, OCCASION, forms_of_address())


LETTER = (
    line("Re: The case of {{ x }}"),
    line("Dear Minister,"),
    line("I write as <<Office>> about [CITY]."),
    line("I call on you to:"),
    line("Release: them all.", Kind.NUMBERED),
    line("Pay # 1 “now”.", Kind.NUMBERED),
    line("Yours sincerely,"),
    line("Jane Doe"),
)


def test_a_letter_becomes_front_matter_and_text() -> None:
    assert draft(*LETTER).text == (
        "---\n"
        'subject: "The case of {{ todo_x }}"\n'
        "# Blanks of the letter. No letter goes out while one of them has no value.\n"
        "variables:\n"
        "  todo_x:  # {{ x }}\n"
        "  todo_city:  # [CITY]\n"
        "demands:\n"
        '  - "Release: them all."\n'
        '  - "Pay # 1 “now”."\n'
        "---\n"
        "I write as {{ office }} about {{ todo_city }}.\n\n"
        "I call on you to:\n\n"
        "{{ demands }}\n\n"
        "{{ personal }}\n"
    )


def test_no_letter_goes_out_with_a_blank(tmp_path: Path) -> None:
    with pytest.raises(CannotMerge) as refused:
        letter(template(draft(*LETTER), tmp_path))
    assert {fault.field for fault in refused.value.faults} == {"todo_x", "todo_city"}


def test_a_letter_without_a_subject_asks_for_one(tmp_path: Path) -> None:
    made = draft(line("I write."))
    assert made.subject == ""
    with pytest.raises(CannotMerge, match="todo_subject"):
        letter(template(made, tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "yes",
            "null",
            "- dash",
            "a: b",
            "# no",
            "'quoted'",
            '"x"',
            "{1}",
            "[1]",
            "*c",
            "&d",
            "!e",
        ),
        *(
            "%f",
            "@g",
            "`h",
            "|i",
            ">j",
            "k #l",
            "7",
            "2026-01-01",
            "back\\slash",
            "ends:",
            "…",
            "~",
        ),
        "中文：好",
    ],
)
def test_any_subject_and_demand_survive_the_front_matter(tmp_path: Path, text: str) -> None:
    lists = [line(text, Kind.NUMBERED), line("And more.", Kind.NUMBERED)]
    made = draft(line(f"Re: {text}"), line("Dear Minister,"), line("I ask:"), *lists)
    merged = letter(template(made, tmp_path))
    assert merged.subject == text.strip()
    (demands,) = [block for block in merged.body if isinstance(block, NumberedList)]
    assert demands.items[0] == (Paragraph((Text(text),)),)


RICH = (
    Paragraph((Text("First words, & <more> {{ of }} them."),)),
    BulletList(
        (
            (Paragraph((Text("dot"),)),),
            (Paragraph((Text("dash"),)), NumberedList(((Paragraph((Text("deep"),)),),) * 2)),
        )
    ),
    Quote((Paragraph((Text("Somebody said so."),)),)),
)


@dataclass(frozen=True)
class Trip:
    """A letter, and the one that is made again of its DOCX."""

    first: Letter
    second: Letter
    draft: Draft


def round_trip(given: Letter, tmp_path: Path) -> Trip:
    (made,) = DocxRenderer(PageSetup(home_country="CA")).each([given])
    assert isinstance(made, Rendering)
    path = tmp_path / "letter.docx"
    path.write_bytes(made.content)
    told = read_word(path, path.name)
    again = draft_of(told)
    read = replace(template(again, tmp_path), language=given.language)
    assert told.language == given.language
    return Trip(given, letter(read), again)


@pytest.mark.parametrize(
    "name", ["legislator-action", "legislator-action.zh-Hant", "independent-inquiry"]
)
def test_a_letter_of_ours_that_was_saved_in_word_says_the_same_again(
    tmp_path: Path, name: str
) -> None:
    shipped = read_template(Path(__file__).parents[2], name.partition(".")[0])
    tag = name.partition(".")[2] or "en"
    trip = round_trip(letter(shipped.variant((tag,), tag)), tmp_path)
    assert plain_text(trip.second.on_paper()) == plain_text(trip.first.on_paper())
    assert trip.draft.demands == 3
    assert not trip.draft.blanks
    (head,) = trip.draft.lost
    assert head.startswith("The header says")


def test_lists_within_lists_and_quotes_come_back(tmp_path: Path) -> None:
    shipped = read_template(Path(__file__).parents[2], "independent-inquiry")
    given = replace(letter(shipped.variants[0]), body=(*RICH, Paragraph((Text("Last words."),))))
    trip = round_trip(replace(given, body=given.body[1:]), tmp_path)
    assert trip.second.body == given.body[1:]


def test_every_part_of_the_form_is_named(tmp_path: Path) -> None:
    shipped = read_template(Path(__file__).parents[2], "independent-inquiry")
    trip = round_trip(letter(shipped.variants[0]), tmp_path)
    assert [part.what for part in trip.draft.form] == [
        *("your address", "the date", "the recipient's address", "the salutation", "the close"),
        "the signature",
    ]
