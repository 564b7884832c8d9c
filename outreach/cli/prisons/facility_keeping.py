"""Writing down what somebody has read of a prison: its address, or a rule."""

import re
from dataclasses import replace
from pathlib import Path

from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import console, times
from outreach.cli.screen.paths import shown
from outreach.errors import InputInvalid, NotFound, Problem, UsageProblem
from outreach.model.facility import Facility, PrisonSystem
from outreach.model.origin import Confidence, Origin
from outreach.model.people import PostalAddress
from outreach.workspace.facilities import facilities
from outreach.workspace.facility_files import write_facility, write_rule

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def confirm(
    workspace: Path | None, named: str, rule: str | None, source: str, on: str | None
) -> None:
    """Write the address or the rule into the user's own files, with where and when they read it."""
    root = open_workspace(workspace).root
    system, facility = facilities(root).facility(named)
    origin = _origin(source, on)
    if rule is not None:
        _confirm_rule(root, system, rule, origin)
        return
    if not facility.address:
        _refuse_without_address(system, facility)
    if facility.file.startswith("recipients/"):
        raise UsageProblem(
            f"{facility.name} comes from {facility.file}.",
            f"outreach recipients verify {facility.id} --source {source}",
        )
    path = write_facility(root, replace(facility, origin=origin))
    console.say(f"{facility.name}: confirmed on {origin.verified_on}. {shown(path)}")
    for line in (*facility.address.lines, facility.address.locality):
        console.say(f"  {line}", "dim")
    console.say("If the source has another address, change it in that file.")


def _confirm_rule(root: Path, system: PrisonSystem, wanted: str, origin: Origin) -> None:
    for rule in system.rules:
        if rule.id == wanted:
            path = write_rule(root, system.id, replace(rule, origin=origin))
            console.say(f"{rule.id}: confirmed on {origin.verified_on}. {shown(path)}")
            console.say(f"  {rule.sentence}", "dim")
            return
    raise NotFound(f"rule of {system.id}", wanted, (rule.id for rule in system.rules))


def _refuse_without_address(system: PrisonSystem, facility: Facility) -> None:
    if facility.id == system.id:
        rules = ", ".join(rule.id for rule in system.rules)
        raise UsageProblem(f"{facility.id} is a system.", f"Confirm a rule: --rule, of {rules}.")
    raise UsageProblem(f"No address of {facility.name} is known.", "outreach facility add --help")


def add(
    workspace: Path | None,
    system: str,
    named: tuple[str, str, str],
    address: PostalAddress,
    source: str,
    on: str | None,
) -> None:
    """Write a new prison into the user's files. `named` are its id, name and native name."""
    root = open_workspace(workspace).root
    tables = facilities(root)
    of = tables.system(system)
    key, name, native_name = named
    if not _ID.fullmatch(key):
        raise UsageProblem(
            f"“{key}” cannot be an id.", "Use small letters, digits and hyphens: example-prison"
        )
    if key in tables.ids():
        raise UsageProblem(f"“{key}” is there already.", f"outreach facility show {key}")
    if not address.lines:
        raise InputInvalid([Problem("The address is empty.", 'Give it: --address "LINE | LINE"')])
    facility = Facility(key, of.id, name, address, _origin(source, on), native_name)
    path = write_facility(root, facility)
    console.say(f"{name} is written down: {shown(path)}")
    if of.routed:
        console.note(
            f"Letters go where all those of the system go: outreach facility show {key}. This"
            " address is for legal mail alone: outreach envelopes --case CASE --legal"
        )


def _origin(source: str, on: str | None) -> Origin:
    if not source.strip() or not source.isprintable():
        raise UsageProblem("The source is empty.", "Say where you read it: --source URL")
    return Origin(source.strip(), times.day_gone(on), Confidence.CONFIRMED)
