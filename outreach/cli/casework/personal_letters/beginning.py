"""What the editor opens on: the draft there is, a letter template, or an empty letter."""

from dataclasses import replace

from outreach.cli.casework.personal_letters.to_person import ToPerson
from outreach.cli.screen import asking, console
from outreach.composing.case_values import CaseInLetters
from outreach.composing.starters import starter
from outreach.errors import UsageProblem
from outreach.model.campaign import LetterTemplate, TemplateSet


def beginning(to: ToPerson, templates: TemplateSet | None, draft: str) -> str:
    """The draft there is, unless somebody would rather begin anew; else the template."""
    if draft and not _anew(to.case.id, from_template=templates is not None):
        console.note("You go on with the letter that you began.")
        return draft
    template = templates.variant((to.language,), to.language) if templates else None
    _say_other_language(to, template)
    about = CaseInLetters(replace(to.case, people=(to.person,)), to.facility)
    sender = to.settings.sender
    group = sender.group if to.guarded.organisation_named else ""
    values = {"sender_name": to.writer.signature, "sender_group": group}
    advice = f"Advice: outreach templates show {template.name}" if template else ""
    notes = (f"Under the letter: {to.writer.signature}.", advice)
    return starter(about, to.language, values, template=template, notes=notes)


def _anew(case: str, *, from_template: bool) -> bool:
    choices = [("on", "go on with it"), ("new", "begin anew; it is let go")]
    if not asking.somebody_is_there():
        if from_template:
            raise UsageProblem(
                f"There is an unfinished letter to {case}, and nobody to ask which one is meant.",
                "Go on with it: leave --from away. A letter written already: --file LETTER.md",
            )
        return False
    default = "new" if from_template else "on"
    return asking.choose("There is an unfinished letter.", choices, default, at_end="on") == "new"


def _say_other_language(to: ToPerson, template: LetterTemplate | None) -> None:
    if template and template.language.partition("-")[0] != to.language.partition("-")[0]:
        console.note(
            f"{template.file} is in {template.language}; the letter is to be in {to.language}.",
            "yellow",
        )
