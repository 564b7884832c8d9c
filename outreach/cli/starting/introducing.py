"""What `init` asks a new user."""

import re
from ipaddress import ip_address

from outreach.cli.screen import asking, console
from outreach.model.settings import Shown
from outreach.workspace.answers import Answers
from outreach.workspace.wording import lines_of

# What is written when nobody answers: an example, which no real server is asked to carry.
EXAMPLE = Answers(
    sender_id="jane",
    name="Jane Doe",
    email="jane@example.org",
    address=("12 Elm Street", "Toronto ON  M5V 2T6"),
    country="CA",
)

_LABEL = r"[^\W_](?:[\w-]{0,61}[^\W_])?"
# A name without a full stop is one of this computer or its network; no mail is sent through others.
_HOST = re.compile(rf"localhost|{_LABEL}(?:\.{_LABEL})+\.?", re.IGNORECASE)

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
            _lines(address) or EXAMPLE.address,
            country or EXAMPLE.country,
        )
    if not asking.somebody_is_there():
        name = name or EXAMPLE.name
        return Answers(_id(name), name, email or "", _lines(address), (country or "").upper())
    return _asked(name, email, address, country)


def _asked(
    name: str | None, email: str | None, address: tuple[str, ...], country: str | None
) -> Answers:
    name = name or asking.ask("Your name, as it stands under a letter", EXAMPLE.name)
    email = email or asking.ask("Your e-mail address", EXAMPLE.email)
    address = address or asking.ask_lines("Your postal address, line by line or with | between")
    country = country or asking.ask("Your country, in two letters (CA, GB, HK, US …)")
    shown = asking.choose("How much of it may a letter show?", _SHOWN, Shown.FULL.value)
    group = asking.ask("Your group's name") if shown == Shown.GROUP.value else ""
    host = _asked_host()
    username = asking.ask("User name there", email) if host else ""
    return Answers(
        sender_id=_id(name),
        name=name,
        email=email,
        address=_lines(address),
        country=country.upper(),
        shown=Shown(shown),
        group=group,
        mail_host=host,
        mail_username=username,
    )


def _asked_host() -> str:
    """Asked again until it can be the name of a server, or an address of one."""
    while host := asking.ask("Your mail server (smtp.…; empty: set up later)"):
        if _HOST.fullmatch(host) or _is_address(host):
            return host
        console.note("That is no name of a server, such as smtp.example.org.", "yellow")
    return ""


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def _lines(address: tuple[str, ...]) -> tuple[str, ...]:
    """Lines that were typed in one go, with bars between them, are lines all the same."""
    return tuple(line for typed in address for line in lines_of(typed))


def _id(name: str) -> str:
    """The signer's id, as it stands in outreach.toml from then on and never changes."""
    first = name.split(maxsplit=1)[0] if name.split() else ""
    return re.sub(r"\W+", "-", first.casefold()).strip("-") or "me"
