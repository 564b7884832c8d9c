"""What stands against a letter to somebody in prison, on the screen."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from outreach.cli.prisons.facilities import told
from outreach.cli.screen import asking, console
from outreach.cli.screen.folding import say_folded
from outreach.model.correspondence import LetterKind
from outreach.model.facility import Facility, Objection, PrisonSystem, Rule
from outreach.model.severity import Severity
from outreach.rules.prison.objecting import Verdict, rules_for
from outreach.rules.prison.posting import Posting
from outreach.rules.prison.tables import loosened
from outreach.workspace.facilities import FOLDER

_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: ""}
_NOBODY: Mapping[str, str] = {}


def say_verdict(verdict: Verdict, ways_out: Mapping[str, str] = _NOBODY) -> None:
    """Each objection with its rule and source, and what was decided on others. `ways_out` by check
    go before those of the tables.
    """
    for objection in verdict.objections:
        console.say("")
        _say(objection, ways_out.get(objection.rule.check, objection.way_out))
    for objection, override in verdict.overridden:
        console.say("")
        say_folded(f"overridden  {objection.rule.id}: {objection.found}", indent=0)
        say_folded(f"Reason: {override.reason}")
    for override in verdict.needless:
        console.note(f"Nothing stands against {override.rule}: no reason is needed.")


def _say(objection: Objection, way_out: str) -> None:
    rule = objection.rule
    head = f"{rule.severity.value}  {rule.id}: {objection.found}"
    say_folded(head, style=_COLOUR[rule.severity], indent=0)
    say_folded(rule.sentence)
    say_folded(f"To do: {way_out}")
    say_folded(told(rule.origin), style="dim")


def asked_about_lists(rules: Iterable[Rule], posting: Posting) -> Posting:
    """Let the writer go through the lists that are not confirmed yet."""
    confirmed = set(posting.mailing.confirmed)
    for rule in rules:
        if rule.check == "checklist" and rule.id not in confirmed:
            question = f"{'; '.join(rule.items)}: is it so?"
            if asking.confirmed(question[0].upper() + question[1:], yes=False):
                confirmed.add(rule.id)
    return replace(posting, mailing=replace(posting.mailing, confirmed=frozenset(confirmed)))


def say_loosened(
    general: Iterable[Rule], where: tuple[PrisonSystem, Facility], kind: LetterKind
) -> None:
    """Name the program's rules that files of the user's own keep from being looked at as they are:
    whoever writes may not be who wrote those files.
    """
    rules = rules_for(general, *where, kind)
    if gone := loosened(rules, *where, kind):
        ids = ", ".join(sorted(rule.id for rule in gone))
        console.note(
            f"By files in {FOLDER}/ these rules of the program hold no more, or weigh less: {ids}.",
            "yellow",
        )
