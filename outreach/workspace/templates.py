"""letter_templates/NAME.md and NAME.LANG.md → TemplateSet, a letter in all its languages."""

from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from outreach.errors import InputInvalid, NotFound, Problem
from outreach.model.campaign import Audience, LetterTemplate, Opening, TemplateSet
from outreach.rules.guidance import kinds
from outreach.tables.files import open_regular
from outreach.workspace.facts import facts, variables
from outreach.workspace.front_matter import read_front_matter
from outreach.workspace.sections import Section
from outreach.workspace.wording import is_file_name, language_tag

FOLDER = "letter_templates"
_NO_LETTERS = frozenset({"readme", "license"})


def template_names(root: Path) -> tuple[str, ...]:
    """The names of all letters, without their languages."""
    return tuple(sorted(_files(root)))


def read_template(root: Path, name: str) -> TemplateSet:
    """Read a letter; raises InputInvalid with the problems of all its variants."""
    files = _files(root)
    name = name.removesuffix(".md")
    if name not in files:
        raise NotFound("letter", name, files)
    variants: list[LetterTemplate] = []
    problems: list[Problem] = []
    for path in files[name]:
        try:
            variants.append(_variant(path, name))
        except InputInvalid as found:
            problems.extend(found.problems)
    problems.extend((*_languages_given_twice(variants), *_audiences_apart(variants)))
    if problems:
        raise InputInvalid(problems)
    return TemplateSet(name, tuple(variants))


def text_digest(root: Path, name: str) -> str:
    """The SHA-256 of a letter, in hexadecimal: over the bytes of the files of all its languages,
    one after the other in the order of their names.
    """
    files = _files(root)
    name = name.removesuffix(".md")
    if name not in files:
        raise NotFound("letter", name, files)
    digest = sha256()
    for path in sorted(files[name], key=lambda path: path.name):
        with open_regular(path, f"{FOLDER}/{path.name}") as file:
            digest.update(file.read())
    return digest.hexdigest()


def _files(root: Path) -> Mapping[str, list[Path]]:
    """Name of a letter → its files, the one without a language first."""
    files: dict[str, list[Path]] = {}
    for path in sorted((root / FOLDER).glob("*.md"), key=lambda path: path.stem):
        name = path.stem.partition(".")[0]
        if is_file_name(name) and name.casefold() not in _NO_LETTERS:
            files.setdefault(name, []).append(path)
    return files


def _variant(path: Path, name: str) -> LetterTemplate:
    shown = f"{FOLDER}/{path.name}"
    matter = read_front_matter(path, shown)
    problems: list[Problem] = []
    whole = Section.whole(matter.document, problems)
    audience = whole.choice("audience", Audience, Audience.OFFICIAL)
    template = LetterTemplate(
        name=name,
        language=_language(whole, path.stem.partition(".")[2]),
        subject=_subject(whole, audience),
        body=matter.body,
        body_line=matter.body_line,
        audience=audience,
        facts=facts(whole.section("facts")),
        demands=whole.texts("demands"),
        variables=variables(whole.section("variables")),
        salutation=whole.one_line("salutation"),
        close=whole.one_line("close"),
        enclosures=whole.lines("enclosures"),
        note=whole.text("note"),
        file=shown,
        subject_line=whole.line("subject") or 1,
        max_age=whole.span("max_age"),
        salutation_line=whole.line("salutation") or 0,
        close_line=whole.line("close") or 0,
        demand_lines=whole.item_lines("demands"),
        opening=whole.choice("opening", Opening, Opening.ADDRESSEE),
        guidance=_guidance(whole),
    )
    if template.opening is Opening.TO_WHOM and not template.language.startswith("zh"):
        whole.objection(
            "opening",
            "“to-whom” is for letters in Chinese.",
            "Write salutation: and close: instead.",
        )
    whole.finish()
    if not matter.body.strip():
        problems.append(
            Problem("The letter has no text.", "Write it below the front matter.", shown)
        )
    if problems:
        raise InputInvalid(sorted(problems, key=lambda problem: problem.line or 0))
    return template


def _subject(whole: Section, audience: Audience) -> str:
    """A letter to somebody in prison has none, like any personal letter."""
    if audience is Audience.PRISONER:
        return whole.one_line("subject")
    return whole.required("subject", "subject: The people prosecuted for peaceful expression")


def _guidance(whole: Section) -> tuple[str, ...]:
    named = whole.lines("guidance")
    for kind in named:
        if kind not in kinds():
            known = ", ".join(kinds())
            whole.objection("guidance", f"cannot be “{kind}”.", f"Known here: {known}.")
    return named


def _language(whole: Section, in_name: str) -> str:
    """From the file's name, else from `language:`, else English."""
    written = whole.one_line("language", in_name or "en")
    tag = language_tag(written)
    if not tag:
        whole.objection(
            "language",
            f"cannot be “{written}”.",
            "The file's name is NAME.md or NAME.LANGUAGE.md, with a code such as fr or zh-Hant.",
        )
    elif in_name and language_tag(in_name) != tag:
        whole.objection(
            "language", f"is “{written}”, but the file's name says “{in_name}”.", "Change one."
        )
    return tag


def _audiences_apart(variants: list[LetterTemplate]) -> list[Problem]:
    return [
        Problem(
            f"This letter is to another audience ({variant.audience}) than {variants[0].file} "
            f"({variants[0].audience}).",
            "Write the same audience: into all languages of a letter.",
            variant.file,
        )
        for variant in variants
        if variant.audience is not variants[0].audience
    ]


def _languages_given_twice(variants: list[LetterTemplate]) -> list[Problem]:
    first: dict[str, LetterTemplate] = {}
    return [
        Problem(
            f"{first[variant.language].file} is in the same language ({variant.language}).",
            "Keep one, or write its language into the front matter: language: fr",
            variant.file,
        )
        for variant in variants
        if first.setdefault(variant.language, variant) is not variant
    ]
