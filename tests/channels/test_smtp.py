"""Every way a mail server can fail, what it means for the letter, and that the next one goes."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Callable, Iterator

import pytest

from outreach.channels.smtp import SmtpChannel
from outreach.model.dispatch import Channel, Deferred, Outcome, Refused, Sent, Unknown, Unreachable
from outreach.model.mailing import Mailing
from outreach.model.settings import MailAccount, Security
from tests.channels.contract import ChannelContract
from tests.channels.letters import mailing
from tests.servers.raw_smtp import RawServer
from tests.servers.real_smtp import RealServer
from tests.servers.scripted_smtp import Fault, ScriptedServer, Step

Make = Callable[..., SmtpChannel]


@pytest.fixture(autouse=True, params=[True, False], ids=["at-once", "one-by-one"])
def pipelining(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether servers that are not told otherwise take several commands at once."""
    monkeypatch.setattr("tests.servers.scripted_smtp.PIPELINING", request.param)
    return bool(request.param)


@pytest.fixture
async def channel_to() -> AsyncIterator[Make]:
    """Makes channels to a server, and closes them."""
    made: list[SmtpChannel] = []

    def make(
        server: ScriptedServer | RealServer | RawServer,
        *,
        security: Security = Security.NONE,
        username: str = "",
        password: str | None = None,
        tls: ssl.SSLContext | None = None,
        timeout: float = 5,
    ) -> SmtpChannel:
        account = MailAccount(server.host, server.port, security, username)
        made.append(
            SmtpChannel(account, password, timeout=timeout, last_timeout=timeout, tls_context=tls)
        )
        return made[-1]

    yield make
    for channel in made:
        await channel.close()


class TestAgainstAiosmtpd(ChannelContract):
    @pytest.fixture
    def channel(self, smtp_server: RealServer, channel_to: Make) -> Channel:
        return channel_to(smtp_server)

    @pytest.fixture
    def taken(self, smtp_server: RealServer) -> Callable[[], list[bytes]]:
        return lambda: smtp_server.contents


class TestAgainstAiosmtpdWithStarttlsAndLogin(ChannelContract):
    @pytest.fixture
    def server(self, server_tls: ssl.SSLContext) -> Iterator[RealServer]:
        with RealServer(starttls=server_tls, users={"jane@example.org": "päss"}) as server:
            yield server

    @pytest.fixture
    def channel(self, server: RealServer, client_tls: ssl.SSLContext, channel_to: Make) -> Channel:
        return channel_to(
            server,
            security=Security.STARTTLS,
            username="jane@example.org",
            password="päss",
            tls=client_tls,
        )

    @pytest.fixture
    def taken(self, server: RealServer) -> Callable[[], list[bytes]]:
        return lambda: server.contents


class TestAgainstTlsFromTheFirstByte(ChannelContract):
    @pytest.fixture
    async def server(self, server_tls: ssl.SSLContext) -> AsyncIterator[ScriptedServer]:
        async with ScriptedServer(tls=server_tls, users={"jane": "word"}) as server:
            yield server

    @pytest.fixture
    def channel(
        self, server: ScriptedServer, client_tls: ssl.SSLContext, channel_to: Make
    ) -> Channel:
        return channel_to(
            server, security=Security.TLS, username="jane", password="word", tls=client_tls
        )

    @pytest.fixture
    def taken(self, server: ScriptedServer) -> Callable[[], list[bytes]]:
        return lambda: [letter.content for letter in server.letters]


# --- each failure, its outcome, and the letter after it ----------------------------------------

LONG = b"Subject: long\r\n\r\n" + (b"0123456789" * 99 + b"\r\n") * 9_000  # more than sockets hold


