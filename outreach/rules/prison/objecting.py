"""The rules that hold for one letter, what it breaks of them, and what stops it."""

from collections.abc import Iterable
from dataclasses import dataclass

from outreach.model.correspondence import LetterKind
from outreach.model.facility import Facility, Objection, Override, PrisonSystem, Rule
from outreach.model.origin import Confidence
from outreach.model.severity import Severity
from outreach.rules.prison.checks import CHECKS
from outreach.rules.prison.posting import Posting

_ORDER = tuple(Severity)


def rules_for(
    general: Iterable[Rule], system: PrisonSystem, facility: Facility, kind: LetterKind
) -> tuple[Rule, ...]:
    """Those of the facility, of the system and of every prison; of one id the first one holds."""
    by_id: dict[str, Rule] = {}
    for rule in (*facility.rules, *system.rules, *general):
        by_id.setdefault(rule.id, rule)
    return tuple(rule for rule in by_id.values() if kind in rule.kinds)


# What the post and the prison ask of the envelope; a relay puts the letter into another one.
_OF_THE_ENVELOPE = frozenset(
    {
        "address-known",
        "address-confirmed",
        "address-looked-up",
        "envelope-says",
        "full-name",
        "known-there",
        "no-post-box",
        "open-facility",
        "return-address-place",
    }
)


def through_relay(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Those of the rules that hold for a letter which a support group hands on."""
    return tuple(rule for rule in rules if rule.check not in _OF_THE_ENVELOPE)


# What is said in a letter, whatever it is written on.
_OF_THE_WORDS = frozenset(
    {
        *("does-not-arrive", "language", "must-not-mention", "no-politics", "ruled-out"),
        *("others", "others-in-part", "other-cases", "same-words", "script", "terms"),
    }
)


def in_a_message(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """Those of the rules that hold for words that a prison takes electronically."""
    return tuple(rule for rule in rules if rule.check in _OF_THE_WORDS or rule.of == "words")


def objections(rules: Iterable[Rule], posting: Posting) -> tuple[Objection, ...]:
    """What the letter breaks: errors first, then warnings, then hints."""
    found = (
        Objection(rule, sentence, _filled(rule.way_out, posting))
        for rule in rules
        for sentence in CHECKS[rule.check].broken(rule, posting)
    )
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.rule.severity)))


def _filled(way_out: str, posting: Posting) -> str:
    filled = way_out.replace("{id}", posting.facility.id)
    return filled.replace("{system}", posting.system.id)


def from_memory(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that nobody has read at a source; these never stop a letter."""
    return tuple(rule for rule in rules if rule.origin.confidence is Confidence.MEMORY)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is left of the objections after somebody decided on some of them.

    `overridden` holds each of those with the decision; `needless` decisions met no objection.
    """

    objections: tuple[Objection, ...]
    overridden: tuple[tuple[Objection, Override], ...] = ()
    needless: tuple[Override, ...] = ()

    @property
    def stopping(self) -> tuple[Objection, ...]:
        """The errors that stop the letter."""
        return tuple(one for one in self.objections if one.rule.severity is Severity.ERROR)


def decided(found: Iterable[Objection], overrides: Iterable[Override]) -> Verdict:
    """Take out what was overridden by name. A decision needs a reason, else it counts for nothing.

    The caller records the overridden objections with their reasons.
    """
    found = tuple(found)
    by_rule = {one.rule: one for one in overrides if one.reason.strip()}
    met = {one.rule.id for one in found}
    return Verdict(
        tuple(one for one in found if one.rule.id not in by_rule),
        tuple((one, by_rule[one.rule.id]) for one in found if one.rule.id in by_rule),
        tuple(one for rule, one in by_rule.items() if rule not in met),
    )
