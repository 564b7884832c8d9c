"""What somebody should know before they write to a person in prison, and what stops them."""

from collections.abc import Iterator, Sequence

from outreach.casework.values import LetterOut
from outreach.cli.casework.personal_letters.addressing import Correspondence
from outreach.cli.casework.personal_letters.rules_told import say_rules
from outreach.cli.casework.personal_letters.to_person import Enclosed, ToPerson
from outreach.cli.prisons.facilities import tables_of
from outreach.cli.prisons.rule_objections import say_loosened, say_verdict
from outreach.cli.screen import console, words
from outreach.cli.screen.folding import say_folded
from outreach.errors import RuleObjects
from outreach.model.correspondence import LetterKind, LetterPages
from outreach.model.dispatch import Status
from outreach.model.facility import Override
from outreach.model.severity import Severity
from outreach.rules.prison.objecting import decided, objections

# What can be told before a word is written.
_BEFORE = frozenset(
    {"address-confirmed", "address-known", "does-not-arrive", "full-name", "number-given",
     "open-facility"}
)  # fmt: skip
_LAST = 3


def ways_out(to: ToPerson) -> dict[str, str]:
    """By check: what to do where the tables speak of options of another command."""
    edit = f"outreach case edit {to.case.id}"
    return {
        "number-given": f"Ask family or lawyer for it, and write it into the case: {edit}",
        "number-shape": f"Compare it with a letter from them; it stands in the case: {edit}",
        "full-name": f"Write the whole name into the case, as the prison has it: {edit}",
        "no-home-address": "Use the address of your group: outreach case writer add; or decide "
        "that yours may be known, or leave it off: --no-sender",
        "sender-given": "Add an address to the writer (outreach case writer add) or to [sender] "
        "in outreach.toml; your group's will do.",
        "known-there": "Ask family, lawyer or the prison where they are, then: outreach case move "
        f"{to.case.id} --still-there, or --to where they are now.",
        "does-not-arrive": "Write about them to officials instead: outreach campaign new --case "
        f"{to.case.id} --template about-a-prisoner",
    }


def insist_that_it_can_arrive(to: ToPerson, overrides: Sequence[Override] | None) -> None:
    """Raises RuleObjects where a letter is stopped whatever is in it. `overrides` is None for a
    command that takes none.
    """
    rules = [rule for rule in to.rules if rule.check in _BEFORE]
    posting = to.posting("", LetterPages(0), frozenset(), Enclosed())
    verdict = decided(objections(rules, posting), overrides or ())
    if not verdict.stopping:
        return
    # What does not stop the letter comes up again once it is written.
    found = tuple(one for one in verdict.objections if one.rule.severity is Severity.ERROR)
    say_verdict(decided(found, ()), ways_out(to))
    first = verdict.stopping[0].rule.id
    past = f', or say why not: --override {first}="the reason"' if overrides is not None else "."
    raise RuleObjects(
        "Nothing was written yet: the letter would be stopped.", f"Mend this first{past}"
    )


def say_what_to_know(to: ToPerson, known: Correspondence) -> None:
    """The rules; what the case says, the letters before; last the address, which
    stays on the screen.
    """
    say_loosened(tables_of(to.folder).general, (to.system, to.facility), LetterKind.TO_PERSON)
    say_rules(to, known)
    for line in (*_about(to), *_letters(known)):
        say_folded(line)
    console.say(f"To {to.prisoner.name} ({to.case.id})", "bold")
    for line in to.envelope:
        console.say(f"    {line}")
    if to.sender.lines:
        say_folded(f"from {', '.join(to.sender.lines)}{_whose_address(to)}")
    if not (to.name_is_read_there or to.case.relay):
        console.note(
            f"Those who sort the mail there may not read “{to.prisoner.name}”. The name as the "
            f"prison writes it goes into prison_name: outreach case edit {to.case.id}",
            "yellow",
        )
    console.say("")


def _whose_address(to: ToPerson) -> str:
    if not to.writer.address and to.writer.id != to.settings.sender.id:
        return f" (the address in outreach.toml: {to.writer.id} has none of their own)"
    return " (your own address, by what is known here)" if to.sender.is_home else ""


def _about(to: ToPerson) -> Iterator[str]:
    guarded = to.guarded
    if to.case.relay:
        yield f"Through {to.case.relay.name}, who hand letters on."
    read = ", ".join(to.case.languages)
    yield f"The letter is in {to.language}" + (f"; they read {read}." if read else ".")
    if guarded.likes:
        yield f"They like to hear about: {', '.join(guarded.likes)}."
    if guarded.must_not_mention:
        yield f"Never mention: {', '.join(guarded.must_not_mention)}."
    if not guarded.politics:
        yield "Leave politics out."
    if not guarded.organisation_named:
        yield "Leave the name of the group out."


def _letters(known: Correspondence) -> Iterator[str]:
    if known.is_first:
        yield "This is the first letter to them: a short one, that says who you are."
    before = len(known.letters) - _LAST
    if before > 0:
        yield f"{words.count(before, 'letter')} before, then:"
    for letter in known.letters[-_LAST:]:
        yield f"Letter {letter.number}, {letter.writer}: {_fate(letter)}."
    if known.answered_on:
        yield f"Their last letter is of {known.answered_on}."


def _fate(letter: LetterOut) -> str:
    if letter.status is Status.PREPARED:
        return (
            f"made on {letter.prepared_on}, not on record as printed (its pages again: "
            f"--again {letter.number})"
        )
    if letter.status is Status.DRAFTED:
        return f"made as a message on {letter.prepared_on}, not on record as sent"
    return f"{words.STATUS[letter.status]}, {letter.sent_on or letter.prepared_on}"
