"""Files of the folder that name in plain whom a private case is about."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from outreach.cli.screen import console, words
from outreach.errors import InputInvalid, Problem
from outreach.rules.private_names import Wanted, found_in, wanted_of
from outreach.tables.encodings import read_text
from outreach.tables.reading import read_table
from outreach.tables.words_within import DOCUMENTS, words_within

if TYPE_CHECKING:
    from outreach.model.campaign import Campaign
    from outreach.model.case import Case
    from outreach.workspace.opening import Workspace

_SETTINGS = "outreach.toml"
_SPREADSHEETS = frozenset((".xlsx", ".ods"))
_FOLDERS = ("campaigns", "letter_templates", "recipients", "enclosures")
_LETTERHEAD = "letterhead"
_WAY_OUT = {
    "campaigns": "Write the code word instead; a letter says {{ case.name }} and "
    "{{ case.number }}.",
    "letter_templates": "Write {{ case.name }} or {{ case.number }}: that is read from the private "
    "store.",
    "recipients": "Take it out of the list, unless it is somebody else of that name.",
    "enclosures": "Take it out, unless it is somebody else of that name; the file goes along as it "
    "is.",
    _LETTERHEAD: "Take it out, unless it is somebody else of that name.",
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
    if not wanted:
        return ()
    search = _Search(folder, wanted)
    found = tuple(search.problems())
    if search.unread:
        names = words.some(search.unread, most=8)
        console.note(f"Not searched for names, since no words can be read there: {names}.", "dim")
    return found


def _private_cases(folder: "Workspace") -> "tuple[Case, ...]":
    from outreach.cli.opening.cases import private_cases, reading_casework

    with reading_casework(folder) as casework:
        return tuple(private_cases(casework))


class _Search:
    """`unread` are files whose words could not be read, and that nothing else reads either."""

    def __init__(self, folder: "Workspace", wanted: Sequence[Wanted]) -> None:
        self._root = folder.root
        self._letterhead = folder.settings.printing.docx_letterhead
        self._wanted = wanted
        self.unread: list[str] = []

    def problems(self) -> Iterator[Problem]:
        for path, kind in self._files():
            shown = path.name if kind == _LETTERHEAD else path.relative_to(self._root).as_posix()
            for case in dict.fromkeys(case for _, case in found_in(path.stem, self._wanted)):
                # Its name would say here what it must not say.
                shown = f"{path.parent.name}/….{path.suffix.lstrip('.')}"
                sentence = f"The name of this file holds the name or the number of {case}."
                yield Problem(sentence, "Rename it; the code word will do.", shown)
            lines: dict[str, list[int | None]] = {}
            for line, case in self._found_within(path, shown):
                lines.setdefault(case, []).append(line)
            for case, found in lines.items():
                yield Problem(_sentence(case, found), _WAY_OUT[kind], shown, found[0])

    def _files(self) -> Iterator[tuple[Path, str]]:
        """Each with what it is for."""
        yield self._root / _SETTINGS, _SETTINGS
        for folder in _FOLDERS:
            files = sorted(path for path in (self._root / folder).rglob("*") if path.is_file())
            yield from ((path, folder) for path in files)
        if self._letterhead is not None and self._letterhead.is_file():
            yield self._letterhead, _LETTERHEAD

    def _found_within(self, path: Path, shown: str) -> Iterator[tuple[int | None, str]]:
        """Lines, None in a document that has none. What cannot be read of campaigns, letters and
        lists is told where the file is used.
        """
        kind = path.suffix.casefold()
        try:
            if kind in DOCUMENTS:
                text = words_within(path, shown)
                yield from ((None, case) for case in _cases_in(text, self._wanted))
            elif kind in _SPREADSHEETS:
                for row in read_table(path, shown).rows:
                    cells = ", ".join(row.values.values())
                    yield from ((row.line, case) for case in _cases_in(cells, self._wanted))
            else:
                yield from found_in(read_text(path, shown), self._wanted)
        except InputInvalid:
            if kind in DOCUMENTS or path.parent.name == "enclosures":
                self.unread.append(shown)


def _sentence(case: str, lines: Sequence[int | None]) -> str:
    what = "file" if lines[0] is None else "line"
    sentence = f"This {what} has the name or the number of {case} in plain."
    where = words.some([f"{line}" for line in lines[1:]])
    return f"{sentence} So has line {where}." if where else sentence


def _cases_in(text: str, wanted: Sequence[Wanted]) -> Iterator[str]:
    yield from dict.fromkeys(case for _, case in found_in(text, wanted))
