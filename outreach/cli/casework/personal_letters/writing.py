"""Carries out `outreach case write`."""

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.casework.values import LetterOut
from outreach.cli.casework.personal_letters.addressing import Wanted, to_person
from outreach.cli.casework.personal_letters.before_writing import (
    insist_that_it_can_arrive,
    say_what_to_know,
)
from outreach.cli.casework.personal_letters.beginning import beginning
from outreach.cli.casework.personal_letters.composing_letter import (
    Ready,
    Terms,
    from_file,
    in_editor,
)
from outreach.cli.casework.personal_letters.letter_draft import Draft
from outreach.cli.casework.personal_letters.personal_files import insist_on_somewhere, out_folder
from outreach.cli.casework.personal_letters.personal_pages import envelope_named
from outreach.cli.casework.personal_letters.personal_record import (
    Begun,
    Destination,
    ask_what_became,
    keep_and_write,
    write_again,
)
from outreach.cli.casework.personal_letters.to_person import Enclosed, ToPerson
from outreach.cli.opening import private_store
from outreach.cli.opening.folder import open_workspace
from outreach.cli.prisons.facility_letter import confirmed_of, override_of
from outreach.cli.screen import asking, console, times
from outreach.errors import ExitStatus, UsageProblem
from outreach.model.campaign import Audience, TemplateSet
from outreach.model.settings import Paper
from outreach.model.stationery import Envelope

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

_CARD = "card"


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed."""

    wanted: Wanted
    template: str | None = None
    file: Path | None = None
    out: Path | None = None
    size: str | None = None
    paper: str | None = None
    enclosed: Enclosed = Enclosed()  # noqa: RUF009 frozen
    confirmed: tuple[str, ...] = ()
    overrides: tuple[str, ...] = ()
    limit: int | None = None
    in_parts: bool = False
    again: int | None = None
    yes: bool = False


def carry_out(workspace: Path | None, asked: Asked) -> int:
    """Returns the exit status."""
    folder = open_workspace(workspace)
    templates = _templates(folder, asked.template)
    asked = _as_card(asked, templates)
    today = times.today()
    with private_store.open_casework(folder, create=True) as casework:
        to, known = to_person(folder, casework, asked.wanted, today)
        draft = casework.draft(to.case.id, to.person.id, to.writer.id)
    if asked.again is not None:
        return _again(to, asked, known.letters)
    terms = _terms(to, asked)
    insist_on_somewhere(to, asked.out)
    _insist_on_editor(asked)
    console.say("")
    say_what_to_know(to, known)
    insist_that_it_can_arrive(to, terms.overrides)
    where = Destination(out_folder(to, asked.out), _envelope(to, asked, terms), asked.limit)
    ready = _written(to, asked, terms, templates, Draft(to, draft))
    if ready is None:
        return _left(to)
    begun = Begun(asked.template or "", draft=asked.file is None)
    with private_store.open_casework(folder) as casework:
        key = keep_and_write(to, casework, ready, where, begun)
    ask_what_became(to, key)
    return ExitStatus.DONE


def _left(to: ToPerson) -> int:
    with private_store.open_casework(to.folder) as casework:
        draft = casework.draft(to.case.id, to.person.id, to.writer.id)
    kept = f" The draft is kept: outreach case write {to.case.id}" if draft else ""
    console.say(f"No letter is on record.{kept}")
    return ExitStatus.DONE


def _insist_on_editor(asked: Asked) -> None:
    """An editor opens where somebody can use it, or where one is named that needs nobody."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if asked.file is None and not named and not asking.somebody_is_there():
        raise UsageProblem(
            "There is no terminal for an editor.", "Give the letter: --file LETTER.md"
        )


# --- what was asked for --------------------------------------------------------------------------


def _templates(folder: "Workspace", name: str | None) -> TemplateSet | None:
    if name is None:
        return None
    templates = folder.template(name)
    if templates.audience is not Audience.PRISONER:
        raise UsageProblem(
            f"“{name}” is no letter to somebody in prison.",
            "Its front matter says for whom it is (audience: prisoner). outreach templates list",
        )
    return templates


def _as_card(asked: Asked, templates: TemplateSet | None) -> Asked:
    """A template for a card makes a card."""
    if templates is None or not any(_CARD in one.guidance for one in templates.variants):
        return asked
    return replace(asked, wanted=replace(asked.wanted, card=True))


def _terms(to: ToPerson, asked: Asked) -> Terms:
    return Terms(
        paper=_paper(to, asked.paper),
        enclosed=asked.enclosed,
        confirmed=confirmed_of(asked.confirmed, to.rules),
        overrides=tuple(override_of(text, to.rules) for text in asked.overrides),
        limit=asked.limit,
        in_parts=asked.in_parts,
        yes=asked.yes,
    )


def _paper(to: ToPerson, named: str | None) -> Paper:
    """What is in the printer, unless another one is named."""
    if named is None:
        return to.settings.paper
    try:
        return Paper(named.casefold())
    except ValueError:
        raise UsageProblem(f"There is no paper “{named}”.", "Choose a4 or letter.") from None


def _envelope(to: ToPerson, asked: Asked, terms: Terms) -> Envelope:
    return envelope_named(to.folder, asked.size, terms.paper, to.sort)


# --- the letter ----------------------------------------------------------------------------------


def _written(
    to: ToPerson, asked: Asked, terms: Terms, templates: TemplateSet | None, draft: Draft
) -> Ready | None:
    if asked.file is not None:
        if to.case.private:
            console.note(
                f"{asked.file} holds the letter for everybody who opens it: delete it afterwards."
            )
        return from_file(to, terms, _text_of(asked.file), asked.file)
    if asking.somebody_is_there() and not asked.yes:
        asking.ask("Enter opens your editor")
    text = beginning(to, templates, draft.found)
    return in_editor(to, terms, text, lambda typed: _edited(draft, typed))


def _text_of(file: Path) -> str:
    """The words of a file, without front matter; its lines keep their numbers."""
    from outreach.tables.letter_files import read_letter

    if file.suffix.casefold() == ".pdf":
        raise UsageProblem(f"{file} is a PDF.", "Give the letter as .md or .txt.")
    return read_letter(file, str(file)).text


def _edited(draft: Draft, text: str) -> str | None:
    """What comes out of the editor; kept at once, so that nothing of it is lost."""
    from outreach.cli.screen.editor import Safe, edited

    return edited(text, ".md", Safe(draft.keep, draft.command_for))


# --- once more -----------------------------------------------------------------------------------


def _again(to: ToPerson, asked: Asked, letters: tuple[LetterOut, ...]) -> int:
    found = next((one for one in letters if one.number == asked.again), None)
    if found is None:
        numbers = ", ".join(str(one.number) for one in letters) or "none"
        raise UsageProblem(
            f"There is no letter {asked.again} to {to.case.id}.", f"On record: {numbers}."
        )
    to = replace(to, sort=found.details.sort, going=found.details.going)
    terms = _terms(to, asked)
    where = Destination(out_folder(to, asked.out), _envelope(to, asked, terms), asked.limit)
    with private_store.open_casework(to.folder) as casework:
        write_again(to, casework, found, where)
    return ExitStatus.DONE
