"""A mail server that fails when it is told to, at any step of any letter, and forgets nothing.

server = ScriptedServer([Fault("RCPT", letter=2, reply="550 5.1.1 no such user")])
async with server:
    ...  # talk to server.host, server.port
server.letters        # what it took in, with and without an answer
server.conversations  # every byte, connection by connection
"""

import asyncio
import base64
import contextlib
import socket
import ssl
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

Step = Literal[
    "connect", "EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA", "CONTENT", "END", "RSET", "QUIT"
]


@dataclass(frozen=True)
class Moment:
    """A point of a conversation. `letter` counts the MAIL commands of all connections, from 1."""

    step: Step
    connection: int
    letter: int
    address: str


@dataclass
class Fault:
    """What to do instead of going on well.

    `reply` replaces the usual one; `cut` hangs up before or after it; `delay` comes first.
    CONTENT acts when `after_bytes` of the content have come, END after its last dot. With
    `keeps`, a letter cut off after its last dot was taken in all the same.
    """

    at: Step
    letter: int | None = None
    connection: int | None = None
    address: str = ""
    times: int | None = None
    reply: str = ""
    cut: Literal["", "before", "after"] = ""
    delay: float = 0.0
    after_bytes: int = 0
    keeps: bool = True

    def concerns(self, moment: Moment) -> bool:
        return (
            self.at == moment.step
            and self.times != 0
            and self.letter in {None, moment.letter}
            and self.connection in {None, moment.connection}
            and self.address in {"", moment.address}
        )


@dataclass(frozen=True)
class TakenLetter:
    """A letter whose last dot came. `answered`: the sender was told that it was taken."""

    sender: str
    address: str
    content: bytes
    connection: int
    answered: bool
    options: str = ""


@dataclass
class Conversation:
    """Both sides of one connection, as they were spoken (after decryption)."""

    received: bytearray = field(default_factory=bytearray)
    sent: bytearray = field(default_factory=bytearray)
    encrypted: bool = False

    @property
    def commands(self) -> list[str]:
        lines = bytes(self.received).decode("utf-8", "replace").split("\r\n")
        return [line.split(" ")[0].upper() for line in lines]


PIPELINING = True  # whether a server offers it that is not told


class Cut(Exception):
    """This connection is over."""


class ScriptedServer:
    """One server on loopback. `decide` sees every moment and may answer with a fault.

    One that is `careless` waits for a content after every DATA, as RFC 2920 §3.1 warns.
    """

    def __init__(
        self,
        faults: Sequence[Fault] = (),
        *,
        decide: Callable[[Moment], Fault | None] | None = None,
        extensions: Sequence[str] = ("SIZE 10000000", "8BITMIME", "SMTPUTF8"),
        users: dict[str, str] | None = None,
        starttls: ssl.SSLContext | None = None,
        tls: ssl.SSLContext | None = None,
        letters_per_connection: int | None = None,
        greylists: bool = False,
        pipelining: bool | None = None,
        careless: bool = False,
        host: str = "127.0.0.1",
    ) -> None:
        self.faults = list(faults)
        self.decide = decide or self._next_fault
        self.extensions = tuple(extensions)
        self.users = users
        self.starttls = starttls
        self.tls = tls
        self.letters_per_connection = letters_per_connection
        self.greylists = greylists
        self.pipelining = PIPELINING if pipelining is None else pipelining
        self.careless = careless
        self.for_nobody: list[bytes] = []  # what came after a recipient had been refused
        self.greylisted: set[tuple[str, str]] = set()
        self.host = host
        self.port = 0
        self.letters: list[TakenLetter] = []
        self.conversations: list[Conversation] = []
        self.begun = 0
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None

    async def __aenter__(self) -> Self:
        listening = socket.create_server((self.host, self.port))
        # Small, so that a long letter cannot disappear into buffers before anybody reads it.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        self._server = await asyncio.start_server(
            self._serve, sock=listening, ssl=self.tls, limit=1 << 20
        )
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        assert self._server is not None
        self._server.close()
        self.hang_up()
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._server.wait_closed()

    def hang_up(self) -> None:
        """Cut every open connection."""
        for writer in tuple(self._writers):
            writer.transport.abort()

    @property
    def connections(self) -> int:
        return len(self.conversations)

    @property
    def heard(self) -> bytes:
        """Every byte that came, of all connections."""
        return b"".join(bytes(one.received) for one in self.conversations)

    def _next_fault(self, moment: Moment) -> Fault | None:
        for fault in self.faults:
            if fault.concerns(moment):
                if fault.times is not None:
                    fault.times -= 1
                return fault
        return None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        self._writers.add(writer)
        conversation = Conversation(encrypted=self.tls is not None)
        self.conversations.append(conversation)
        session = Session(self, reader, writer, conversation, len(self.conversations))
        try:
            with contextlib.suppress(Cut, OSError, asyncio.IncompleteReadError, ssl.SSLError):
                await session.converse()
        except asyncio.CancelledError:
            pass
        finally:
            writer.transport.abort()
            self._writers.discard(writer)
            self._tasks.discard(task)


