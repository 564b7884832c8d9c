"""Who is held back whatever a list says: judges and holders of UN mandates."""

import pytest

from outreach.model.people import Recipient
from outreach.rules.addressees import is_judge, is_un_mandate


def holds(office: str, organisation: str = "", **more: str) -> Recipient:
    return Recipient("one", office=office, organisation=organisation, more=tuple(more.items()))


@pytest.mark.parametrize(
    "office",
    [
        "Judge",
        "Judge of the High Court",
        "Acting Judge",
        "District Judge",
        "Magistrate",
        "Chief Justice",
        "Justice",
        "Associate Justice of the Supreme Court",
        "Justice of the Supreme Court",
        "Lord Justice of Appeal",
        "Master of the Rolls",
        "President of the Supreme Court",
        "Vice-President of the Court of Appeal",
        "President of the Supreme People's Court",
        "高等法院法官",
        "裁判官",
        "最高人民法院院长",
    ],
)
def test_these_are_judges(office) -> None:
    assert is_judge(holds(office))


@pytest.mark.parametrize(
    "office",
    [
        "",
        "Minister of Justice",
        "Secretary for Justice",
        "Justice Minister",
        "Justice of the Peace",
        "Judge Advocate General",
        "Former Judge",
        "Judge (retired)",
        "President of the Court of Auditors",
        "President of the Republic",
        "Courtney Judgeson, Mayor",
        "律政司司長",
        "前高等法院法官",
    ],
)
def test_these_are_not(office) -> None:
    assert not is_judge(holds(office))


def test_a_judge_is_known_by_the_office_in_any_language_of_the_list() -> None:
    assert is_judge(Recipient("one", office="Jueza", more=(("office.en", "Judge"),)))
    assert not is_judge(Recipient("one", office="Mayor", more=(("notes", "Judge"),)))


@pytest.mark.parametrize(
    ("office", "organisation"),
    [
        ("Special Rapporteur on torture", ""),
        ("UN Special Rapporteur on freedom of opinion and expression", "OHCHR"),
        ("Independent Expert on foreign debt", ""),
        ("", "Working Group on Arbitrary Detention"),
        ("Chair-Rapporteur", "UN Working Group on Enforced or Involuntary Disappearances"),
        ("聯合國特別報告員", ""),
        ("", "任意拘留問題工作組"),
    ],
)
def test_these_hold_a_mandate_of_the_united_nations(office, organisation) -> None:
    assert is_un_mandate(holds(office, organisation))


@pytest.mark.parametrize(
    ("office", "organisation"),
    [
        ("High Commissioner for Human Rights", "United Nations"),
        ("Former Special Rapporteur on torture", ""),
        ("Chair", "Working Group on Example Roads"),
        ("Independent expert", "Example Trust"),
        ("Rapporteur", "European Parliament"),
    ],
)
def test_these_do_not(office, organisation) -> None:
    assert not is_un_mandate(holds(office, organisation))
