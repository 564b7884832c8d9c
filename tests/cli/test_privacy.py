"""What leaves tells nothing of the computer and its user: searched byte by byte.

Each search is shown to find what it looks for, in a letter with the word in it and in what a
usual mail program says.
"""

import re
from base64 import b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from pypdf import PdfReader

from outreach.errors import ExitStatus
from tests.cli.searching import found, of_conversation, of_file, of_message
from tests.cli.telling_machine import DOMAIN, HOST, OWN_WORDS, WORDS, TellingMachine, set_up
from tests.servers.real_smtp import RealServer

pytestmark = pytest.mark.slow

PASSWORD = "correct horse"

# All that stands around a letter, and around each of its parts.
HEADERS = ["From", "To", "Date", "Message-ID", "Subject", "MIME-Version", "Content-Type"]
HEADERS_OF_PARTS = ["Content-Type", "Content-Transfer-Encoding"]

FORMATS = ("pdf", "docx", "eml", "html", "txt")

# The only commands, with all they may say. The sizes and the tokens differ.
COMMANDS = re.compile(
    rb"EHLO \[127\.0\.0\.1\]|STARTTLS|AUTH PLAIN [A-Za-z0-9+/=]+|RSET|DATA|QUIT"
    rb"|MAIL FROM:<jane@example\.org>( SIZE=\d+)?( BODY=8BITMIME)?"
    rb"|RCPT TO:<(cheng@example\.org|lee@example\.org|me@example\.net)>"
)


class Greylisting(RealServer):
    """Puts the first letter to each of these addresses off."""

    def __init__(self, *addresses: str, **how: object) -> None:
        super().__init__(**how)
        self._later = set(addresses)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self._later:
            self._later.remove(address)
            return "451 4.7.1 greylisted, try again later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 ok"


@pytest.fixture(scope="module")
def serving(server_tls) -> Callable[[], AbstractContextManager[RealServer]]:
    """A server that one has to log in to, and that puts the first letter to Lee off."""
    users = {"jane@example.org": PASSWORD}
    return lambda: Greylisting("lee@example.org", starttls=server_tls, users=users)


@pytest.fixture(scope="module")
def new_machine(tmp_path_factory, authority) -> Callable[[], TellingMachine]:
    def make() -> TellingMachine:
        folder = tmp_path_factory.mktemp("machine")
        trusted = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(trusted))
        return TellingMachine(folder, SSL_CERT_FILE=str(trusted), OUTREACH_MAIL_PASSWORD=PASSWORD)

    return make


@dataclass(frozen=True)
class Campaign:
    """What a campaign came to: letters at the server, files, and the record."""

    machine: TellingMachine
    server: RealServer

    @property
    def letters(self) -> Path:
        """The folder of the letters made as files of every format."""
        return self.machine.workspace / "letters"

    @property
    def files(self) -> list[Path]:
        """All letters as files, and the print runs."""
        printed = (self.machine.workspace / "outbox").rglob("*.pdf")
        return [*sorted(self.letters.iterdir()), *sorted(printed)]


@pytest.fixture(scope="module")
def carried_out(serving, new_machine) -> Callable[..., AbstractContextManager[Campaign]]:
    """Carries out a whole campaign, by e-mail and by post, with a paragraph of the writer."""

    @contextmanager
    def carry_out(personal: str = "") -> Iterator[Campaign]:
        machine = new_machine()
        with serving() as server:
            set_up(machine.workspace, server.port, personal=personal)
            machine.outreach("send", "serges-plan", "--test-to", "me@example.net", "--yes")
            machine.outreach("send", "serges-plan", "--yes", status=ExitStatus.LEFT_OVER)
            machine.outreach("send", "serges-plan", "--yes", "--retry-now", "--wait")
            machine.outreach("print", "serges-plan", "--yes")
            machine.outreach("mark", "posted", "serges-plan", "--all")
            machine.outreach("report", "serges-plan", "--html", "report.html")
            render(machine, "letters")
            yield Campaign(machine, server)

    return carry_out


def render(machine: TellingMachine, folder: str) -> None:
    machine.outreach("render", "serges-plan", "--format", ",".join(FORMATS), "--out", folder)
    machine.outreach("render", "serges-plan", "--combined", f"{folder}/all.pdf")


