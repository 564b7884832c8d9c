"""Shows lists of recipients."""

from dataclasses import fields
from pathlib import Path
from typing import Any

from outreach.cli.opening.folder import open_workspace
from outreach.cli.screen import console, words
from outreach.errors import UsageProblem
from outreach.model.people import Recipient


def carry_out(
    workspace: Path | None, name: str | None, where: str, near: str, *, as_json: bool
) -> None:
    """All lists, or the recipients of one, or of all that `where` and `near` choose."""
    folder = open_workspace(workspace)
    if name is None and not where and not near:
        rows = [(one, str(len(folder.recipients([one])))) for one in folder.lists()]
        if as_json:
            console.document(items=[{"name": one, "recipients": int(n)} for one, n in rows])
        else:
            console.table(("List", "Recipients"), rows)
        return
    # Read one by one: somebody may stand in two lists, as long as no campaign takes both.
    lists = [folder.recipients([one]) for one in ([name] if name else folder.lists())]
    chosen = _chosen(tuple(one for listed in lists for one in listed), where)
    if near:
        chosen = _near(chosen, near)
    if as_json:
        console.document(items=[as_fields(one) for one in chosen])
    else:
        columns = ("Id", "Name", "Office", "Reached by")
        console.table(columns, [(one.id, one.name.full, one.office, _ways(one)) for one in chosen])
        console.note(words.count(len(chosen), "recipient"))


def _chosen(recipients: tuple[Recipient, ...], where: str) -> list[Recipient]:
    from outreach.composing.selecting import Selection

    columns = {name for recipient in recipients for name, _ in recipient.more}
    selected = Selection(where, columns)
    return [recipient for recipient in recipients if selected(recipient)]


def _near(recipients: list[Recipient], division: str) -> list[Recipient]:
    """Those who sit for a division, for one within it, or for one that it lies in."""
    from outreach.composing.divisions import areas_around, division_id

    wanted = division_id(division)
    if not wanted:
        raise UsageProblem(
            f"“{division}” is not an Open Civic Data division.",
            "It is written like this: ocd-division/country:us/state:ca",
        )
    around = frozenset(areas_around(wanted))

    def is_near(recipient: Recipient) -> bool:
        own = division_id(recipient.division)
        return own in around or wanted in areas_around(own)

    return [one for one in recipients if one.division and is_near(one)]


def _ways(recipient: Recipient) -> str:
    ways = {"e-mail": recipient.email, "post": recipient.address, "form": recipient.form_url}
    return ", ".join(way for way, given in ways.items() if given) or "nothing"


def as_fields(recipient: Recipient) -> dict[str, Any]:
    """A recipient as `--json` shows it: the columns of a list."""
    name, address = recipient.name, recipient.address
    return {
        "id": recipient.id,
        "name": name.full,
        **{part.name: getattr(name, part.name) for part in fields(name) if part.name != "full"},
        "gender": recipient.gender.value,
        "office": recipient.office,
        "organisation": recipient.organisation,
        "division": recipient.division,
        "languages": list(recipient.languages),
        "email": recipient.email,
        "form_url": recipient.form_url,
        "phone": recipient.phone,
        "address": list(address.lines),
        "locality": address.locality,
        "region": address.region,
        "postcode": address.postcode,
        "country": address.country,
        "salutation": recipient.salutation,
        "tags": list(recipient.tags),
        "source": recipient.source,
        "verified_on": str(recipient.verified_on or ""),
        "term_end": str(recipient.term_end or ""),
        "list": recipient.list_name,
        **dict(recipient.more),
    }


def show(workspace: Path | None, wanted: str, *, as_json: bool) -> None:
    """One recipient, and how they are addressed in each of their languages."""
    folder = open_workspace(workspace)
    recipient = _found(folder, wanted)
    if as_json:
        console.document(recipient=as_fields(recipient))
        return
    rows = [
        (name, ", ".join(value) if isinstance(value, list) else str(value))
        for name, value in as_fields(recipient).items()
        if value
    ]
    console.table(("Column", "Value"), rows)
    from outreach.composing.forms import forms_with

    home = folder.settings.sender.address.country
    forms = forms_with(folder.form_tables())
    for language in recipient.languages or ("en",):
        address = forms.address(recipient, language, home)
        console.say(f"\nIn a letter in {language} ({address.form.confidence.value}):", "bold")
        for line in (*address.envelope, "", address.salutation, "…", address.close):
            console.say(f"  {line}")


def _found(folder: Any, wanted: str) -> Recipient:
    for name in folder.lists():
        for recipient in folder.recipients([name]):
            if recipient.id == wanted:
                found: Recipient = recipient
                return found
    raise UsageProblem(f"No list has a recipient {wanted!r}.", "outreach recipients list LIST")
