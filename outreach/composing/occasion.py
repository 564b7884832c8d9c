"""What is the same for all letters of one making: who writes, when, and what is known that day."""

from dataclasses import dataclass
from datetime import date

from outreach.composing.case_values import CaseInLetters
from outreach.model.campaign import Fact
from outreach.model.enclosure import Enclosure
from outreach.model.people import Recipient, Signatory


@dataclass(frozen=True, slots=True)
class Occasion:
    """`return_address` is the sender's name and address as far as letters show it, in lines.

    `facts` and `variables` are the campaign's; they go before those of the template. `personal`
    is the writer's own words, paragraphs apart by empty lines. `by_hand` leaves room for a
    signature in ink. `enclosed` goes along, and those in `copied` get a copy, as letters note.
    `case` is what the letters are about, where they are about one.
    """

    signatory: Signatory
    dated: date
    home_country: str = ""
    return_address: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    personal: str = ""
    by_hand: bool = False
    enclosed: tuple[Enclosure, ...] = ()
    copied: tuple[Recipient, ...] = ()
    case: CaseInLetters | None = None
