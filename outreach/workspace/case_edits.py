"""Single changes to the TOML of a case, which leave the writer's own lines and comments.

A change is made in the text and then read back: where a text is laid out so that the change would
not say what is meant, nothing is changed and the writer is asked to do it.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from outreach.errors import InputInvalid, Problem
from outreach.model.case import Closed, Stay
from outreach.model.when import MonthOrYear
from outreach.workspace.case_writing import stay_table
from outreach.workspace.toml_text import below, quoted, with_value, with_value_in_last

_HELD = "held"
_EXAMPLE = re.compile(r"\s*#\s*\[\[\s*held\s*\]\]")
_TABLE = re.compile(r"\s*\[\[\s*held\s*\]\]\s*(?:#.*)?")


def with_stay(text: str, stay: Stay) -> str:
    """The text with a further stay, the latest; everything else stays as it stands."""
    before = _read(text)
    lines = text.rstrip("\n").split("\n")
    place = _after_stays(lines)
    changed = "\n".join((*lines[:place], "", stay_table(stay), *lines[place:])).rstrip("\n") + "\n"
    new = {
        "facility": stay.facility,
        "since": str(stay.since) if isinstance(stay.since, MonthOrYear) else stay.since,
        "known_on": stay.known_on,
        "source": stay.source,
    }
    held = [*before.get(_HELD, []), {key: value for key, value in new.items() if value}]
    return _proven(changed, {**before, _HELD: held}, stay_table(stay))


def _after_stays(lines: list[str]) -> int:
    """Below the last stay, or the example of one, or all the rest."""
    tables = [place for place, line in enumerate(lines) if _TABLE.fullmatch(line)]
    if tables:
        return below(lines, tables[-1])
    example = next((place for place, line in enumerate(lines) if _EXAMPLE.match(line)), None)
    if example is None:
        return len(lines)
    while example < len(lines) and lines[example].lstrip().startswith("#"):
        example += 1
    return example


def with_known_on(text: str, day: date) -> str:
    """The text with the day on which they were last known to be at the place they are held; a
    later one that it says already stays.
    """
    before = _read(text)
    stays = before.get(_HELD)
    if not isinstance(stays, list) or not stays:
        raise _by_hand("The case does not say where they are held.", "Write it: [[held]]")
    *earlier, last = stays
    known = last.get("known_on")
    if isinstance(known, date) and known >= day:
        return text
    changed = with_value_in_last(text, _HELD, "known_on", day.isoformat())
    held = [*earlier, {**last, "known_on": day}]
    return _proven(changed, {**before, _HELD: held}, f"known_on = {day.isoformat()}")


def with_closed(text: str, closed: Closed) -> str:
    """The text with when and why the case was closed, in place of what it said of that."""
    before = _read(text)
    new: dict[str, object] = {"reason": closed.reason.value, "on": closed.on}
    changed = with_value(text, "closed", "reason", quoted(closed.reason))
    changed = with_value(changed, "closed", "on", closed.on.isoformat())
    if closed.detail:
        new["detail"] = closed.detail
        changed = with_value(changed, "closed", "detail", quoted(closed.detail))
    said = {**before.get("closed", {}), **new}
    return _proven(changed, {**before, "closed": said}, "[closed]")


def _read(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        raise _by_hand("The text is not TOML as it stands.", "Mend it first.") from None


def _proven(changed: str, wanted: Mapping[str, object], by_hand: str) -> str:
    """The changed text, once it is read back and says what it should and nothing else."""
    try:
        says = tomllib.loads(changed)
    except (ValueError, RecursionError):
        says = {}
    if says != wanted:
        lines = " / ".join(by_hand.strip().split("\n"))
        raise _by_hand("The text is laid out so that this was not put into it.", f"Write: {lines}")
    return changed


def _by_hand(sentence: str, way_out: str) -> InputInvalid:
    return InputInvalid([Problem(sentence, way_out)])