@pytest.fixture(scope="module")
def campaign(carried_out) -> Iterator[Campaign]:
    with carried_out() as campaign:
        yield campaign


@pytest.fixture(scope="module")
def talkative(carried_out) -> Iterator[Campaign]:
    """A campaign whose letters tell two of the words in their text."""
    with carried_out(personal="Aus Zubrowka und 秘密工作室.") as campaign:
        yield campaign


TOLD = {"zubrowka", "秘密工作室"}


def spoken(server: RealServer) -> Iterator[bytes]:
    """Everything that reached the server, and everything that is in it."""
    for heard in server.heard:
        yield from of_conversation(bytes(heard))
    for content in server.contents:
        yield from of_message(content)


def commands(heard: bytes) -> list[bytes]:
    """What was said beside the letters."""
    return re.sub(rb"(?s)(DATA\r\n).*?\r\n\.\r\n", rb"\1", heard).splitlines()


# --- e-mails -----------------------------------------------------------------------------------


def test_no_byte_of_the_conversation_tells_of_the_computer(campaign: Campaign) -> None:
    server = campaign.server
    to = [address for envelope in server.envelopes for address in envelope.rcpt_tos]
    assert to == ["me@example.net", "me@example.net", "cheng@example.org", "lee@example.org"]
    assert found((*WORDS, *OWN_WORDS), spoken(server)) == set()
    login = b"AUTH PLAIN " + b64encode(f"\0jane@example.org\0{PASSWORD}".encode())
    said = [command for heard in server.heard for command in commands(bytes(heard))]
    assert {command for command in said if command.startswith(b"AUTH")} == {login}
    assert [command for command in said if not COMMANDS.fullmatch(command)] == []
    for content in server.contents:
        insist_on_bare_headers(content)


def insist_on_bare_headers(content: bytes) -> None:
    """Nothing but what is known to be there; the time in UTC; the Message-ID the sender's own."""
    message = message_from_bytes(content, policy=policy.default)
    assert message.keys() == HEADERS
    for part in message.iter_parts():
        assert part.keys() == HEADERS_OF_PARTS
        assert part.get_filename() is None
    assert re.fullmatch(r"<[0-9a-f]{32}@example\.org>", message["Message-ID"])
    # "+0000", not "-0000", which says that the time is local and its zone withheld (RFC 5322 §3.3).
    assert message["Date"].endswith(" +0000")
    assert parsedate_to_datetime(message["Date"]).utcoffset() is not None


USUAL = f"""
import smtplib, ssl, sys
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
letter = EmailMessage()
letter["From"], letter["To"], letter["Subject"] = "jane@example.org", "lee@example.org", "A letter"
letter["Message-ID"], letter["Date"] = make_msgid(), formatdate(localtime=True)
letter["X-Mailer"] = "written in " + sys.argv[2]
letter.set_content("A letter")
with smtplib.SMTP("localhost", int(sys.argv[1])) as server:
    server.starttls(context=ssl.create_default_context())
    server.login("jane@example.org", {PASSWORD!r})
    try:
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused:
        server.send_message(letter)
"""


def test_the_search_hears_what_a_usual_mail_program_tells(serving, new_machine) -> None:
    machine = new_machine()
    with serving() as server:
        called = machine.python("-c", USUAL, str(server.port), str(machine.workspace))
    assert called.returncode == 0, called.stderr
    told = found(WORDS, spoken(server))
    assert {"zubrowka", "nebelsbad", "desgoffe", "kovacs", "秘密工作室"} <= told
    said = [command for heard in server.heard for command in commands(bytes(heard))]
    assert f"ehlo {HOST}.{DOMAIN}".encode() in said
    (content,) = server.contents
    assert b"+0600" in content  # the time in Urumqi
    with pytest.raises(AssertionError):
        insist_on_bare_headers(content)


@pytest.mark.slow
def test_the_search_finds_a_word_in_letters_of_either_language(talkative: Campaign) -> None:
    for content in talkative.server.contents:
        # Neither program nor reader sees it without decoding the part.
        assert "秘密工作室".encode() not in content
        assert found(WORDS, of_message(content)) == TOLD


