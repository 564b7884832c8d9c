"""Writing a letter to one person: the editor, the rules, and back again until it may go."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from outreach.casework.values import Going
from outreach.cli.casework.personal_letters.before_writing import ways_out
from outreach.cli.casework.personal_letters.personal_pages import Made, made
from outreach.cli.casework.personal_letters.to_person import Enclosed, ToPerson
from outreach.cli.prisons.rule_objections import asked_about_lists, say_verdict
from outreach.cli.screen import asking, console, words
from outreach.composing.message_parts import characters, counted_twice, parts
from outreach.composing.personal import is_empty
from outreach.errors import InputInvalid, NotRendered, Problem, RuleObjects
from outreach.model.facility import Override
from outreach.model.settings import Paper
from outreach.rules.prison.objecting import Verdict, decided, objections

Edit = Callable[[str], str | None]

_GO = ("go", "make it ready")
_EDIT = ("edit", "back to the letter")
_STOP = ("stop", "leave it as a draft")
_PAST = ("past", "say why these rules shall not stop it")


@dataclass(frozen=True, slots=True)
class Terms:
    """Under what a letter is written: paper, what lies beside it, what was confirmed and decided
    beforehand, and how long a message may be, in one piece or in `in_parts`.
    """

    paper: Paper
    enclosed: Enclosed = Enclosed()  # noqa: RUF009 frozen
    confirmed: frozenset[str] = frozenset()
    overrides: tuple[Override, ...] = ()
    limit: int | None = None
    in_parts: bool = False
    yes: bool = False


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter that may go, and what was decided on the way."""

    made: Made
    overrides: tuple[Override, ...]
    confirmed: tuple[str, ...]


def from_file(to: ToPerson, terms: Terms, text: str, file: Path) -> Ready | None:
    """A letter that somebody wrote elsewhere. Raises what stands against it."""
    writing = _Writing(to, terms, None)
    return writing.judged(writing.made(text, str(file)))


def in_editor(to: ToPerson, terms: Terms, text: str, edit: Edit) -> Ready | None:
    """A letter as it is written now; None where its writer leaves it. `edit` gives the text back,
    None where nothing came of it.
    """
    return _Writing(to, terms, edit).written(text)


class _Writing:
    def __init__(self, to: ToPerson, terms: Terms, edit: Edit | None) -> None:
        self._to = to
        self._terms = terms
        self._edit = edit
        self._left = False

    def written(self, text: str) -> Ready | None:
        while True:
            edited = self._edit(text) if self._edit else None
            if edited is None or is_empty(edited):
                return None
            text = edited
            try:
                letter = self.made(text, "the letter")
            except (InputInvalid, NotRendered) as refusal:
                if not asking.somebody_is_there():
                    raise
                console.refusal(refusal)
                if self._what_now(_EDIT, _STOP) == "stop":
                    return None
                continue
            ready = self.judged(letter)
            if ready is not None or self._left:
                return ready

    def made(self, text: str, shown: str) -> Made:
        """The letter, if it can be made and is not too long for a message."""
        letter = made(self._to, text, shown, self._terms.paper)
        self._insist_on_limit(letter)
        return letter

    def judged(self, letter: Made) -> Ready | None:
        """What the rules say; None where it is to be changed, or was left."""
        to, terms = self._to, self._terms
        posting = to.posting(
            letter.text, letter.pages, terms.confirmed, terms.enclosed, letter.digest
        )
        if asking.somebody_is_there() and not terms.yes:
            posting = asked_about_lists(to.rules, posting)
            self._terms = terms = replace(terms, confirmed=posting.mailing.confirmed)
        found = objections(to.rules, posting)
        verdict = decided(found, terms.overrides)
        _say_length(to, letter)
        say_verdict(verdict, ways_out(to))
        console.say("")
        if not asking.somebody_is_there() or terms.yes:
            return self._without_questions(letter, verdict)
        answer = self._asked(verdict)
        if answer == "past":
            self._go_past(verdict)
            return self.judged(letter)
        self._left = answer == "stop"
        return self._ready(letter, verdict) if answer == "go" else None

    def _insist_on_limit(self, letter: Made) -> None:
        limit, long = self._terms.limit, characters(letter.text)
        if self._to.going is not Going.ELECTRONIC or not limit or long <= limit:
            return
        said = f"The message has {long:,} characters, and {limit:,} are the most."
        way_out = "Shorten it, or send it in numbered parts: --parts"
        if not self._terms.in_parts:
            raise InputInvalid([Problem(said, way_out)])
        try:
            parts(letter.text, limit)
        except ValueError:
            raise InputInvalid([Problem(said, "Shorten it: that is too many parts.")]) from None

    def _without_questions(self, letter: Made, verdict: Verdict) -> Ready:
        if verdict.stopping:
            first = verdict.stopping[0].rule.id
            raise RuleObjects(
                f"{words.count(len(verdict.stopping), 'error')}: the letter was not made.",
                f'Mend it, or say why not: --override {first}="the reason"',
            )
        return self._ready(letter, verdict)

    def _asked(self, verdict: Verdict) -> str:
        if verdict.stopping:
            return self._what_now(_EDIT, _PAST, _STOP)
        return self._what_now(_GO, _EDIT, _STOP)

    def _what_now(self, *choices: tuple[str, str]) -> str:
        offered = [one for one in choices if self._edit or one is not _EDIT]
        return asking.choose("What now?", offered, offered[0][0], at_end="stop")

    def _go_past(self, verdict: Verdict) -> None:
        """Each rule by itself, with a reason that goes on record; without one it still stops."""
        decisions = list(self._terms.overrides)
        for rule in dict.fromkeys(one.rule for one in verdict.stopping):
            reason = asking.ask(f"Why shall {rule.id} not stop it (empty: it shall)")
            if reason:
                decisions.append(Override(rule.id, reason))
        self._terms = replace(self._terms, overrides=tuple(decisions))

    def _ready(self, letter: Made, verdict: Verdict) -> Ready:
        decided_on = {by.rule: by for _, by in verdict.overridden}
        lists = {rule.id for rule in self._to.rules if rule.check == "checklist"}
        return Ready(
            letter,
            tuple(decided_on.values()),
            tuple(sorted(lists & self._terms.confirmed)),
        )


def _say_length(to: ToPerson, letter: Made) -> None:
    many = words.count(letter.pages.words, "word")
    if to.going is not Going.ELECTRONIC:
        console.say(f"{words.count(letter.pages.number or 1, 'page')}, {many}.")
        return
    console.say(f"{characters(letter.text):,} characters, {many}.")
    console.note(
        "Counted as Unicode characters in composed form, a line break as one; a system that counts "
        "a line break as two finds more.",
        "dim",
    )
    if double := counted_twice(letter.text):
        console.note(
            f"Some systems count these as two or more, or lose them: {' '.join(double)}", "yellow"
        )
