"""Importing again: what people changed stays, and nobody with letters leaves the list."""

from collections.abc import Mapping
from datetime import date

from outreach.importers.contract import Imported, KeyedBy
from outreach.importers.merging import Before, Merged, merge

DAY = date(2026, 8, 1)
COLUMNS = ("id", "name", "office", "phone", "email", "term_end", "source", "verified_on")


def row(key: str, **cells: str) -> dict[str, str]:
    first = {"id": key, "name": key.title(), "office": "Member", "phone": "1"}
    return {
        **dict.fromkeys(COLUMNS, ""),
        **first,
        "source": "set",
        "verified_on": "2026-08-01",
        **cells,
    }


def imported_again(
    new: list[dict[str, str]],
    there: list[dict[str, str]],
    last: list[dict[str, str]] | None,
    *,
    keyed_by: KeyedBy = KeyedBy.PERSON,
    letters: tuple[str, ...] = (),
    bring_back: bool = False,
) -> Merged:
    before = Before(
        tuple(there[0]), tuple(there), None if last is None else {one["id"]: one for one in last}
    )
    return merge(
        Imported("list", COLUMNS, tuple(new)),
        before,
        watched=("office",),
        keyed_by=keyed_by,
        ids="x-",
        verified_on=DAY,
        has_letters=lambda key: key in letters,
        bring_back=bring_back,
    )


def only(merged: Merged) -> Mapping[str, str]:
    (found,) = merged.rows
    return found


def test_what_the_data_set_changes_is_taken_over() -> None:
    merged = imported_again(
        [row("a", phone="2", email="")], [row("a", email="e")], [row("a", email="e")]
    )
    assert (only(merged)["phone"], only(merged)["email"]) == ("2", "")
    assert not merged.conflicts


def test_what_a_person_changed_stays() -> None:
    merged = imported_again([row("a")], [row("a", phone="9", email="own@example.org")], [row("a")])
    assert (only(merged)["phone"], only(merged)["email"]) == ("9", "own@example.org")
    assert not merged.conflicts


def test_what_both_changed_stays_as_the_person_has_it_and_is_reported_once() -> None:
    merged = imported_again([row("a", phone="2")], [row("a", phone="9")], [row("a")])
    (conflict,) = merged.conflicts
    assert (conflict.column, conflict.yours, conflict.theirs) == ("phone", "9", "2")
    again = imported_again(
        [row("a", phone="2")], list(map(dict, merged.rows)), [row("a", phone="2")]
    )
    assert only(again)["phone"] == "9"
    assert not again.conflicts


def test_what_a_person_emptied_stays_empty() -> None:
    assert only(imported_again([row("a")], [row("a", phone="")], [row("a")]))["phone"] == ""


def test_columns_of_a_persons_own_stay_with_their_rows() -> None:
    there = [row("b") | {"notes": "B"}, row("a") | {"notes": "A"}]
    merged = imported_again([row("a"), row("b")], there, [row("a"), row("b")])
    assert merged.columns == (*COLUMNS, "notes")
    assert [(one["id"], one["notes"]) for one in merged.rows] == [("a", "A"), ("b", "B")]


def test_rows_of_a_persons_own_stay_even_without_an_id() -> None:
    there = [row("a"), row("mine"), row("")]
    merged = imported_again([row("a")], there, [row("a")])
    assert [one["id"] for one in merged.rows] == ["a", "mine", ""]
    assert not merged.changes


def test_somebody_who_left_without_letters_is_removed() -> None:
    merged = imported_again([row("a")], [row("a"), row("b")], [row("a"), row("b")])
    assert [one["id"] for one in merged.rows] == ["a"]
    assert [one.id for one in merged.removed] == ["b"]


def test_somebody_who_left_and_has_letters_stays_with_their_term_ended() -> None:
    there = [row("a"), row("b", term_end="2027-01-03")]
    merged = imported_again([row("a")], there, there, letters=("b",))
    assert merged.rows[1]["term_end"] == "2026-07-31"
    assert merged.rows[1]["verified_on"] <= merged.rows[1]["term_end"]
    assert [one.id for one in merged.kept] == ["b"]
    assert not merged.removed


def test_somebody_who_left_and_was_worked_on_stays() -> None:
    for changed in ({"notes": "met in May"}, {"notes": "", "phone": "9"}):
        there = [row("a") | {"notes": ""}, row("b") | changed]
        merged = imported_again([row("a")], there, [row("a"), row("b")])
        assert [one.id for one in merged.kept] == ["b"]


def test_an_earlier_end_of_a_term_stays() -> None:
    there = [row("a"), row("b", term_end="2025-01-03")]
    merged = imported_again([row("a")], there, there, letters=("b",))
    assert merged.rows[1]["term_end"] == "2025-01-03"


def test_somebody_who_left_earlier_and_is_back_holds_office_again() -> None:
    there = [row("a") | {"notes": ""}, row("b", term_end="2026-07-31") | {"notes": "kept"}]
    merged = imported_again([row("a"), row("b")], there, [row("a")])
    assert (merged.rows[1]["term_end"], merged.rows[1]["notes"]) == ("", "kept")


def test_a_row_that_a_person_took_out_stays_out_until_it_is_asked_for() -> None:
    merged = imported_again([row("a"), row("b")], [row("a")], [row("a"), row("b")])
    assert [one["id"] for one in merged.rows] == ["a"]
    assert [one.id for one in merged.taken_out] == ["b"]
    assert not merged.changes
    back = imported_again([row("a"), row("b")], [row("a")], [row("a"), row("b")], bring_back=True)
    assert [one.id for one in back.changes.joined] == ["b"]


def test_a_later_look_by_a_person_counts_more_than_the_data_set() -> None:
    looked = row("a", source="I rang them", verified_on="2026-09-01")
    assert only(imported_again([row("a")], [looked], [row("a")]))["source"] == "I rang them"
    newer = row("a", verified_on="2026-10-01")
    assert only(imported_again([newer], [looked], [row("a")]))["source"] == "set"


def test_a_new_holder_of_a_post_does_not_inherit_what_was_the_others() -> None:
    there = row("a", email="private@example.org") | {"salutation": "Dear Ann", "notes": "n"}
    merged = imported_again([row("a", name="Bob")], [there], [row("a")], keyed_by=KeyedBy.POST)
    assert only(merged)["email"] == ""
    assert (only(merged)["salutation"], only(merged)["notes"]) == ("", "n")
    assert [one.name for one in merged.new_holders] == ["Bob"]


def test_a_person_who_moves_keeps_the_salutation_and_is_named() -> None:
    there = row("a") | {"salutation": "Dear Ann"}
    merged = imported_again([row("a", office="Chair")], [there], [row("a")])
    assert only(merged)["salutation"] == "Dear Ann"
    assert merged.changes.moved[0].changes == (("office", "Member", "Chair"),)


def test_a_list_of_an_earlier_version_keeps_what_the_data_set_leaves_empty() -> None:
    there = [
        row("x-a", phone="9", email="own@example.org") | {"notes": "n"},
        row("x-b"),
        row("own"),
    ]
    merged = imported_again([row("x-a")], there, None)
    assert [one["id"] for one in merged.rows] == ["x-a", "own"]
    first = merged.rows[0]
    assert (first["phone"], first["email"], first["notes"]) == ("1", "own@example.org", "n")
    assert [one.id for one in merged.removed] == ["x-b"]
