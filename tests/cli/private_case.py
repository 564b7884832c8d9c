"""A campaign folder with a private case in it, and a clock that can be set. All people invented."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from outreach.casework.store import Casework
from outreach.casework.values import Entry, LetterOut, NewLetter, NewReceived, Received
from outreach.cli.opening import private_store
from outreach.cli.screen import times
from outreach.model.case import Correspondent, Pair
from outreach.model.people import PostalAddress
from outreach.workspace.opening import Workspace
from tests.encryption.stores import PASSPHRASE, fresh_private

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
FACTS = """\
prison_name = "CHAN Siu Ming"
number = "123456"
birthday = "12-01"
languages = ["en", "zh-Hant"]
charge = "Holding a candle"
arrested_on = 2025-12-30
sources = [{says = "https://example.org/report", on = 2026-01-02}]
[names]
en = "CHAN Siu Ming"
zh-Hant = "陳小明"
[demands]
en = ["Release them."]
[[held]]
facility = "hk-stanley"
since = 2026-01-05
known_on = 2026-11-01
source = "the cousin"
"""
GUARDED = """\
consent = "group"
notes = "the cousin visits on Sundays"
every = "4 weeks"
likes = ["football"]
must_not_mention = ["the old quarry"]
"""
# What belongs to nobody but those who may open the store.
SECRETS = (
    *("CHAN Siu Ming", "陳小明", "123456", "Holding a candle", "the cousin", "football"),
    *("the old quarry", "Ann Muster", "12 Home Street", "Dear Siu Ming", "Thank you for writing"),
)


@dataclass
class Heron:
    """The folder, its case `heron`, and today."""

    root: Path
    now: datetime = NOON

    @contextmanager
    def store(self) -> Iterator[Casework]:
        with private_store.open_casework(Workspace(self.root)) as casework:
            yield casework

    def put(self, facts: str = FACTS, guarded: str = GUARDED, name: str = "heron") -> None:
        with self.store() as casework:
            before = casework.entry(name)
            revision = before.revision if before else 0
            casework.put(Entry(name, True, facts, guarded, revision), self.now)

    def prepare(self, content: bytes = b"Dear Siu Ming", media_type: str = "text/plain") -> int:
        new = NewLetter("heron", "ann", content=content, media_type=media_type)
        with self.store() as casework:
            return int(casework.begin_letter(new, self.now).wave)

    def came(self, content: bytes = b"Thank you for writing") -> int:
        new = NewReceived(
            "heron", self.now.date(), writer="ann", content=content, media_type="text/plain"
        )
        with self.store() as casework:
            return casework.received(new, self.now)

    def promise(self, weeks: int = 4) -> None:
        with self.store() as casework:
            casework.put_pair(Pair("heron", "ann", timedelta(weeks=weeks), self.now.date()))

    @property
    def letters(self) -> tuple[LetterOut, ...]:
        with self.store() as casework:
            return casework.letters("heron")

    @property
    def received(self) -> tuple[Received, ...]:
        with self.store() as casework:
            return casework.received_letters("heron")

    def plain_bytes(self) -> bytes:
        """Everything in the folder, as a thief would see it."""
        return b"".join(one.read_bytes() for one in self.root.rglob("*") if one.is_file())


@pytest.fixture
def heron(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Heron:
    monkeypatch.setenv("OUTREACH_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.delenv("EDITOR", raising=False)
    fresh_private(folder / "private.db")
    made = Heron(folder)
    monkeypatch.setattr(times, "now", lambda: made.now)
    monkeypatch.setattr(times, "home", lambda: UTC)
    home = PostalAddress(("12 Home Street", "Toronto ON  M5V 2T6"), country="CA")
    with made.store() as casework:
        casework.put_writer(Correspondent("ann", "Ann Muster", "Robin", address=home))
    made.put()
    return made


def picture(kind: str = "PNG") -> bytes:
    """A small picture as a scanner makes it."""
    file = io.BytesIO()
    Image.effect_noise((40, 40), 80).save(file, kind)
    return file.getvalue()
