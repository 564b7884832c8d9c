"""What a writer is told of the rules of a prison: all of them once, then what is new."""

from collections.abc import Sequence
from hashlib import sha256

from outreach.casework.values import LetterOut, Sort
from outreach.cli.casework.personal_letters.addressing import Correspondence
from outreach.cli.casework.personal_letters.to_person import ToPerson
from outreach.cli.prisons.facilities import say_memory
from outreach.cli.screen import console
from outreach.cli.screen.folding import say_folded
from outreach.model.facility import Note, Rule
from outreach.model.origin import Confidence
from outreach.model.severity import Severity

_FOR_THE_WRITER = frozenset(
    {"at-most", "checklist", "does-not-arrive", "language", "no-home-address", "no-post-box",
     "terms"}
)  # fmt: skip
_DIGITS = 12  # of a digest: enough to tell some dozens of rules apart


def as_told(to: ToPerson) -> tuple[str, ...]:
    """Digests of the rules that hold now, and of notes, for the letter's record."""
    return tuple(_digest(one) for one in _all(to))


def say_rules(to: ToPerson, known: Correspondence) -> None:
    """What the writer has to mind: the program sees to the rest, and objects where it cannot."""
    last = _last_told(to, known)
    if last is None:
        _say_all(to, first=known.is_first)
    else:
        _say_new(to, last)
    console.say("")


def _last_told(to: ToPerson, known: Correspondence) -> LetterOut | None:
    """The latest letter like this one for which this writer was told all that holds there."""
    place = "" if to.case.relay else to.facility.id
    letters = (
        one
        for one in known.letters
        if one.writer == to.writer.id
        and (one.details.sort, one.details.going) == (to.sort, to.going)
        and one.details.facility == place
        and one.details.told
    )
    return max(letters, key=lambda one: (one.prepared_on, one.number), default=None)


def _say_all(to: ToPerson, *, first: bool) -> None:
    """What is to be known of the system besides is told before the first letter."""
    told_of = _all(to) if first else _for_the_writer(to)
    if told_of:
        console.say(f"What holds at {to.facility.name}:")
    _say_each(told_of)
    if to.facility.id:
        console.say(f"With days, and all else: outreach facility show {to.facility.id}", "dim")
    if first:
        say_memory(to.system, to.rules)


def _say_new(to: ToPerson, last: LetterOut) -> None:
    """By their words: a rule can change twice on one day, or be dated back."""
    before = frozenset(last.details.told)
    told_of = [one for one in _all(to) if _digest(one) not in before]
    if told_of:
        console.say(f"New at {to.facility.name} since your letter of {last.prepared_on}:")
    elif before - set(as_told(to)):
        console.say(f"Not all that held at your letter of {last.prepared_on} holds now.")
    _say_each(told_of)
    if to.facility.id:
        console.say(f"What holds there: outreach facility show {to.facility.id}", "dim")


def _digest(one: Rule | Note) -> str:
    """Of what it says and asks for, wherever that was read."""
    asks: tuple[object, ...] = ()
    if isinstance(one, Rule):
        asks = (one.check, one.of, one.most, one.terms, one.items)
    return sha256(repr((one.sentence, *asks)).encode()).hexdigest()[:_DIGITS]


def _all(to: ToPerson) -> Sequence[Rule | Note]:
    return [*_for_the_writer(to), *to.system.notes]


def _for_the_writer(to: ToPerson) -> Sequence[Rule]:
    return sorted((rule for rule in to.rules if _is_for_the_writer(rule, to)), key=_weight)


def _say_each(told_of: Sequence[Rule | Note]) -> None:
    for one in told_of:
        memory = " (from memory)" if one.origin.confidence is Confidence.MEMORY else ""
        say_folded(f"- {one.sentence}", indent=2)
        say_folded(f"{one.origin.source}{memory}", style="dim", indent=4)


def _is_for_the_writer(rule: Rule, to: ToPerson) -> bool:
    """Rules for every prison are this program's own advice; others it keeps without anybody."""
    if rule.of == "cards" and to.sort is not Sort.CARD:
        return False
    return rule.check in _FOR_THE_WRITER and rule.origin.confidence is not Confidence.OWN


def _weight(rule: Rule) -> int:
    return tuple(Severity).index(rule.severity)
