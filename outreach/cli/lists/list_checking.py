"""`recipients check`: what in lists needs a look, by severity."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import console, times, words
from outreach.errors import ExitStatus, InputInvalid, Problem
from outreach.model.people import Recipient
from outreach.model.severity import Severity
from outreach.rules.lists import Finding, findings

if TYPE_CHECKING:
    from outreach.workspace.lists import RecipientList
    from outreach.workspace.opening import Workspace

_COLOUR = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.HINT: "dim"}
_UNREADABLE = "unreadable"


def check(workspace: Path | None, name: str | None, *, dns: bool, as_json: bool) -> int:
    """Look at one list or all; the exit status of the worst that was found."""
    folder = open_workspace(workspace)
    names = [name] if name else list(folder.lists())
    lists, found = _read(folder, names)
    today = times.today()
    found += all_findings(lists, today)
    if dns:
        found += _domains(lists)
    counts = Counter(finding.severity for finding in found)
    if as_json:
        console.document(
            items=[_fields(finding) for finding in found],
            counts={severity.value: counts[severity] for severity in Severity},
            lists=len(names),
            recipients=sum(len(one.recipients) for one in lists),
        )
    else:
        _show(found, counts, names, lists)
    return _status(found)


def _read(folder: "Workspace", names: Sequence[str]) -> tuple[list["RecipientList"], list[Finding]]:
    lists: list[RecipientList] = []
    found: list[Finding] = []
    for one in names:
        try:
            lists.append(folder.recipient_list(one))
        except InputInvalid as invalid:
            found += [Finding(Severity.ERROR, _UNREADABLE, each) for each in invalid.problems]
    return lists, found


def all_findings(lists: Sequence["RecipientList"], today: date) -> list[Finding]:
    """What the rules find in lists that can be read, and what their reading noted."""
    files = {one.name: one.file for one in lists}
    recipients = [recipient for one in lists for recipient in one.recipients]
    found = list(findings(recipients, lambda one: files[one.list_name], today))
    for one in lists:
        found += [
            Finding(Severity.HINT, "note", Problem(note, file=one.file)) for note in one.notes
        ]
        if one.derived:
            problem = Problem(
                f"{words.count(len(one.derived), 'row')} without an id; one was derived.",
                "Write them into the list, so that they stay: outreach check --fix-ids",
                one.file,
            )
            found.append(Finding(Severity.HINT, "no-id", problem))
    order = list(Severity)
    return sorted(found, key=lambda finding: order.index(finding.severity))


def _domains(lists: Iterable["RecipientList"]) -> Iterator[Finding]:
    """Domains that take no mail, each with those who would be written to there."""
    from outreach.channels.mail_domains import ask

    of_domain: dict[str, list[tuple[Recipient, str]]] = defaultdict(list)
    for one in lists:
        for recipient in one.recipients:
            if recipient.email:
                domain = recipient.email.rpartition("@")[2].casefold()
                of_domain[domain].append((recipient, one.file))
    silent = []
    for answer in ask(of_domain):
        if not answer.asked:
            silent.append(answer.domain)
        if answer.fault:
            for recipient, file in of_domain[answer.domain]:
                problem = Problem(
                    f"{recipient.email}: {answer.fault}",
                    "Look it up again.",
                    file,
                    recipient.line or None,
                )
                yield Finding(Severity.WARNING, "address", problem, recipient.id)
    if silent:
        sentence = f"No answer about {words.some(silent)}: is there a network?"
        yield Finding(Severity.WARNING, "no-answer", Problem(sentence, "Try again later."))


def _fields(finding: Finding) -> dict[str, Any]:
    problem = finding.problem
    return {
        "severity": finding.severity.value,
        "kind": finding.kind,
        "file": problem.file,
        "line": problem.line,
        "recipient": finding.recipient,
        "problem": problem.sentence,
        "way_out": problem.way_out,
    }


def _show(
    found: Sequence[Finding],
    counts: Counter[Severity],
    names: Sequence[str],
    lists: Sequence["RecipientList"],
) -> None:
    for severity in Severity:
        of_it = [finding.problem for finding in found if finding.severity is severity]
        if of_it:
            console.note(f"{words.count(len(of_it), severity.value).capitalize()}:", "bold")
        console.problems(of_it, style=_COLOUR[severity])
    looked = sum(len(one.recipients) for one in lists)
    in_all = f"{words.count(looked, 'recipient')} in {words.count(len(names), 'list')}"
    counted = [words.count(counts[severity], severity.value) for severity in Severity]
    console.say(f"{in_all}: {', '.join(counted)}.")
    if len(lists) == len(names):
        console.say("Every list can be used." if len(names) > 1 else "The list can be used.")


def _status(found: Iterable[Finding]) -> ExitStatus:
    kinds = {finding.kind for finding in found if finding.severity is Severity.ERROR}
    if _UNREADABLE in kinds:
        return ExitStatus.INVALID
    return ExitStatus.OBJECTION if kinds else ExitStatus.DONE
