"""What `init` asks a new user."""

import re

from outreach.cli.screen import asking
from outreach.model.settings import Shown
from outreach.workspace.answers import Answers

# What is written when nobody answers: an example, which no real server is asked to carry.
EXAMPLE = Answers(
    sender_id="jane",
    name="Jane Doe",
    email="jane@example.org",
    address=("12 Elm Street", "Toronto ON  M5V 2T6"),
    country="CA",
)

_SHOWN = (
    (Shown.FULL.value, "the full address: offices may set letters without one aside"),
    (Shown.CITY.value, "the city only"),
    (Shown.GROUP.value, "your group's name only"),
)


def answers(
    name: str | None, email: str | None, address: tuple[str, ...], country: str | None
) -> Answers:
    """What is not given on the command line is asked for, where somebody is there to answer."""
    if name is None and not asking.somebody_is_there():
        return Answers(
            EXAMPLE.sender_id,
            EXAMPLE.name,
            email or EXAMPLE.email,
            address or EXAMPLE.address,
            country or EXAMPLE.country,
        )
    if not asking.somebody_is_there():
        name = name or EXAMPLE.name
        return Answers(_id(name), name, email or "", address, (country or "").upper())
    return _asked(name, email, address, country)


def _asked(
    name: str | None, email: str | None, address: tuple[str, ...], country: str | None
) -> Answers:
    name = name or asking.ask("Your name, as it stands under a letter", EXAMPLE.name)
    email = email or asking.ask("Your e-mail address", EXAMPLE.email)
    address = address or asking.ask_lines("Your postal address, line by line")
    country = country or asking.ask("Your country, in two letters (CA, GB, HK, US …)")
    shown = asking.choose("How much of it may a letter show?", _SHOWN, Shown.FULL.value)
    group = asking.ask("Your group's name") if shown == Shown.GROUP.value else ""
    host = asking.ask("Your mail server (smtp.…; empty: set up later)")
    username = asking.ask("User name there", email) if host else ""
    return Answers(
        sender_id=_id(name),
        name=name,
        email=email,
        address=address,
        country=country.upper(),
        shown=Shown(shown),
        group=group,
        mail_host=host,
        mail_username=username,
    )


def _id(name: str) -> str:
    """The signer's id, as it stands in outreach.toml from then on and never changes."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    return re.sub(r"\W+", "-", first.casefold()).strip("-") or "me"
