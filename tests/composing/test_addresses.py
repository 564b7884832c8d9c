"""Address blocks: the country's order, and the country last where mail crosses a border."""

import pytest

from outreach.composing.addresses import recipient_block, return_address
from outreach.composing.countries import country_line, mail_country
from outreach.model.people import PostalAddress, Recipient, Signatory
from outreach.model.settings import Shown

JUSTICE = PostalAddress(
    ("G/F, Main Wing, Justice Place", "18 Lower Albert Road"), "Central", "Hong Kong", "", "HK"
)
SENATE = PostalAddress(("511 Hart Senate Office Building",), "Washington", "DC", "20510", "US")


def block(
    address: PostalAddress,
    home: str = "CA",
    language: str = "en",
    envelope: bool = False,
    **more: str,
) -> tuple[str, ...]:
    columns = tuple((name.replace("_zh", ".zh-Hant"), text) for name, text in more.items())
    recipient = Recipient("one", address=address, more=columns)
    return recipient_block(recipient, language=language, home_country=home, on_envelope=envelope)


def test_an_american_address_is_written_as_in_letters_and_in_capitals_on_the_envelope() -> None:
    street = "511 Hart Senate Office Building"
    assert block(SENATE, home="US") == (street, "Washington, DC 20510")
    assert block(SENATE, home="US", envelope=True) == (street, "WASHINGTON, DC 20510")


def test_a_letter_abroad_has_the_country_last_and_a_domestic_one_has_none() -> None:
    assert block(SENATE)[-1] == "UNITED STATES"
    assert block(JUSTICE) == (*JUSTICE.lines, "Central", "HONG KONG")
    assert block(JUSTICE, home="HK") == (*JUSTICE.lines, "Central", "Hong Kong")


def test_hong_kong_has_no_postcode_and_never_its_long_name() -> None:
    address = PostalAddress(("5 Example Road",), "Lai Chi Kok", "Kowloon", "999077", "HK")
    lines = ("5 Example Road", "Lai Chi Kok", "KOWLOON", "HONG KONG")
    assert block(address, envelope=True) == lines


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        (
            PostalAddress(("1 A Street",), "London", "", "SW1A 0AA", "GB"),
            ("1 A Street", "London", "SW1A 0AA"),
        ),
        (
            PostalAddress(("1 A Street",), "Ottawa", "ON", "K1A 0A6", "CA"),
            ("1 A Street", "Ottawa ON K1A 0A6"),
        ),
        (PostalAddress(("A 1",), "Brussels", "", "1049", "BE"), ("A 1", "1049 Brussels")),
        (PostalAddress(("A 1",), "Singapore", "", "123456", "SG"), ("A 1", "SINGAPORE 123456")),
        (PostalAddress(("A 1",), "Taipa", "", "", "MO"), ("A 1", "Taipa")),
        (PostalAddress(("A 1",), "Washington", "", "20510", "US"), ("A 1", "Washington 20510")),
        (PostalAddress(("A 1",), "Town", "Region", "123", ""), ("A 1", "Town, Region 123")),
        (PostalAddress(("A 1",), "Town", "", "", "QZ"), ("A 1", "Town")),
        (PostalAddress(country="GB"), ()),
    ],
)
def test_each_country_has_its_order(address, expected) -> None:
    assert block(address, home=address.country) == expected


def test_a_country_that_the_list_gives_already_is_not_written_twice() -> None:
    address = PostalAddress(("1 Example Road", "Central", "Hong Kong"), country="HK")
    assert block(address) == ("1 Example Road", "Central", "HONG KONG")


def test_a_chinese_letter_has_the_chinese_address_from_large_to_small() -> None:
    chinese = {"address_zh": "下亞厘畢道18號|律政中心", "locality_zh": "中環"}
    lines = ("下亞厘畢道18號", "律政中心")
    assert block(JUSTICE, language="zh-Hant", **chinese) == ("香港中環", *lines)
    assert block(JUSTICE, language="zh-Hant", home="HK", **chinese) == ("中環", *lines)
    assert block(JUSTICE, language="en", **chinese)[-1] == "HONG KONG"


