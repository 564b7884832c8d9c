"""The shipped lists: sourced, dated, no unverified mailbox; and nobody real to practise on."""

from collections import Counter
from datetime import date

import pytest

from outreach.composing.forms import forms_of_address
from outreach.workspace.lists import list_names, read_list

POSTS = {
    "hk-chief-executive",
    "hk-secretary-for-justice",
    "hk-secretary-for-security",
    "hk-commissioner-of-police",
    "hk-commissioner-of-correctional-services",
    "hk-director-of-public-prosecutions",
}


@pytest.fixture
def officials(shipped):
    return read_list(shipped, "hong-kong-officials").recipients


@pytest.fixture
def legislators(shipped):
    return read_list(shipped, "example-legislators").recipients


def test_the_shipped_lists_are_these_and_give_every_id(shipped) -> None:
    assert list_names(shipped) == ("example-legislators", "hong-kong-officials")
    for name in list_names(shipped):
        found = read_list(shipped, name)
        assert found.derived == ()
        assert found.notes == ()


def test_officials_are_known_by_their_posts(officials) -> None:
    assert {official.id for official in officials} == POSTS


def test_every_official_has_a_source_and_a_day(officials) -> None:
    for official in officials:
        assert official.source
        assert official.verified_on is not None
        assert date(2023, 1, 1) < official.verified_on <= date(2026, 11, 22)


def test_no_official_has_a_mailbox_or_a_gender_that_nobody_verified(officials) -> None:
    assert {official.email for official in officials} == {""}
    assert {official.gender.value for official in officials} == {""}


def test_a_post_without_a_verified_holder_names_nobody(officials) -> None:
    nameless = {official.id for official in officials if not official.name}
    assert nameless == {
        "hk-commissioner-of-correctional-services",
        "hk-director-of-public-prosecutions",
    }


def test_only_a_verified_address_is_given(officials) -> None:
    without = [official for official in officials if not official.address]
    assert [official.id for official in without] == ["hk-commissioner-of-police"]
    assert "No address has been verified" in without[0].source


def test_every_official_can_be_written_to_in_both_languages(officials) -> None:
    for official in officials:
        assert not official.languages  # both are official: the campaign chooses
        assert official.further("office.zh-Hant")
        assert official.further("organisation.zh-Hant")
        english = forms_of_address().address(official, "en", "CA")
        chinese = forms_of_address().address(official, "zh-Hant", "CA")
        assert english.salutation.startswith("Dear ")
        assert chinese.salutation.startswith(official.further("office.zh-Hant"))
        assert chinese.salutation.endswith("鈞鑒：")
        if official.address:
            assert english.envelope[-1] == "HONG KONG"
            assert chinese.envelope[-1] == "香港 HONG KONG"


def test_the_officials_are_saluted_thus(officials) -> None:
    forms = forms_of_address()
    said = {official.id: forms.address(official, "en", "CA").salutation for official in officials}
    assert said == {
        "hk-chief-executive": "Dear Chief Executive Lee,",
        "hk-secretary-for-justice": "Dear Secretary Lam,",
        "hk-secretary-for-security": "Dear Secretary Tang,",
        "hk-commissioner-of-police": "Dear Commissioner Chow,",
        "hk-commissioner-of-correctional-services": "Dear Commissioner,",
        "hk-director-of-public-prosecutions": "Dear Director,",
    }


def test_the_examples_are_invented_and_say_so(legislators) -> None:
    assert len(legislators) == 12
    for legislator in legislators:
        assert legislator.id.startswith("example-")
        assert "example" in legislator.tags
        assert "Invented" in legislator.source
        assert legislator.email.endswith("@example.org") or not legislator.email


def test_the_examples_show_every_way_to_be_reached_and_none(legislators) -> None:
    ways = Counter((bool(one.email), bool(one.address)) for one in legislators)
    assert ways == {(True, True): 9, (True, False): 1, (False, True): 1, (False, False): 1}
    assert {one.country for one in legislators} == {"US", "GB", "CA", "HK"}
    assert sum(one.languages[0] == "zh-Hant" for one in legislators) == 2
    assert all(one.further("party") for one in legislators)


def test_the_examples_are_saluted_thus(legislators) -> None:
    forms = forms_of_address()
    said = [forms.address(one, one.languages[0], "CA").salutation for one in legislators]
    assert said == [
        "Dear Senator Aldecoa-Whitfield:",
        "Dear Representative Okonjo-Pratt:",
        "Dear Representative Wexholm:",
        "Dear Delegate Marqués Ortega:",
        "Dear Ms Tarrowby,",
        "Dear Callum Fairweather-Ng,",
        "Dear Baroness Penhallow,",
        "Dear Ms. Lachance-Bélair,",
        "Dear Senator Sandhurst-Gill,",
        "陳示例議員鈞鑒：",
        "歐陽樣本議員鈞鑒：",
        "Dear Sample WONG Fan-bun,",
    ]