@pytest.mark.parametrize(
    "written",
    [
        b"from ZUBROWKA",
        b"x" + b64encode(b"from zubrowka!"),
        b64encode(b"a zubrowka!"),
        b64encode(b"at zubrowka!"),
        b"Subject: =?utf-8?b?" + b64encode(b"zubrowka") + b"?=\r\n\r\n\r\n",
        b"zubr=\r\nowka",
        b"zub\r\n rowka",
        "zubrowka".encode("utf-16-be"),
        "zubrowka".encode("utf-16-le"),
        b"<7A007500620072006F0077006B0061>".replace(b"00", b""),
        b"<FEFF007A007500620072006F0077006B0061>",
    ],
)
def test_the_search_knows_how_a_word_may_be_written(written: bytes) -> None:
    assert found(["zubrowka"], [written]) == {"zubrowka"}
    assert found(["oblomow"], [written]) == set()


# --- files -------------------------------------------------------------------------------------


def traces(files: Iterable[Path], words: Iterable[str]) -> dict[str, set[str]]:
    hits = {path.name: found(words, of_file(path)) for path in files}
    return {name: told for name, told in hits.items() if told}


def test_no_file_tells_of_the_computer_the_folder_or_the_time(campaign: Campaign) -> None:
    assert {path.suffix.removeprefix(".") for path in campaign.files} == set(FORMATS)
    assert campaign.files[-1].parent != campaign.letters  # what `print` made
    assert traces(campaign.files, WORDS) == {}
    # The pages beside a print run, which stay with the campaigner, name the campaign.
    assert traces(campaign.letters.iterdir(), OWN_WORDS) == {}
    for path in campaign.files:
        content = path.read_bytes()
        if path.suffix == ".pdf":
            insist_on_bare_pdf(content)
        if path.suffix == ".docx":
            insist_on_bare_docx(content)
        if path.suffix == ".eml":
            message = message_from_bytes(content, policy=policy.default)
            assert message.keys() == ["X-Unsent", "From", "To", *HEADERS[4:]]


@pytest.mark.slow
def test_letters_made_at_another_time_are_the_same_files(campaign: Campaign) -> None:
    render(campaign.machine, "later")
    later = campaign.machine.workspace / "later"
    for path in campaign.letters.iterdir():
        assert path.read_bytes() == (later / path.name).read_bytes(), path.name


def insist_on_bare_pdf(content: bytes) -> None:
    """No author, and of the time only the day that the letter bears."""
    about = PdfReader(BytesIO(content)).metadata or {}
    assert set(about) <= {"/Title", "/Creator", "/CreationDate", "/ModDate"}
    for name in {"/CreationDate", "/ModDate"} & set(about):
        assert about[name].startswith("D:20260305000000")


def insist_on_bare_docx(content: bytes) -> None:
    """No author, no picture of the first page, no time at all."""
    with ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        names = archive.namelist()
        assert not [name for name in names if "thumbnail" in name or name.endswith("app.xml")]
        core = archive.read("docProps/core.xml").decode()
    inside = re.findall(r"<([a-zA-Z]+:[a-zA-Z]+)[^>]*>", core)
    assert set(inside) <= {"cp:coreProperties", "dc:title", "dc:language"}


@pytest.mark.slow
def test_the_search_finds_a_word_in_files_of_every_format(talkative: Campaign) -> None:
    assert traces(talkative.files, WORDS) == {path.name: TOLD for path in talkative.files}


# --- what stays behind -------------------------------------------------------------------------


def everything_in(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_record_tells_nothing_of_the_computer(campaign: Campaign) -> None:
    files = everything_in(campaign.machine.workspace)
    assert len([path for path in files if path.suffix == ".db"]) > 2  # the ledger and its copies
    assert traces(files, WORDS) == {}


def test_nothing_is_left_outside_the_folder(campaign: Campaign) -> None:
    machine = campaign.machine
    assert everything_in(machine.home) == everything_in(machine.workspace)
    assert everything_in(machine.temporary) == set()


@pytest.mark.slow
def test_the_search_finds_a_word_in_the_record(talkative: Campaign) -> None:
    ledger = talkative.machine.workspace / "ledger.db"
    assert b"ubrowka" not in ledger.read_bytes()  # letters are kept compressed
    assert found(WORDS, of_file(ledger)) == TOLD
