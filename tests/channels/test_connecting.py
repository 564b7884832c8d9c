"""Opening a connection: what is refused, in which words, and what the server gets to know."""

import asyncio
import socket
import ssl
from collections.abc import Sequence

import pytest

from outreach.channels.smtp import SmtpChannel
from outreach.errors import (
    AccountUnusable,
    CertificateRefused,
    LoginRefused,
    NoPassword,
    NotProtected,
    OutreachError,
    ServerUnreachable,
)
from outreach.model.dispatch import Deferred, Sent, Unreachable
from outreach.model.settings import MailAccount, Security
from tests.channels.letters import mailing
from tests.servers.scripted_smtp import Fault, ScriptedServer

USERS = {"jane@example.org": "right"}


def channel_to(
    server: ScriptedServer,
    *,
    security: Security = Security.NONE,
    username: str = "",
    password: str | None = None,
    tls: ssl.SSLContext | None = None,
    host: str = "",
    port: int = 0,
    timeout: float = 5,
) -> SmtpChannel:
    account = MailAccount(host or server.host, port or server.port, security, username)
    return SmtpChannel(account, password, timeout=timeout, tls_context=tls)


async def refusal_of(channel: SmtpChannel) -> OutreachError:
    with pytest.raises(OutreachError) as raised:
        await channel.open()
    return raised.value


