"""Letters as the values that layouts read."""

import json
from dataclasses import replace

import pytest

from outreach.model.letter import (
    BulletList,
    Divider,
    Emphasis,
    Heading,
    Letter,
    LineBreak,
    Link,
    NumberedList,
    Paragraph,
    Quote,
    Strong,
    Text,
)
from outreach.typesetting.manuscript import manuscript, title, typst_language


def body(letter: Letter) -> object:
    parts = manuscript(letter)["parts"]
    assert isinstance(parts, list)
    return next(part[1] for part in parts if part[0] == "body")  # type: ignore[index]


@pytest.mark.parametrize(
    ("tag", "language", "region"),
    [
        ("en", "en", None),
        ("en-GB", "en", "GB"),
        ("zh-Hant", "zh", "TW"),
        ("zh-Hant-HK", "zh", "HK"),
        ("zh-hans", "zh", "CN"),
        ("pt_br", "pt", "BR"),
        ("EN", "en", None),
    ],
)
def test_a_language_tag_becomes_language_and_region(
    tag: str, language: str, region: str | None
) -> None:
    assert typst_language(tag) == (language, region)


def test_the_parts_are_in_the_order_of_the_letter(letter: Letter) -> None:
    parts = manuscript(letter)["parts"]
    assert isinstance(parts, list)
    assert [part[0] for part in parts] == [  # type: ignore[index]
        "return-address", "date", "inside-address", "salutation", "subject", "body", "close",
        "signature",
    ]  # fmt: skip


def test_a_manuscript_is_json(letter: Letter) -> None:
    assert json.loads(json.dumps(manuscript(letter))) == manuscript(letter)


def test_blocks_and_inlines_become_lists_that_start_with_their_kind(letter: Letter) -> None:
    words = Paragraph((Text("a"),))
    blocks = (
        Paragraph(
            (Emphasis((Text("e"),)), Strong((Text("s"),)), LineBreak(), Link("https://x.test", ()))
        ),
        NumberedList(((words,),), start=3),
        BulletList(((words, words),)),
        Quote((words,)),
        Divider(),
    )
    assert body(replace(letter, body=blocks)) == [
        ["p", [["em", ["e"]], ["strong", ["s"]], ["br"], ["link", "https://x.test", []]]],
        ["ol", 3, [[["p", ["a"]]]]],
        ["ul", [[["p", ["a"]], ["p", ["a"]]]]],
        ["quote", [["p", ["a"]]]],
        ["rule"],
    ]


def test_headings_skip_no_level_below_the_subject(letter: Letter) -> None:
    headings = tuple(Heading(level, (Text("h"),)) for level in (3, 3, 1, 2, 1))
    found = body(replace(letter, body=headings))
    assert isinstance(found, list)
    assert [heading[1] for heading in found] == [2, 3, 2, 3, 2]


def test_the_addressee_above_further_pages_is_the_first_line_or_in_chinese_the_last(
    letter: Letter,
) -> None:
    assert manuscript(letter)["addressee"] == "Robin Sample"
    chinese = replace(letter, language="zh-Hant", inside_address=("香港例子道一號", "甄實先生"))
    assert manuscript(chinese)["addressee"] == "甄實先生"
    assert manuscript(replace(letter, inside_address=()))["addressee"].startswith("The Hon")  # type: ignore[union-attr]


def test_a_title_is_never_empty(letter: Letter) -> None:
    assert title(letter) == "A subject"
    assert title(replace(letter, subject="  ")) == "Robin Sample"
    bare = replace(letter, subject="", inside_address=(), envelope=())
    assert title(bare) == "sample"
    # A personal letter: what a viewer shows must not name anybody.
    assert title(replace(bare, recipient_id="")) == "Letter"
    assert title(replace(bare, recipient_id="", language="zh-Hant")) == "信"


def test_what_stands_on_each_page_is_kept_apart_from_the_addressee(letter: Letter) -> None:
    assert manuscript(letter)["on_each_page"] == ""
    assert manuscript(replace(letter, on_each_page="A 1"))["on_each_page"] == "A 1"
