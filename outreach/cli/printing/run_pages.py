"""The pages around a print run: what to set at the printer, and what to tick off."""

from collections.abc import Iterator, Sequence

from outreach.cli.campaigns.copies_for_information import is_copy
from outreach.cli.campaigns.job import Job
from outreach.cli.screen import words
from outreach.composing.countries import mail_country
from outreach.model.page import Checklist, Cover, PageSetup, Row
from outreach.model.settings import Paper
from outreach.planning import Planned

RULER = "Printed at 100 %, the line above is 100 mm long."
PAPERS = {Paper.A4: "A4", Paper.LETTER: "US Letter"}


def cover_of(job: Job, page: PageSetup, items: Sequence[Planned]) -> Cover:
    """What a volunteer has to know before the first sheet."""
    sides = (
        "Print on both sides, turned over the long edge; every letter begins on a new sheet."
        if page.duplex
        else "Print on one side only."
    )
    lines = (
        f"{words.count(len(items), 'letter')} on {PAPERS[page.paper]}, in the order of the list.",
        "Print at 100 %, not “fit to page”.",
        sides,
        "Envelopes and labels come in the same order: outreach envelopes, outreach labels.",
        "The last page is a list to tick off.",
    )
    return Cover(job.campaign.title, lines, RULER)


def checklist_of(job: Job, items: Sequence[Planned]) -> Checklist:
    """One line for each letter, with a box for each thing to do."""
    lines = (
        "Tick each letter as it is signed, as it is in its envelope, and as it is in the post.",
        *_to_enclose(job),
        f"When they are posted: {mark_command(job)}",
        "Without some of them, by their numbers: --all --except 17",
    )
    rows = {item.place: row_of(job, item) for item in items}
    boxes = ("signed", "in envelope", "posted")
    return Checklist(f"{job.campaign.title}: list", lines, "No.", "To", "Where", boxes, rows)


def _to_enclose(job: Job) -> Iterator[str]:
    """What else belongs into each envelope: it is printed by itself."""
    files = [
        f"{one.title(job.campaign.language)} (enclosures/{one.file})"
        for one in job.campaign.enclosures
    ]
    if files:
        yield f"Print as well, and put into every envelope: {'; '.join(files)}."


def mark_command(job: Job) -> str:
    """What records that they are posted."""
    signer = f" --as {job.campaign.signer}" if job.campaign.signer else ""
    return f"outreach mark posted {job.campaign.id} --all{signer}"


def row_of(job: Job, item: Planned) -> Row:
    """What the checklist says of one letter."""
    recipient = item.recipient
    office = recipient.office if recipient.office != recipient.label else ""
    signed = f"from {item.writer.signatory.name}" if item.writer else ""
    copied = "copy for information" if is_copy(job.campaign, recipient) else ""
    name = ", ".join(filter(None, (recipient.label, office, signed, copied)))
    country = mail_country(recipient.country or job.home_country).english
    place = ", ".join(filter(None, (recipient.address.locality, country)))
    return Row(item.place, name, place, job.language_of(recipient))
