"""Letters looked for in the Sent folder: what is found, and what a strange server can do."""

import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from outreach.errors import (
    AccountUnusable,
    CertificateRefused,
    LoginRefused,
    NoPassword,
    NotProtected,
    OutreachError,
    ServerUnreachable,
)
from outreach.inbox.connection import Patience
from outreach.inbox.looked import Found, Looked, NotFound, NotLookedUp
from outreach.inbox.sent_folder import look_up, sent_folders
from outreach.model.settings import ImapAccount, Security
from tests.servers.real_imap import PASSWORD, USER, RealImap
from tests.servers.scripted_imap import CUT, SILENCE, ScriptedImap

ONE, TWO = "<one@example.org>", "<two@example.org>"
AT = datetime(2026, 11, 22, 8, 30, tzinfo=UTC)


def account(
    server: RealImap | ScriptedImap,
    security: Security = Security.NONE,
    host: str = "",
    sent_folder: str = "",
) -> ImapAccount:
    return ImapAccount(host or server.host, server.port, security, USER, sent_folder)


def refusal_of(server: RealImap | ScriptedImap, security: Security, tls=None) -> OutreachError:
    with pytest.raises(OutreachError) as raised:
        sent_folders(account(server, security), PASSWORD, tls_context=tls)
    return raised.value


def looked(server: ScriptedImap, patience: Patience | None = None, **more) -> Looked:
    return look_up(account(server, **more), PASSWORD, [ONE], patience=patience)[ONE]


def letter(message_id: str) -> bytes:
    return f"Message-ID: {message_id}\r\nSubject: x\r\n\r\nx\r\n".encode()


# --- a server that other people wrote ----------------------------------------------------------


@pytest.fixture(scope="module")
def real() -> Iterator[RealImap]:
    with RealImap() as server:
        server.put("Sent", letter(ONE), AT)
        server.put("Sent", letter("<longer-two@example.org>"), AT)
        yield server


def test_a_letter_is_found_with_its_folder_and_time(real: RealImap) -> None:
    found = look_up(account(real), PASSWORD, [ONE, TWO])
    assert found == {ONE: Found("Sent", AT), TWO: NotFound("Sent")}


def test_part_of_another_message_id_is_not_this_letter(real: RealImap) -> None:
    assert look_up(account(real), PASSWORD, [TWO]) == {TWO: NotFound("Sent")}


def test_a_folder_that_is_named_is_looked_into(real: RealImap) -> None:
    real.put("Gesendet", letter(TWO), AT)
    named = account(real, sent_folder="Gesendet")
    assert look_up(named, PASSWORD, [TWO]) == {TWO: Found("Gesendet", AT)}


def test_a_folder_that_is_not_there_is_said_in_the_servers_words(real: RealImap) -> None:
    named = account(real, sent_folder="Nowhere")
    (result,) = look_up(named, PASSWORD, [TWO]).values()
    assert isinstance(result, NotLookedUp)
    assert "refused the folder 'Nowhere'" in result.why


def test_a_wrong_password_is_said(real: RealImap) -> None:
    (result,) = look_up(account(real), "wrong", [ONE]).values()
    assert isinstance(result, NotLookedUp)
    assert f"refused the login of {USER}" in result.why
    assert "outreach account add" in result.why


def test_a_connection_is_protected_by_starttls(
    server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    with RealImap(starttls=server_tls) as server:
        server.put("Sent", letter(ONE), AT)
        found = look_up(account(server, Security.STARTTLS), PASSWORD, [ONE], tls_context=client_tls)
    assert found == {ONE: Found("Sent", AT)}


# --- where it looks ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("listed", "folders"),
    [
        (rb'(\Sent) "/" "Envoy&AOk-s"|() "/" Sent', ("Envoyés",)),
        (rb'(\Sent \Noselect) "/" "Old"|() "." INBOX.Sent', ("INBOX.Sent",)),
        (rb'() "/" "[Gmail]/Sent Mail"|() "/" INBOX', ("[Gmail]/Sent Mail",)),
        (rb'() "/" "Sent Items"|() "/" "Sent"', ("Sent",)),
        (rb'(\Sent) "/" A|(\Sent) "/" B', ("A", "B")),
        (rb"() NIL {4}|Sent", ("Sent",)),
    ],
)
def test_the_sent_folder_is_known_by_its_mark_or_else_by_its_name(
    listed: bytes, folders: tuple[str, ...]
) -> None:
    lines = b"".join(b"* LIST " + line + b"\r\n" for line in listed.split(b"|"))
    lines = lines.replace(b"{4}\r\n* LIST ", b"{4}\r\n")
    with ScriptedImap({"LIST": lines + b"{tag} OK done\r\n"}) as server:
        assert sent_folders(account(server), PASSWORD) == folders


def test_without_a_folder_of_that_kind_those_that_are_there_are_named() -> None:
    answer = b'* LIST () "/" INBOX\r\n* LIST () "/" Postausgang\r\n{tag} OK done\r\n'
    with ScriptedImap({"LIST": answer}) as server:
        refusal = refusal_of(server, Security.NONE)
    assert isinstance(refusal, AccountUnusable)
    assert "sent_folder" in refusal.way_out
    assert "INBOX, Postausgang" in refusal.way_out


