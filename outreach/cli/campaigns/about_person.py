"""The rules for letters about a person, over the letters of a campaign that names a case."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from outreach.cli.campaigns.job import Job
from outreach.cli.prisons.facilities import told
from outreach.cli.prisons.facility_letter import override_of
from outreach.cli.prisons.rule_objections import say_loosened
from outreach.cli.screen import console, words
from outreach.errors import Problem, RuleObjects, UsageProblem
from outreach.model.case import Case, Consent
from outreach.model.correspondence import (
    LetterKind,
    LetterPages,
    Prisoner,
    PrisonLetter,
    PrisonMailing,
)
from outreach.model.facility import Facility, Objection, Override, PrisonSystem, Rule
from outreach.model.letter import Body, Letter, NumberedList
from outreach.model.mailing import Rendering
from outreach.model.origin import Confidence, Origin
from outreach.model.people import PersonName, PostalAddress
from outreach.model.severity import Severity
from outreach.planning import Planned
from outreach.rules.prison.objecting import Verdict, decided, objections, rules_for
from outreach.rules.prison.posting import Posting
from outreach.rules.private_names import found_in as names_in
from outreach.rules.private_names import wanted_of
from outreach.workspace.facilities import facilities

if TYPE_CHECKING:
    from outreach.cli.campaigns.about_case import AboutCase

# Where nobody knows where they are held, the rules for every prison are left.
_NOT_KNOWN = Origin("", None, Confidence.OWN)
_QUOTED = re.compile(r"“[^”]*”")
_SOMEWHERE = PrisonSystem("", "a prison", "", (), (), _NOT_KNOWN)
_NOWHERE = Facility("", "", "a prison", PostalAddress(), _NOT_KNOWN)


@dataclass(frozen=True, slots=True)
class Found:
    """What the letters break, and of each objection how many letters do."""

    verdict: Verdict
    letters: Mapping[Objection, int]


def rules_about(about: "AboutCase", job: Job) -> tuple[Rule, ...]:
    """Those that hold for letters about the case."""
    system, facility = about.place or (_SOMEWHERE, _NOWHERE)
    general = facilities(job.folder.root).general
    return rules_for(general, system, facility, LetterKind.ABOUT_PERSON)


def found_in(
    job: Job,
    items: Sequence[Planned],
    overrides: Sequence[str] = (),
    *,
    pages: Mapping[int, int] | None = None,
) -> Found | None:
    """What the rules say against these letters; None for letters about no case.

    `pages` are those of each letter on paper, by its place; counted here where a rule about them
    would stop the letters. Raises UsageProblem for an override of no rule.
    """
    about = job.about
    if about is None:
        if overrides:
            raise UsageProblem(
                "--override goes past rules for letters about a case, and none is named.",
                'A campaign names it in its file: case = "NAME"',
            )
        return None
    rules = rules_about(about, job)
    by_name = [override_of(text, rules) for text in overrides]
    if pages is None:
        pages = counted(job, items) if any(map(_stops_by_pages, rules)) else {}
    letters = Counter(
        _without_names(objection, about.case)
        for item in items
        for letter in _in_each_language(job.letter(item))
        for objection in objections(
            rules, _posting(job, about, letter, item, pages.get(item.place))
        )
    )
    by_weight = sorted(letters, key=lambda one: tuple(Severity).index(one.rule.severity))
    return Found(decided(by_weight, by_name), letters)


def _stops_by_pages(rule: Rule) -> bool:
    return rule.severity is Severity.ERROR and rule.of == "pages"


def counted(job: Job, items: Iterable[Planned]) -> dict[int, int]:
    """How many pages each letter takes on paper."""
    from outreach.renderers import RENDERERS

    results = RENDERERS["pdf"](job.page).each(job.letters(items))
    return {one.place: one.pages for one in results if isinstance(one, Rendering) and one.pages}


def _in_each_language(letter: Letter) -> Iterator[Letter]:
    yield letter
    if letter.companion:
        yield letter.companion


def _posting(
    job: Job, about: "AboutCase", letter: Letter, item: Planned, pages: int | None
) -> Posting:
    from outreach.renderers.text import plain_text
    from outreach.tables.letter_files import words as number_of_words

    text = f"{letter.subject}\n{plain_text([Body(letter.body)])}"
    system, facility = about.place or (_SOMEWHERE, _NOWHERE)
    written = PrisonLetter(
        prisoners=tuple(Prisoner(one.on_envelope, one.number) for one in about.case.people),
        facility=facility.id,
        text=text,
        kind=LetterKind.ABOUT_PERSON,
        language=letter.language,
        must_not_mention=about.guarded.must_not_mention,
        may_be_named=not about.case.private or about.guarded.consent is Consent.PUBLIC,
        ruled_out=job.campaign.ruled_out,
        demands=about.case.demands_in(letter.language),
        asks=tuple(_asks(letter)),
    )
    # Of the pages only the number is known.
    taken = LetterPages(number_of_words(text), ("",) * (pages or 0))
    whom = about.elsewhere.saying((*_called(item.recipient.name), *letter.signature))
    return Posting(written, taken, PrisonMailing(()), system, facility, job.today, whom)


def _called(name: PersonName) -> tuple[str, ...]:
    """An official may be named in a letter to them; without titles, as people write."""
    return name.full, name.shown, f"{name.given} {name.family}", name.native


def _asks(letter: Letter) -> Iterator[str]:
    from outreach.renderers.text import plain_text

    for block in letter.body:
        if isinstance(block, NumberedList):
            for item in block.items:
                yield " ".join(plain_text([Body(item)]).split())


# --- said ----------------------------------------------------------------------------------------


def _without_names(objection: Objection, case: Case) -> Objection:
    """The same, in which no words of the letter are quoted that name whom a private case is about.

    The screen may be seen, and what is written there kept.
    """
    wanted = wanted_of([case])

    def hidden(quoted: re.Match[str]) -> str:
        named = any(names_in(quoted.group(), wanted))
        return "“… {{ case.name }} …”" if named else quoted.group()

    return replace(objection, found=_QUOTED.sub(hidden, objection.found))


def as_problem(objection: Objection, found: Found) -> Problem:
    """The objection with its rule, where that was read, and what to change."""
    rule, many = objection.rule, found.letters.get(objection, 0)
    where = f" ({words.count(many, 'letter')})" if many > 1 else ""
    sentence = f"{rule.id}: {objection.found}{where} {rule.sentence} {told(rule.origin)}"
    return Problem(sentence, objection.way_out)


def insist(job: Job, items: Sequence[Planned], overrides: Sequence[str], undone: str) -> Verdict:
    """Raises RuleObjects, beginning with the sentence `undone`, where an error stands against it;
    returns what was overridden.
    """
    job.insist_on_an_open_case()
    found = found_in(job, items, overrides)
    if found is None or job.about is None:
        return Verdict(())
    where = job.about.place or (_SOMEWHERE, _NOWHERE)
    say_loosened(facilities(job.folder.root).general, where, LetterKind.ABOUT_PERSON)
    for override in found.verdict.needless:
        console.note(f"Nothing stands against {override.rule}: no reason is needed.")
    stopping = found.verdict.stopping
    if stopping:
        named = dict.fromkeys(one.rule.id for one in stopping)
        if not job.campaign.private:
            # Of a private case only `check` says on the screen what must not be mentioned.
            console.problems(as_problem(one, found) for one in stopping)
        raise RuleObjects(
            f"{undone}: {', '.join(named)} stands against it.",
            f"outreach check {job.campaign.id} says how. Mend it, or say why not: "
            f'--override {next(iter(named))}="the reason"',
        )
    return found.verdict


def reasons(verdict: Verdict) -> tuple[str, ...]:
    """What the record keeps of overridden rules."""
    by_rule: dict[str, Override] = {override.rule: override for _, override in verdict.overridden}
    return tuple(f"overridden {one.rule}: {one.reason}" for one in by_rule.values())
