"""Many writers: each under their own name, none by e-mail without their consent."""

from pathlib import Path

import pytest

from outreach.errors import ExitStatus
from tests.pages import read_pages
from tests.servers.running import running
from tests.servers.scripted_smtp import Fault, ScriptedServer

US = "ocd-division/country:us"
MEMBERS = f"""\
id,name,family,office,organisation,division,email,address,locality,region,postcode,country
sen,Ada Senator,Senator,Senator,United States Senate,{US}/state:ca,sen@example.org,,,,,US
rep,Rex Member,Member,Representative,U.S. House of Representatives,{US}/state:ca/cd:12,\
rep@example.org,1 House Road,Washington,DC,20515,US
far,Fay Farther,Farther,Senator,United States Senate,{US}/state:ny,far@example.org,,,,,US
"""
HEADINGS = (
    "id,name,email,address,locality,region,postcode,country,division,"
    "consented_on,consent_how,text_digest"
)
AT_HOME = "4 Oak Road,Springfield,CA,94000,US"
HOME = f"{US}/state:ca/cd:12"


@pytest.fixture
def digest(outreach, folder: Path) -> str:
    shown = outreach("templates", "show", "appeal").out
    return shown.split("Digest of the text: ")[1].split()[0]


@pytest.fixture
def writers(folder: Path, digest: str) -> Path:
    """Two who agreed, one of whom no consent is on record, and one who agreed to another text."""
    (folder / "recipients" / "members.csv").write_text(MEMBERS, encoding="utf-8")
    path = folder / "writers.csv"
    consent = f"2026-01-02,signed form,{digest[:12]}"
    rows = [
        HEADINGS,
        f"ann,Ann Able,ann@example.org,{AT_HOME},{HOME},{consent}",
        f"ben,Ben Baker,ben@example.org,{AT_HOME},{HOME},{consent}",
        f"cat,Cat Carter,cat@example.org,{AT_HOME},{HOME},,,",
        f"dan,Dan Dale,dan@example.org,{AT_HOME},{HOME},2026-01-02,signed form,{'f' * 64}",
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    path.chmod(0o600)
    (folder / "campaigns" / "own.toml").write_text(
        'id = "own"\ntitle = "To our own"\ntemplate = "appeal"\nrecipients = ["members"]\n'
        'writers = "writers.csv"\nmatch = "division"\n',
        encoding="utf-8",
    )
    return path


def recorded(outreach) -> set[tuple[str, str, str]]:
    items = outreach("history", "--json").json["items"]
    return {(item["recipient"], item["signatory"], item["status"]) for item in items}


def test_only_those_who_agreed_are_sent_for_and_only_once(outreach, writers, mailbox) -> None:
    sent = outreach("send", "own", "--yes")
    assert sent.status == 0, sent.err
    expected = {(who, key, "sent") for who in ("sen", "rep") for key in ("ann", "ben")}
    assert recorded(outreach) == expected
    assert "2 by post" in sent.out
    again = outreach("send", "own", "--yes")
    assert "Nothing is left to send" in again.out
    assert len(mailbox.messages) == 4


def test_answers_go_to_the_writer_and_the_account_keeps_its_name(
    outreach, writers, mailbox
) -> None:
    outreach("send", "own", "--yes")
    seen = {
        (str(message["From"]), str(message["Reply-To"]), message["To"].addresses[0].addr_spec)
        for message in mailbox.messages
    }
    jane = "Jane Doe <jane@example.org>"
    assert seen == {
        (jane, reply, to)
        for reply in ("Ann Able <ann@example.org>", "Ben Baker <ben@example.org>")
        for to in ("sen@example.org", "rep@example.org")
    }


def test_a_recipient_reads_of_their_own_writer_alone(outreach, writers, mailbox) -> None:
    outreach("send", "own", "--yes")
    for raw in mailbox.raw:
        names = [name for name in (b"Ann", b"Ben", b"Cat", b"Dan") if name in raw]
        assert len(names) == 1
        assert names[0].lower() + b"@example.org" in raw


def test_a_letter_of_the_senders_own_goes_without_a_reply_to(outreach, folder, mailbox) -> None:
    outreach("send", "release", "--yes")
    assert mailbox.messages
    assert not any(message["Reply-To"] for message in mailbox.messages)


def test_a_writer_who_joins_gets_only_their_own_letters(outreach, writers, digest, mailbox) -> None:
    outreach("send", "own", "--yes")
    with writers.open("a", encoding="utf-8") as file:
        file.write(f"eve,Eve Early,eve@example.org,{AT_HOME},{HOME},2026-01-02,form,{digest}\n")
    sent = outreach("send", "own", "--yes")
    assert "2 letters handed to the mail server" in sent.out
    assert {key for _, key, _ in recorded(outreach)} == {"ann", "ben", "eve"}
    assert len(mailbox.messages) == 6


def test_a_changed_text_is_not_the_one_they_agreed_to(outreach, writers, folder, mailbox) -> None:
    letter = folder / "letter_templates" / "appeal.md"
    letter.write_text(letter.read_text("utf-8") + "\nOne more word.\n", "utf-8")
    assert "Nothing is left to send" in outreach("send", "own", "--yes").out
    assert not mailbox.messages


def test_what_lacks_consent_is_made_for_signing_by_hand(outreach, writers, folder) -> None:
    printed = outreach("print", "own", "--yes")
    assert printed.status == 0, printed.err
    assert recorded(outreach) == {("rep", "cat", "printed"), ("rep", "dan", "printed")}
    ambiguous = outreach("mark", "posted", "own", "rep")
    assert ambiguous.status == ExitStatus.USAGE
    assert "--as WRITER" in ambiguous.err
    assert outreach("mark", "posted", "own", "rep", "--as", "cat").status == 0
    assert ("rep", "cat", "posted") in recorded(outreach)
    assert ("rep", "dan", "printed") in recorded(outreach)


def test_check_names_by_id_who_is_left_without(outreach, writers, digest) -> None:
    with writers.open("a", encoding="utf-8") as file:
        file.write("fay,Fay Faraway,,,,,,,country:us/state:wy,,,\n")
        file.write(f"gus,Gus Gone,,,,,,,country:us/state:ca,2026-01-02,form,{digest}\n")
    said = outreach("check", "own")
    everything = said.out + said.err
    assert said.status == 0, everything
    assert "No letter from 1 writer (fay)" in everything
    assert "Not to all their representatives, from 1 writer (gus): no cd is known" in everything
    assert "2 writers (cat, fay): no day of their consent" in everything
    assert "1 writer (dan): they consented to another text" in everything
    assert "No postal address, for which their representatives' offices look: 1 writer (gus)" in (
        everything
    )
    assert "answers come to jane@example.org: 2 writers (fay, gus)" in everything
    for name in ("Faraway", "Gone", "Carter", "dan@", "Oak Road"):
        assert name not in everything


def test_the_counts_of_the_report_are_letters_and_add_up(outreach, writers) -> None:
    outreach("send", "own", "--yes")
    counted = outreach("report", "own", "--json").json
    assert counted["counts"] == {"sent": 4, "pending": 2}
    assert counted["skipped"] == {"no-consent": 2}
    assert counted["total"] == 8
    assert counted["writers"] == 4
    assert "8 letters of 4 writers" in outreach("report", "own").out


def test_files_say_who_writes_and_drafts_need_consent_too(outreach, writers, folder) -> None:
    made = outreach("render", "own", "--format", "txt,eml")
    names = {path.name for path in (folder / "outbox" / "own").iterdir()}
    assert {"001-sen-ann.txt", "001-sen-ann.eml", "006-rep-cat.txt"} <= names
    assert "006-rep-cat.eml" not in names
    assert "No EML for 2 letters" in made.err
    draft = (folder / "outbox" / "own" / "001-sen-ann.eml").read_bytes()
    assert b"Reply-To: Ann Able <ann@example.org>" in draft


def test_offices_that_look_for_the_address_get_it_and_check_says_so(
    outreach, writers, folder, mailbox
) -> None:
    settings = folder / "outreach.toml"
    settings.write_text(
        settings.read_text("utf-8") + '\n[privacy]\nsender_address = "city"\n', "utf-8"
    )
    said = outreach("check", "own")
    assert "show the writer's whole postal address" in said.out + said.err
    outreach("send", "own", "--yes")
    assert all(b"4 Oak Road" in raw for raw in mailbox.raw)
    (folder / "campaigns" / "own.toml").write_text(
        'id = "all"\ntitle = "To all"\ntemplate = "appeal"\nrecipients = ["members"]\n'
        'writers = "writers.csv"\nnot_within = "0 days"\n',
        encoding="utf-8",
    )
    outreach("send", "all", "--yes")
    assert len(mailbox.raw) == 4 + 6
    assert not any(b"4 Oak Road" in raw for raw in mailbox.raw[4:])


def test_as_lets_one_writer_sign_a_campaign_of_the_senders(outreach, writers, mailbox) -> None:
    preview = outreach("preview", "release", "--as", "ann")
    assert "Ann Able" in preview.out
    assert "Reply-To: Ann Able" in preview.out
    sent = outreach("send", "release", "--as", "ann", "--yes")
    assert sent.status == 0, sent.err
    assert {str(message["Reply-To"]) for message in mailbox.messages} == {
        "Ann Able <ann@example.org>"
    }
    # One letter to a recipient, whoever writes it.
    assert "Nothing is left to send" in outreach("send", "release", "--yes").out


def test_as_sends_nothing_for_somebody_who_did_not_agree(outreach, writers, mailbox) -> None:
    sent = outreach("send", "release", "--as", "cat", "--yes")
    assert "Nothing is left to send" in sent.out
    assert "no day of their consent" in sent.err
    assert not mailbox.messages
    assert outreach("send", "release", "--as", "nobody", "--yes").status == ExitStatus.USAGE


def test_the_senders_own_letter_needs_no_consent(outreach, writers, mailbox) -> None:
    with writers.open("a", encoding="utf-8") as file:
        file.write(f"jane,Jane Doe,other@example.org,,,,,,{HOME},,,\n")
    outreach("send", "own", "--as", "jane", "--yes")
    assert {message["To"].addresses[0].addr_spec for message in mailbox.messages} == {
        "sen@example.org",
        "rep@example.org",
    }
    assert all(b"other@example.org" not in raw for raw in mailbox.raw)


def test_the_senders_id_under_another_name_is_refused(outreach, writers, mailbox) -> None:
    with writers.open("a", encoding="utf-8") as file:
        file.write(f"jane,Mallory Mean,m@example.org,,,,,,{HOME},,,\n")
    refused = outreach("send", "own", "--yes")
    assert refused.status == ExitStatus.INVALID
    assert "writers.csv:6" in refused.err
    assert "Mallory" not in refused.err
    assert not mailbox.messages


def test_a_letter_put_off_does_not_go_once_consent_is_taken_back(
    outreach, writers, folder, mailbox
) -> None:
    settings = folder / "outreach.toml"
    with running(ScriptedServer([Fault("RCPT", reply="451 4.7.1 later")])) as server:
        before = settings.read_text("utf-8")
        port = f"port = {server.port}"
        settings.write_text(before.replace(f"port = {mailbox.port}", port), "utf-8")
        outreach("send", "own", "--yes")
    settings.write_text(before, "utf-8")
    put_off = {(who, key, "deferred") for who in ("sen", "rep") for key in ("ann", "ben")}
    assert put_off <= recorded(outreach)
    rows = writers.read_text("utf-8").replace(
        "2026-01-02,signed form", "2026-01-02,", 1
    )  # Ann takes hers back
    writers.write_text(rows, "utf-8")
    outreach("send", "own", "--yes", "--retry-now")
    assert {str(message["Reply-To"]) for message in mailbox.messages} == {
        "Ben Baker <ben@example.org>"
    }
    assert ("sen", "ann", "deferred") in recorded(outreach)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('sign = "once"', "with `writers`, each writes one"),
        ('personal = "My own words"', "under every name"),
    ],
)
def test_what_is_one_persons_does_not_go_with_many(
    outreach, writers, folder, line: str, said: str
) -> None:
    path = folder / "campaigns" / "own.toml"
    path.write_text(path.read_text("utf-8") + line + "\n", "utf-8")
    refused = outreach("check", "own")
    assert refused.status == ExitStatus.INVALID
    assert said in refused.out + refused.err


@pytest.mark.parametrize("command", [("envelopes",), ("labels", "--sender")])
def test_as_puts_one_writer_on_the_envelopes_and_labels(outreach, writers, folder, command) -> None:
    command, *more = command
    out = folder / "made.pdf"
    called = outreach(command, "release", *more, "--as", "ann", "--out", str(out))
    assert called.status == 0, called.err
    words = {word.text for page in read_pages(out.read_bytes()) for word in page.words}
    assert "Able" in words
    assert "Doe" not in words
    refused = outreach(command, "release", *more, "--as", "zoe", "--out", str(out))
    assert refused.status == 2
    assert "There is no writer 'zoe'." in refused.err
