"""Files of the folder that name in plain whom a private case is about."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.screen import console, words
from outreach.errors import InputInvalid, Problem
from outreach.rules.private_names import Wanted, found_in, wanted_of
from outreach.tables.encodings import read_text
from outreach.tables.reading import read_table

if TYPE_CHECKING:
    from outreach.model.campaign import Campaign
    from outreach.model.case import Case
    from outreach.workspace.opening import Workspace

_SETTINGS = "outreach.toml"
_SPREADSHEETS = frozenset((".xlsx", ".ods"))
_FOLDERS = ("campaigns", "letter_templates", "recipients")
_WAY_OUT = {
    "campaigns": "Write the code word instead; a letter says {{ case.name }} and "
    "{{ case.number }}.",
    "letter_templates": "Write {{ case.name }} or {{ case.number }}: that is read from the private "
    "store.",
    "recipients": "Take it out of the list, unless it is somebody else of that name.",
    _SETTINGS: "Take it out, unless it is somebody else of that name.",
}


def names_in_plain(folder: "Workspace", campaigns: Iterable["Campaign"]) -> tuple[Problem, ...]:
    """Each place once, as far as the private store is open or opens without a question.

    For a campaign on a private case it is opened in any event.
    """
    from outreach.cli.opening import private_store

    if not private_store.exists(folder):
        return ()
    opened = any(campaign.private for campaign in campaigns)
    if not opened and not private_store.opens_by_itself(folder):
        console.note(
            "The private store is not open: the files were not searched for names of its cases.",
            "dim",
        )
        return ()
    wanted = wanted_of(_private_cases(folder))
    return tuple(_problems(folder.root, wanted)) if wanted else ()


def _private_cases(folder: "Workspace") -> "tuple[Case, ...]":
    from outreach.cli.opening.cases import private_cases, reading_casework

    with reading_casework(folder) as casework:
        return tuple(private_cases(casework))


def _problems(root: Path, wanted: Sequence[Wanted]) -> Iterator[Problem]:
    for path in _files(root):
        folder = path.relative_to(root).parts[0]
        shown = path.relative_to(root).as_posix()
        named = [case for _, case in found_in(path.stem, wanted)]
        for case in named:
            # Its name would say here what it must not say.
            shown = f"{folder}/….{path.suffix.lstrip('.')}"
            sentence = f"The name of this file holds the name or the number of {case}."
            yield Problem(sentence, "Rename it; the code word will do.", shown)
        lines: dict[str, list[int]] = {}
        for line, case in _found_within(path, shown, wanted):
            lines.setdefault(case, []).append(line)
        for case, found in lines.items():
            yield Problem(_sentence(case, found[1:]), _WAY_OUT[folder], shown, found[0])


def _sentence(case: str, further: Sequence[int]) -> str:
    sentence = f"This line has the name or the number of {case} in plain."
    where = words.some([f"{line}" for line in further])
    return f"{sentence} So has line {where}." if further else sentence


def _files(root: Path) -> Iterator[Path]:
    yield root / _SETTINGS
    for folder in _FOLDERS:
        yield from sorted(path for path in (root / folder).rglob("*") if path.is_file())


def _found_within(path: Path, shown: str, wanted: Sequence[Wanted]) -> Iterator[tuple[int, str]]:
    """Nothing for what cannot be read: that is told where the file is used."""
    with suppress(InputInvalid):
        if path.suffix.casefold() in _SPREADSHEETS:
            for row in read_table(path, shown).rows:
                cells = ", ".join(row.values.values())
                yield from ((row.line, case) for case in _cases_in(cells, wanted))
        else:
            yield from found_in(read_text(path, shown), wanted)


def _cases_in(text: str, wanted: Sequence[Wanted]) -> Iterator[str]:
    yield from dict.fromkeys(case for _, case in found_in(text, wanted))
