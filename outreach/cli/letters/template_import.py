"""Turns a letter that a group wrote in Word into a letter template."""

from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import asking, console, words
from outreach.errors import AlreadyThere, ExitStatus, InputInvalid, Problem, UsageProblem
from outreach.tables.slugs import slug
from outreach.tables.whole_files import write_whole
from outreach.workspace.templates import FOLDER
from outreach.workspace.wording import is_file_name, language_tag

if TYPE_CHECKING:
    from outreach.drafts.template import Draft
    from outreach.workspace.opening import Workspace


def carry_out(
    workspace: Path | None, file: Path, name: str | None, language: str | None, *, force: bool
) -> int:
    """Write the template, and say what became of the letter."""
    from outreach.drafts.template import draft_of
    from outreach.drafts.word import read_word

    folder = open_workspace(workspace)
    called = _name(file, name)
    wanted = _language(language) if language else ""
    written = read_word(file, file.name)
    tag = wanted or written.language or "en"
    draft = draft_of(written)
    if not draft.text.partition("\n---\n")[2].strip():
        raise InputInvalid([_no_text(file)])
    place = folder.root / FOLDER / (f"{called}.md" if tag == "en" else f"{called}.{tag}.md")
    if place.exists() and not force and not _agreed(place):
        raise AlreadyThere(place, "Choose another name with --name, or replace it with --force.")
    write_whole(place, draft.text.encode())
    console.say(f"{place.relative_to(folder.root)}: {_measure(draft)}", "bold")
    if not wanted and written.language:
        console.say(f"Its language is taken to be {tag}; --language says otherwise.")
    _tell(draft)
    return _checked(folder, called, draft)


def _name(file: Path, name: str | None) -> str:
    called = name.removesuffix(".md") if name else slug(file.stem)
    if not is_file_name(called) or "." in called:
        raise UsageProblem(
            f"“{called}” cannot be the name of a letter.",
            "Choose one with --name: letters, digits and hyphens.",
        )
    return called


def _language(written: str) -> str:
    tag = language_tag(written)
    if not tag:
        raise UsageProblem(f"{written!r} is no language.", "Write a code such as fr or zh-Hant.")
    return tag


def _no_text(file: Path) -> Problem:
    return Problem("No text of a letter was found in it.", "Is it the right file?", file.name)


def _agreed(place: Path) -> bool:
    return asking.somebody_is_there() and asking.confirmed(
        f"{place.name} is there already. Replace it?", yes=False
    )


def _measure(draft: "Draft") -> str:
    parts = [
        f"subject “{draft.subject}”" if draft.subject else "no subject found",
        words.count(draft.demands, "demand"),
        words.count(len(draft.blanks), "blank"),
    ]
    return ", ".join(parts)


def _tell(draft: "Draft") -> None:
    if draft.form:
        console.say("\nLeft out, since the letter's form writes it for each recipient:")
        for part in draft.form:
            console.say(f"  {part.what}: {_short(part.text)}")
    known = [one for one in draft.blanks if not one.name.startswith("todo_")]
    if known:
        console.say("\nBlanks that are fields now:")
        for one in known:
            console.say(f"  {one.written} in “{one.around}”: {{{{ {one.name} }}}}")
    if draft.lost:
        console.say("\nNot carried over:")
        for sentence in draft.lost:
            console.say(f"  {sentence}")


def _short(text: str, most: int = 70) -> str:
    from outreach.drafts.written import shown

    plain = shown(text)
    return plain if len(plain) <= most else f"{plain[:most].rstrip()} …"


def _checked(folder: "Workspace", name: str, draft: "Draft") -> int:
    """What stands against the letter now, as `templates check` and `check` will say it."""
    from outreach.composing.templates import check_variants, compile_template

    variants = folder.template(name)
    found = list(check_variants(variants))
    if draft.open or not draft.subject:
        console.say("\nStill to be filled in (`check` refuses letters until then):")
        for one in draft.blanks:
            if one.name in draft.open:
                console.say(f"  {one.name}: {one.written} in “{one.around}”")
        if not draft.subject:
            console.say("  todo_subject: no line of the letter says what it is about")
        console.say("Write the words in place of {{ todo_… }}, or a value under variables.")
    for variant in variants.variants:
        try:
            compile_template(variant)
        except InputInvalid as invalid:
            found += invalid.problems
    console.problems(found)
    if found:
        return ExitStatus.INVALID
    console.say(f"\nLook at it: outreach templates show {name}")
    return ExitStatus.DONE
