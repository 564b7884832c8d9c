"""Where a record is to be moved to, as a person names it on the command line."""

import os
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL

from outreach.errors import CopyRefused
from outreach.ledger import engines
from outreach.ledger.opening import ENCRYPTED

_SERVERS = ("postgresql+psycopg://", "postgresql://", "postgres://")
_FILES = ("sqlite:///", f"{ENCRYPTED}:///")
_SECRET = ("password", "sslpassword")


@dataclass(frozen=True, slots=True)
class Place:
    """`url` is what opens it, `written` what goes into outreach.toml: without a password.

    `name` is for people, and for the ledger that is left: without the user either, and without the
    folders of somebody's computer. `path` is its file, None on a server.
    """

    url: str
    written: str
    name: str
    path: Path | None


def place_of(named: str, root: Path, here: Path) -> Place:
    """A server's url, or a file: a path as seen from `here`, or an url as outreach.toml has it.

    Raises CopyRefused for a password, which does not belong there, and for what is no place.
    """
    if named.startswith(_SERVERS):
        return _server(engines.read_url(named.replace("postgres://", "postgresql://")))
    if named.startswith(_FILES):
        scheme, _, path = named.partition(":///")
        return _file(root / path, root, scheme)
    if "://" in named:
        raise CopyRefused(
            f"A record cannot be moved to {named.partition('://')[0]}.",
            "Name a file, an encrypted file: sqlcipher:///NAME.db, or a server: "
            "postgresql+psycopg://HOST/DATABASE",
        )
    return _file(here / named, root, "sqlite")


def name_of(url: str, root: Path) -> str:
    """The name of the place that outreach.toml gives, as `Place` has it."""
    if url.startswith(_SERVERS):
        return _known_by(engines.read_url(url))
    scheme, _, path = url.partition(":///")
    return _file(Path(path.partition("?")[0]), root, scheme).name


def _server(url: URL) -> Place:
    if url.password or any(url.query.get(name) for name in _SECRET):
        raise CopyRefused(
            "A password does not belong on the command line, nor in outreach.toml.",
            "Leave it out of the address, and give it to libpq: in the environment variable "
            "PGPASSWORD, or in the file ~/.pgpass as HOST:PORT:DATABASE:USER:PASSWORD.",
        )
    written = url._replace(password=None).render_as_string(hide_password=False)
    return Place(written, written, _known_by(url), None)


def _known_by(url: URL) -> str:
    public = url._replace(username=None, password=None).difference_update_query(_SECRET)
    return public.render_as_string(hide_password=False)


def _file(path: Path, root: Path, scheme: str) -> Place:
    path = Path(os.path.normpath(path.expanduser().absolute()))
    if "?" in str(path):
        raise CopyRefused(f"{path} has a “?” in its name.", "Choose another name.")
    if path.is_dir() or not path.parent.is_dir():
        raise CopyRefused(
            f"{path} is a folder." if path.is_dir() else f"There is no folder {path.parent}.",
            "Name a file in a folder that is there.",
        )
    inside = path.is_relative_to(root)
    written = path.relative_to(root).as_posix() if inside else path.as_posix()
    name = written if inside else path.name
    urls = [f"{scheme}:///{rest}" for rest in (path.as_posix(), written, name)]
    return Place(urls[0], urls[1], urls[2], path)