def test_a_simplified_letter_has_its_own_columns_and_the_postcode_leads() -> None:
    address = PostalAddress(("1 Sample Road",), "Beijing", "", "100000", "CN")
    more = (
        ("address.zh-Hans", "样例路1号"),
        ("locality.zh-Hans", "北京市"),
        ("address.zh-Hant", "x"),
    )
    recipient = Recipient("one", address=address, more=more)
    lines = recipient_block(recipient, language="zh-Hans", home_country="CN", on_envelope=True)
    assert lines == ("100000", "北京市", "样例路1号")


@pytest.mark.parametrize(
    ("line", "country", "lines"),
    [
        ("1 Main St, Springfield, IL 62701", "US", ("1 Main St", "Springfield, IL 62701")),
        (
            "1 Main St, Suite 3, Springfield, IL 62701-1234, USA",
            "US",
            ("1 Main St, Suite 3", "Springfield, IL 62701-1234"),
        ),
        ("1 Elm Street, Toronto ON M5V 2T6", "CA", ("1 Elm Street", "Toronto ON M5V 2T6")),
        ("1 George St, Sydney NSW 2000", "AU", ("1 George St", "Sydney NSW 2000")),
        ("Room 1, Springfield", "US", ("Room 1, Springfield",)),
        ("1 Main St Springfield IL 62701", "US", ("1 Main St Springfield IL 62701",)),
        ("1 High Street, London SW1A 1AA", "GB", ("1 High Street, London SW1A 1AA",)),
        ("1 Main St, Springfield, IL 62701", "", ("1 Main St, Springfield, IL 62701",)),
    ],
)
def test_an_address_in_one_line_is_broken_only_before_its_town(line, country, lines) -> None:
    assert block(PostalAddress((line,), country=country), home=country) == lines


@pytest.mark.parametrize(
    ("home", "language", "expected"),
    [
        ("DE", "en", "VEREINIGTES KÖNIGREICH"),
        ("CA", "fr", "ROYAUME-UNI"),
        ("CA", "en", "UNITED KINGDOM"),
        ("BR", "en", "REINO UNIDO"),
        ("JP", "en", "UNITED KINGDOM"),
        ("HK", "en", "UNITED KINGDOM"),
        ("HK", "zh-Hant", "英國"),
        ("", "de", "UNITED KINGDOM"),
    ],
)
def test_the_country_is_named_in_the_language_of_the_senders_post(home, language, expected) -> None:
    assert country_line("GB", language, home) == expected


def test_places_with_words_of_our_own_keep_them_in_every_language() -> None:
    assert {country_line("HK", "de", home) for home in ("DE", "FR", "BR")} == {"HONG KONG"}


def test_a_prefix_that_the_postcode_has_already_is_not_doubled() -> None:
    address = PostalAddress(("A 1",), "Town", "", "MD-2012", "MD")
    assert block(address, home="MD") == ("A 1", "MD-2012 Town")
    plain = PostalAddress(("A 1",), "Town", "", "2012", "MD")
    assert block(plain, home="MD") == ("A 1", "MD-2012 Town")


def test_no_line_is_lost_and_no_words_run_together() -> None:
    guinea = PostalAddress(("BP 12",), "Conakry", "", "001", "GN")
    assert block(guinea, home="GN") == ("BP 12", "001 Conakry")
    mozambique = PostalAddress(("A 1",), "Town", "Province", "1100", "MZ")
    assert block(mozambique, home="MZ") == ("A 1", "1100 Town Province")


def test_an_address_in_japanese_goes_from_large_to_small() -> None:
    address = PostalAddress(("見本町1-2",), "見本市", "見本県", "100-0001", "JP")
    assert block(address, home="JP") == ("〒100-0001", "見本県", "見本市", "見本町1-2")


