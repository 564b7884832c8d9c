"""Forms of address: four separate strings, right in each country, and no gender ever guessed."""

from dataclasses import replace

import pytest

from outreach.composing.form_tables import shipped_tables
from outreach.composing.forms import Address, forms_of_address, with_mark
from outreach.model.origin import Confidence
from outreach.model.people import Gender, PersonName, PostalAddress, Recipient

CHENG = PersonName("Teresa Cheng Yeuk-wah", "Yeuk-wah", "Cheng", "鄭若驊", "The Honourable")
JUSTICE = PostalAddress(
    ("G/F, Main Wing, Justice Place", "18 Lower Albert Road"), "Central", "Hong Kong", "", "HK"
)
SAM = PersonName("Sam Rivera", "Sam", "Rivera")
IN_CHINESE = (("office.zh-Hant", "律政司司長"), ("organisation.zh-Hant", "律政司"))


def official(
    office: str = "",
    country: str = "US",
    name: PersonName = SAM,
    **more: object,
) -> Recipient:
    return Recipient(
        "one", name=name, office=office, address=PostalAddress(country=country), **more
    )


def secretary(**more: object) -> Recipient:
    fields = {"name": CHENG, "address": JUSTICE, "more": IN_CHINESE} | more
    return Recipient(
        "hk", office="Secretary for Justice", organisation="Department of Justice", **fields
    )


def address(recipient: Recipient, language: str = "en", home: str = "CA") -> Address:
    return forms_of_address().address(recipient, language, home)


def test_the_secretary_for_justice_is_addressed_by_office_and_family_name() -> None:
    found = address(secretary(name=PersonName(CHENG.full, "Yeuk-wah", "Cheng", "鄭若驊",
                                              "The Honourable", "", "SC, JP")))  # fmt: skip
    assert found.salutation == "Dear Secretary Cheng,"
    assert found.envelope_name == "The Honourable Teresa Cheng Yeuk-wah, SC, JP"
    assert found.close == "Yours sincerely,"
    assert found.inside_address == (
        "The Honourable Teresa Cheng Yeuk-wah, SC, JP",
        "Secretary for Justice",
        "Department of Justice",
        "G/F, Main Wing, Justice Place",
        "18 Lower Albert Road",
        "Central",
        "HONG KONG",
    )
    assert found.form.confidence is Confidence.VERIFIED


def test_a_letter_to_the_post_names_nobody() -> None:
    found = address(secretary(name=PersonName()))
    assert found.salutation == "Dear Secretary for Justice,"
    assert found.envelope[:2] == ("Secretary for Justice", "Department of Justice")


def test_a_chinese_letter_has_post_name_and_the_word_for_officials() -> None:
    found = address(secretary(), "zh-Hant")
    assert found.salutation == "律政司司長鄭若驊鈞鑒："
    assert found.envelope_name == "律政司司長鄭若驊　鈞啟"
    assert found.inside_address[-2:] == ("律政司", "律政司司長鄭若驊")
    assert found.envelope[0] == found.envelope_name
    assert found.sign_off == "謹啟"
    assert found.close == ""


def test_in_chinese_a_title_stands_only_where_the_gender_is_known() -> None:
    assert (
        address(secretary(gender=Gender.FEMALE), "zh-HK").salutation == "律政司司長鄭若驊女士鈞鑒："
    )
    assert address(secretary(gender=Gender.MALE), "zh-TW").salutation.endswith("先生鈞鑒：")
    assert address(secretary(name=PersonName()), "zh-Hant").salutation == "律政司司長鈞鑒："


def test_an_english_office_never_stands_in_a_chinese_salutation() -> None:
    found = address(secretary(more=(), name=PersonName("Teresa Cheng")), "zh-Hant")
    assert found.salutation == "敬啟者："
    assert found.envelope_name == "Teresa Cheng, Secretary for Justice　鈞啟"


def test_no_envelope_asks_to_be_opened_with_respect() -> None:
    for form in shipped_tables().forms:
        wordings = [wording.text for wording in form.envelope_name]
        assert not any("敬啟" in text for text in wordings), form.file


def test_a_member_of_the_legislative_council_is_named_before_the_post() -> None:
    member = official(
        "Member of the Legislative Council",
        "HK",
        PersonName("Example CHAN Si-lai", "Si-lai", "Chan", "陳示例"),
        more=(("office.zh-Hant", "立法會議員"), ("organisation.zh-Hant", "立法會")),
    )
    assert address(member, "zh-Hant").salutation == "陳示例議員鈞鑒："
    assert address(member).salutation == "Dear Example CHAN Si-lai,"


