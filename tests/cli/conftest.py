"""A campaign folder, a mail server on the loopback address, and a way to call the program."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest

from outreach.cli.app import run
from outreach.cli.starting.demo_server import demo_server


@dataclass(frozen=True)
class Called:
    """What one command line did."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def outreach(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., Called]:
    """Call the program as a person would, in this process; `answers` are typed at its questions."""
    from outreach.cli.screen import console

    def call(*words: str, answers: str = "") -> Called:
        import io

        console.out.cache_clear()
        console.err.cache_clear()
        monkeypatch.setattr("sys.stdin", io.StringIO(answers))
        capsys.readouterr()
        status = int(run(words))
        captured = capsys.readouterr()
        return Called(status, captured.out, captured.err)

    monkeypatch.delenv("OUTREACH_WORKSPACE", raising=False)
    monkeypatch.setenv("COLUMNS", "200")
    return call


@dataclass(frozen=True)
class Mailbox:
    """What the server took over."""

    port: int
    folder: Path

    @property
    def raw(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.glob("*.eml"))]

    @property
    def messages(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=policy.default) for raw in self.raw]


@pytest.fixture
def mailbox(tmp_path: Path) -> Iterator[Mailbox]:
    folder = tmp_path / "received"
    with demo_server(folder) as port:
        yield Mailbox(port, folder)


TEMPLATE = """\
---
subject: The people prosecuted for peaceful expression
demands:
  - Drop the charges.
  - Release those held.
  - Change the law.
---
I am writing to you as {{ office }}.

I therefore call on you to:

{{ demands }}

{{ personal }}
"""

OFFICIALS = """\
id,name,family,office,organisation,email,address,locality,country
cheng,Teresa Cheng,Cheng,Secretary for Justice,Department of Justice,cheng@example.org,,,HK
lee,John Lee,Lee,Secretary for Security,Security Bureau,lee@example.org,,,HK
post,Po Stal,Stal,Commissioner of Post,Post Office,,1 Main Street,Town,GB
none,No Way,Way,Director of Nothing,Nothing Office,,,,GB
"""


@pytest.fixture
def folder(tmp_path: Path, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A campaign folder with four officials, and the current folder."""
    root = tmp_path / "campaign"
    for name in ("letter_templates", "recipients", "campaigns"):
        (root / name).mkdir(parents=True)
    (root / "outreach.toml").write_text(
        dedent(f"""\
        [sender]
        id = "jane"
        name = "Jane Doe"
        email = "jane@example.org"
        address = ["12 Elm Street", "Toronto ON  M5V 2T6"]
        country = "CA"

        [mail]
        host = "127.0.0.1"
        port = {mailbox.port}
        security = "none"
        rate = "none"
        """),
        encoding="utf-8",
    )
    (root / "letter_templates" / "appeal.md").write_text(TEMPLATE, encoding="utf-8")
    (root / "recipients" / "officials.csv").write_text(OFFICIALS, encoding="utf-8")
    (root / "campaigns" / "release.toml").write_text(
        dedent("""\
        id = "release"
        title = "Release them"
        template = "appeal"
        recipients = ["officials"]
        channels = ["email", "post"]
        """),
        encoding="utf-8",
    )
    monkeypatch.chdir(root)
    return root