def _rows() -> Iterator[tuple[str, Fault, type[Outcome]]]:
    """Name, what goes wrong with letter 2, and the outcome it has to have."""
    before_the_dot: tuple[Step, ...] = ("MAIL", "RCPT", "DATA")
    for step in before_the_dot:
        yield f"{step} refused", Fault(step, reply="550 5.7.1 not you"), Refused
        yield f"{step} deferred", Fault(step, reply="451 4.3.0 not now"), Deferred
        yield f"{step} garbled", Fault(step, reply="what?"), Unreachable
        yield f"{step} out of turn", Fault(step, reply="299 hm"), Unreachable
        yield f"{step} needs a login", Fault(step, reply="530 5.7.0 log in"), Unreachable
        if step != "MAIL":  # there the connection is simply opened again
            yield f"{step} says 421", Fault(step, reply="421 4.3.2 closing"), Deferred
            yield f"{step} cut", Fault(step, cut="before"), Unreachable
            yield f"{step} silent", Fault(step, delay=1), Unreachable
    yield "refused after the dot", Fault("END", reply="554 5.6.0 bad"), Refused
    yield "deferred after the dot", Fault("END", reply="452 4.3.1 full"), Deferred
    yield "421 after the dot", Fault("END", reply="421 4.3.2 closing"), Deferred
    yield "used up for today", Fault("END", reply="550 5.4.5 limit exceeded"), Deferred
    yield "cut after the dot", Fault("END", cut="before"), Unknown
    yield "silent after the dot", Fault("END", delay=1), Unknown
    yield "garbled after the dot", Fault("END", reply="ok, I think"), Unknown
    yield "354 after the dot", Fault("END", reply="354 more?"), Unknown
    yield "cut after the answer", Fault("END", cut="after"), Sent
    yield "252 after the dot", Fault("END", reply="252 probably"), Sent


@pytest.mark.parametrize(
    ("fault", "expected"), [pytest.param(*row[1:], id=row[0]) for row in _rows()]
)
async def test_each_failure_has_its_outcome_and_the_next_letter_goes(
    fault: Fault, expected: type[Outcome], channel_to: Make
) -> None:
    fault.letter, fault.times = 2, 1
    waits_for_content = fault.at == "DATA" and fault.reply.startswith("2")
    async with ScriptedServer([fault]) as server:
        channel = channel_to(server, timeout=0.3 if fault.delay or waits_for_content else 5)
        await channel.open()
        outcomes = [await channel.deliver(mailing(number)) for number in (1, 2, 3)]
    assert [type(outcome) for outcome in outcomes] == [Sent, expected, Sent], outcomes
    assert server.letters[-1].content == mailing(3).content
    assert len(outcomes[1].words) > 0
    if fault.reply[:1] in {"4", "5"}:
        assert fault.reply[4:] in outcomes[1].words


async def test_cut_while_the_letter_is_on_its_way_it_is_never_called_sent(channel_to: Make) -> None:
    fault = Fault("DATA", letter=2, times=1, cut="after")
    async with ScriptedServer([fault]) as server:
        channel = channel_to(server)
        await channel.open()
        outcomes = [await channel.deliver(mailing(number)) for number in (1, 2, 3)]
    # Which of the two depends on whether the dot was written before the news of the cut came.
    assert isinstance(outcomes[1], Unknown | Unreachable)
    assert [letter.content for letter in server.letters] == [
        mailing(1).content,
        mailing(3).content,
    ]


@pytest.mark.parametrize("cut", [Fault("MAIL", cut="before"), Fault("MAIL", reply="421 4.4.2 bye")])
async def test_a_kept_connection_that_has_gone_is_opened_again(
    cut: Fault, channel_to: Make
) -> None:
    cut.letter, cut.times = 2, 1
    async with ScriptedServer([cut]) as server:
        channel = channel_to(server)
        await channel.open()
        outcomes = [await channel.deliver(mailing(number)) for number in (1, 2)]
    assert [type(outcome) for outcome in outcomes] == [Sent, Sent]
    assert server.connections == 2


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("MAIL", cut="before"), Unreachable),
        (Fault("MAIL", delay=1), Unreachable),
        (Fault("MAIL", reply="421 4.7.0 not now"), Deferred),
    ],
)
async def test_a_new_connection_that_goes_at_once_is_not_opened_for_ever(
    fault: Fault, expected: type[Outcome], channel_to: Make
) -> None:
    async with ScriptedServer([fault]) as server:
        channel = channel_to(server, timeout=0.3 if fault.delay else 5)
        await channel.open()
        first = await channel.deliver(mailing(1))
        second = await channel.deliver(mailing(2))
    assert (type(first), type(second)) == (expected, expected)
    assert server.connections <= 4