def test_a_server_that_finds_it_only_without_brackets_is_asked_so() -> None:
    with ScriptedImap(messages={7: "one@example.org"}) as server:
        assert looked(server) == Found("Sent", AT)


def test_many_letters_take_one_connection_and_change_nothing() -> None:
    ids = [f"<{number}@example.org>" for number in range(20)]
    with ScriptedImap(messages=dict(enumerate(ids[:5], start=1))) as server:
        found = look_up(account(server), PASSWORD, ids)
    assert [type(one) for one in found.values()] == [Found] * 5 + [NotFound] * 15
    assert server.connections == 1
    assert set(server.commands) == {
        "CAPABILITY", "AUTHENTICATE", "LIST", "EXAMINE", "UID SEARCH", "UID FETCH", "LOGOUT",
    }  # fmt: skip
    assert server.heard.count(b"BODY[") == 0  # only BODY.PEEK, which marks nothing as read


def test_a_message_id_that_could_be_a_command_is_not_sent() -> None:
    with ScriptedImap() as server:
        found = look_up(account(server), PASSWORD, ['<x" DELETED@example.org>', "<a\r\nb>", ""])
    assert [type(one) for one in found.values()] == [NotFound, NotFound, NotLookedUp]
    assert b"DELETED" not in server.heard


def test_nothing_to_look_for_opens_no_connection() -> None:
    with ScriptedImap() as server:
        assert look_up(account(server), PASSWORD, []) == {}
        assert server.connections == 0


# --- protection --------------------------------------------------------------------------------


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
def test_a_certificate_of_another_server_is_refused_before_the_password_is_sent(
    security: Security, wrong_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    offered = {"tls": wrong_tls} if security is Security.TLS else {"starttls": wrong_tls}
    with ScriptedImap(**offered) as server:
        refusal = refusal_of(server, security, client_tls)
    assert isinstance(refusal, CertificateRefused)
    assert "[imap] host" in refusal.way_out
    assert b"AUTHENTICATE" not in server.heard


def test_a_protected_connection_is_used(
    server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    with ScriptedImap(tls=server_tls) as server:
        folders = sent_folders(account(server, Security.TLS), PASSWORD, tls_context=client_tls)
    assert folders == ("Sent",)


def test_starttls_that_is_not_offered_is_not_done_without() -> None:
    with ScriptedImap() as server:
        refusal = refusal_of(server, Security.STARTTLS)
    assert isinstance(refusal, NotProtected)
    assert "port = 993" in refusal.way_out
    assert b"AUTHENTICATE" not in server.heard


def test_a_server_that_says_one_is_signed_in_already_gets_no_question(
    client_tls: ssl.SSLContext, server_tls: ssl.SSLContext
) -> None:
    """Somebody on the way could leave out STARTTLS so (RFC 9051 §7.1.4)."""
    with ScriptedImap({"greeting": b"* PREAUTH hello\r\n"}, starttls=server_tls) as server:
        assert isinstance(refusal_of(server, Security.STARTTLS, client_tls), OutreachError)
    assert set(server.commands) <= {"CAPABILITY", "LOGOUT"}


def test_tls_at_a_port_without_it_says_which_setting_is_wrong() -> None:
    with ScriptedImap() as server:
        refusal = refusal_of(server, Security.TLS)
    assert isinstance(refusal, NotProtected)
    assert "port 993" in refusal.way_out


def test_no_protection_is_for_loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def elsewhere(*_: object, **__: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 143))]

    with ScriptedImap() as server:
        monkeypatch.setattr(socket, "getaddrinfo", elsewhere)
        refusal = refusal_of(server, Security.NONE)
        assert isinstance(refusal, NotProtected)
        assert "under [imap]" in refusal.way_out
        assert server.connections == 0


# --- refusals ----------------------------------------------------------------------------------


def test_an_account_without_its_password_is_named() -> None:
    with ScriptedImap() as server, pytest.raises(NoPassword, match="OUTREACH_IMAP_PASSWORD"):
        sent_folders(account(server), None)


@pytest.mark.parametrize(
    ("capabilities", "step"), [("IMAP4rev1 AUTH=PLAIN", "AUTHENTICATE"), ("IMAP4rev1", "LOGIN")]
)
def test_a_refused_login_is_tried_once_and_said_in_the_servers_words(
    capabilities: str, step: str
) -> None:
    script = {step: b"{tag} NO [AUTHENTICATIONFAILED] Invalid credentials (Failure)\r\n"}
    with ScriptedImap(script, capabilities=capabilities) as server:
        refusal = refusal_of(server, Security.NONE)
    assert isinstance(refusal, LoginRefused)
    assert refusal.words == "[AUTHENTICATIONFAILED] Invalid credentials (Failure)"
    assert "[imap] username" in refusal.way_out
    assert server.commands.count(step) == 1


