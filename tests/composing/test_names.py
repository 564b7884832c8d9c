"""Names: nothing is guessed, nothing is lost."""

import pytest

from outreach.composing import names
from outreach.model.people import Gender, NameOrder, PersonName

ENGLISH = ((Gender.MALE, "Mr"), (Gender.FEMALE, "Ms"))


@pytest.mark.parametrize(
    ("name", "country", "expected"),
    [
        (
            PersonName(full="Teresa Cheng Yeuk-wah", given="x", family="y"),
            "HK",
            "Teresa Cheng Yeuk-wah",
        ),
        (PersonName(given="Maria", family="Rivera"), "US", "Maria Rivera"),
        (PersonName(given="Yeuk-wah", family="Cheng"), "HK", "Cheng Yeuk-wah"),
        (PersonName(given="Teresa", family="Cheng"), "HK", "Teresa Cheng"),
        (PersonName(given="Anna", family="Kovács"), "HU", "Kovács Anna"),
        (PersonName(family="Sukarno"), "ID", "Sukarno"),
        (PersonName(), "US", ""),
    ],
)
def test_the_whole_name_is_the_lists_own_or_the_parts_in_the_countrys_order(
    name, country, expected
) -> None:
    assert names.full_name(name, country) == expected


def test_a_western_name_goes_before_the_chinese_ones() -> None:
    name = PersonName(given="Yeuk-wah", family="Cheng")
    assert names.full_name(name, "HK", "Teresa") == "Teresa Cheng Yeuk-wah"


@pytest.mark.parametrize(
    ("full", "suffix", "expected"),
    [
        ("Sanford Example", "Jr.", "Sanford Example, Jr."),
        ("Sanford Example, Jr.", "Jr.", "Sanford Example, Jr."),
        ("Sanford Example Jr", "Jr.", "Sanford Example Jr"),
        ("Andrew Example", "IV", "Andrew Example IV"),
        ("Andrew Example IV", "IV", "Andrew Example IV"),
    ],
)
def test_a_suffix_is_kept_and_never_doubled(full, suffix, expected) -> None:
    assert names.full_name(PersonName(full=full, suffix=suffix)) == expected


@pytest.mark.parametrize(
    ("full", "expected"),
    [
        ("Martin LEE Chu-ming", "Lee"),
        ("CHENG Yeuk-wah, Teresa", "Cheng"),
        ("AU-YEUNG Yeung-pun", "Au-Yeung"),
        ("Zoë LACHANCE-BÉLAIR", "Lachance-Bélair"),
        ("Fergus McTAVISH", "McTavish"),
        ("Fergus MCTAVISH", ""),
        ("Teresa Cheng Yeuk-wah", ""),
        ("Carrie LAM CHENG Yuet-ngor", ""),
        ("Jane Example MP", ""),
        ("Andrew Example III", ""),
        ("J. R. Example", ""),
        ("JANE EXAMPLE", ""),
        ("SUKARNO", ""),
        ("鄭若驊", ""),
    ],
)
def test_of_a_whole_name_only_capitals_and_commas_tell_the_family_name(full, expected) -> None:
    assert names.family_name(PersonName(full=full)) == expected


@pytest.mark.parametrize(
    ("name", "country", "chinese", "expected"),
    [
        (PersonName(given="Jane", family="Doe"), "US", False, "Doe"),
        (PersonName(given="Văn An", family="Nguyễn"), "VN", False, "An"),
        (PersonName("An Nguyen", "An", "Nguyen", order=NameOrder.GIVEN_FIRST), "VN", False, "An"),
        (PersonName(given="Jón", family="Sampleson"), "IS", False, ""),
        (PersonName(full="U Example Sample"), "MM", False, ""),
        (PersonName(given="Yuet-lam", family="Lam Cheng"), "HK", False, "Lam"),
        (PersonName(given="Ka-ming", family="Au Yeung"), "HK", False, "Au Yeung"),
        (PersonName(given="Jane", family="García López"), "ES", False, "García López"),
        (PersonName("陳大文", "大文", "陳"), "HK", False, ""),
        (PersonName("陳大文", "大文", "陳"), "HK", True, "陳"),
        (PersonName("Chan Tai-lam", "Tai-lam", "Chan"), "HK", True, ""),
        (PersonName(full="Samplarto"), "ID", False, ""),
    ],
)
def test_a_salutation_names_people_as_their_country_does(name, country, chinese, expected) -> None:
    assert names.name_in_salutation(name, country, chinese=chinese) == expected


def test_a_name_with_a_comma_is_shown_in_its_order() -> None:
    name = PersonName("Doe, John, Jr.", "John", "Doe", suffix="Jr.", shown="John Doe")
    assert names.full_name(name, "US") == "John Doe, Jr."


def test_chinese_characters_stand_without_a_space_and_the_family_name_leads() -> None:
    assert names.full_name(PersonName(given="大文", family="陳"), "US") == "陳大文"


def test_a_family_name_given_as_a_part_is_kept_whole() -> None:
    name = PersonName(full="Debbie WASSERMAN Schultz", family="Wasserman Schultz")
    assert names.family_name(name) == "Wasserman Schultz"


def test_a_courtesy_title_comes_from_the_list_or_from_a_gender_it_states() -> None:
    def title(honorific: str, gender: Gender) -> str:
        return names.courtesy_title(honorific, gender, ENGLISH, chinese=False)

    assert title("Dr.", Gender.FEMALE) == "Dr."
    assert title("", Gender.FEMALE) == "Ms"
    assert title("The Honourable", Gender.MALE) == "Mr"
    assert title("", Gender.UNKNOWN) == ""
    assert title("", Gender.OTHER) == ""


def test_an_honour_is_apart_from_courtesy_titles() -> None:
    assert names.title_of_honour("The Honourable") == "The Honourable"
    assert [names.title_of_honour(word) for word in ("Ms", "Dr.", "女士", "")] == [""] * 4


def test_letters_after_a_name_stand_there_once() -> None:
    assert names.with_post_nominals("Jane Example", "KC", "MP", " ") == "Jane Example KC MP"
    assert names.with_post_nominals("Jane Example", "KC MP", "MP", " ") == "Jane Example KC MP"
    assert names.with_post_nominals("Jane Example MP", "", "M.P.", " ") == "Jane Example MP"
    assert names.with_post_nominals("Paul Example", "SC, JP", "", ", ") == "Paul Example, SC, JP"
    assert names.with_post_nominals("", "SC", "MP", ", ") == ""


def test_a_doctor_is_not_called_one_twice() -> None:
    assert names.without_doubled_doctor("Dr.", "M.D., JP") == "JP"
    assert names.without_doubled_doctor("Ms", "M.D.") == "M.D."
