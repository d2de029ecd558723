"""A mail server that takes everything; run as `_mail_sink.py PORT [FILE]`.

With a file it writes the Message-ID of each letter there before it says that it has taken it.
"""

import asyncio
import re
import sys
from typing import BinaryIO

_ID = re.compile(rb"^Message-ID: <([0-9a-f]{32})@", re.MULTILINE | re.IGNORECASE)
_FIXED = {
    b"EHLO": b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n",
    b"DATA": b"354 go on\r\n",
    b"QUIT": b"221 bye\r\n",
}


class Sink(asyncio.Protocol):
    """One client."""

    def __init__(self, record: BinaryIO | None) -> None:
        self._record = record
        self._rest = b""
        self._in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport: asyncio.Transport = transport  # type: ignore[assignment]
        self._transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self._rest += data
        answers = b""
        while (answer := self._step()) is not None:
            answers += answer
        if answers:
            self._transport.write(answers)

    def _step(self) -> bytes | None:
        end = b"\r\n.\r\n" if self._in_data else b"\r\n"
        head, found, rest = self._rest.partition(end)
        if not found:
            return None
        self._rest = rest
        if self._in_data:
            self._in_data = False
            self._take(head)
            return b"250 2.0.0 taken\r\n"
        verb = head[:4].upper()
        self._in_data = verb == b"DATA"
        return _FIXED.get(verb, b"250 2.0.0 ok\r\n")

    def _take(self, mail: bytes) -> None:
        if self._record is not None and (found := _ID.search(mail)):
            self._record.write(found[1] + b"\n")
            self._record.flush()


async def serve(port: int, record: BinaryIO | None) -> None:
    """Take mail until killed."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Sink(record), "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    path = sys.argv[2] if len(sys.argv) > 2 else ""
    with open(path or "/dev/null", "ab") as file:
        asyncio.run(serve(int(sys.argv[1]), file if path else None))
