"""Makes the letters of a campaign into files."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from outreach.cli.campaigns import about_person, leaving_out
from outreach.cli.campaigns.job import Job, open_job
from outreach.cli.campaigns.planned import which_campaign
from outreach.cli.letters.filenames import letter_name, safe
from outreach.cli.letters.font_remarks import Watched
from outreach.cli.opening.folder import open_workspace, warn_of_place
from outreach.cli.options import Which
from outreach.cli.screen import asking, console, words
from outreach.cli.screen.paths import shown
from outreach.cli.screen.progress import following
from outreach.errors import ExitStatus, NotRendered, NotWritten, Problem, UsageProblem
from outreach.model.mailing import NotMade, Rendering
from outreach.model.page import Checklist, Cover, PageSetup
from outreach.planning import Planned
from outreach.renderers import RENDERERS
from outreach.rules.campaigns import open_on
from outreach.tables.whole_files import make_folder, write_if_changed, write_whole

# What a file is called on the command line → the renderer that makes it.
FORMATS = {"pdf": "pdf", "docx": "docx", "eml": "email", "html": "html", "txt": "text"}


@dataclass(frozen=True, slots=True)
class Rendition:
    """What is asked for: formats, a folder or one combined file, and which letters."""

    formats: tuple[str, ...]
    out: Path | None
    combined: Path | None
    only: str | None
    signer: str | None = None
    overrides: tuple[str, ...] = ()


def carry_out(
    workspace: Path | None,
    which: Which,
    wanted: Rendition,
) -> int:
    """Make the files; letters that cannot be made are named, and the others are made."""
    formats = _known(wanted.formats)
    folder = open_workspace(workspace)
    job = open_job(folder, which_campaign(folder, which, wanted.signer))
    items = chosen(job.plan.planned, wanted.only)
    leaving_out.announce(job.plan)
    # Files to look at do no harm; `send` and `print` refuse.
    console.problems(open_on(job.campaign, job.today), style="yellow")
    job.insist_on_letters(items)
    about_person.insist(job, items, wanted.overrides, "Nothing was made")
    try:
        if wanted.combined is not None:
            failed = _combined(job, items, somewhere(job, wanted.combined))
        else:
            failed = _separate(job, items, formats, somewhere(job, wanted.out))
    except NotWritten as refusal:
        raise NotRendered(refusal.sentence, refusal.way_out) from refusal
    console.note("Nothing was recorded: render only makes files.")
    return _ending(failed)


def placed(job: Job, out: Path | None, name: str) -> Path:
    """Where one file goes: `out`, within it where that is a folder, else the outbox."""
    place = somewhere(job, out)
    return place / name if out is None or out.is_dir() else out


def somewhere(job: Job, named: Path | None) -> Path:
    """What was named, or the outbox."""
    if named is not None and job.campaign.private:
        warn_of_place(job.folder, named)
    return named or outbox(job)


def outbox(job: Job) -> Path:
    """Where the letters of a campaign are put, unless told otherwise. Those of a private case are
    put nowhere by themselves: raises UsageProblem.
    """
    if job.campaign.private:
        raise UsageProblem(
            "The letters of a private case go only where you say.",
            "Name a place of your own, best on an encrypted disk: --out PATH",
        )
    return job.folder.outbox / safe(job.campaign.id)


def chosen(items: Sequence[Planned], only: str | None) -> tuple[Planned, ...]:
    """The letters asked for with `--only`, or all."""
    if only is None:
        return tuple(items)
    wanted = asking.places(only)
    missing = sorted(wanted - {item.place for item in items})
    if missing:
        raise UsageProblem(
            f"--only names {words.some([str(place) for place in missing])}, "
            "and there is no letter of that number.",
            "The numbers are those of the file names: 012-… is 12.",
        )
    return tuple(item for item in items if item.place in wanted)


def _known(formats: Sequence[str]) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(name.strip().casefold().lstrip(".") for name in formats))
    unknown = [name for name in names if name not in FORMATS]
    if unknown:
        raise UsageProblem(
            f"There is no format {unknown[0]!r}.", f"Choose from: {', '.join(FORMATS)}."
        )
    return names


def _separate(
    job: Job, items: Sequence[Planned], formats: Sequence[str], folder: Path
) -> list[NotMade]:
    make_folder(folder, private=True)
    failed: list[NotMade] = []
    for name in formats:
        made = changed = 0
        going = _for_email(items) if name == "eml" else items
        results = following(f"{name.upper()} files", _results(job, going, name), len(going))
        for item, result in zip(going, results, strict=True):
            if isinstance(result, NotMade):
                failed.append(result)
            else:
                path = folder / letter_file(item, name)
                changed += write_if_changed(path, result.content)
                made += 1
        as_before = f", {made - changed:,} of them as before" if changed < made else ""
        console.say(
            f"{words.count(made, 'letter')} as {name.upper()} in {shown(folder)}{as_before}"
        )
    return failed


def _for_email(items: Sequence[Planned]) -> list[Planned]:
    by_hand = sum(item.by_hand for item in items)
    if by_hand:
        letters = words.count(by_hand, "letter")
        console.note(f"No EML for {letters} whose writers' consent is not on record.")
    items = [item for item in items if not item.by_hand]
    without = [item.recipient.id for item in items if not item.recipient.email]
    if without:
        console.note(f"No EML for {words.some(without)}: the list gives no e-mail address.")
    return [item for item in items if item.recipient.email]


def _results(job: Job, items: Sequence[Planned], name: str) -> Iterator[Rendering | NotMade]:
    if name == "eml":
        from outreach.cli.letters import mailings

        yield from mailings.drafts(job, items)
        return
    letters = Watched(job.letters(items, by_hand=True))
    yield from RENDERERS[FORMATS[name]](job.page).each(letters)
    if name == "pdf":
        letters.say()


def letter_file(item: Planned, extension: str) -> str:
    """The name of a letter's file."""
    writer = item.writer.id if item.writer else ""
    return letter_name(item.place, item.recipient.id, extension, writer)