@pytest.mark.parametrize(
    ("office", "salutation"),
    [
        ("Senator", "Dear Senator Rivera:"),
        ("United States Senator", "Dear Senator Rivera:"),
        ("Representative", "Dear Representative Rivera:"),
        ("Delegate", "Dear Delegate Rivera:"),
        ("Resident Commissioner", "Dear Resident Commissioner Rivera:"),
        ("Secretary of State", "Dear Secretary Rivera:"),
        ("Attorney General", "Dear Attorney General Rivera:"),
        ("Governor of Texas", "Dear Governor Rivera:"),
        ("Mayor of Springfield", "Dear Mayor Rivera:"),
        ("Ambassador of Exampleland", "Dear Ambassador:"),
        ("President", "Dear President Rivera:"),
        ("Vice President", "Dear Vice President Rivera:"),
        ("Speaker of the House", "Dear Speaker Rivera:"),
        ("State Senator", "Dear Senator Rivera:"),
        ("Inspector General", "Dear Inspector General:"),
        ("", "Dear Sam Rivera:"),
    ],
)
def test_american_offices_without_a_known_gender(office, salutation) -> None:
    assert address(official(office)).salutation == salutation


@pytest.mark.parametrize(
    ("office", "woman", "man"),
    [
        ("President", "Dear Madam President:", "Dear Mr. President:"),
        ("Secretary of State", "Dear Madam Secretary:", "Dear Mr. Secretary:"),
        ("Senator", "Dear Senator Rivera:", "Dear Senator Rivera:"),
        ("", "Dear Ms. Rivera:", "Dear Mr. Rivera:"),
    ],
)
def test_a_title_follows_a_gender_that_the_list_states(office, woman, man) -> None:
    assert address(official(office, gender=Gender.FEMALE)).salutation == woman
    assert address(official(office, gender=Gender.MALE)).salutation == man


@pytest.mark.parametrize("country", ["US", "GB", "CA", "HK", "FR", ""])
@pytest.mark.parametrize("gender", [Gender.UNKNOWN, Gender.OTHER])
@pytest.mark.parametrize("language", ["en", "zh-Hant", "fr"])
def test_nobody_of_unknown_gender_is_given_a_title(country, gender, language) -> None:
    offices = {office for form in shipped_tables().forms for office in form.offices}
    offices -= {"King", "King of *", "Queen", "Queen of *"}  # these say it themselves
    named = PersonName("Sam Rivera", "Sam", "Rivera", "林安")
    for office in sorted(offices):
        person = official(office.replace("*", "Example"), country, named, gender=gender)
        found = address(person, language)
        text = " ".join((found.salutation, *found.envelope, *found.inside_address)).split()
        guessed = {"Mr", "Mr.", "Ms", "Ms.", "Mrs.", "Madam", "His", "Her"}.intersection(text)
        assert not guessed, office
        assert "先生" not in found.salutation
        assert "女士" not in found.salutation


def test_a_member_of_congress_is_honorable_by_the_whole_name_only() -> None:
    name = PersonName("Harold T. Example, Jr.", "Harold", "Example", suffix="Jr.", honorific="Dr.")
    found = address(official("Representative", name=name))
    assert found.envelope_name == "The Honorable Harold T. Example, Jr."
    assert found.salutation == "Dear Representative Example:"
    nameless = address(official("Representative", name=PersonName()))
    assert "Honorable" not in " ".join(nameless.envelope)
    assert nameless.salutation == "Dear Representative:"


@pytest.mark.parametrize(
    ("office", "name", "envelope", "salutation"),
    [
        (
            "Member of Parliament",
            PersonName("Jane Smith", "Jane", "Smith"),
            "Jane Smith MP",
            "Dear Jane Smith,",
        ),
        (
            "MP for Exampleton",
            PersonName("Jane Smith", "Jane", "Smith", honorific="The Rt Hon"),
            "The Rt Hon Jane Smith MP",
            "Dear Jane Smith,",
        ),
        (
            "MP",
            PersonName("Jane Smith", "Jane", "Smith", honorific="Ms"),
            "Jane Smith MP",
            "Dear Ms Smith,",
        ),
        (
            "Secretary of State for Justice",
            PersonName("Jane Smith", post_nominals="KC MP"),
            "The Rt Hon Jane Smith KC MP",
            "Dear Secretary of State,",
        ),
        (
            "Prime Minister",
            PersonName("Jane Smith", post_nominals="MP"),
            "The Rt Hon Jane Smith MP",
            "Dear Prime Minister,",
        ),
        ("Minister for Exports", PersonName("Jane Smith"), "Jane Smith", "Dear Minister,"),
        (
            "Member of the House of Lords",
            PersonName("Lord Alton of Liverpool"),
            "The Lord Alton of Liverpool",
            "Dear Lord Alton,",
        ),
        (
            "Peer",
            PersonName("David Alton", "David", "Alton", honorific="Lord"),
            "The Lord Alton",
            "Dear Lord Alton,",
        ),
        (
            "Secretary of State for Health",
            PersonName("Baroness Penhallow"),
            "The Rt Hon the Baroness Penhallow",
            "Dear Secretary of State,",
        ),
        (
            "Peer",
            PersonName("Lord David Alton"),
            "Lord David Alton",
            "Dear Member of the House of Lords,",
        ),
    ],
)
def test_british_forms(office, name, envelope, salutation) -> None:
    found = address(official(office, "GB", name))
    assert (found.envelope_name, found.salutation) == (envelope, salutation)


