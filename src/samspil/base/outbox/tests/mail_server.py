"""A small mail server for tests that can misbehave in every way a real one does."""

import asyncio
import ssl
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any


@dataclass
class Taken:
    """A letter the server took."""

    sender: str
    receivers: list[str]
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        parsed = message_from_bytes(self.raw, policy=policy.SMTP)
        assert isinstance(parsed, EmailMessage)
        return parsed

    @property
    def text(self) -> str:
        part = self.mail.get_body(("plain",))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")

    @property
    def html(self) -> str:
        part = self.mail.get_body(("html",))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")


@dataclass
class Manners:
    """How the server behaves; functions get the address and return a reply or None for yes."""

    extensions: tuple[str, ...] = ("PIPELINING", "8BITMIME", "SMTPUTF8")
    greeting: str = "220 hello"
    on_sender: Callable[[str], str | None] = lambda address: None
    on_receiver: Callable[[str], str | None] = lambda address: None
    on_letter: Callable[[str], str | None] = lambda address: None
    hang_up_at_receiver: Callable[[str], bool] = lambda address: False
    hang_up_after_dot: Callable[[str], bool] = lambda address: False
    data_in_spite_of_all: bool = False
    pause: float = 0.0
    most_connections: int = 1000
    mute: bool = False
    tls: ssl.SSLContext | None = None
    user: str = ""


@dataclass
class MailServer:
    """Runs in a thread of its own on a port that stays the same when it dies and comes back."""

    manners: Manners = field(default_factory=Manners)
    taken: list[Taken] = field(default_factory=list)
    commands: list[str] = field(default_factory=list)
    port: int = 0
    _loop: asyncio.AbstractEventLoop | None = None
    _thread: threading.Thread | None = None
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    def start(self) -> None:
        ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve(ready)), daemon=True)
        self._thread.start()
        assert ready.wait(5)

    def die(self) -> None:
        """Drop all connections and listen no more."""
        if self._loop is not None and self._thread is not None:
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join(5)
            self._loop = None

    async def _serve(self, ready: threading.Event) -> None:
        self._loop = asyncio.get_running_loop()
        self._end = asyncio.Event()
        server = await asyncio.start_server(self._client, "127.0.0.1", self.port, limit=1 << 22)
        self.port = server.sockets[0].getsockname()[1]
        ready.set()
        await self._end.wait()
        server.close()
        for writer in list(self._writers):
            writer.transport.abort()
        await asyncio.sleep(0.01)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._writers.add(writer)
        try:
            await _Conversation(self, reader, writer).run()
        except (ConnectionError, asyncio.IncompleteReadError, TimeoutError, ssl.SSLError):
            pass
        finally:
            self._writers.discard(writer)
            writer.transport.abort()


class _HungUpError(ConnectionError):
    pass


class _Conversation:
    def __init__(
        self, server: MailServer, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.server, self.manners = server, server.manners
        self.reader, self.writer = reader, writer
        self.forget()

    def forget(self) -> None:
        self.sender = ""
        self.receivers: list[str] = []
        self.refused = ""

    async def run(self) -> None:
        too_many = len(self.server._writers) > self.manners.most_connections
        await self.say("421 4.3.2 too many connections" if too_many else self.manners.greeting)
        while line := await self.reader.readline():
            command = line.decode().rstrip("\r\n")
            self.server.commands.append(command)
            verb = command.split(" ")[0].split(":")[0].upper()
            handler: Callable[[str], Any] = getattr(self, f"on_{verb.lower()}", self.on_other)
            await handler(command)

    async def say(self, reply: str) -> None:
        if self.manners.mute:
            return
        self.writer.write(reply.encode() + b"\r\n")
        await self.writer.drain()
        if reply.startswith("421"):
            raise _HungUpError

    async def on_other(self, command: str) -> None:
        await self.say("250 ok")

    async def on_ehlo(self, command: str) -> None:
        lines = ["hello", *self.manners.extensions]
        marks = ["-"] * (len(lines) - 1) + [" "]
        reply = "\r\n".join(f"250{m}{line}" for m, line in zip(marks, lines, strict=True))
        await self.say(reply)

    async def on_starttls(self, command: str) -> None:
        await self.say("220 go on")
        assert self.manners.tls is not None
        await self.writer.start_tls(self.manners.tls)

    async def on_auth(self, command: str) -> None:
        if command.upper() == "AUTH LOGIN":
            await self.say("334 VXNlcm5hbWU6")
            await self.reader.readline()
            await self.say("334 UGFzc3dvcmQ6")
            await self.reader.readline()
        await self.say("235 welcome" if self.manners.user in command else "535 no")

    async def on_quit(self, command: str) -> None:
        await self.say("221 bye")
        raise _HungUpError

    async def on_rset(self, command: str) -> None:
        self.forget()
        await self.say("250 ok")

    async def on_mail(self, command: str) -> None:
        self.forget()
        self.sender = command.split("<")[1].split(">")[0]
        reply = self.manners.on_sender(self.sender)
        if reply:
            self.sender = ""
        await self.say(reply or "250 ok")

    async def on_rcpt(self, command: str) -> None:
        address = command.split("<")[1].split(">")[0]
        if self.manners.hang_up_at_receiver(address):
            raise _HungUpError
        reply = self.manners.on_receiver(address) if self.sender else "503 no sender"
        if not reply:
            self.receivers.append(address)
        await self.say(reply or "250 ok")

    async def on_data(self, command: str) -> None:
        if not self.receivers and not self.manners.data_in_spite_of_all:
            await self.say("554 no valid receivers")
            return
        await self.say("354 go on")
        raw = b""
        while not (raw == b".\r\n" or raw.endswith(b"\r\n.\r\n")):
            raw += await self.reader.readuntil(b"\r\n")
        if self.manners.pause:
            await asyncio.sleep(self.manners.pause)
        await self.take(raw[:-3])

    async def take(self, raw: bytes) -> None:
        receivers = self.receivers
        if not receivers:
            await self.say("554 nobody to give it to")
            return
        reply = self.manners.on_letter(receivers[0])
        if not reply:
            self.server.taken.append(
                Taken(self.sender, receivers, raw.replace(b"\r\n..", b"\r\n."))
            )
        if self.manners.hang_up_after_dot(receivers[0]):
            raise _HungUpError
        self.forget()
        await self.say(reply or "250 2.0.0 taken as 4711")
