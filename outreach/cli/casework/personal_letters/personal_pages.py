"""The pages of a letter to one person, its envelope, or its text for a prison's own system."""

from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from outreach.casework.values import Going, Sort
from outreach.cli.campaigns.pages import personal_page
from outreach.cli.casework.personal_letters.to_person import ToPerson
from outreach.cli.letters.font_remarks import Watched
from outreach.composing.message_parts import as_message
from outreach.composing.personal import Surroundings, card, personal_letter, read_words
from outreach.errors import NotRendered
from outreach.model.correspondence import LetterPages, ReturnPlace
from outreach.model.letter import Letter
from outreach.model.mailing import NotMade
from outreach.model.settings import Paper
from outreach.model.stationery import Envelope, Piece
from outreach.tables.letter_files import read_pdf
from outreach.tables.letter_files import words as count_words

if TYPE_CHECKING:
    from outreach.workspace.opening import Workspace

PDF = "application/pdf"
PLAIN = "text/plain; charset=utf-8"
# No line of a message is broken here: whoever shows it does that.
_NO_WIDTH = 1_000_000
_USUAL = {Paper.LETTER: "10", Paper.A4: "dl"}
# A sheet of A4 folded once across the middle.
_FOR_CARDS = {Paper.LETTER: "10", Paper.A4: "c5"}


@dataclass(frozen=True, slots=True)
class Made:
    """A letter ready to go: the exact bytes of it, its words as the rules look at them, and the
    SHA-256 of what its writer wrote, whatever the day.
    """

    content: bytes
    media_type: str
    text: str
    pages: LetterPages
    digest: str


def made(to: ToPerson, text: str, shown: str, paper: Paper) -> Made:
    """Set a letter; raises InputInvalid with all that is wrong with its text, and NotRendered."""
    words = read_words(text, shown)
    around = Surroundings(
        language=to.language,
        dated=to.today,
        home_country=to.home_country,
        return_address=to.sender.lines,
        signature=to.writer.signature,
        on_each_page=to.on_each_page,
    )
    letter = (card if to.sort is Sort.CARD else personal_letter)(words, around)
    if to.going is Going.ELECTRONIC:
        return _message(letter)
    return _pages(to, letter, paper)


def _pages(to: ToPerson, letter: Letter, paper: Paper) -> Made:
    from outreach.renderers.pdf import PdfRenderer
    from outreach.renderers.text import text_on_paper

    is_card = to.sort is Sort.CARD
    named = to.guarded.organisation_named
    page = personal_page(to.folder, paper, card=is_card, named=named)
    letters = Watched([letter])
    (result,) = PdfRenderer(page).each(letters)
    letters.say()
    if isinstance(result, NotMade):
        raise NotRendered(f"The letter could not be made: {result.reason}")
    written = read_pdf(result.content, "the letter")
    text = text_on_paper(letter)
    words = _own_words(letter)
    pages = replace(written.pages, words=count_words(words))
    return Made(result.content, PDF, text, pages, _digest(words))


def _message(letter: Letter) -> Made:
    from outreach.renderers.text import plain_text

    bare = replace(letter, return_address=(), on_each_page="")
    text = as_message(plain_text(bare.on_screen(), _NO_WIDTH))
    words = _own_words(letter)
    return Made(text.encode(), PLAIN, text, LetterPages(count_words(words)), _digest(words))


def _own_words(letter: Letter) -> str:
    """From salutation to signature."""
    from outreach.renderers.text import plain_text

    return plain_text(replace(letter, return_address=()).on_screen())


def _digest(words: str) -> str:
    return sha256(" ".join(words.split()).encode()).hexdigest()


# --- the envelope --------------------------------------------------------------------------------


def envelope_named(
    folder: "Workspace", name: str | None, paper: Paper, sort: Sort = Sort.LETTER
) -> Envelope:
    """The envelope asked for, or what a letter on this paper usually goes into."""
    from outreach.stationery.measures import measures

    usual = _FOR_CARDS if sort is Sort.CARD else _USUAL
    return measures(folder.stationery_tables()).envelope(name or usual[paper])


def envelope_pages(
    to: ToPerson, envelope: Envelope, nudge: tuple[float, float] = (0.0, 0.0)
) -> bytes:
    """The front, and the back where the prison looks for the sender there. Raises NotRendered."""
    from outreach.stationery.envelopes import EnvelopePrinter, with_sender_behind
    from outreach.stationery.measures import measures

    piece = Piece("", 1, to.language, to.envelope, to.destination, to.sender.lines)
    sides = with_sender_behind(piece) if to.sender_at is ReturnPlace.BACK else (piece,)
    post = measures(to.folder.stationery_tables()).post(to.home_country)
    result = EnvelopePrinter(envelope, post, nudge).pages(sides, to.today)
    if result.failed:
        raise NotRendered(f"The envelope could not be made: {result.failed[0].reason}")
    return result.content


def how_to_print(to: ToPerson, envelope: Envelope) -> str:
    """A sentence on paper size and sides of an envelope."""
    behind = " Its second page is the back." if _has_back(to) else ""
    size = f"{envelope.width:g} × {envelope.height:g} mm"
    return f"Print the envelope at 100 % on {envelope.title}, {size}.{behind}"


def _has_back(to: ToPerson) -> bool:
    return to.sender_at is ReturnPlace.BACK and bool(to.sender.lines)
