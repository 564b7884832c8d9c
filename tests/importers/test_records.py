"""Records: whatever is in a file, it is text; what is no list of records is refused."""

import json

import pytest

from outreach.errors import InputInvalid
from outreach.importers.records import read_records


def refusal(path) -> str:
    with pytest.raises(InputInvalid) as refused:
        read_records(path, path.name)
    return str(refused.value)


def test_values_are_text_as_written(tmp_path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("- id: {thomas: '00172', state: NO}\n  since: 2001-01-03\n  none: null\n")
    (record,) = read_records(path, "a.yaml")
    assert record.text("id", "thomas") == "00172"
    assert record.text("id", "state") == "NO"
    assert record.text("since") == "2001-01-03"
    assert record.text("none") == record.text("id") == record.text("x", "y") == ""
    assert record.line == 1


def test_json_is_read_alike(tmp_path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"id": 7, "none": None, "terms": [{"end": "x"}, "odd"]}]))
    (record,) = read_records(path, "a.json")
    assert (record.text("id"), record.text("none")) == ("7", "")
    assert [term.text("end") for term in record.records("terms")] == ["x"]
    assert record.records("id") == ()


BOMB = "- &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"- &{new} [{', '.join([f'*{old}'] * 10)}]\n"
    for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("empty.yaml", ""),
        ("blank.yaml", "\n\n"),
        ("scalar.yaml", "just words\n"),
        ("mapping.yaml", "a: 1\n"),
        ("texts.yaml", "- a\n- b\n"),
        ("none.yaml", "[]\n"),
        ("cut.yaml", "- id: {bioguide: E1"),
        ("cut-line.yaml", "- id: E1\n  na"),
        ("tag.yaml", "- !!python/object/apply:os.system ['true']\n"),
        ("own-tag.yaml", "- id: !include secret\n"),
        ("bomb.yaml", BOMB),
        ("merge.yaml", "- &a {x: 1}\n- {<<: *a}\n"),
        ("deep.yaml", "[" * 5000 + "]" * 5000 + "\n"),
        ("twice.yaml", "- id: a\n  id: b\n"),
        ("two.yaml", "- id: a\n---\n- id: b\n"),
        ("empty.json", ""),
        ("cut.json", '[{"id": "E1"}, {"id"'),
        ("object.json", '{"id": 1}'),
        ("texts.json", '["a"]'),
        ("none.json", "[]"),
        ("deep.json", "[" * 200_000 + "]" * 200_000),
    ],
)
def test_a_file_that_is_not_whole_or_not_harmless_is_refused(tmp_path, name, text) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert name in refusal(path)


def test_a_file_that_is_no_text_is_refused(tmp_path) -> None:
    path = tmp_path / "binary.yaml"
    path.write_bytes(b"PK\x03\x04" + bytes(range(256)))
    assert refusal(path)
    path.write_bytes("- id: Ján\n".encode("cp1250") + b"\x81\x90\xff")
    assert refusal(path)


def test_a_missing_file_is_refused(tmp_path) -> None:
    assert "no such file" in refusal(tmp_path / "missing.yaml")