def test_a_member_of_the_house_of_lords_is_known_by_the_house() -> None:
    peer = official("Member", "GB", PersonName("Baroness Example"), organisation="House of Lords")
    assert address(peer).salutation == "Dear Baroness Example,"


@pytest.mark.parametrize(
    ("office", "envelope", "salutation"),
    [
        (
            "Prime Minister of Canada",
            "The Right Honourable Sam Rivera, P.C., M.P.",
            "Dear Prime Minister,",
        ),
        (
            "Minister of Justice and Attorney General of Canada",
            "The Honourable Sam Rivera, P.C., M.P.",
            "Dear Minister,",
        ),
        (
            "Attorney General of Canada",
            "The Honourable Sam Rivera, P.C., M.P.",
            "Dear Attorney General,",
        ),
        ("Member of Parliament", "Sam Rivera, P.C., M.P.", "Dear Sam Rivera,"),
        ("Premier of Ontario", "The Honourable Sam Rivera, P.C., M.P.", "Dear Premier Rivera,"),
        ("Senator", "The Honourable Sam Rivera, P.C., M.P.", "Dear Senator Rivera,"),
    ],
)
def test_canadian_forms(office, envelope, salutation) -> None:
    name = PersonName("Sam Rivera", "Sam", "Rivera", post_nominals="P.C., M.P.")
    found = address(official(office, "CA", name))
    assert (found.envelope_name, found.salutation) == (envelope, salutation)


@pytest.mark.parametrize(
    ("recipient", "salutation", "close"),
    [
        (Recipient("one", email="office@example.org"), "Dear Sir or Madam,", "Yours faithfully,"),
        (Recipient("one", organisation="Example Trust"), "Dear Sir or Madam,", "Yours faithfully,"),
        (official("Minister of Justice", "FR"), "Dear Minister,", "Yours sincerely,"),
        (official("Senator", "AU"), "Dear Senator Rivera,", "Yours sincerely,"),
        (official("Ombudsman", "FR"), "Dear Ombudsman,", "Yours sincerely,"),
        (official("", "FR", PersonName("Sam Rivera")), "Dear Sam Rivera,", "Yours sincerely,"),
        (
            official("", "FR", PersonName("Sam Rivera", family="Rivera", honorific="Dr")),
            "Dear Dr Rivera,",
            "Yours sincerely,",
        ),
    ],
)
def test_where_no_table_says_more_there_is_something_right(recipient, salutation, close) -> None:
    found = address(recipient)
    assert (found.salutation, found.close) == (salutation, close)


def test_a_language_without_a_table_is_addressed_in_english() -> None:
    assert address(official("Senator"), "fr").form.language == "en"


def test_an_id_never_stands_on_an_envelope() -> None:
    assert address(Recipient("hk-77", email="office@example.org")).envelope == ()


def test_the_lists_own_salutation_wins_and_is_given_the_mark_it_lacks() -> None:
    own = address(official("Senator", salutation="Dear Sam"))
    assert (own.salutation, own.own_salutation) == ("Dear Sam:", True)
    assert address(official("Senator", salutation="Dear Sam,")).salutation == "Dear Sam,"
    assert not address(official("Senator")).own_salutation


def test_a_salutation_in_one_language_is_not_used_in_another() -> None:
    both = (*IN_CHINESE, ("salutation.zh-Hant", "鄭司長鈞鑒"))
    assert address(secretary(salutation="Dear Ms Cheng"), "zh-Hant").salutation.startswith("律政司")
    assert address(secretary(salutation="鄭司長鈞鑒")).salutation == "Dear Secretary Cheng,"
    assert address(secretary(salutation="鄭司長鈞鑒"), "zh-Hant").salutation == "鄭司長鈞鑒："
    assert address(secretary(more=both), "zh-Hant").salutation == "鄭司長鈞鑒："


def test_a_mark_follows_a_bracket_but_no_other_mark() -> None:
    form = address(secretary()).form
    texts = ("Dear Sam", "Dear Sam (and all)", "Dear Sam!", "Dear Sam:", "敬啟者：", "")
    assert [with_mark(text, form) for text in texts] == [
        "Dear Sam,",
        "Dear Sam (and all),",
        "Dear Sam!",
        "Dear Sam:",
        "敬啟者：",
        "",
    ]


def test_an_organisation_is_not_named_twice() -> None:
    trust = Recipient("one", organisation="示例社", address=PostalAddress(("A 1",), "Town"))
    assert address(trust, "zh-Hant").envelope == ("示例社　台啟", "A 1", "Town")


def test_an_office_that_stands_before_the_name_has_no_line_of_its_own() -> None:
    name = PersonName(full="Ann Able", given="Ann", family="Able")
    where = PostalAddress(("1 High Street",), "Reedham", "", "RD1 1AA", "GB")
    ann = Recipient("ann", name, office="Councillor", organisation="Reedham Council", address=where)
    address = forms_of_address().address(ann, "en", "GB")
    assert address.inside_address[:2] == ("Councillor Ann Able", "Reedham Council")
    nobody = replace(ann, name=PersonName())
    office = forms_of_address().address(nobody, "en", "GB").inside_address
    assert office[:2] == ("Councillor", "Reedham Council")