# --- protection --------------------------------------------------------------------------------


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_a_certificate_of_another_server_is_refused_before_the_password_is_sent(
    security: Security, wrong_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    offered = {"tls": wrong_tls} if security is Security.TLS else {"starttls": wrong_tls}
    async with ScriptedServer(users=USERS, **offered) as server:
        channel = channel_to(
            server,
            security=security,
            username="jane@example.org",
            password="right",
            tls=client_tls,
        )
        refusal = await refusal_of(channel)
    assert isinstance(refusal, CertificateRefused)
    assert "could not prove that it is 127.0.0.1" in str(refusal)
    assert b"AUTH" not in server.heard


@pytest.mark.parametrize("security", [Security.TLS, Security.STARTTLS])
async def test_a_certificate_nobody_vouches_for_is_refused(
    security: Security, server_tls: ssl.SSLContext
) -> None:
    offered = {"tls": server_tls} if security is Security.TLS else {"starttls": server_tls}
    async with ScriptedServer(**offered) as server:
        refusal = await refusal_of(channel_to(server, security=security))
    assert isinstance(refusal, CertificateRefused)


async def test_starttls_that_is_not_offered_is_not_done_without() -> None:
    async with ScriptedServer(users=USERS) as server:
        channel = channel_to(
            server, security=Security.STARTTLS, username="jane@example.org", password="right"
        )
        refusal = await refusal_of(channel)
    assert isinstance(refusal, NotProtected)
    assert "does not offer STARTTLS" in str(refusal)
    assert b"AUTH" not in server.heard


async def test_tls_at_a_port_without_it_says_which_setting_is_wrong() -> None:
    async with ScriptedServer() as server:
        refusal = await refusal_of(channel_to(server, security=Security.TLS))
    assert isinstance(refusal, NotProtected)
    assert 'security = "starttls"' in str(refusal)


@pytest.mark.parametrize("host", ["192.0.2.1", "mail.example.org"])
async def test_no_protection_is_for_loopback_only(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def elsewhere(*_: object, **__: object) -> Sequence[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.0.2.1", 25))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", elsewhere)
    async with ScriptedServer() as server:
        refusal = await refusal_of(channel_to(server, host=host))
    assert isinstance(refusal, NotProtected)
    assert "is for a server on this computer" in str(refusal)
    assert server.connections == 0


async def test_a_name_that_changes_its_mind_after_the_check_gets_no_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with ScriptedServer() as server:
        monkeypatch.setattr(
            "aiosmtplib.SMTP.get_transport_info", lambda *_: ("192.0.2.1", server.port)
        )
        refusal = await refusal_of(channel_to(server))
    assert isinstance(refusal, NotProtected)
    assert server.heard == b""


# --- reaching it -------------------------------------------------------------------------------


async def test_a_port_where_nothing_answers_is_unreachable() -> None:
    async with ScriptedServer() as server:
        pass
    refusal = await refusal_of(channel_to(server))
    assert isinstance(refusal, ServerUnreachable)
    assert "nothing answers at that port" in str(refusal)


async def test_a_name_nobody_knows_is_unreachable(monkeypatch: pytest.MonkeyPatch) -> None:
    async def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    async with ScriptedServer() as server:
        channel = channel_to(server, host="mail.example.invalid", security=Security.STARTTLS)
        refusal = await refusal_of(channel)
    assert isinstance(refusal, ServerUnreachable)
    assert "the name mail.example.invalid is not known here" in str(refusal)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Fault("connect", reply="554 5.3.2 no mail here"), "554 5.3.2 no mail here"),
        (Fault("connect", reply="421 4.3.2 busy"), "421 4.3.2 busy"),
        (Fault("connect", cut="before"), "closed the connection"),
        (Fault("connect", delay=3), "no answer within 0.5 seconds"),
        (Fault("EHLO", reply="550 5.7.1 not from you"), "550 5.7.1 not from you"),
        (Fault("EHLO", cut="before"), "closed the connection"),
        (Fault("EHLO", delay=3), "no answer within 0.5 seconds"),
        (Fault("STARTTLS", reply="454 4.7.0 no TLS today"), "454 4.7.0 no TLS today"),
        (Fault("STARTTLS", cut="before"), "closed the connection"),
        (Fault("STARTTLS", cut="after"), "closed the connection"),
        (Fault("AUTH", cut="before"), "closed the connection"),
        (Fault("AUTH", delay=3), "no answer within 0.5 seconds"),
        (Fault("AUTH", reply="454 4.7.0 later"), "454 4.7.0 later"),
    ],
)
async def test_a_server_that_fails_on_the_way_in_is_unreachable_in_its_own_words(
    fault: Fault, words: str, server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    async with ScriptedServer([fault], users=USERS, starttls=server_tls) as server:
        channel = channel_to(
            server,
            security=Security.STARTTLS,
            username="jane@example.org",
            password="right",
            tls=client_tls,
            timeout=0.5 if fault.delay else 5,
        )
        refusal = await refusal_of(channel)
    assert isinstance(refusal, ServerUnreachable), refusal
    assert words in str(refusal)
    assert "run the command again" in str(refusal)


# --- logging in --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("535 5.7.8 no", "outreach account add"),
        ("550 5.7.30 Basic authentication is not supported for Client Submission.", "Microsoft"),
        ("535 5.7.139 SmtpClientAuthentication is disabled for the Tenant.", "Microsoft"),
        ("535-5.7.8 Username not accepted, go to\r\n535 5.7.8 support.google.com", "app password"),
        ("534-5.7.9 Application-specific password required.\r\n534 5.7.9 x", "app password"),
    ],
)
async def test_a_refused_login_says_what_the_server_said_and_what_to_do(
    reply: str, words: str
) -> None:
    async with ScriptedServer([Fault("AUTH", reply=reply)], users=USERS) as server:
        channel = channel_to(server, username="jane@example.org", password="wrong")
        refusal = await refusal_of(channel)
    assert isinstance(refusal, LoginRefused)
    assert refusal.words.startswith(reply[:3])
    assert "\n" not in refusal.sentence
    assert words in refusal.way_out


async def test_a_wrong_password_is_tried_once() -> None:
    async with ScriptedServer(users=USERS) as server:
        channel = channel_to(server, username="jane@example.org", password="wrong")
        assert isinstance(await refusal_of(channel), LoginRefused)
    assert server.heard.count(b"AUTH") == 1


async def test_a_way_of_logging_in_that_the_server_does_not_know_is_followed_by_another() -> None:
    faults = [Fault("AUTH", times=1, reply="504 5.5.4 not this way")]
    async with ScriptedServer(faults, users=USERS) as server:
        channel = channel_to(server, username="jane@example.org", password="right")
        await channel.open()
        assert isinstance(await channel.deliver(mailing()), Sent)
        await channel.close()
    assert b"AUTH PLAIN" in server.heard
    assert b"AUTH LOGIN" in server.heard


