"""One connection to a mail server: commands sent ahead in groups, replies read as they come."""

import asyncio
import contextlib
import socket
from base64 import b64encode
from collections import deque
from dataclasses import dataclass
from functools import lru_cache

from samspil.base.outbox.deliver.transport import MailServer

_LONGEST_REPLY = 65_536
# The final dot may take a server long (it scans the letter); giving up early means a duplicate.
_PATIENCE_AFTER_DOT = 2.0
_WATCH = 0.05
_CLOSING = 421


class LineBroken(Exception):
    """The connection is gone, or the server said it is about to be."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered to one command."""

    code: int
    text: str

    @property
    def ok(self) -> bool:
        return 200 <= self.code < 300

    @property
    def for_good(self) -> bool:
        return 500 <= self.code < 600

    def __str__(self) -> str:
        return f"{self.code} {self.text}"


@lru_cache(maxsize=64)
def _parsed(line: bytes) -> tuple[Reply, bool]:
    """Return a line as a reply, and whether more lines belong to it; most lines are alike."""
    text = line.decode("ascii", "replace").rstrip("\r")
    code = int(text[:3]) if text[:3].isdecimal() else 0
    return Reply(code, text[4:]), text[3:4] == "-"


class _Replies(asyncio.Protocol):
    """Cuts what the server sends into replies."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.lost: str | None = None
        self.ready: deque[Reply] = deque()
        self._rest = b""
        self._lines: list[str] = []
        self._waiter: asyncio.Future[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            self._take(line)
        if len(self._rest) > _LONGEST_REPLY or len(self._lines) > 1000:
            self.give_up("the server's reply has no end")
        self._tell()

    def _take(self, line: bytes) -> None:
        reply, more = _parsed(line)
        if more or self._lines:
            self._lines.append(reply.text)
        if more:
            return
        if self._lines:
            reply = Reply(reply.code, "\n".join(self._lines))
            self._lines.clear()
        self.ready.append(reply)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lost = self.lost or (type(exc).__name__ if exc else "the server hung up")
        self._tell()

    def give_up(self, why: str) -> None:
        self.lost = why
        if self.transport is not None:
            self.transport.abort()
        self._tell()

    def forget(self) -> bool:
        """Forget what was received; tell whether there was something."""
        had = bool(self.ready or self._rest or self._lines)
        self.ready.clear()
        self._lines.clear()
        self._rest = b""
        return had

    def _tell(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)

    async def next(self) -> Reply:
        while not self.ready:
            if self.lost is not None:
                raise LineBroken(self.lost)
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        return self.ready.popleft()


class Connection:
    """A conversation with a mail server, from greeting to QUIT."""

    def __init__(self, server: MailServer, replies: _Replies) -> None:
        self._server = server
        self._replies = replies
        self._loop = asyncio.get_running_loop()
        self._deadline: float | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._extensions: dict[str, str] = {}
        self.pipelining = False
        self.smtputf8 = False

    @classmethod
    async def open(cls, server: MailServer) -> "Connection":
        """Connect, greet, start TLS and log in as far as asked for; LineBroken if that fails."""
        loop = asyncio.get_running_loop()
        replies = _Replies()
        always = server.tls == "always"
        try:
            async with asyncio.timeout(min(server.timeout, 30)):
                await loop.create_connection(
                    lambda: replies,
                    server.host,
                    server.port,
                    ssl=server.tls_context() if always else None,
                    server_hostname=server.host if always else None,
                )
        except (OSError, TimeoutError) as error:
            raise LineBroken(f"cannot connect: {type(error).__name__}") from error
        connection = cls(server, replies)
        connection._keep_watch()
        try:
            await connection._introduce()
        except BaseException:
            connection.abort()
            raise
        return connection

    def write(self, data: bytes) -> None:
        """Send bytes; LineBroken when the connection is known to be gone."""
        if self._replies.lost is not None or self._replies.transport is None:
            raise LineBroken(self._replies.lost)
        self._replies.transport.write(data)

    async def reply(self, *, patience: float = 1.0) -> Reply:
        """Return the next reply; LineBroken when there is none or the server closes (421)."""
        if not self._replies.ready:
            self._deadline = self._loop.time() + self._server.timeout * patience
        reply = await self._replies.next()
        self._deadline = None
        if reply.code == _CLOSING:
            raise LineBroken(str(reply))
        return reply

    async def reply_after_dot(self) -> Reply:
        """Return what became of a letter."""
        return await self.reply(patience=_PATIENCE_AFTER_DOT)

    @property
    def alive(self) -> bool:
        return self._replies.lost is None

    def abort(self) -> None:
        """Hang up without a word: a letter whose final dot is not sent is forgotten."""
        self._replies.give_up("we hung up")
        if self._watch is not None:
            self._watch.cancel()

    async def quit(self) -> None:
        """Say goodbye, without insisting on an answer."""
        with contextlib.suppress(LineBroken, TimeoutError):
            self.write(b"QUIT\r\n")
            async with asyncio.timeout(1):
                await self.reply()
        self.abort()

    def _keep_watch(self) -> None:
        if self._deadline is not None and self._loop.time() > self._deadline:
            self._replies.give_up("the server did not answer in time")
        if self.alive:
            pause = max(_WATCH, self._server.timeout / 50)
            self._watch = self._loop.call_later(pause, self._keep_watch)

    async def _introduce(self) -> None:
        greeting = await self.reply()
        if not greeting.ok:
            raise LineBroken(f"greeting: {greeting}")
        await self._hello()
        await self._start_tls()
        await self._log_in()

    async def _ask(self, command: str) -> Reply:
        self.write(command.encode() + b"\r\n")
        return await self.reply()

    async def _hello(self) -> None:
        name = _own_name()
        reply = await self._ask(f"EHLO {name}")
        if not reply.ok:
            reply = await self._ask(f"HELO {name}")
            if not reply.ok:
                raise LineBroken(f"HELO: {reply}")
        offers = [line.partition(" ") for line in reply.text.split("\n")[1:]]
        self._extensions = {word.upper(): rest.upper() for word, _, rest in offers}
        self.pipelining = "PIPELINING" in self._extensions
        self.smtputf8 = "SMTPUTF8" in self._extensions

    async def _start_tls(self) -> None:
        if self._server.tls not in {"offered", "required"}:
            return
        if "STARTTLS" not in self._extensions:
            if self._server.tls == "required":
                raise LineBroken("the server offers no TLS")
            return
        reply = await self._ask("STARTTLS")
        if not reply.ok:
            raise LineBroken(f"STARTTLS: {reply}")
        if self._replies.forget() or self._replies.transport is None:
            raise LineBroken("something was slipped in before TLS")
        try:
            transport = await self._loop.start_tls(
                self._replies.transport,
                self._replies,
                self._server.tls_context(),
                server_hostname=self._server.host,
            )
        except (OSError, ConnectionError) as error:
            raise LineBroken(f"TLS: {type(error).__name__}") from error
        self._replies.transport = transport
        await self._hello()

    async def _log_in(self) -> None:
        if not self._server.user:
            return
        encrypted = self._replies.transport and self._replies.transport.get_extra_info("ssl_object")
        if not encrypted and not self._server.is_here:
            raise LineBroken("a password is never sent without TLS")
        user, password = self._server.user.encode(), self._server.password.encode()
        if "PLAIN" in self._extensions.get("AUTH", "PLAIN").split():
            token = b64encode(b"\0" + user + b"\0" + password).decode()
            reply = await self._ask(f"AUTH PLAIN {token}")
        else:
            await self._ask("AUTH LOGIN")
            await self._ask(b64encode(user).decode())
            reply = await self._ask(b64encode(password).decode())
        if not reply.ok:
            raise LineBroken(f"log-in at the mail server: {reply.code}")


def _own_name() -> str:
    name = socket.gethostname()
    return name if name.isascii() and "." in name else "[127.0.0.1]"
