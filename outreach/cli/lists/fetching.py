"""Gets a public data set for an import, and says from where before it does."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin

from outreach.cli.screen import console, times
from outreach.errors import UsageProblem
from outreach.importers.contract import Importer, PublicFile


@dataclass(frozen=True, slots=True)
class Fetched:
    """The files, in a folder that is gone afterwards; `changed_on` is the older one's day."""

    file: Path
    offices: Path | None
    changed_on: date


@contextmanager
def fetched(
    importer: Importer, source: str, address: str | None, offices: bool
) -> Iterator[Fetched]:
    """Fetch what an importer reads, from its own address or a copy of the data set."""
    public = PublicFile(address) if address else importer.PUBLIC
    if public is None:
        raise UsageProblem("Name the file to import.", importer.FOUND_AT)
    with TemporaryDirectory(prefix="outreach-") as folder:
        file, day = _get(public, Path(folder), source)
        second = None
        if offices:
            second, other_day = _get(_offices_of(public, address), Path(folder), source)
            day = min(day, other_day)
        yield Fetched(file, second, day)


def _offices_of(public: PublicFile, address: str | None) -> PublicFile:
    from outreach.importers import congress_offices

    if address is None:
        return congress_offices.PUBLIC
    return PublicFile(urljoin(public.address, congress_offices.FILE))


def _get(public: PublicFile, folder: Path, source: str) -> tuple[Path, date]:
    from outreach.importers.downloading import download

    console.note(f"Fetching {public.address}")
    name = public.address.partition("?")[0].rpartition("/")[2] or "download"
    found = download(public, folder / Path(name).name, source)
    today = times.today()
    return found.path, min(found.changed_on or today, today)