def test_on_a_chinese_envelope_the_post_at_home_can_read_the_country() -> None:
    chinese = {"address_zh": "下亞厘畢道18號", "locality_zh": "中環"}
    envelope = block(JUSTICE, language="zh-Hant", envelope=True, **chinese)
    assert envelope == ("中環", "下亞厘畢道18號", "香港 HONG KONG")
    assert block(JUSTICE, language="zh-Hant", envelope=True)[-1] == "香港 HONG KONG"
    assert block(JUSTICE, language="zh-Hant", home="TW", envelope=True)[-1] == "香港"


def test_a_list_kept_in_chinese_only_is_read_as_it_is() -> None:
    address = PostalAddress(("示例道8號",), "示例灣", "九龍", "", "HK")
    assert block(address, language="zh-Hant") == ("香港九龍示例灣", "示例道8號")


def test_countries_have_their_names_on_mail() -> None:
    named = {code: country_line(code, "en", "CA") for code in ("HK", "MO", "TW", "GB", "BA", "MM")}
    assert named == {
        "HK": "HONG KONG",
        "MO": "MACAO",
        "TW": "TAIWAN",
        "GB": "UNITED KINGDOM",
        "BA": "BOSNIA AND HERZEGOVINA",
        "MM": "MYANMAR",
    }
    assert mail_country("HK").chinese == "香港"
    assert country_line("MO", "zh-Hant", "HK") == "澳門"
    assert country_line("", "en", "CA") == ""


def test_no_country_has_a_remark_or_a_long_form_on_mail() -> None:
    from babel import Locale

    codes = [code for code in Locale.parse("en").territories if len(code) == 2]
    wrong = [
        code
        for code in codes
        if any(sign in mail_country(code).english for sign in ("(", " - ", "&", "SAR "))
        and code not in {"XA", "XB", "EA"}  # private codes, and a part of Spain
    ]
    assert len(codes) > 200
    assert wrong == []


JANE = Signatory(
    "jane",
    "Jane Doe",
    address=PostalAddress(("12 Elm Street", "Toronto ON  M5V 2T6"), country="CA"),
    group="Friends of Example",
)


def test_the_sender_shows_as_much_of_the_address_as_they_like() -> None:
    full = ("Jane Doe", "12 Elm Street", "Toronto ON  M5V 2T6")
    assert return_address(JANE, Shown.FULL, foreign=False) == full
    assert return_address(JANE, Shown.FULL, foreign=True) == (*full, "CANADA")
    assert return_address(JANE, Shown.CITY, foreign=True) == ("Jane Doe", "Toronto ON", "CANADA")
    assert return_address(JANE, Shown.GROUP, foreign=True) == ("Jane Doe", "Friends of Example")


@pytest.mark.parametrize(
    ("address", "town"),
    [
        (PostalAddress(("1 Elm Street", "London", "SW1A 2AA"), country="GB"), ("London",)),
        (
            PostalAddress(("1 Elm Street", "Toronto ON M5V 2T6", "Canada"), country="CA"),
            ("Toronto ON",),
        ),
        (PostalAddress(("1 Elm Street, Leeds",), country="GB"), ()),
        (PostalAddress(("Flat 3", "1 Elm Street"), country="GB"), ()),
        (PostalAddress(("Elmweg 1", "10115 Berlin"), country="DE"), ("Berlin",)),
        (
            PostalAddress(("1 Elm Street",), "Springfield", "IL", "62701", "US"),
            ("Springfield, IL",),
        ),
        (PostalAddress(), ()),
    ],
)
def test_the_city_alone_never_gives_away_the_street(address, town) -> None:
    signatory = Signatory("jane", "Jane Doe", address=address)
    assert return_address(signatory, Shown.CITY, foreign=False) == ("Jane Doe", *town)
