"""The shipped letters to many: complete in each language, true to what they say of themselves."""

import re
from datetime import date

import pytest

from outreach.composing.forms import forms_of_address
from outreach.composing.merging import CannotMerge, Merger
from outreach.composing.occasion import Occasion
from outreach.model.campaign import Fact, TemplateSet
from outreach.model.letter import Letter, NumberedList, Paragraph
from outreach.model.people import PersonName, PostalAddress, Recipient, Signatory
from outreach.workspace.templates import read_template

NAMES = ("independent-inquiry", "legislator-action", "release-the-charged")
CHARGED = Fact("charged", "1,234", date(2026, 11, 1), "example.org")
CHENG = Recipient(
    "hk",
    PersonName("Teresa Cheng Yeuk-wah", "Yeuk-wah", "Cheng", "鄭若驊"),
    office="Secretary for Justice",
    organisation="Department of Justice",
    address=PostalAddress(("18 Lower Albert Road",), "Central", "Hong Kong", "", "HK"),
    more=(("office.zh-Hant", "律政司司長"),),
)
MINISTER = Recipient(
    "xx",
    PersonName("Sam Rivera", "Sam", "Rivera"),
    office="Minister of Justice",
    address=PostalAddress(("1 Example Road",), "Town", country="FR"),
)


@pytest.fixture(params=NAMES)
def letters(request, shipped) -> TemplateSet:
    return read_template(shipped, request.param)


def merged(
    letters: TemplateSet, recipient: Recipient, language: str, *facts: Fact, personal: str = ""
) -> Letter:
    occasion = Occasion(
        Signatory("jane", "Jane Doe"), date(2026, 11, 22), "CA", facts=facts, personal=personal
    )
    columns = ("office.zh-Hant",)
    merger = Merger.prepare(letters, columns, occasion, forms_of_address(), language)
    return merger.letter(recipient, 1)


def words(letter: Letter) -> str:
    paragraphs = [block for block in letter.body if isinstance(block, Paragraph)]
    return "\n".join(str(block.inlines) for block in paragraphs)


def test_each_letter_is_in_english_and_chinese_with_the_same_demands(letters) -> None:
    by_language = {variant.language: variant for variant in letters.variants}
    assert set(by_language) == {"en", "zh-Hant"}
    english, chinese = by_language["en"], by_language["zh-Hant"]
    assert len(english.demands) == len(chinese.demands) == 3
    assert english.audience == chinese.audience
    assert [fact.name for fact in english.facts] == [fact.name for fact in chinese.facts]
    assert [name for name, _ in english.variables] == [name for name, _ in chinese.variables]
    assert english.max_age == chinese.max_age


def test_no_fact_is_shipped_with_a_value(letters) -> None:
    for variant in letters.variants:
        assert not any(fact.value or fact.as_of or fact.source for fact in variant.facts)


@pytest.mark.parametrize("language", ["en", "zh-Hant"])
@pytest.mark.parametrize("recipient", [CHENG, MINISTER], ids=["hk", "fr"])
def test_each_letter_merges_for_different_officials(letters, recipient, language) -> None:
    letter = merged(letters, recipient, language, CHARGED, personal="I grew up there.")
    (demands,) = (block for block in letter.body if isinstance(block, NumberedList))
    assert len(demands.items) == 3
    assert "I grew up there." in words(letter)
    assert letter.salutation.endswith((",", "："))
    assert letter.language == language
    assert letter.subject


def test_a_letter_fits_one_page(letters) -> None:
    for variant in letters.variants:
        # About what a page of 11 points holds below addresses and date.
        limit = 400 if variant.language == "en" else 700
        whole = " ".join((variant.body, *variant.demands))
        count = len(whole.split()) if variant.language == "en" else len(whole)
        assert count < limit, variant.file


def test_a_letter_is_polite_and_holds_no_number_of_its_own(letters) -> None:
    allowed = {"19", "21", "27", "39", "383", "1990", "4", "5", "22", "23"}
    for variant in letters.variants:
        text = " ".join((variant.body, *variant.demands))
        assert set(re.findall(r"\d+", text)) <= allowed, variant.file
        assert "!" not in text
        assert "！" not in text


def test_the_appeal_waits_for_the_number_charged(shipped) -> None:
    letters = read_template(shipped, "release-the-charged")
    with pytest.raises(CannotMerge, match="charged"):
        merged(letters, CHENG, "en")
    assert "1,234" in words(merged(letters, CHENG, "en", CHARGED))
    assert "1,234" in words(merged(letters, CHENG, "zh-Hant", CHARGED))


@pytest.mark.parametrize(("language", "law"), [("en", "Basic Law"), ("zh-Hant", "《基本法》")])
def test_the_appeal_names_the_law_of_hong_kong_there_only(shipped, language, law) -> None:
    letters = read_template(shipped, "release-the-charged")
    assert law in words(merged(letters, CHENG, language, CHARGED))
    assert law not in words(merged(letters, MINISTER, language, CHARGED))


def test_the_model_salutations_hold(shipped) -> None:
    letters = read_template(shipped, "release-the-charged")
    assert merged(letters, CHENG, "en", CHARGED).salutation == "Dear Secretary Cheng,"
    assert merged(letters, CHENG, "zh-Hant", CHARGED).salutation == "律政司司長鄭若驊鈞鑒："


def test_the_letter_to_legislators_speaks_of_their_office(shipped) -> None:
    letters = read_template(shipped, "legislator-action")
    assert "Minister of Justice" in words(merged(letters, MINISTER, "en"))
    assert "律政司司長" in words(merged(letters, CHENG, "zh-Hant"))
