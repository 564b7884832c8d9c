"""Envelopes to one person, for a letter that is written by hand; nothing is recorded."""

from dataclasses import dataclass
from pathlib import Path

from outreach.cli.casework.personal_letters.addressing import Wanted, to_person
from outreach.cli.casework.personal_letters.before_writing import insist_that_it_can_arrive
from outreach.cli.casework.personal_letters.personal_files import out_folder, write_all
from outreach.cli.casework.personal_letters.personal_pages import (
    envelope_named,
    envelope_pages,
    how_to_print,
)
from outreach.cli.letters.filenames import safe
from outreach.cli.opening.cases import reading_casework
from outreach.cli.opening.folder import open_workspace
from outreach.cli.printing.stationery import nudged
from outreach.cli.screen import console, times
from outreach.cli.screen.paths import shown
from outreach.errors import ExitStatus


@dataclass(frozen=True, slots=True)
class Envelope:
    """What is asked for."""

    wanted: Wanted
    size: str | None = None
    nudge: str | None = None
    out: Path | None = None


def print_envelope(workspace: Path | None, asked: Envelope) -> int:
    """Returns the exit status. Raises RuleObjects where no letter would arrive."""
    folder = open_workspace(workspace)
    today = times.today()
    with reading_casework(folder) as casework:
        to, _ = to_person(folder, casework, asked.wanted, today)
    insist_that_it_can_arrive(to, None)
    envelope = envelope_named(folder, asked.size, folder.settings.paper)
    content = envelope_pages(to, envelope, nudged(asked.nudge))
    who = "-".join(filter(None, (to.case.id, to.person.id)))
    name = f"{safe(who)}-envelope.pdf"
    (path,) = write_all(out_folder(to, asked.out), [(name, content)])
    console.say(f"An envelope to {to.case.id}: {shown(path)}")
    console.say(how_to_print(to, envelope))
    console.say("Nothing was recorded. Once a letter written by hand is in the post:")
    of = f" --to {to.person.id}" if to.person.id else ""
    console.say(f"    outreach log sent {to.case.id}{of} --by hand --as {to.writer.id}")
    return ExitStatus.DONE