@pytest.mark.parametrize("extensions", [(), ("AUTH XOAUTH2",)])
async def test_a_server_without_passwords_is_named(extensions: tuple[str, ...]) -> None:
    async with ScriptedServer(extensions=extensions) as server:
        channel = channel_to(server, username="jane@example.org", password="right")
        refusal = await refusal_of(channel)
    assert isinstance(refusal, AccountUnusable)
    assert "offers no login with a password" in str(refusal)


async def test_an_account_without_its_password_is_named() -> None:
    async with ScriptedServer(users=USERS) as server:
        refusal = await refusal_of(channel_to(server, username="jane@example.org"))
    assert isinstance(refusal, NoPassword)
    assert "OUTREACH_MAIL_PASSWORD" in str(refusal)


async def test_a_login_refused_on_connecting_again_holds_the_letter_and_is_not_repeated() -> None:
    faults = [
        Fault("AUTH", connection=2, reply="535 5.7.8 locked"),
        Fault("MAIL", letter=1, cut="before"),
    ]
    async with ScriptedServer(faults, users=USERS) as server:
        channel = channel_to(server, username="jane@example.org", password="right")
        await channel.open()
        outcomes = [await channel.deliver(mailing(number)) for number in (1, 2, 3)]
    assert all(isinstance(outcome, Unreachable) for outcome in outcomes)
    assert "5.7.8 locked" in outcomes[-1].words
    assert server.heard.count(b"AUTH") == 2


async def test_a_server_busy_on_connecting_again_defers_the_letter() -> None:
    faults = [
        Fault("connect", connection=2, reply="421 4.7.0 too many connections"),
        Fault("MAIL", letter=1, cut="before"),
    ]
    async with ScriptedServer(faults) as server:
        channel = channel_to(server)
        await channel.open()
        first = await channel.deliver(mailing(1))
        second = await channel.deliver(mailing(2))
        await channel.close()
    assert first == Deferred("421 4.7.0 too many connections", 421)
    assert isinstance(second, Sent)


# --- privacy -----------------------------------------------------------------------------------


@pytest.mark.parametrize("protected", [True, False])
async def test_nothing_of_this_computer_or_its_user_is_told(
    protected: bool,
    monkeypatch: pytest.MonkeyPatch,
    server_tls: ssl.SSLContext,
    client_tls: ssl.SSLContext,
) -> None:
    for name in ("gethostname", "getfqdn"):
        monkeypatch.setattr(socket, name, lambda *_: "telling-laptop.home.example")
    for name in ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "COMPUTERNAME"):
        monkeypatch.setenv(name, "telling-name")
    faults = [Fault("RCPT", letter=1, reply="550 5.1.1 unknown")]
    tls = {"starttls": server_tls} if protected else {}
    async with ScriptedServer(faults, users=USERS, **tls) as server:
        channel = channel_to(
            server,
            security=Security.STARTTLS if protected else Security.NONE,
            username="jane@example.org",
            password="right",
            tls=client_tls,
        )
        await channel.open()
        await channel.deliver(mailing(1))
        await channel.deliver(mailing(2))
        await channel.close()
    heard = server.heard.decode()
    assert "telling" not in heard
    lines = [line for line in heard.split("\r\n") if line.startswith("EHLO")]
    assert set(lines) == {"EHLO [127.0.0.1]"}
    assert heard.startswith("EHLO")
    # Envelope, letters and login are the rest, word for word.
    said = [
        line.partition(" ")[0]
        for line in heard.replace(mailing(2).content.decode(), "").split("\r\n")
    ]
    assert set(said) <= {
        "EHLO",
        "STARTTLS",
        "AUTH",
        "MAIL",
        "RCPT",
        "RSET",
        "DATA",
        "QUIT",
        "",
    } | set(_stuffed(mailing(2).content.decode()))


def _stuffed(content: str) -> list[str]:
    lines = [("." + line if line.startswith(".") else line) for line in content.split("\r\n")]
    return [line.partition(" ")[0] for line in [*lines, "."]]
