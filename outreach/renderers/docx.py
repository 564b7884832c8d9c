"""DOCX: letters that a word processor opens, with named styles, real numbering and no trace of us.

Each letter writes its words into a document that was prepared once (`docx_package`), since having
python-docx build every document anew takes more than a hundred times as long.
"""

from collections.abc import Iterable, Iterator

from outreach.model.letter import Letter
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import PageSetup
from outreach.renderers.characters import one_by_one
from outreach.renderers.docx_languages import Language, language_of
from outreach.renderers.docx_ours import prepare
from outreach.renderers.docx_own import prepare_own
from outreach.renderers.docx_package import Package
from outreach.renderers.docx_words import words_of


class DocxRenderer:
    """One document for each letter."""

    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    extension = "docx"

    def __init__(self, setup: PageSetup) -> None:
        self._setup = setup
        self._packages: dict[Language, Package] = {}

    def each(self, letters: Iterable[Letter]) -> Iterator[Rendering | NotMade]:
        """One result for each letter, in order, made when it is asked for."""
        return one_by_one(letters, self._make)

    def _make(self, letter: Letter) -> Rendering:
        package = self._package(letter.language)
        words = words_of(letter, package.language, package.house)
        content = package.filled(words, letter.title, _running_head(letter, package.language))
        return Rendering(letter.recipient_id, letter.place, self.media_type, content)

    def _package(self, tag: str) -> Package:
        language = language_of(tag, self._setup.home_country)
        if language not in self._packages:
            own = self._setup.own_docx
            self._packages[language] = (
                prepare(self._setup, language) if own is None else prepare_own(own, language)
            )
        return self._packages[language]


def _running_head(letter: Letter, language: Language) -> str:
    """Whose letter a further page belongs to, and of what day.

    The name on a Chinese envelope ends in words for whoever opens it: there the subject tells.
    """
    name = letter.subject if language.chinese else next(iter(letter.envelope), letter.subject)
    return " · ".join(filter(None, (name, letter.date_text)))
