"""Shows the whole job, step by step, as a person would do it."""

import tempfile
from pathlib import Path

from outreach.cli.letters.rendering import Rendition
from outreach.cli.letters.rendering import carry_out as render
from outreach.cli.options import Which
from outreach.cli.record.counts import carry_out as report
from outreach.cli.record.looking_back import Wanted, look_back
from outreach.cli.screen import console, words
from outreach.cli.sending.sending_run import Order
from outreach.cli.sending.sending_run import carry_out as send
from outreach.cli.starting import introducing
from outreach.cli.starting.demo_server import demo_server
from outreach.errors import ExitStatus
from outreach.workspace.creation import create

_EVERYTHING = Order(
    dry_run=False,
    yes=True,
    expect=None,
    limit=None,
    test_to=None,
    new_wave=None,
    retry_now=False,
)


def carry_out() -> int:
    """Returns the first exit status that is not 0, or 0."""
    folder = Path(tempfile.mkdtemp(prefix="outreach-demo-"))
    received = folder / "received"
    console.say("People and addresses in this demonstration are invented. Nothing leaves this")
    console.say("machine: the mail server is a part of the demonstration.\n")
    _step("outreach init my-campaign")
    root = folder / "my-campaign"
    create(root, introducing.EXAMPLE)
    console.say(f"Made {root}")
    with demo_server(received) as port:
        _use_server(root, port)
        status = _steps(root)
    _say_where(root, received)
    return status


def _steps(root: Path) -> int:
    _step("outreach render example --format pdf,docx")
    rendered = render(root, Which("example"), Rendition(("pdf", "docx"), None, None, None))
    _step("outreach send example")
    sent = send(root, Which("example"), _EVERYTHING)
    _step("outreach history example")
    look_back(root, Wanted("example"))
    _step("outreach report example")
    report(root, Which("example"))
    return rendered or sent or ExitStatus.DONE


def _use_server(root: Path, port: int) -> None:
    settings = root / "outreach.toml"
    mail = f'\n[mail]\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nrate = "none"\n'
    settings.write_text(settings.read_text(encoding="utf-8") + mail, encoding="utf-8")


def _step(command: str) -> None:
    console.say(f"\n$ {command}", "bold cyan")


def _say_where(root: Path, received: Path) -> None:
    letters = root / "outbox" / "example"
    kept = sum(1 for _ in received.iterdir())
    console.say("\nLook at it:", "bold")
    console.say(f"  letters      {letters}")
    console.say(f"  e-mails      {words.count(kept, 'message')} in {received}")
    console.say(f"  the record   {root / 'ledger.db'}")
    console.say("Your own: outreach init my-campaign")
