"""Replies are read in order, however they come; what was not asked for is never an answer."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from itertools import pairwise

import aiosmtplib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.channels.line import Line, Reply
from tests.servers.raw_smtp import RawServer
from tests.servers.scripted_smtp import ScriptedServer

SAID = b"250-2.1.0 ok\r\n250-\r\n250 2.1.0 really\r\n550 5.1.1 no\n354\r\n250-a\r\n250 b\r\n"
REPLIES = [Reply(250, "2.1.0 ok\n\n2.1.0 really"), Reply(550, "5.1.1 no"), Reply(354, "")]


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    """To a server that says no word of its own accord."""
    async with RawServer(lambda _: b"250 ok\r\n") as server:
        line = await line_to(server)
        yield line
        line.hang_up()


async def line_to(
    server: RawServer | ScriptedServer, tls_context: ssl.SSLContext | None = None
) -> Line:
    smtp = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=tls_context is not None,
        start_tls=False,
        tls_context=tls_context,
    )
    await smtp.connect()
    await smtp.ehlo()
    return Line(smtp)


async def test_several_replies_in_one_piece_are_read_one_after_the_other(line: Line) -> None:
    line.data_received(SAID)
    assert [await line.reply(1) for _ in range(4)] == [*REPLIES, Reply(250, "a\nb")]
    assert line.is_open


@given(st.lists(st.integers(0, len(SAID)), max_size=6))
def test_replies_are_the_same_wherever_the_pieces_end(cuts: list[int]) -> None:
    async def read() -> list[Reply]:
        async with RawServer(lambda _: b"") as server:
            line = await line_to(server)
            places = [0, *sorted(cuts), len(SAID)]
            loop = asyncio.get_running_loop()
            for begin, end in pairwise(places):
                loop.call_soon(line.data_received, SAID[begin:end])
            replies = [await line.reply(1) for _ in range(4)]
            line.hang_up()
            return replies

    assert asyncio.run(read()) == [*REPLIES, Reply(250, "a\nb")]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        (b"what?\r\n", "what?"),
        (b"25\r\n", "25"),
        (b"\r\n", ""),
        (b"\xd9\xa2\xd9\xa5\xd9\xa0 ok\r\n", "٢٥٠ ok"),
        (b"250-one\r\nwhat?\r\n", "what?"),
    ],
)
async def test_what_is_no_reply_has_no_code_and_ends_the_line(
    line: Line, said: bytes, words: str
) -> None:
    line.data_received(said + b"250 ok\r\n")
    assert await line.reply(1) == Reply(0, words)
    assert not line.is_open
    with pytest.raises(ConnectionResetError):
        await line.reply(1)


async def test_a_reply_without_an_end_is_given_up(line: Line) -> None:
    for piece in (b"250 ", *[b"x" * 1000] * 40):
        line.data_received(piece)
    assert (await line.reply(1)).code == 0
    assert not line.is_open


async def test_nothing_is_said_to_a_server_that_spoke_out_of_turn(line: Line) -> None:
    line.data_received(b"250 by the way\r\n")
    assert not line.is_open
    with pytest.raises(ConnectionResetError, match="spoke out of turn"):
        line.write(b"NOOP\r\n")


async def test_what_was_said_before_the_line_was_lost_is_still_heard(line: Line) -> None:
    line.data_received(b"250 ok\r\n25")
    line.connection_lost(None)
    assert await line.reply(1) == Reply(250, "ok")
    with pytest.raises(ConnectionResetError):
        await line.reply(1)


async def test_a_server_that_is_closing_is_hung_up_on(line: Line) -> None:
    line.data_received(b"421 4.3.2 bye\r\n")
    assert await line.reply(1) == Reply(421, "4.3.2 bye")
    assert not line.is_open


async def test_a_silent_server_is_hung_up_on(line: Line) -> None:
    with pytest.raises(TimeoutError):
        await line.reply(0.01)
    assert not line.is_open


async def test_a_line_that_was_lost_before_it_is_taken_over_is_refused() -> None:
    async with ScriptedServer() as server:
        smtp = aiosmtplib.SMTP(hostname=server.host, port=server.port, start_tls=False)
        await smtp.connect()
        server.hang_up()
        while smtp.transport is not None:
            await asyncio.sleep(0)
        with pytest.raises(ConnectionResetError):
            Line(smtp)


async def test_an_encrypted_line_is_taken_over_too(
    server_tls: ssl.SSLContext, client_tls: ssl.SSLContext
) -> None:
    async with ScriptedServer(tls=server_tls) as server:
        line = await line_to(server, client_tls)
        assert "pipelining" in line.offers
        line.write(b"NOOP\r\nNOOP\r\n")
        assert [(await line.reply(5)).code for _ in range(2)] == [250, 250]
        server.hang_up()
        with pytest.raises(ConnectionResetError):
            await line.reply(5)
