"""The TOML of cases: read, written, and every mistake with its line."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.errors import InputInvalid
from outreach.model.case import (
    Case,
    CaseSource,
    Closed,
    CloseReason,
    Consent,
    Guarded,
    PersonAtRisk,
    Relay,
    Stay,
)
from outreach.model.people import PostalAddress
from outreach.model.when import MonthOrYear
from outreach.workspace.case_documents import (
    LONGEST,
    read_case,
    read_guarded,
    write_case,
    write_guarded,
)

GOOD = """\
number = 123456
prison_name = "EXAMPLE ANNA"
birthday = 1990-05-17
languages = ["zh_hant", "en"]
arrested_on = 2021-01-06
sentenced_on = "2022-06-01"

[charge]
en = "sedition"
zh-Hant = "煽動"

[names]
en = "Anna Example"
zh-Hant = "安娜"   # as she writes it

[[held]]
facility = "hk-pik-uk"
since = 2021-01-08

[[held]]
facility = "hk-stanley"
since = 2022-06-02
known_on = 2026-10-01
source = "her sister"

[demands]
en = ["Release her.", "Drop the charge."]
zh-Hant = ["釋放她。", "撤銷控罪。"]

[[sources]]
says = "https://example.org/anna"
on = 2026-01-05

[relay]
name = "Letters Group"
address = ["PO Box 1"]
locality = "Exampleton"
country = "United Kingdom"
"""


def read(text: str, *, private: bool = True) -> Case:
    return read_case(text, "heron", "heron", private=private)


def said(text: str, *, private: bool = True) -> list[str]:
    with pytest.raises(InputInvalid) as refused:
        read(text, private=private)
    return [str(problem) for problem in refused.value.problems]


def test_a_case_is_read() -> None:
    case = read(GOOD)
    assert case.people == (
        PersonAtRisk(
            (("en", "Anna Example"), ("zh-Hant", "安娜")), "EXAMPLE ANNA", "123456", "1990-05-17"
        ),
    )
    assert case.languages == ("zh-Hant", "en")
    assert (case.charge, case.charge_in("zh-Hant"), case.charge_in("fr")) == (
        "sedition",
        "煽動",
        "",
    )
    assert case.sentenced_on == date(2022, 6, 1)
    assert case.stay == Stay("hk-stanley", date(2022, 6, 2), date(2026, 10, 1), "her sister")
    assert case.demands_in("zh-Hant") == ("釋放她。", "撤銷控罪。")
    assert case.sources == (CaseSource("https://example.org/anna", date(2026, 1, 5)),)
    assert case.relay == Relay(
        "Letters Group", PostalAddress(("PO Box 1",), "Exampleton", country="GB")
    )
    assert case.private
    assert case.closed is None


def test_several_people_of_one_case_are_told_apart() -> None:
    case = read(
        '[[people]]\nid = "a"\nnames.en = "Anna"\nnumber = "1"\n'
        '[[people]]\nid = "b"\nbirthday = "02-29"\n[people.names]\nen = "Ben"\n'
    )
    assert [(one.id, one.label) for one in case.people] == [("a", "Anna"), ("b", "Ben")]
    assert case.people[1].birthday == "02-29"


@pytest.mark.parametrize(
    ("written", "when"),
    [
        ("2024-03-05", date(2024, 3, 5)),
        ('"2024-03-05"', date(2024, 3, 5)),
        ('"2024-03"', MonthOrYear(2024, 3)),
        ('"2024"', MonthOrYear(2024)),
        ("2024", MonthOrYear(2024)),
    ],
)
def test_of_a_day_as_much_is_kept_as_is_known(written, when) -> None:
    case = read(f'arrested_on = {written}\n{NAMES}[[held]]\nfacility = "x"\nsince = {written}\n')
    assert (case.arrested_on, case.held[0].since) == (when, when)
    assert read(write_case(case)) == case


def test_a_month_may_hold_the_day_that_another_one_names() -> None:
    text = f'tried_on = 2022-03-20\nsentenced_on = "2022-03"\n{NAMES}'
    held = '[[held]]\nfacility = "x"\nsince = "2024-03"\nknown_on = 2024-03-02\n'
    later = '[[held]]\nfacility = "y"\nsince = 2024-03-01\n'
    assert len(read(text + held + later).held) == 2


NAMES = '[names]\nen = "Anna"\n'
MISTAKES = {
    "": "“names” holds no name",
    'names = "Anna"': "heron:1: “names” has no languages.",
    '[names]\nen = "An\\nna"': "heron:2: “names.en” holds a line break.",
    '[names]\nen = "An\\u001b[2Jna"': "heron:2: “names.en” holds the control character U+001B.",
    f'[names]\nen = "{"x" * 501}"': "heron:2: “names.en” is longer than 500 characters.",
    '[names]\nen = "Anna"\nnumber = "1"': "heron:3: “names.number” is no language.",
    '[names]\nzh_hant = "安"\nzh-Hant = "安"': "heron:3: “names.zh-Hant” is given twice.",
    f'numbr = "1"\n{NAMES}': "heron:1: “numbr” is not known. Did you mean “number”?",
    f'number = "{"1" * 61}"\n{NAMES}': "heron:1: “number” is longer than 60 characters.",
    f"number = {'1' * 5000}\n{NAMES}": "heron: A number is too long to be read.",
    f"number = A12\n{NAMES}": "heron:1: The TOML cannot be read here",
    f"arrested_on = 2024-02-30\n{NAMES}": "heron:1: The TOML cannot be read here",
    f'arrested_on = "last May"\n{NAMES}': "heron:1: “arrested_on” is not a day, a month or a year",
    f"arrested_on = 0204-03-01\n{NAMES}": "heron:1: “arrested_on” lies in the year 0204.",
    f"tried_on = 2022-03-01\nsentenced_on = 2021-03-01\n{NAMES}": (
        "heron:2: “sentenced_on” lies before the trial."
    ),
    f"arrested_on = 2024-03\n{NAMES}": (
        "heron:1: This is a month, and no day. "
        'Write the day too, or the month alone between quotation marks: "2024-03".'
    ),
    f'arrested_on = "March 2024"\n{NAMES}': (
        "heron:1: “arrested_on” is not a day, a month or a year: “…”. "
        'Write it as 2024-03-01, or "2024-03" or "2024" where no more is known.'
    ),
    f'arrested_on = "2024-13"\n{NAMES}': "heron:1: “arrested_on” is not a day, a month or a year",
    f"arrested_on = true\n{NAMES}": "heron:1: “arrested_on” is not a day, a month or a year",
    f"arrested_on = 204\n{NAMES}": "heron:1: “arrested_on” is not a day, a month or a year",
    f'arrested_on = "0204-03"\n{NAMES}': "heron:1: “arrested_on” lies in the year 0204.",
    f'tried_on = "2022-03"\nsentenced_on = 2021\n{NAMES}': (
        "heron:2: “sentenced_on” lies before the trial."
    ),
    f'birthday = "17 May"\n{NAMES}': "heron:1: “birthday” is no birthday.",
    f'birthday = "02-30"\n{NAMES}': "heron:1: “birthday” is no birthday.",
    f'languages = ["en", "Cantonese!"]\n{NAMES}': "heron:1: “languages” is no language.",
    f"{NAMES}[[held]]\nsince = 2024-01-01": "heron:3: “held.facility” is missing.",
    f'{NAMES}[[held]]\nfacility = "x"\nsince = 2024-01-02\nknown_on = 2024-01-01': (
        "heron:6: “held.known_on” lies before they came there."
    ),
    f'{NAMES}[[held]]\nfacility = "x"\nsince = 2024-01-02\n[[held]]\nfacility = "y"\n'
    "since = 2023-01-01": "heron:8: “held.since” lies before they came to the place above.",
    f'{NAMES}[[held]]\nfacility = "x"\n[[held]]\nfacility = "y"\nsince = "?"': (
        "heron:7: “held.since” is not a day"
    ),
    f'{NAMES}[[held]]\nfacility = "x"\nnumber = "1"': (
        "heron:5: “held.number” stands too low. Move it above the first line in [ ]."
    ),
    f"{NAMES}[[held]]\n" + '[[held]]\nfacility = "x"\n' * 100: "names more than 100 places",
    f'{NAMES}[demands]\nen = ["a", "b"]\nfr = ["a"]': (
        "heron:5: “demands.fr” holds 1, and en holds 2."
    ),
    f"{NAMES}[demands]\nen = {['x'] * 101}": "heron:4: “demands.en” holds more than 100 texts.",
    f'{NAMES}[[sources]]\non = 2024-01-01\nsay = "x"': "heron:3: “sources.says” is missing.",
    f'{NAMES}[relay]\nname = "Group"': "heron:3: “relay.address” is missing.",
    f'{NAMES}[relay]\nname = "Group"\naddress = ["a"]\ncountry = "Atlantis"': (
        "heron:6: “relay.country” is not known."
    ),
    f'{NAMES}[closed]\nreason = "freed"\non = 2024-01-01': (
        "heron:4: “closed.reason” cannot be “…”. Choose one of"
    ),
    f"{NAMES}[closed]\non = 2024-01-01": "heron:3: “closed.reason” is missing.",
    f'{NAMES}[closed]\nreason = "died"': "heron:3: “closed.on” is missing.",
    '[[people]]\nid = "a"\n[people.names]\nen = "A"\n[[people]]\nid = "a"\nnames.en = "B"': (
        "heron:6: “people.id” is that of another of them too."
    ),
    '[[people]]\nnames.en = "A"': "heron:1: “people.id” is missing.",
    '[[people]]\nid = "a b"\nnames.en = "A"': "heron:2: “people.id” is not one word.",
    '[[people]]\nid = "a"\nnames.en = "A"\nnumber = "7"\n[[people]]\nid = "b"\nnames.en = "B"\n'
    "number = 7": "heron:8: “people.number” is that of another of them too.",
    'number = "1"\n[[people]]\nid = "a"\nnames.en = "A"': "heron:1: “number” belongs to one of",
    f"{NAMES}names = 2": "heron:3: ",
    "[" * 5000: "heron",
    f"{NAMES}# {'x' * LONGEST}": "heron: The text is longer than 200,000 characters.",
}


@pytest.mark.parametrize("text", MISTAKES, ids=range(len(MISTAKES)))
def test_a_mistake_is_told_with_its_line(text: str) -> None:
    assert any(MISTAKES[text] in one for one in said(text)), said(text)


def test_all_mistakes_are_told_together_in_their_order() -> None:
    places = [
        one.partition(": ")[0] for one in said('x = 1\nbirthday = "?"\n[names]\nen = "a\\tb"')
    ]
    assert places == ["heron:1", "heron:2", "heron:4"]


@pytest.mark.parametrize(
    "text",
    [
        'Wong = "x"\n[names]\nen = "A"',
        '"Wong Siu Ming" = 1\n',
        'names = {en = "Wong", en = "Wong"}',
        '[names]\nen = "Wong"\nen = "Wong"',
        "[names.Wong]\na = 1\n[names.Wong]\nb = 1",
        'arrested_on = "Wong"\nbirthday = "Wong"\nlanguages = ["Wong!"]',
        '[closed]\nreason = "Wong"\non = "Wong"\nWong = 1',
        '[relay]\ncountry = "Wong"',
        "[[held]]\nWong.since = 1",
        'names = "Wong',
    ],
)
def test_errors_about_a_private_case_quote_nothing_of_it(text: str) -> None:
    for name in ("Wong", "123456", "Liu-Ming", "Li"):
        told = "\n".join(said(text.replace("Wong", name)))
        assert not re.search(rf"\b{name}\b", told)
        assert "heron" in told


def test_errors_about_a_public_case_quote_what_is_wrong() -> None:
    assert "“Thursday”" in said('arrested_on = "Thursday"\n[names]\nen = "A"', private=False)[0]


def test_what_is_guarded_is_read() -> None:
    guarded = read_guarded(
        'consent = "group"\nevery = "4 weeks"\npolitics = true\nlikes = "the sea"\n'
        'must_not_mention = ["Ben", "the trial"]\nnotes = """\nTwo\n\tlines\n"""\n',
        "heron",
    )
    assert guarded == Guarded(
        Consent.GROUP, "Two\n\tlines", ("the sea",), ("Ben", "the trial"), True, False,
        timedelta(weeks=4),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('consent = "Wong"', "heron:1: “consent” cannot be “…”. Choose one of"),
        ('every = "Wong"', "heron:1: “every” is not a span of time"),
        ('every = "0 days"', "heron:1: “every” is no span that somebody writes at."),
        ('every = "99 years"', "heron:1: “every” is no span"),
        ('politics = "Wong"', "heron:1: “politics” is neither true nor false."),
        ('notes = "\\u001b]0;Wong"', "heron:1: “notes” holds the control character U+001B."),
        (f'notes = "{"Wong" * 12_501}"', "heron:1: “notes” is longer than 50,000 characters."),
        ('must_not_mention = ["a\\nWong"]', "heron:1: “must_not_mention” holds a line break."),
        ('must_not_menton = ["Wong"]', "Did you mean “must_not_mention”?"),
        ('likes = {a = "Wong"}', "heron:1: “likes” is not a list of texts."),
    ],
)
def test_a_mistake_in_what_is_guarded_is_told_without_its_words(text: str, words: str) -> None:
    with pytest.raises(InputInvalid, match="heron") as refused:
        read_guarded(text, "heron")
    assert words in str(refused.value)
    assert "Wong" not in str(refused.value)


# --- what is written is read again -------------------------------------------------------------

_letters = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
lines = st.text(_letters, min_size=1, max_size=40).map(str.strip).filter(bool)
maybe = st.just("") | lines
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
maybe_days = st.none() | days
months = st.builds(MonthOrYear, st.integers(1900, 2100), st.integers(0, 12))
tags = st.sampled_from(["en", "zh-Hant", "zh-Hans", "fr", "en-GB"])
words = st.dictionaries(tags, lines, min_size=1, max_size=3).map(lambda found: tuple(found.items()))
ids = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
birthdays = st.just("") | days.map(date.isoformat) | days.map(lambda day: f"{day:%m-%d}")


@st.composite
def people(draw: Any) -> tuple[PersonAtRisk, ...]:
    names = draw(st.lists(ids, max_size=3, unique=True)) or [""]
    numbers = draw(st.lists(lines, min_size=len(names), max_size=len(names), unique=True))
    return tuple(
        PersonAtRisk(draw(words), draw(maybe), number, draw(birthdays), name)
        for name, number in zip(names, numbers, strict=True)
    )


@st.composite
def stays(draw: Any) -> tuple[Stay, ...]:
    since = sorted(draw(st.lists(days, max_size=3)))
    return tuple(Stay(draw(lines), day, max(day, draw(days)), draw(maybe)) for day in since) + draw(
        st.just(()) | st.builds(Stay, lines, source=maybe).map(lambda one: (one,))
    )


@st.composite
def demands(draw: Any) -> tuple[tuple[str, tuple[str, ...]], ...]:
    number = draw(st.integers(1, 3))
    asked = st.lists(lines, min_size=number, max_size=number).map(tuple)
    return tuple(draw(st.dictionaries(tags, asked, max_size=3)).items())


addresses = st.builds(
    PostalAddress,
    st.lists(lines, min_size=1, max_size=3).map(tuple),
    *(maybe, maybe, maybe),
    st.sampled_from(["", "HK", "GB"]),
)


@st.composite
def cases(draw: Any) -> Case:
    charges, sentences = draw(st.just(()) | words), draw(st.just(()) | words)
    tried, sentenced = draw(maybe_days), draw(maybe_days)
    return Case(
        id="heron",
        people=draw(people()),
        private=draw(st.booleans()),
        held=draw(stays()),
        charge=charges[0][1] if charges else draw(maybe),
        arrested_on=draw(maybe_days | months),
        tried_on=min(tried, sentenced) if tried and sentenced else tried,
        sentenced_on=max(tried, sentenced) if tried and sentenced else sentenced,
        sentence=sentences[0][1] if sentences else draw(maybe),
        languages=tuple(draw(st.lists(tags, max_size=3, unique=True))),
        demands=draw(demands()),
        sources=tuple(draw(st.lists(st.builds(CaseSource, lines, maybe_days), max_size=2))),
        relay=draw(st.none() | st.builds(Relay, lines, addresses, maybe, maybe_days)),
        closed=draw(st.none() | st.builds(Closed, st.sampled_from(CloseReason), days, maybe)),
        charges=charges,
        sentences=sentences,
    )


@given(cases())
def test_a_case_that_was_written_is_read_as_it_was(case: Case) -> None:
    read_again = read_case(write_case(case), "", "heron", private=case.private)
    assert replace(read_again, file="") == case


spans = st.none() | st.integers(1, 3660).map(lambda days: timedelta(days=days))
texts = st.text(_letters | st.just("\n") | st.sampled_from('"\\'), max_size=80).map(str.strip)


@given(
    st.builds(
        Guarded,
        st.sampled_from(Consent),
        texts,
        *(st.lists(lines, max_size=4).map(tuple),) * 2,
        *(st.booleans(), st.booleans()),
        spans,
    )
)
def test_what_is_guarded_and_was_written_is_read_as_it_was(guarded: Guarded) -> None:
    assert read_guarded(write_guarded(guarded), "heron") == guarded


def test_a_new_case_is_written_with_an_example_of_everything() -> None:
    text = write_case(Case("heron", (PersonAtRisk(()),)))
    case = read(re.sub(r"^# (\w[\w-]* = .*|\[.*\]|  \".*\",|\])$", r"\1", text, flags=re.MULTILINE))
    for part in (case.held, case.demands, case.sources, case.relay, case.charge, case.arrested_on):
        assert part
    assert case.people[0].name_in("zh") == "陳大文"
    assert all(len(line) <= 100 for line in text.split("\n"))


def test_a_new_case_that_was_not_filled_in_lacks_a_name_and_nothing_else() -> None:
    (problem,) = said(write_case(Case("heron", (PersonAtRisk(()),))))
    assert "holds no name" in problem
    assert read_guarded(write_guarded(Guarded()), "heron") == Guarded()
