"""enclosures/ of the user's folder: what a campaign names of it, and the files themselves."""

from collections.abc import Iterator
from pathlib import Path

from outreach.errors import InputInvalid, Problem
from outreach.model.campaign import Campaign
from outreach.model.enclosure import EnclosedFile, Enclosure
from outreach.workspace.sections import Section
from outreach.workspace.wording import is_file_name, language_tag

FOLDER = "enclosures"


def enclosures(whole: Section) -> tuple[Enclosure, ...]:
    """What `enclosures` of a campaign names: file names, or tables of a file and its title."""
    named = tuple(_enclosure(one) for one in whole.tables("enclosures", "file"))
    files = [one.file.casefold() for one in named]
    for one in named:
        if not is_file_name(one.file):
            whole.objection(
                "enclosures",
                f"holds “{one.file}”, which is not the name of a file.",
                f"Give the name of a file in the folder {FOLDER}, without folder.",
            )
        elif files.count(one.file.casefold()) > 1:
            whole.objection("enclosures", f"names “{one.file}” more than once.", "Name it once.")
            break
    return named


def _enclosure(one: Section) -> Enclosure:
    file = one.one_line("file")
    if one.holds_section("title"):
        own = one.section("title")
        titles = tuple((_language(own, tag), own.one_line(tag)) for tag in own.names())
    else:
        title = one.one_line("title")
        titles = (("", title),) if title else ()
    one.finish()
    return Enclosure(file, titles, one.line("file") or 0)


def _language(own: Section, written: str) -> str:
    tag = language_tag(written)
    if not tag:
        own.objection(written, "is no language.", "Write a code: en, fr, zh-Hant.")
    return tag


def read_enclosures(root: Path, campaign: Campaign) -> tuple[EnclosedFile, ...]:
    """The files that go along with a campaign's letters, in its order; raises InputInvalid with
    all that stands against them.
    """
    found: list[EnclosedFile] = []
    problems: list[Problem] = []
    for one in campaign.enclosures:
        try:
            found.append(_read(root, one))
        except InputInvalid as refused:
            problems += _named_by(campaign, one, refused)
    problems += _too_large(campaign, found)
    if problems:
        raise InputInvalid(problems)
    return tuple(found)


def _read(root: Path, one: Enclosure) -> EnclosedFile:
    from outreach.tables.enclosed_files import enclosed_file

    shown = f"{FOLDER}/{one.file}"
    folder = (root / FOLDER).resolve()
    path = folder / one.file
    if path.resolve().parent != folder:  # a link that leads out of the folder
        sentence = f"The file lies outside the folder {FOLDER}."
        raise InputInvalid([Problem(sentence, "Put a copy of it there.", shown)])
    return enclosed_file(path, shown)


def _named_by(campaign: Campaign, one: Enclosure, refused: InputInvalid) -> Iterator[Problem]:
    """Each problem at the line of the campaign, and with the file that it is about."""
    for problem in refused.problems:
        sentence = f"{problem.file}: {problem.sentence}"
        yield Problem(sentence, problem.way_out, campaign.file, one.line or None)


def _too_large(campaign: Campaign, found: list[EnclosedFile]) -> Iterator[Problem]:
    size, most = sum(len(one.content) for one in found), campaign.enclosures_mb
    if size > most * 1_000_000:
        line = min((one.line for one in campaign.enclosures), default=0)
        yield Problem(
            f"The enclosures are {size / 1_000_000:.1f} MB together, and {most} MB is the most: "
            "many offices refuse larger e-mails.",
            "Make pictures smaller, enclose a summary with a link to the rest, "
            "or write enclosures_mb = 10.",
            campaign.file,
            line or None,
        )
