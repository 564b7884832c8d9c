"""Which encodings are believed, and which are refused."""

from pathlib import Path

import pytest

from outreach.errors import InputInvalid
from outreach.tables.encodings import encoding_of, read_text

WEST = "name,office\nJosé Ángel Muñoz,Alcalde\nIñés O’Brien,Diputada nº 3\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_list_saved_by_excel_is_read(rows, encoding):
    assert [row.values["name"] for row in rows("list.csv", WEST.encode(encoding))] == [
        "José Ángel Muñoz",
        "Iñés O’Brien",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "François Lefèvre, Ministère de l’Intérieur, cœur",
        "Jürgen Groß, Köln – Höhe",
        "João Gonçalves, São Tomé, ações",
        "Niccolò Però, Perché, 1º piano",
        "Søren Kjær, Århus",
        "Åke Öström, Malmö",
        "Núria Solé, l’avi, Girona · Lleó, avinguda Colón, façana",
        "O’Brien — “quoted” … £ is not needed".replace("£", "€"),
    ],
)
def test_western_european_lists_in_windows_1252_are_read(saved, text):
    assert encoding_of(saved("list.csv", f"name\n{text}\n".encode("cp1252")), "x") == "cp1252"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Antonín Dvořák, Plzeň", "cp1250"),
        ("Łódź, Gdańsk, Świętokrzyskie", "cp1250"),
        ("Erdoğan, Şişli, Yıldız", "cp1254"),
        ("Erdős, Győr", "cp1250"),
        ("Путин, Москва", "cp1251"),
        ("Путин, Москва", "koi8-r"),
        ("Αθήνα", "cp1253"),
        ("林鄭月娥, 律政司司長", "big5"),
        ("林郑月娥", "gb18030"),
        ("内閣総理大臣", "shift-jis"),
        ("José, Muñoz", "cp850"),
        ("José, Muñoz, García", "mac-roman"),
        ("Jürgen Müller, Köln", "cp437"),
        ("Þórður Guðmundsson", "cp1252"),
        ("Iaşi, Braşov", "cp1250"),
    ],
)
def test_what_is_not_certain_to_be_windows_1252_is_refused(saved, text, encoding):
    path = saved("list.csv", f"name,office\nAda,Minister\n{text}\n".encode(encoding))
    with pytest.raises(InputInvalid) as refusal:
        encoding_of(path, "list.csv")
    (problem,) = refusal.value.problems
    assert problem.line == 3
    assert "UTF-8" in problem.way_out


def test_utf_8_mixed_with_another_encoding_is_refused(saved):
    path = saved("list.csv", "name\nJosé\n".encode() + "Muñoz\n".encode("cp1252"))
    with pytest.raises(InputInvalid, match="neither UTF-8 nor certain"):
        encoding_of(path, "list.csv")


def test_a_file_cut_off_within_a_character_is_refused(problems):
    (problem,) = problems("list.csv", "name,office\nAda,司長".encode()[:-1])
    assert "breaks off in the middle of a character" in problem.sentence


def test_utf_16_cut_off_is_refused(problems):
    (problem,) = problems("list.csv", "name,office\nAda,Minister\n".encode("utf-16")[:-1])
    assert "UTF-16" in problem.sentence


@pytest.mark.parametrize(
    "content", [b"\x7fELF\x02\x01\x01\0\0\0", b"name,office\nA\0da,Minister\n"]
)
def test_a_binary_file_is_refused(problems, content):
    (problem,) = problems("list.csv", content)
    assert "zero bytes" in problem.sentence


@pytest.mark.parametrize(
    ("start", "words"), [(b"PK\x03\x04", ".xlsx"), (b"\xd0\xcf\x11\xe0", ".xlsx"), (b"%PDF", "")]
)
def test_other_formats_named_csv_are_told_by_their_name(problems, start, words):
    (problem,) = problems("list.csv", start + b" and more")
    assert "not text but" in problem.sentence
    assert words in problem.way_out


def test_line_ends_become_plain_in_a_whole_text(saved):
    assert read_text(saved("a.md", "one\r\ntwo\rthree\n"), "a.md") == "one\ntwo\nthree\n"


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path: Path):
    (tmp_path / "list.csv").mkdir()
    with pytest.raises(InputInvalid, match=r"list\.csv: This is a folder"):
        encoding_of(tmp_path / "list.csv", "list.csv")


def test_a_missing_file_is_refused(tmp_path: Path):
    with pytest.raises(InputInvalid, match="no such file"):
        encoding_of(tmp_path / "list.csv", "list.csv")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
def test_a_device_is_not_read_for_ever():
    with pytest.raises(InputInvalid, match="not an ordinary file"):
        encoding_of(Path("/dev/zero"), "list.csv")


def test_a_file_that_may_not_be_read_is_refused(saved, monkeypatch):
    path = saved("list.csv", "name\nAda\n")

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbidden)
    with pytest.raises(InputInvalid, match="may not be read"):
        encoding_of(path, "list.csv")