async def test_a_server_that_hangs_up_between_letters_is_called_again(channel_to: Make) -> None:
    async with ScriptedServer() as server:
        channel = channel_to(server)
        await channel.open()
        first = await channel.deliver(mailing(1))
        server.hang_up()
        await asyncio.sleep(0.05)
        second = await channel.deliver(mailing(2))
    assert (type(first), type(second)) == (Sent, Sent)


async def test_a_server_that_takes_three_letters_a_connection_gets_them_all(
    channel_to: Make,
) -> None:
    async with ScriptedServer(letters_per_connection=3) as server:
        channel = channel_to(server)
        await channel.open()
        outcomes = [await channel.deliver(mailing(number)) for number in range(10)]
    assert {type(outcome) for outcome in outcomes} == {Sent}
    assert [letter.content for letter in server.letters] == [
        mailing(number).content for number in range(10)
    ]


async def test_a_new_connection_is_made_every_hundred_letters(channel_to: Make) -> None:
    async with ScriptedServer() as server:
        channel = channel_to(server)
        await channel.open()
        for number in range(101):
            assert isinstance(await channel.deliver(mailing(number)), Sent)
    assert server.connections == 2
    assert server.conversations[0].commands[-2:] == ["QUIT", ""]


async def test_a_long_wait_between_letters_gets_a_new_connection(
    channel_to: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("outreach.channels.keeping.LONGEST_IDLE", 0.01)
    async with ScriptedServer() as server:
        channel = channel_to(server)
        await channel.open()
        await channel.deliver(mailing(1))
        await asyncio.sleep(0.05)
        await channel.deliver(mailing(2))
    assert server.connections == 2
    assert len(server.letters) == 2


async def test_a_reset_that_fails_costs_a_connection_and_no_letter(channel_to: Make) -> None:
    faults = [Fault("RCPT", letter=1, reply="550 5.1.1 unknown"), Fault("RSET", cut="before")]
    async with ScriptedServer(faults) as server:
        channel = channel_to(server)
        await channel.open()
        outcomes = [await channel.deliver(mailing(number)) for number in (1, 2)]
    assert [type(outcome) for outcome in outcomes] == [Refused, Sent]
    assert server.connections == 2


async def test_greylisting_defers_and_the_second_try_goes(channel_to: Make) -> None:
    async with ScriptedServer(greylists=True) as server:
        channel = channel_to(server)
        await channel.open()
        first, second = await channel.deliver(mailing()), await channel.deliver(mailing())
    assert first == Deferred("4.2.0 greylisted, try again later", 450)
    assert isinstance(second, Sent)


# --- several commands at once ------------------------------------------------------------------


def answering(mail: bytes, rcpt: bytes, data: bytes) -> Callable[[bytes], bytes]:
    """As a server that takes several commands at once, and answers them in one piece."""
    said = {b"MAIL": mail, b"RCPT": rcpt, b"DATA": data, b"RSET": b"250 ok\r\n"}

    def answer(piece: bytes) -> bytes:
        verbs = [line[:4] for line in piece.splitlines()]
        if piece.endswith(b"\r\n.\r\n") or piece == b".\r\n":
            return b"250 thanks\r\n"
        return b"".join(said[verb] for verb in verbs if verb in said)

    return answer


OK, GO = b"250 ok\r\n", b"354 go ahead\r\n"


async def test_commands_go_in_one_piece_where_the_server_offers_it(channel_to: Make) -> None:
    async with RawServer(answering(OK, OK, GO)) as server:
        channel = channel_to(server)
        await channel.open()
        assert isinstance(await channel.deliver(mailing()), Sent)
    assert server.pieces[0] == (
        b"MAIL FROM:<jane@example.org>\r\nRCPT TO:<official-1@example.net>\r\nDATA\r\n"
    )
    assert len(server.pieces) == 2


async def test_commands_go_one_by_one_where_the_server_does_not_offer_it(channel_to: Make) -> None:
    async with RawServer(answering(OK, OK, GO), offers=b"SIZE") as server:
        channel = channel_to(server)
        await channel.open()
        assert isinstance(await channel.deliver(mailing()), Sent)
    assert len(server.pieces) == 4


@pytest.mark.parametrize(
    ("mail", "rcpt", "data", "expected"),
    [
        pytest.param(OK, OK, OK, Unreachable, id="no 354"),
        pytest.param(OK, OK, b"250", Unreachable, id="a reply that does not end"),
        pytest.param(OK, OK, b"", Unreachable, id="one reply too few"),
        pytest.param(OK, b"", b"", Unreachable, id="two replies too few"),
        pytest.param(OK, b"550 no\r\n", b"", Refused, id="only what is refused is answered"),
        pytest.param(OK, OK, GO + OK, Unreachable, id="an answer to the letter before it came"),
        pytest.param(OK + OK, OK, GO, Unreachable, id="one reply too many"),
        pytest.param(OK, OK + b"what?\r\n", GO, Unreachable, id="garbled in the middle"),
        pytest.param(OK, b"299 hm\r\n", GO, Unreachable, id="neither yes nor no"),
        pytest.param(b"550 no\r\n", OK, GO, Refused, id="sender refused, recipient not"),
        pytest.param(b"421 bye\r\n", OK, GO, Deferred, id="closing, it says"),
    ],
)
async def test_a_server_that_muddles_its_answers_gets_no_letter_and_no_dot(
    mail: bytes, rcpt: bytes, data: bytes, expected: type[Outcome], channel_to: Make
) -> None:
    async with RawServer(answering(mail, rcpt, data)) as server:
        channel = channel_to(server, timeout=0.3)
        await channel.open()
        outcome = await channel.deliver(mailing())
    assert type(outcome) is expected
    assert all(piece.startswith(b"MAIL") for piece in server.pieces)


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("RCPT", reply="550 5.1.1 no such user"), Refused),
        (Fault("RCPT", reply="450 4.2.0 greylisted"), Deferred),
        (Fault("MAIL", reply="451 4.3.0 not now"), Deferred),
        (Fault("MAIL", reply="552 5.3.4 too big"), Refused),
    ],
)
async def test_a_server_that_waits_for_a_content_after_a_no_gets_none(
    fault: Fault, expected: type[Outcome], channel_to: Make, pipelining: bool
) -> None:
    fault.letter = 1
    async with ScriptedServer([fault], careless=True) as server:
        channel = channel_to(server)
        await channel.open()
        outcomes = [await channel.deliver(mailing(number)) for number in (1, 2)]
    assert [type(outcome) for outcome in outcomes] == [expected, Sent]
    assert outcomes[0].code == int(fault.reply[:3])
    assert outcomes[0].words == fault.reply[4:]
    assert server.for_nobody == ([b""] if pipelining else [])
    assert [letter.content for letter in server.letters] == [mailing(2).content]
    assert server.connections == 1


