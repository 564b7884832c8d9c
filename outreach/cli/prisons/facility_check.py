"""Holding one letter against the rules of a prison, as far as a command line can tell of it."""

from pathlib import Path

from outreach.cli.prisons.facilities import (
    folder_or_none,
    origin_fields,
    rule_fields,
    say_memory,
    tables_of,
)
from outreach.cli.prisons.facility_letter import Asked, letter_of, mailing_of, override_of
from outreach.cli.prisons.rule_objections import asked_about_lists, say_verdict
from outreach.cli.screen import asking, console, times, words
from outreach.errors import ExitStatus
from outreach.model.correspondence import LetterKind, LetterPages
from outreach.model.facility import Rule
from outreach.rules.prison.objecting import Verdict, decided, objections, rules_for
from outreach.rules.prison.posting import Posting
from outreach.tables.letter_files import read_letter


def carry_out(workspace: Path | None, asked: Asked, *, as_json: bool) -> int:
    """Returns the exit status: 4 where an error stops the letter."""
    folder = folder_or_none(workspace)
    tables = tables_of(folder)
    system, facility = tables.facility(asked.facility)
    written = read_letter(asked.letter, str(asked.letter))
    letter = letter_of(asked, facility, written)
    rules = rules_for(tables.general, system, facility, letter.kind)
    overrides = tuple(override_of(text, rules) for text in asked.overrides)
    posting = Posting(
        letter,
        written.pages,
        mailing_of(asked, rules, folder, system, facility, letter),
        system,
        facility,
        times.today(),
    )
    if not as_json and asking.somebody_is_there():
        posting = asked_about_lists(rules, posting)
    verdict = decided(objections(rules, posting), overrides)
    if as_json:
        _write(posting, verdict)
    else:
        _say(posting, verdict, rules)
    return ExitStatus.OBJECTION if verdict.stopping else ExitStatus.DONE


def _say(posting: Posting, verdict: Verdict, rules: tuple[Rule, ...]) -> None:
    if posting.letter.kind is LetterKind.TO_PERSON:
        console.say("On the envelope:")
        for line in posting.mailing.lines:
            console.say(f"    {line}")
    _say_pages(posting.pages)
    say_verdict(verdict)
    if posting.letter.kind is LetterKind.TO_PERSON:
        say_memory(posting.system, rules)
    console.say("")
    console.say(_ending(verdict), "bold")


def _say_pages(pages: LetterPages) -> None:
    if pages.number is None:
        console.say(f"{words.count(pages.words, 'word')}.")
        console.note("Pages, paper and size of type can be looked at in a PDF only.", "dim")
    else:
        many = words.count(pages.number, "page")
        console.say(f"{many}, {words.count(pages.words, 'word')}.")


def _ending(verdict: Verdict) -> str:
    stopping = len(verdict.stopping)
    if stopping:
        what = words.count(stopping, "error")
        return f"{what}: the letter stays here until this is mended or overridden."
    if verdict.objections:
        return "Nothing stops the letter; look at what is said above."
    return "Nothing stands against the letter."


def _write(posting: Posting, verdict: Verdict) -> None:
    console.document(
        facility=posting.facility.id,
        system=posting.system.id,
        envelope=list(posting.mailing.lines),
        address=origin_fields(posting.facility.origin),
        pages=posting.pages.number,
        words=posting.pages.words,
        objections=[
            {**rule_fields(one.rule), "found": one.found, "way_out": one.way_out}
            for one in verdict.objections
        ],
        overridden=[
            {**rule_fields(one.rule), "found": one.found, "reason": override.reason}
            for one, override in verdict.overridden
        ],
        stopped=bool(verdict.stopping),
    )
