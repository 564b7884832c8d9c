"""People of other private cases, and writers, in a letter. All people invented."""

import pytest

from outreach.model.case import Case, Correspondent, PersonAtRisk
from outreach.rules.elsewhere import elsewhere, named_in
from outreach.rules.name_parts import parts_of


def case_of(*names: str, number: str = "", private: bool = True) -> Case:
    tagged = tuple((f"x-{place}", name) for place, name in enumerate(names))
    return Case("gull", (PersonAtRisk(tagged, number=number),), private=private)


def found(text: str, *cases: Case, writers=(), known=()) -> list[tuple[str, str]]:
    whom = elsewhere(cases, writers, known)
    return [(one.who, one.excerpt) for one in named_in(text, whom)]


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (case_of("Lee Tai Man"), "I hear that Tai-Man Lee is well."),
        (case_of("Lee Tai Man"), "I hear that LEE TAI MAN is well."),
        (case_of("李明"), "李明問候你。"),
        (case_of("Tashi"), "Tashi is well."),
        (case_of("Tashi", "扎西"), "TASHI is well."),
        (case_of("Lee Tai Man", number="654321"), "Give it to 654321."),
        (case_of("Ángel Núñez"), "What of Angel Nu\N{COMBINING TILDE}n\N{COMBINING TILDE}ez?"),
        (case_of("Groß Ada"), "So is Ada Gross."),
    ],
)
def test_a_whole_name_or_number_of_another_case_is_found(case, text) -> None:
    assert [who for who, _ in found(text, case)] == ["somebody of gull"]


@pytest.mark.parametrize(
    ("case", "text"),
    [
        (case_of("Grace Will"), "Grace and Will send their love."),  # parts of a name
        (case_of("Will"), "I will write, will you?"),  # a word
        (case_of("Lee Tai Man", "Lee"), "Mrs Lee of the library"),  # known by more than that
        (case_of("李"), "李明問候你。"),
        (case_of("Li"), "Li is well."),
        (case_of("Lee Tai Man", private=False), "Lee Tai Man is well."),
        (case_of("Nobody Known", number="12"), "12 letters"),
    ],
)
def test_what_need_not_be_somebody_of_another_case_is_let_through(case, text) -> None:
    assert found(text, case) == []


def test_whom_the_letter_may_name_is_nobody_else_though_called_the_same() -> None:
    assert found("李明志，你好", case_of("李明"), known=["李明志"]) == []
    assert found("Dear Lee Tai Man,", case_of("Lee Tai Man"), known=["LEE Tai-man"]) == []


def test_a_longer_name_is_not_hidden_by_one_that_the_letter_may_say() -> None:
    (one,) = found("Ann Example is well.", case_of("Ann Example"), known=["Ann"])
    assert one[0] == "somebody of gull"


def test_another_writer_is_found_by_their_own_name_and_not_by_the_one_they_sign_with() -> None:
    writer = Correspondent("ben", "Benjamin Muster", signs_as="Robin")
    assert found("Robin greets you.", writers=[writer]) == []
    ((who, _),) = found("Benjamin Muster greets you.", writers=[writer])
    assert who == "the writer ben"


def test_the_place_is_shown_without_any_of_the_names() -> None:
    crane = Case("crane", (PersonAtRisk((("en", "Ada Example"),)),))
    text = "Yesterday I was told that Lee\nTai Man and Ada Example have been moved to the south."
    first, second = found(text, case_of("Lee Tai Man"), crane)
    assert first[1] == "… I was told that [somebody of gull] and … have …"
    assert second[1] == "… that … and [somebody of crane] have been moved to the …"


@pytest.mark.parametrize("text", ["", "…", "李", "ß" * 3, "İ Lee Tai Man", "Lee Tai Man"])
def test_the_shortest_texts_and_odd_letters_are_read(text) -> None:
    assert len(found(text, case_of("Lee Tai Man"))) == ("Lee" in text)


def test_names_that_may_be_said_are_not_cut_through_in_what_is_shown() -> None:
    text = "Here I write of Ada Example and her friend Lee Tai Man."
    ((_, excerpt),) = found(text, case_of("Lee Tai Man"), known=["Ada Example"])
    assert "Example" not in excerpt


def test_what_others_look_for_is_left_to_them() -> None:
    others = elsewhere([case_of("Ben Three")], (), ())
    parts = parts_of(["Ben Two"], ()).beside(others)
    assert list(named_in("I heard from Ben Three.", parts)) == []
    assert [one.who for one in named_in("Ben Three, and Ben.", parts)] == ["Ben"]
