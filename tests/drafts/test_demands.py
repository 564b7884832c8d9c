"""The list a letter leads to."""

from outreach.drafts.demands import found_in, with_typed_numbers
from outreach.drafts.written import Kind, Line, Words


def line(text: str, kind: Kind = Kind.TEXT, level: int = 0) -> Line:
    return Line((Words(text),), kind, level)


def item(text: str, level: int = 0) -> Line:
    return line(text, Kind.NUMBERED, level)


def test_numbers_that_were_typed_make_a_list() -> None:
    for marks in (("1.", "2.", "3."), ("1)", "2)", "3)"), ("(a)", "(b)", "(c)")):
        typed = [line("I ask:"), *(line(f"{mark} Do it") for mark in marks), line("Thanks")]
        found = with_typed_numbers(typed)
        assert [one.kind for one in found] == [Kind.TEXT, *[Kind.NUMBERED] * 3, Kind.TEXT]
        assert {one.text for one in found[1:4]} == {"Do it"}


def test_a_number_alone_or_out_of_order_is_text() -> None:
    for texts in (
        ("1. January was cold.", "Then it thawed."),
        ("2. Two", "3. Three"),
        ("1. a", "3. b"),
    ):
        assert {one.kind for one in with_typed_numbers([line(text) for text in texts])} == {
            Kind.TEXT
        }


def test_the_only_list_is_the_demands() -> None:
    assert found_in([line("So:"), item("one"), item("two"), line("Thanks")]) == (1, 3)


def test_of_several_lists_the_one_a_call_leads_to_is() -> None:
    facts = [line("These are the facts:"), item("one"), item("two")]
    asks = [line("I therefore urge you to:"), item("three"), item("four")]
    assert found_in([*facts, *asks]) == (4, 6)
    assert found_in([*facts, line("And more:"), item("x"), item("y")]) is None


def test_a_list_within_a_list_cannot_be_demands() -> None:
    assert found_in([line("I ask:"), item("one"), item("deeper", 1), item("two")]) is None
    assert found_in([line("I ask:"), item("one")]) is None
