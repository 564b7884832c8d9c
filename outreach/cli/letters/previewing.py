"""Shows one merged letter."""

import sys
from pathlib import Path

from outreach.cli.campaigns.job import Job, open_job
from outreach.cli.campaigns.planned import which_campaign
from outreach.cli.letters.font_remarks import Watched
from outreach.cli.letters.rendering import FORMATS, letter_file, not_made, outbox
from outreach.cli.opening.folder import open_workspace
from outreach.cli.options import Which
from outreach.cli.screen import console, words
from outreach.cli.screen.paths import shown
from outreach.errors import NotRendered, UsageProblem
from outreach.model.campaign import Way
from outreach.model.letter import Letter
from outreach.model.mailing import NotMade
from outreach.planning import Planned
from outreach.renderers import RENDERERS
from outreach.tables.whole_files import make_folder, write_whole


def carry_out(
    workspace: Path | None,
    which: Which,
    *,
    recipient: str | None,
    form: str,
    show: bool,
    signer: str | None = None,
) -> None:
    folder = open_workspace(workspace)
    job = open_job(folder, which_campaign(folder, which, signer))
    item = _whose(job, recipient)
    (letter,) = job.letters([item])
    form = {"text": "txt"}.get(form, form)
    if form == "txt" and not show:
        _in_terminal(letter, item, job)
    elif form in FORMATS and form != "eml":
        _as_file(job, letter, item, form, show=show)
    else:
        raise UsageProblem(f"There is no preview as {form!r}.", "Use text, html, pdf or docx.")


def _whose(job: Job, recipient: str | None) -> Planned:
    if not job.plan.planned:
        raise UsageProblem("Nobody is left to write to.", f"outreach check {job.campaign.id}")
    if recipient is None:
        return job.plan.planned[0]
    by_id = {item.recipient.id: item for item in reversed(job.plan.planned)}
    by_place = {str(item.place): item for item in job.plan.planned}
    if found := by_id.get(recipient) or by_place.get(recipient):
        return found
    for out in job.plan.left_out:
        if recipient in (out.recipient.id, str(out.place)):
            raise UsageProblem(f"{out.recipient.label} gets no letter: {out.detail}.")
    ids = words.some([one.id for one in job.plan.written_to()])
    raise UsageProblem(f"No recipient of this campaign has the id {recipient!r}.", f"Ids: {ids}")


def _in_terminal(letter: Letter, item: Planned, job: Job) -> None:
    from outreach.renderers.text import text_on_paper, text_on_screen

    if item.way is Way.EMAIL:
        console.say(f"From: {job.settings.sender.name} <{job.settings.sender.email}>", "dim")
        console.say(f"To: {item.recipient.label} <{item.recipient.email}>", "dim")
        if item.writer and item.writer.signatory.email:
            signatory = item.writer.signatory
            console.say(f"Reply-To: {signatory.name} <{signatory.email}>", "dim")
        for file in job.enclosed:
            console.say(f"Enclosed: {file.name}, {len(file.content) / 1000:,.0f} kB", "dim")
        console.say(f"Subject: {letter.title}\n", "dim")
        console.say(text_on_screen(letter))
    else:
        by_hand = ", to be signed by hand" if item.by_hand else ""
        console.say(f"{words.WAY[item.way]}, {job.page.paper.value}{by_hand}\n", "dim")
        console.say(text_on_paper(letter))
    others = len(job.plan.planned) - 1
    if others:
        console.note(f"Letter {item.place} of the list; {others:,} more like it.", "dim")


def _as_file(job: Job, letter: Letter, item: Planned, form: str, *, show: bool) -> None:
    letters = Watched([letter])
    (result,) = RENDERERS[FORMATS[form]](job.page).each(letters)
    if form == "pdf":
        letters.say()
    if isinstance(result, NotMade):
        (problem,) = not_made([result])
        raise NotRendered(problem.sentence)
    if form == "html" and not show:
        sys.stdout.write(result.content.decode())
        return
    if job.campaign.private:
        raise UsageProblem(
            "A preview of a letter on a private case is shown on the screen only.",
            f"outreach render {job.campaign.id} --only {item.place} --out DIR makes its file.",
        )
    path = outbox(job) / "preview" / letter_file(item, form)
    make_folder(path.parent, private=True)
    write_whole(path, result.content, private=True)
    console.say(f"Written: {shown(path)}")
    if show:
        import typer

        typer.launch(str(path))