async def test_a_server_that_falls_silent_is_asked_one_by_one_from_then_on(
    channel_to: Make,
) -> None:
    """Something on the way may not let through what the server itself would take."""

    def answer(piece: bytes) -> bytes:
        return OK if piece.count(b"\r\n") > 1 and b"MAIL" in piece else well(piece)

    well = answering(OK, OK, GO)
    async with RawServer(answer) as server:
        channel = channel_to(server, timeout=0.3)
        await channel.open()
        outcomes = [await channel.deliver(mailing(number)) for number in (1, 2)]
    assert [type(outcome) for outcome in outcomes] == [Unreachable, Sent]


# --- long letters ------------------------------------------------------------------------------


async def test_a_long_letter_arrives_whole(channel_to: Make) -> None:
    async with ScriptedServer() as server:
        channel = channel_to(server)
        await channel.open()
        outcome = await channel.deliver(mailing(content=LONG))
    assert isinstance(outcome, Sent)
    assert server.letters[0].content == LONG


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        pytest.param(Fault("CONTENT", cut="before", after_bytes=50_000), Unreachable, id="cut"),
        pytest.param(Fault("CONTENT", delay=30, after_bytes=50_000), Unreachable, id="stalled"),
        pytest.param(
            Fault("CONTENT", reply="552 5.3.4 too big", after_bytes=50_000),
            Refused,
            id="refused half-way",
        ),
        pytest.param(
            Fault("CONTENT", reply="250 2.0.0 ok already", after_bytes=50_000),
            Unknown,
            id="taken half-way",
        ),
    ],
)
async def test_a_long_letter_that_breaks_off_half_way_has_not_gone(
    fault: Fault, expected: type[Outcome], channel_to: Make
) -> None:
    fault.letter = 1
    async with ScriptedServer([fault]) as server:
        channel = channel_to(server, timeout=0.5)
        await channel.open()
        outcome = await channel.deliver(mailing(content=LONG))
        after = await channel.deliver(mailing(2))
    assert type(outcome) is expected, outcome
    assert isinstance(after, Sent)
    assert server.connections == 2
    assert [letter.content for letter in server.letters] == [mailing(2).content]


