"""The words of a letter, read back with python-docx."""

from dataclasses import replace

import pytest
from docx.document import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from outreach.model.letter import Block, Letter, Link, NumberedList, Paragraph, Text
from tests.renderers.docx_reading import RICH, items, opened, paragraphs, said

SAYABLE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co", "Zl", "Zp"]))
AWKWARD = (
    "A & B < C > D \"q\" 's' ]]> &amp; {{ x }} %s",
    "  spaces  at   the edges ",
    "a\ttab",
    "鄭若驊 𠮷野家",
    "😀👩‍👩‍👧 é ﬁ",
    "مرحبا",
)
OPENING = (
    "I am writing about the 64 people charged so far. "
    "Their peaceful words are set out in a public report."
)


def test_every_part_has_a_style_by_its_name(letter: Letter) -> None:
    assert paragraphs(letter) == [
        ("Return Address", "Jane Roe\n12 Elm Street\nToronto ON  M5V 2T6\nCANADA"),
        ("Date", "22 November 2026"),
        (
            "Inside Address",
            "The Honourable Robin Sample, SC\nSecretary for Examples\n1 Sample Road\nHong Kong",
        ),
        ("Salutation", "Dear Secretary Sample,"),
        ("Subject", "The people prosecuted for peaceful expression"),
        ("Body Text", OPENING),
        ("Body Text", "I therefore call on you to:"),
        *(("List Number", item.inlines[0].text) for (item,) in letter.body[2].items),
        ("Body Text", "I would be grateful for a reply.\nIt will be shared."),
        ("Closing", "Yours sincerely,"),
        ("Signature", "Jane Roe"),
        ("Enclosures", "Report of the inquiry (2 pages)"),
    ]


def test_a_chinese_letter_opens_with_its_addressee_and_ends_with_the_date(
    chinese_letter: Letter,
) -> None:
    names = [name for name, _ in paragraphs(chinese_letter)]
    assert names[:3] == ["Return Address", "Inside Address", "Salutation"]
    assert names[-3:] == ["Closing", "Signature", "Date"]


def test_emphasis_is_seen(letter: Letter) -> None:
    runs = {run.text: run for run in opened(letter).paragraphs[5].runs}
    assert runs["64 people"].bold
    assert runs["peaceful"].italic
    assert not runs[" charged so far. Their "].bold


def test_a_link_leads_where_it_says(letter: Letter) -> None:
    (link,) = opened(letter).paragraphs[5].hyperlinks
    assert (link.text, link.address) == ("a public report", "https://example.org/report?a=1&b=2")


def test_a_link_that_breaks_the_rules_of_addresses_does_not_break_the_document(
    letter: Letter,
) -> None:
    target = 'https://example.org/a b"<c>\\{d}?x=é&y=1%20'
    one = replace(letter, body=(Paragraph((Link(target, (Text("here"),)),)),))
    (link,) = opened(one).paragraphs[5].hyperlinks
    assert link.address == "https://example.org/a%20b%22%3Cc%3E%5C%7Bd%7D?x=%C3%A9&y=1%20"


@pytest.mark.parametrize("words", AWKWARD)
@pytest.mark.parametrize(
    "field", ["subject", "salutation", "close", "date_text", "signature", "inside_address"]
)
def test_any_field_holds_any_words(letter: Letter, field: str, words: str) -> None:
    lines = field in {"signature", "inside_address"}
    one = replace(letter, **{field: (words, "second") if lines else words})
    expected = f"{words}\nsecond" if lines else words
    assert expected in [text for _, text in paragraphs(one)]


@pytest.mark.parametrize("words", AWKWARD)
def test_title_and_running_head_hold_any_words(letter: Letter, words: str) -> None:
    document = opened(replace(letter, subject=words, envelope=(words,)))
    assert document.core_properties.title == words
    head = document.sections[0].header.paragraphs[0]
    assert head.text.startswith(f"{words} · 22 November 2026\t")


@settings(max_examples=50)
@given(words=SAYABLE, name=SAYABLE.filter(bool))
def test_whatever_a_letter_says_reads_back(letter: Letter, words: str, name: str) -> None:
    read = paragraphs(replace(letter, body=(said(words, name),), signature=(name, "Roe")))
    assert ("Body Text", words + name) in read
    assert ("Signature", f"{name}\nRoe") in read


def numbers(document: Document) -> list[tuple[str, int, int]]:
    """(text, instance, level) of each paragraph that is numbered on its own account."""
    return [
        (each.text, each._p.pPr.numPr.numId.val, each._p.pPr.numPr.ilvl.val)
        for each in document.paragraphs
        if each._p.pPr.numPr is not None
    ]


def starts(document: Document) -> dict[int, int]:
    """Instance of a list → the number it starts from."""
    numbering = document.part.numbering_part.element
    return {
        int(instance.numId): int(override[0])
        for instance in numbering.num_lst
        if (override := instance.xpath("./w:lvlOverride/w:startOverride/@w:val"))
    }


def test_each_list_of_a_letter_starts_anew(letter: Letter) -> None:
    body = (NumberedList(items("a", "b")), NumberedList(items("c"), start=7))
    document = opened(replace(letter, body=body))
    assert numbers(document) == [("a", 3, 0), ("b", 3, 0), ("c", 4, 0)]
    assert starts(document) == {3: 1, 4: 7}


def test_lists_within_lists_have_levels_and_numbers_of_their_own(letter: Letter) -> None:
    document = opened(replace(letter, body=RICH))
    assert numbers(document) == [
        ("one", 3, 0),
        ("dash", 2, 1),
        ("two", 3, 0),
        ("a", 4, 1),
        ("b", 4, 1),
        ("", 3, 0),
        ("alone", 5, 1),
        ("uno", 6, 0),
        ("due", 6, 0),
        ("seven", 7, 0),
        ("listed", 8, 0),
    ]
    assert starts(document) == {3: 1, 4: 1, 5: 1, 6: 1, 7: 7, 8: 1}


def test_lists_deeper_than_word_knows_are_still_lists(letter: Letter) -> None:
    deep: Block = NumberedList(items("bottom"))
    for _ in range(12):
        deep = NumberedList(((said("down"), deep),))
    levels = [level for _, _, level in numbers(opened(replace(letter, body=(deep,))))]
    assert levels == [0, 1, 2, 3, 4, 5, 6, 7, 8, 8, 8, 8, 8]