class Session:
    def __init__(
        self,
        server: ScriptedServer,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        conversation: Conversation,
        number: int,
    ) -> None:
        self.server = server
        self.reader = reader
        self.writer = writer
        self.conversation = conversation
        self.number = number
        self.letter = 0
        self.letters = 0
        self.sender: str | None = None
        self.options = ""
        self.address = ""

    async def converse(self) -> None:
        await self.say("connect", "220 mail.example.org ESMTP")
        while True:
            line = (await self.line()).rstrip(b"\r\n").decode("utf-8")
            verb, _, rest = line.partition(" ")
            act = getattr(self, f"do_{verb.lower()}", None)
            if act is None:
                await self.reply(f"500 5.5.1 what is {verb}?")
            else:
                await act(rest)

    # What a command does

    async def do_ehlo(self, name: str) -> None:
        offers = list(self.server.extensions)
        if self.server.pipelining:
            offers.append("PIPELINING")
        if self.server.starttls is not None and not self.conversation.encrypted:
            offers.append("STARTTLS")
        if self.server.users is not None and not any(e.startswith("AUTH") for e in offers):
            offers.append("AUTH PLAIN LOGIN")
        lines = ["mail.example.org", *offers]
        text = "".join(f"250-{line}\r\n" for line in lines[:-1]) + f"250 {lines[-1]}"
        await self.say("EHLO", text)

    do_helo = do_ehlo

    async def do_starttls(self, _: str) -> None:
        await self.say("STARTTLS", "220 2.0.0 go ahead")
        assert self.server.starttls is not None
        await self.writer.start_tls(self.server.starttls)
        self.conversation.encrypted = True

    async def do_auth(self, rest: str) -> None:
        way, _, initial = rest.partition(" ")
        if way.upper() == "PLAIN":
            _, user, password = base64.b64decode(initial).decode().split("\0")
        elif way.upper() == "LOGIN":
            user = base64.b64decode(initial).decode()
            await self.reply("334 UGFzc3dvcmQ6")
            password = base64.b64decode(await self.line()).decode()
        else:
            await self.reply("504 5.5.4 not this way")
            return
        right = (self.server.users or {}).get(user) == password
        await self.say("AUTH", "235 2.7.0 welcome" if right else "535 5.7.8 wrong password")

    async def do_mail(self, rest: str) -> None:
        if self.sender is not None:
            await self.reply("503 5.5.1 nested MAIL command")
            return
        self.server.begun += 1
        self.letter = self.server.begun
        self.letters += 1
        most = self.server.letters_per_connection
        if most is not None and self.letters > most:
            await self.reply("421 4.7.0 too many letters on this connection")
            raise Cut
        sender, _, options = rest[len("FROM:") :].partition(" ")
        if await self.say("MAIL", "250 2.1.0 ok"):
            self.sender, self.options = sender.strip("<>"), options

    async def do_rcpt(self, rest: str) -> None:
        if self.sender is None:
            await self.reply("503 5.5.1 need MAIL first")
            return
        address = rest[len("TO:") :].partition(" ")[0].strip("<>")
        pair = (self.sender, address)
        self.address = address
        if self.server.greylists and pair not in self.server.greylisted:
            self.server.greylisted.add(pair)
            await self.reply("450 4.2.0 greylisted, try again later")
            self.address = ""
        elif not await self.say("RCPT", "250 2.1.5 ok"):
            self.address = ""

    async def do_data(self, _: str) -> None:
        if self.sender is None or not self.address:
            await (self.content_for_nobody() if self.server.careless else self.nobody())
            return
        if not await self.say("DATA", "354 go ahead"):
            return
        content = await self.content()
        await self.end(content)

    async def nobody(self) -> None:
        await self.reply("503 5.5.1 need RCPT first")

    async def content_for_nobody(self) -> None:
        await self.reply("354 go ahead")
        content = b""
        while (line := await self.line()) != b".\r\n":
            content += line
        self.server.for_nobody.append(content)
        self.forget()
        await self.reply("554 5.5.1 no valid recipients")

    async def do_rset(self, _: str) -> None:
        self.forget()
        await self.say("RSET", "250 2.0.0 ok")

    async def do_noop(self, _: str) -> None:
        await self.reply("250 2.0.0 ok")

    async def do_quit(self, _: str) -> None:
        await self.say("QUIT", "221 2.0.0 bye")
        raise Cut

    # Content

    async def content(self) -> bytes:
        fault = self.server.decide(self.moment("CONTENT"))
        lines: list[bytes] = []
        size = 0
        while True:
            if fault is not None and size >= fault.after_bytes:
                await self.act(fault, "451 4.3.0 enough")
                await asyncio.sleep(3600)  # reads no more, until the other side hangs up
            line = await self.line()
            if line == b".\r\n":
                return b"".join(lines)
            size += len(line)
            lines.append(line[1:] if line.startswith(b".") else line)

    async def end(self, content: bytes) -> None:
        fault = self.server.decide(self.moment("END"))
        usual = f"250 2.0.0 ok: queued as {self.letter:06d}"
        reply = (fault.reply if fault else "") or usual
        if reply.startswith("2") and (fault is None or fault.keeps):
            assert self.sender is not None
            answered = fault is None or (fault.cut != "before" and not fault.delay)
            self.server.letters.append(
                TakenLetter(self.sender, self.address, content, self.number, answered, self.options)
            )
        self.forget()
        if fault is None:
            await self.reply(usual)
        else:
            await self.act(fault, usual)

    def forget(self) -> None:
        self.sender, self.address, self.options = None, "", ""

    # Speaking

    def moment(self, step: Step) -> Moment:
        return Moment(step, self.number, self.letter, self.address)

    async def say(self, step: Step, usual: str) -> bool:
        """Reply as usual, or as a fault wants it; whether the answer was yes."""
        fault = self.server.decide(self.moment(step))
        if fault is None:
            await self.reply(usual)
            return usual[0] in "23"
        return await self.act(fault, usual)

    async def act(self, fault: Fault, usual: str) -> bool:
        await asyncio.sleep(fault.delay)
        if fault.cut == "before":
            raise Cut
        reply = fault.reply or usual
        await self.reply(reply)
        if fault.cut == "after" or reply.startswith("421"):
            raise Cut
        return reply[0] in "23"

    async def reply(self, text: str) -> None:
        data = text.encode("utf-8", "surrogateescape") + b"\r\n"
        self.conversation.sent += data
        self.writer.write(data)
        await self.writer.drain()

    async def line(self) -> bytes:
        line = await self.reader.readuntil(b"\n")
        self.conversation.received += line
        return line
