"""Rules about the pages of a letter and what lies beside them."""

from collections.abc import Callable, Iterator, Mapping

from outreach.model.facility import Rule
from outreach.rules.prison.posting import Posting

_AMOUNTS: Mapping[str, Callable[[Posting], int | None]] = {
    "pages": lambda posting: posting.pages.number,
    "words": lambda posting: posting.pages.words,
    "printed pages": lambda posting: posting.mailing.printed_pages,
    "photos": lambda posting: posting.mailing.photos,
    "cards": lambda posting: posting.mailing.cards,
    "stamps": lambda posting: posting.mailing.stamps,
    "grams": lambda posting: posting.mailing.grams,
}
QUANTITIES = frozenset(_AMOUNTS)


def at_most(rule: Rule, posting: Posting) -> Iterator[str]:
    """No more than `most` pages, words, printed pages, photos, cards, stamps or grams."""
    amount = _AMOUNTS[rule.of](posting)
    if rule.first_letter and not posting.letter.first:
        return
    if amount is not None and amount > rule.most:
        noun = rule.of.removesuffix("s") if amount == 1 else rule.of
        yield f"{amount:,} {noun}, where {rule.most:,} is the most."


def paper_size(rule: Rule, posting: Posting) -> Iterator[str]:
    """The paper of the country it goes to."""
    paper = posting.pages.paper
    if paper is not None and paper is not rule.paper:
        yield f"The pages are {_NAMES[paper.value]}."


_NAMES = {"a4": "A4", "letter": "US Letter"}


def number_on_each_page(_: Rule, posting: Posting) -> Iterator[str]:
    """The person's number on every page, where the pages are known; else anywhere in the text."""
    numbers = [_plain(one.number) for one in posting.letter.prisoners if one.number]
    texts = posting.pages.texts or (posting.letter.text,)
    if not numbers:
        return
    without = [
        place
        for place, text in enumerate(texts, start=1)
        if not any(number in _plain(text) for number in numbers)
    ]
    if without and len(texts) == 1:
        yield "The number is not in the letter."
    elif without:
        yield f"The number is missing on page {', '.join(map(str, without))}."


def type_size(rule: Rule, posting: Posting) -> Iterator[str]:
    """Type that survives copying or scanning."""
    size = posting.pages.smallest_type
    if size is not None and size < rule.points - 0.05:
        yield f"The smallest type is {size:.1f} points; {rule.points:g} is the least."


def _plain(text: str) -> str:
    return "".join(text.split()).replace("-", "").casefold()