# --- what is not handed over at all ------------------------------------------------------------


@pytest.mark.parametrize(
    ("letter", "extensions", "word"),
    [
        (mailing(content=b"A: b\r\n\r\n" + b"x\r\n" * 100), ("SIZE 200",), "at most 200 bytes"),
        (mailing(address="jösé@example.net"), (), "SMTPUTF8"),
        (mailing(content="Subject: ü\r\n\r\nx\r\n".encode()), (), "SMTPUTF8"),
        (mailing(content="Subject: u\r\n\r\nü\r\n".encode()), (), "8-bit"),
        (mailing(address="a@b> SIZE=1"), (), "not an e-mail address"),
        (mailing(address="nobody"), (), "not an e-mail address"),
        (mailing(address="a@b\r\nRCPT"), (), "not an e-mail address"),
        (mailing(content=b"A: b\r\n\r\nhidden\n.\nMAIL FROM:<x@y>\r\n"), (), "CR LF"),
        (mailing(content=b"A: b\r\n\r\nhidden\r.\r\n"), (), "CR LF"),
        (mailing(content=b"A: b\r\n\r\nno end"), (), "CR LF"),
    ],
)
async def test_what_this_server_cannot_take_is_refused_before_it_is_sent(
    letter: Mailing, extensions: tuple[str, ...], word: str, channel_to: Make
) -> None:
    async with ScriptedServer(extensions=extensions) as server:
        channel = channel_to(server)
        await channel.open()
        outcome = await channel.deliver(letter)
        after = await channel.deliver(mailing(2))
    assert isinstance(outcome, Refused)
    assert word in outcome.words
    assert isinstance(after, Sent)
    assert server.begun == 1


async def test_an_address_beyond_ascii_goes_where_the_server_takes_it(channel_to: Make) -> None:
    async with ScriptedServer() as server:
        channel = channel_to(server)
        await channel.open()
        outcome = await channel.deliver(mailing(address="josé@exämple.net"))
    assert isinstance(outcome, Sent)
    assert server.letters[0].address == "josé@exämple.net"
    assert "SMTPUTF8" in server.letters[0].options


async def test_a_letter_of_exactly_the_largest_size_goes(channel_to: Make) -> None:
    size = len(mailing().content)
    async with ScriptedServer(extensions=(f"SIZE {size}",)) as server:
        channel = channel_to(server)
        await channel.open()
        assert isinstance(await channel.deliver(mailing()), Sent)
    assert f"SIZE={size}" in server.letters[0].options


# --- stopping in the middle --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (Fault("connect", connection=2, delay=30), Unreachable),
        (Fault("RCPT", delay=30), Unreachable),
        (Fault("END", delay=30), Unknown),
    ],
)
async def test_closed_with_a_letter_in_hand_it_says_what_is_known_of_it(
    fault: Fault, expected: type[Outcome], channel_to: Make
) -> None:
    async with ScriptedServer([fault]) as server:
        channel = channel_to(server, timeout=30)
        await channel.open()
        if fault.at == "connect":
            server.hang_up()
            await asyncio.sleep(0.05)
        delivery = asyncio.ensure_future(channel.deliver(mailing()))
        await asyncio.sleep(0.1)
        await channel.close()
        outcome = await asyncio.wait_for(delivery, 2)
    assert isinstance(outcome, expected)


async def test_cancelled_in_the_middle_nothing_more_is_said_on_that_connection(
    channel_to: Make,
) -> None:
    async with ScriptedServer([Fault("DATA", letter=1, delay=0.2)]) as server:
        channel = channel_to(server, timeout=30)
        await channel.open()
        delivery = asyncio.ensure_future(channel.deliver(mailing(1)))
        await asyncio.sleep(0.05)
        delivery.cancel()
        with pytest.raises(asyncio.CancelledError):
            await delivery
        assert isinstance(await channel.deliver(mailing(2)), Sent)
    assert server.connections == 2
    assert [letter.content for letter in server.letters] == [mailing(2).content]