def _combined(job: Job, items: Sequence[Planned], path: Path) -> list[NotMade]:
    if path.suffix.casefold() != ".pdf":
        raise UsageProblem(
            f"--combined {path} is not a PDF file.", "Give a name that ends in .pdf."
        )
    written, failed = print_run(job, items, path)
    for volume in written:
        console.say(f"Written: {shown(volume)}")
    return failed


def print_run(
    job: Job,
    items: Sequence[Planned],
    path: Path,
    *,
    page: PageSetup | None = None,
    cover: Cover | None = None,
    checklist: Checklist | None = None,
) -> tuple[list[Path], list[NotMade]]:
    """Write one PDF of all letters, or numbered volumes where there are very many."""
    from outreach.renderers.pdf import PdfRenderer

    make_folder(path.parent, private=True)
    volumes: list[bytes] = []
    failed: list[NotMade] = []
    letters = Watched(job.letters(items, by_hand=True))
    for result in PdfRenderer(page or job.page).run(letters, cover=cover, checklist=checklist):
        if isinstance(result, NotMade):
            failed.append(result)
        else:
            volumes.append(result.content)
    written = [path] if len(volumes) == 1 else list(numbered(path, len(volumes)))
    for place, content in zip(written, volumes, strict=True):
        write_whole(place, content, private=True)
    letters.say()
    return written, failed


def numbered(path: Path, volumes: int) -> Iterator[Path]:
    """The names of the volumes of one file."""
    for number in range(1, volumes + 1):
        yield path.with_name(f"{path.stem}-{number}-of-{volumes}{path.suffix}")


def not_made(failed: Iterable[NotMade]) -> Iterator[Problem]:
    for one in failed:
        where = f" ({one.field})" if one.field else ""
        yield Problem(f"No letter for {one.recipient_id}{where}: {one.reason}")


def _ending(failed: Sequence[NotMade]) -> int:
    if not failed:
        return ExitStatus.DONE
    console.problems(not_made(failed))
    console.note(f"{words.count(len(failed), 'letter')} could not be made; all others were.")
    return ExitStatus.NOT_RENDERED