def test_a_server_without_passwords_is_named() -> None:
    with ScriptedImap(capabilities="IMAP4rev1 LOGINDISABLED AUTH=XOAUTH2") as server:
        refusal = refusal_of(server, Security.NONE)
    assert "offers no login with a password" in refusal.sentence


def test_a_server_that_is_busy_is_not_a_wrong_password() -> None:
    busy = b"{tag} NO [UNAVAILABLE] try later\r\n"
    with ScriptedImap({"AUTHENTICATE": busy}) as server:
        refusal = refusal_of(server, Security.NONE)
    assert isinstance(refusal, ServerUnreachable)
    assert "try later" in refusal.sentence


def test_a_port_where_nothing_answers_is_said() -> None:
    with ScriptedImap() as server:
        pass
    refusal = refusal_of(server, Security.NONE)
    assert isinstance(refusal, ServerUnreachable)
    assert "nothing answers at that port" in refusal.sentence
    assert "[imap] section" in refusal.way_out


# --- a server that means ill -------------------------------------------------------------------

STEPS = ("greeting", "CAPABILITY", "AUTHENTICATE", "LIST", "EXAMINE", "SEARCH", "FETCH")
IMPATIENT = Patience(one_answer=0.3, altogether=1.0, most_bytes=200_000)
ILL = {
    "silence": SILENCE,
    "cut": CUT,
    "a huge literal": b"* LIST () NIL {99999999999999}\r\n",
    "a literal of no number": b"* LIST () NIL {" + b"9" * 5000 + b"}\r\n",
    "a line without an end": b"* " + b"x" * 2_000_000,
    "endless answers": b"* 1 EXISTS\r\n" * 100_000,
    "bytes that are no text": b"* \xff\xfe\x00\r\n{tag} OK \xff\r\n",
    "brackets without an end": b"* LIST " + b"(" * 50_000 + b"\r\n{tag} OK done\r\n",
    "something else": b"HTTP/1.1 400 Bad Request\r\n\r\n",
    "goodbye": b"* BYE not today\r\n",
    "no": b"{tag} NO not today\r\n",
    "bad": b"{tag} BAD what\r\n",
    "nothing at all": b"{tag} OK done\r\n",
    "dripping": [b"*", b" ", *[b"x"] * 100],
}


@pytest.mark.slow
@pytest.mark.parametrize("ill", ILL)
@pytest.mark.parametrize("step", STEPS)
def test_whatever_a_server_does_ends_soon_and_in_a_sentence(step: str, ill: str) -> None:
    began = time.monotonic()
    with ScriptedImap({step: ILL[ill]}, messages={7: ONE}) as server:
        result = looked(server, IMPATIENT)
        took = time.monotonic() - began
    assert took < 5
    if isinstance(result, NotLookedUp):
        assert len(result.why) < 1000
        assert result.why.isprintable()
    if step in {"SEARCH", "FETCH"}:
        assert not isinstance(result, Found)


def test_what_one_letter_showed_stays_when_the_next_one_fails() -> None:
    with ScriptedImap(messages={7: ONE}) as server:
        server.messages[8] = "<not as wanted>"
        original = server._usual

        def usual(step: str, given: bytes) -> bytes:
            if b"two@" in given:
                server.script["SEARCH"] = CUT
            return original(step, given)

        server._usual = usual
        found = look_up(account(server), PASSWORD, [ONE, TWO])
    assert found[ONE] == Found("Sent", AT)
    assert isinstance(found[TWO], NotLookedUp)


@pytest.mark.slow
@settings(max_examples=200, suppress_health_check=list(HealthCheck))
@given(step=st.sampled_from(STEPS), answer=st.binary(max_size=200), ends=st.booleans())
def test_no_answer_ends_in_a_traceback(step: str, answer: bytes, ends: bool) -> None:
    said = b"* " + step.encode() + b" " + answer + (b"\r\n{tag} OK done\r\n" if ends else CUT)
    with ScriptedImap({step: [said, CUT] if not ends else said}, messages={7: ONE}) as server:
        assert isinstance(looked(server, IMPATIENT), Found | NotFound | NotLookedUp)


# --- privacy -----------------------------------------------------------------------------------


def test_nothing_of_this_computer_or_its_user_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    for name in ("gethostname", "getfqdn"):
        monkeypatch.setattr(socket, name, lambda *_: "telling-laptop.home.example")
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "telling-name")
    with ScriptedImap(messages={7: ONE}, capabilities="IMAP4rev1 AUTH=PLAIN ID") as server:
        assert looked(server) == Found("Sent", AT)
    heard = server.heard.decode()
    assert "telling" not in heard
    assert "ID" not in server.commands
    # Each line is one of these, word for word, after a tag that is drawn by lot.
    said = [line.partition(" ")[2] for line in heard.split("\r\n")]
    assert set(said) == {
        "",
        "CAPABILITY",
        "AUTHENTICATE PLAIN",
        'LIST "" "*"',
        'EXAMINE "Sent"',
        f'UID SEARCH HEADER Message-ID "{ONE}"',
        "UID FETCH 7 (INTERNALDATE BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])",
        "LOGOUT",
    }
