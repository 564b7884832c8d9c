"""For each prison system a letter that keeps its rules, and for each check a way to break it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from outreach.model.case import Case, PersonAtRisk
from outreach.model.correspondence import (
    LetterKind,
    LetterPages,
    Prisoner,
    PrisonLetter,
    PrisonMailing,
    ReturnPlace,
)
from outreach.model.facility import Facility, PrisonSystem, Rule
from outreach.model.origin import Confidence, Origin
from outreach.model.people import PostalAddress
from outreach.model.settings import Paper
from outreach.rules.elsewhere import elsewhere
from outreach.rules.name_parts import parts_of
from outreach.rules.prison.objecting import rules_for
from outreach.rules.prison.posting import Posting
from outreach.rules.prison.tables import PrisonTables

TODAY = date(2026, 11, 22)
_LOOKED_UP = Origin("example.org", TODAY, Confidence.VERIFIED)
_PLACE = PostalAddress(("1 Example Road",), "Exampleton", "", "EX1 1AA")
_SOMEBODY_ELSE = elsewhere([Case("gull", (PersonAtRisk((("en", "Jane Doe"),)),))], (), known=())
_PART_OF_NAME = parts_of(["Jane Roe"], known=())
_WORDS = {"zh-Hans": "你好，我很想念你。", "en": "I am thinking of you."}


def keeping_all(tables: PrisonTables, system: PrisonSystem, kind: LetterKind) -> Posting:
    """A posting that no rule of the system objects to."""
    facility = Facility("example", system.id, "Example Prison", _PLACE, _LOOKED_UP)
    rules = rules_for(tables.general, system, facility, kind)
    number = next((rule.example for rule in rules if rule.check == "number-shape"), "1")
    place = next((rule.place for rule in rules if rule.place), ReturnPlace.BACK)
    paper = next((rule.paper for rule in rules if rule.paper), Paper.A4)
    text = f"Jane Doe {number}\n{_WORDS.get((*system.languages, 'en')[0], _WORDS['en'])}"
    lines = tuple(
        line.format(name="Jane Doe", number=number, facility=facility.name, address="1 Example Rd")
        for line in system.envelope
    )
    return Posting(
        PrisonLetter(
            (Prisoner("Jane Doe", number),),
            facility.id,
            text,
            kind,
            first=True,
            known_there_on=TODAY - timedelta(days=10),
            must_not_mention=("the old quarry",),
            ruled_out=("boycott",),
            demands=("Release her.",),
            asks=("Release her",),
        ),
        LetterPages(12, (text,), paper, 12.0),
        PrisonMailing(
            lines,
            "John Doe",
            ("2 Example Road", "Exampleton"),
            place,
            grams=20,
            confirmed=frozenset(rule.id for rule in rules if rule.check == "checklist"),
        ),
        system,
        facility,
        TODAY,
    )


Breaking = Callable[[Rule, Posting], Posting]


def _letter(**changes: object) -> Breaking:
    return lambda _, posting: replace(posting, letter=replace(posting.letter, **changes))


def _pages(**changes: object) -> Breaking:
    return lambda _, posting: replace(posting, pages=replace(posting.pages, **changes))


def _mailing(**changes: object) -> Breaking:
    return lambda _, posting: replace(posting, mailing=replace(posting.mailing, **changes))


def _facility(**changes: object) -> Breaking:
    return lambda _, posting: replace(posting, facility=replace(posting.facility, **changes))


def _saying(words: str) -> Breaking:
    def breaking(_: Rule, posting: Posting) -> Posting:
        text = f"{posting.letter.text} {words}."
        return replace(posting, letter=replace(posting.letter, text=text))

    return breaking


def _one_too_many(rule: Rule, posting: Posting) -> Posting:
    over = rule.most + 1
    changed: Mapping[str, Breaking] = {
        "pages": _pages(texts=(posting.letter.text,) * over),
        "words": _pages(words=over),
        "printed pages": _mailing(printed_pages=over),
        "photos": _mailing(photos=over),
        "cards": _mailing(cards=over),
        "stamps": _mailing(stamps=over),
        "grams": _mailing(grams=over),
    }
    return changed[rule.of](rule, posting)


def _other_paper(rule: Rule, posting: Posting) -> Posting:
    other = Paper.A4 if rule.paper is Paper.LETTER else Paper.LETTER
    return _pages(paper=other)(rule, posting)


def _second_page_without(rule: Rule, posting: Posting) -> Posting:
    return _pages(texts=(posting.letter.text, "And so on."))(rule, posting)


def _without_a_line(rule: Rule, posting: Posting) -> Posting:
    lines = tuple(line for line in posting.mailing.lines if "C/O" not in line and "PO" not in line)
    return _mailing(lines=lines)(rule, posting)


def _two_people(rule: Rule, posting: Posting) -> Posting:
    prisoners = (*posting.letter.prisoners, *posting.letter.prisoners)
    return _letter(prisoners=prisoners)(rule, posting)


def _elsewhere(rule: Rule, posting: Posting) -> Posting:
    return _mailing(return_place=ReturnPlace.INSIDE)(rule, posting)


def _unconfirmed(rule: Rule, posting: Posting) -> Posting:
    return _mailing(confirmed=posting.mailing.confirmed - {rule.id})(rule, posting)


def _with_number(number: str) -> Breaking:
    def breaking(rule: Rule, posting: Posting) -> Posting:
        prisoners = (replace(posting.letter.prisoners[0], number=number),)
        texts = (f"{number} Hello",) if number else posting.pages.texts
        changed = _letter(prisoners=prisoners)(rule, posting)
        return _pages(texts=texts)(rule, changed)

    return breaking


def _first_term(rule: Rule, posting: Posting) -> Posting:
    return _saying(rule.terms[0])(rule, posting)


def _politics(rule: Rule, posting: Posting) -> Posting:
    return _letter(politics=False)(rule, _first_term(rule, posting))


def _surname_alone(rule: Rule, posting: Posting) -> Posting:
    prisoners = (replace(posting.letter.prisoners[0], name="Doe"),)
    return _letter(prisoners=prisoners)(rule, posting)


_MEMORY = replace(_LOOKED_UP, confidence=Confidence.MEMORY)
_OLD = replace(_LOOKED_UP, verified_on=TODAY - timedelta(days=400))

BREAKING: Mapping[str, Breaking] = {
    "at-most": _one_too_many,
    "paper-size": _other_paper,
    "number-on-each-page": _second_page_without,
    "type-size": _pages(smallest_type=8.0),
    "number-given": _with_number(""),
    "number-shape": _with_number("0"),
    "full-name": _surname_alone,
    "one-person": _two_people,
    "sender-given": _mailing(sender_name=""),
    "return-address-place": _elsewhere,
    "no-post-box": _mailing(return_address=("P.O. Box 1", "Exampleton")),
    "no-home-address": _mailing(home_address=True),
    "envelope-says": _without_a_line,
    "checklist": _unconfirmed,
    "language": _letter(language="is", text="I am thinking of you."),
    "script": _letter(language="zh-Hant", text="I am thinking of you, and so is the dog."),
    "terms": _first_term,
    "no-politics": _politics,
    "consent": _letter(may_be_named=False),
    "others": _letter(others=("Lee Siu Ming", "654321"), text="Give the parcel to 654321."),
    "others-in-part": lambda _, posting: replace(posting, parts=_PART_OF_NAME),
    "other-cases": lambda _, posting: replace(posting, elsewhere=_SOMEBODY_ELSE),
    "same-words": _letter(written_before="letter 3 of 2026-01-05"),
    "must-not-mention": _saying("the old quarry"),
    "ruled-out": _saying("Boycott"),
    "demands": _letter(asks=("Release her", "Resign at once.")),
    "does-not-arrive": lambda _, posting: posting,
    "open-facility": _facility(closed=True),
    "address-known": _facility(address=PostalAddress()),
    "address-confirmed": _facility(origin=_MEMORY),
    "address-looked-up": _facility(origin=_OLD),
    "known-there": _letter(known_there_on=TODAY - timedelta(days=60)),
}
