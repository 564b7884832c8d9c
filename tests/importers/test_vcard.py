"""Address books: vCard 3 and 4, folded lines, several cards; 2.1 is said to be too old."""

from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.importers.vcard import read
from tests.importers.contract import DAY, ImporterContract

CARDS = """\
BEGIN:VCARD
VERSION:3.0
UID:urn:uuid:6f1d4c3e-0000-4000-8000-000000000001
FN:Dr. Sam Example
N:Example;Sam;Q.;Dr.;Jr.
TITLE:Director of Examples
ORG:Ministry of Examples;Bureau 2
item1.EMAIL;TYPE=INTERNET:old@example.org
item2.EMAIL;TYPE=INTERNET,PREF:sam@exam
 ple.org
TEL;TYPE=FAX:+1 555 555 0199
TEL;TYPE=WORK:+1 555 555 0100
ADR;TYPE=WORK:;Room 5;1 Main Street\\, East Wing;Town;Region;12345;Deutschland
URL:https://example.org/sam
NOTE:a\\nb
END:VCARD
BEGIN:VCARD
VERSION:4.0
FN:鄭例子
N:鄭;例子;;;
GENDER:F
LANG;PREF=2:en
LANG;PREF=1:zh-Hant
EMAIL;PREF=1:zheng@example.org
TEL;VALUE=uri;TYPE="voice,work":tel:+852-5555-0100
END:VCARD
"""


def written(tmp_path: Path, text: str = CARDS, ending: str = "\n") -> Path:
    path = tmp_path / "My contacts.vcf"
    path.write_bytes(text.replace("\n", ending).encode())
    return path


class TestVcard(ImporterContract):
    source = "vcard"
    ending = ".vcf"

    @pytest.fixture
    def whole(self, tmp_path: Path) -> Path:
        return written(tmp_path, ending="\r\n")


def test_a_card_of_version_3_is_read(tmp_path) -> None:
    found = read(written(tmp_path), "x", verified_on=DAY)
    assert found.list_name == "my-contacts"
    assert {name: text for name, text in found.rows[0].items() if text} == {
        "id": "card-6f1d4c3e-0000-4000-8000-000000000001",
        "name": "Dr. Sam Example",
        "given": "Sam",
        "middle": "Q.",
        "family": "Example",
        "suffix": "Jr.",
        "honorific": "Dr.",
        "office": "Director of Examples",
        "organisation": "Ministry of Examples, Bureau 2",
        "email": "sam@example.org",
        "other_emails": "old@example.org",
        "website": "https://example.org/sam",
        "phone": "+1 555 555 0100",
        "address": "Room 5 | 1 Main Street, East Wing",
        "locality": "Town",
        "region": "Region",
        "postcode": "12345",
        "country": "DE",
        "source": "an address book",
        "verified_on": "2026-08-01",
    }


def test_a_card_of_version_4_is_read(tmp_path) -> None:
    row = read(written(tmp_path), "x", verified_on=DAY).rows[1]
    assert (row["id"], row["name"], row["family"]) == ("card-鄭例子", "鄭例子", "鄭")
    assert (row["gender"], row["phone"], row["languages"]) == (
        "female",
        "+852-5555-0100",
        "zh-Hant",
    )


def test_a_card_of_version_2_is_refused_with_its_line_and_the_way_out(tmp_path) -> None:
    old = "BEGIN:VCARD\nVERSION:2.1\nN;ENCODING=QUOTED-PRINTABLE:=C3=84;Sam\nEND:VCARD\n"
    with pytest.raises(InputInvalid) as refused:
        read(written(tmp_path, CARDS + old), "cards.vcf", verified_on=DAY)
    line = CARDS.count("\n") + 2
    assert str(refused.value).startswith(f"cards.vcf:{line}: This is a vCard of the version 2.1")
    assert "vCard 3.0 or 4.0" in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n",
        "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n",
        "BEGIN:VCARD\nFN:Sam\nEND:VCARD\n",
        "BEGIN:VCARD\nVERSION:9.0\nFN:Sam\nEND:VCARD\n",
        CARDS + CARDS,
    ],
)
def test_what_is_no_sound_card_is_refused(tmp_path, text) -> None:
    with pytest.raises(InputInvalid):
        read(written(tmp_path, text), "x", verified_on=DAY)
