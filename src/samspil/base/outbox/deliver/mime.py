"""Letters as mail: encoded once per letter, filled per person.

Every part is quoted-printable, so that the whole message is plain ASCII in lines of at most 76
characters whatever the server can do. A slot stands on an encoded line of its own, between two soft
line breaks, so that a value put there later changes no other line.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.header import Header
from email.headerregistry import Address
from email.utils import format_datetime, parseaddr
from html import escape
from uuid import UUID

from samspil.base.outbox.letters import HELD, fill

_LINE = 75
_SOFT = b"=\r\n"
_QUOTED = [f"={byte:02X}".encode() for byte in range(256)]
_PLAIN = [
    bytes([byte]) if 32 <= byte <= 126 and byte != ord("=") else _QUOTED[byte]
    for byte in range(256)
]
_NEEDS_NO_CODE = re.compile(r"(?!\.)[!-<>-~](?:[ -<>-~]{0,71}[!-<>-~])?")
_NEW_LINE = re.compile(r"\r\n|\r|\n")
_SENDABLE = re.compile(r"[^\s\x00-\x1f\x7f-\x9f<>()\[\],;:\\\"]+")
_LINE_BREAKS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


class UnsendableError(ValueError):
    """A letter that can never be sent, whatever the server says."""


def quoted(text: str) -> bytes:
    """Return one line of text (no line break in it) as quoted-printable with soft breaks."""
    if _NEEDS_NO_CODE.fullmatch(text):
        return text.encode()
    out: list[bytes] = []
    length = 0
    raw = text.encode("utf-8", "replace")
    last = len(raw) - 1
    for index, byte in enumerate(raw):
        token = _PLAIN[byte]
        if length + len(token) > _LINE:
            out.append(_SOFT)
            length = 0
        # A dot at the start of a line would end the message; a blank at its end would get lost.
        if (byte == 0x2E and length == 0) or (byte == 0x20 and index == last):
            token = _QUOTED[byte]
            if length + len(token) > _LINE:
                out.append(_SOFT)
                length = 0
        out.append(token)
        length += len(token)
    return b"".join(out)


def quoted_lines(text: str) -> bytes:
    """Return text of any number of lines as quoted-printable."""
    return b"\r\n".join(map(quoted, _NEW_LINE.split(text)))


def _quoted_html(value: str) -> bytes:
    return quoted_lines(escape(value))


def _in_address(value: str) -> bytes:
    if not re.fullmatch(r"[A-Za-z0-9._~-]*", value):
        raise UnsendableError("A value does not fit into an address.")
    return value.encode()


def header_text(value: str) -> bytes:
    """Return the value of a header as RFC 2047 wants it, folded, never with a line of its own."""
    line = _LINE_BREAKS.sub(" ", value).strip()
    if line.isascii() and len(line) <= 60 and "=?" not in line:
        return line.encode()
    folded = Header(line, "utf-8", maxlinelen=72, header_name="List-Unsubscribe-Post").encode()
    return folded.replace("\n", "\r\n").encode()


def _mailbox(sender: str) -> tuple[bytes, str]:
    """Return the From header's value and the bare address of a sender like `Name <address>`."""
    name, address = parseaddr(sender)
    if "@" not in address or not address.isascii() or _LINE_BREAKS.search(sender):
        raise UnsendableError("MAIL_FROM must be an ASCII address, with a name if you like.")
    if not name:
        return f"<{address}>".encode(), address
    if name.isascii():
        local, _, domain = address.rpartition("@")
        return str(Address(name, local, domain)).encode(), address
    return header_text(name) + f" <{address}>".encode(), address


def wire_address(address: str) -> str:
    """Return an address as it goes over the wire: the domain in ASCII.

    Raises UnsendableError when it is none.
    """
    local, _, domain = address.strip().rpartition("@")
    if not domain.isascii():
        try:
            domain = domain.encode("idna").decode()
        except UnicodeError as error:
            raise UnsendableError("The domain is not a name.") from error
    wire = f"{local}@{domain}"
    if not local or not domain or len(wire) > 254 or not _SENDABLE.fullmatch(wire):
        raise UnsendableError("That is not an e-mail address.")
    return wire


def _now() -> bytes:
    """Return the Date header's value; one formatting per second is enough."""
    global _clock
    now = datetime.now(UTC).replace(microsecond=0)
    if now != _clock[0]:
        _clock = (now, format_datetime(now).encode())
    return _clock[1]


_clock: tuple[datetime, bytes] = (datetime.min.replace(tzinfo=UTC), b"")

type _Encode = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Content:
    """What a mail is made of: a stored letter, its slots still open."""

    kind: str
    language: str
    subject: str
    text: str
    html: str
    withdraw_url: str
    content_key: UUID


class Template:
    """A letter encoded as mail, with holes where something personal belongs."""

    def __init__(self, content: Content, sender: str) -> None:
        self.content = content
        self._parts: list[bytes] = []
        self._run: list[bytes] = []
        self._holes: list[tuple[int, str, _Encode]] = []
        mailbox, self.sender = _mailbox(sender)
        self._domain = self.sender.rpartition("@")[2].encode()
        self._write(b"From: " + mailbox + b"\r\nTo: ")
        self._to = self._hole()
        self._write(b"\r\nMessage-ID: <")
        self._id = self._hole()
        self._write(b"@" + self._domain + b">\r\nDate: ")
        self._date = self._hole()
        self._write(b"\r\nSubject: ")
        self._subject = self._hole()
        self._fixed_subject = None if HELD.search(content.subject) else header_text(content.subject)
        self._write(b"\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n")
        self._write(b"Content-Language: " + content.language.encode() + b"\r\n")
        if content.withdraw_url:
            self._write_list_headers()
        self._write_bodies()
        self._end_run()

    def render(self, *, address: str, message_id: UUID, values: Mapping[str, str]) -> bytes:
        """Return the whole mail for one person, ready for the wire but for the final dot.

        Args:
            address: from `wire_address`.
            message_id: stays the same when a letter is sent again, so that it can be recognised.
            values: what goes into the slots.

        Raises UnsendableError when a slot stays empty.
        """
        parts = self._parts.copy()
        parts[self._to] = address.encode()
        parts[self._id] = message_id.hex.encode()
        parts[self._date] = _now()
        parts[self._subject] = self._fixed_subject or header_text(
            fill(self.content.subject, values)
        )
        try:
            for index, name, encode in self._holes:
                parts[index] = encode(values[name])
        except KeyError as error:
            raise UnsendableError(f"The slot {error.args[0]!r} is left empty.") from error
        return b"".join(parts)

    def _write(self, text: bytes) -> None:
        self._run.append(text)

    def _end_run(self) -> None:
        self._parts.append(b"".join(self._run))
        self._run.clear()

    def _hole(self, name: str = "", encode: _Encode | None = None) -> int:
        self._end_run()
        self._parts.append(b"")
        index = len(self._parts) - 1
        if encode is not None:
            self._holes.append((index, name, encode))
        return index

    def _write_list_headers(self) -> None:
        self._write(b"List-Id: <" + self.content.kind.encode() + b"." + self._domain + b">\r\n")
        self._write(b"List-Unsubscribe: <")
        for index, piece in enumerate(HELD.split(self.content.withdraw_url)):
            if index % 2:
                self._hole(piece, _in_address)
            else:
                self._write(piece.encode())
        self._write(b">\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n")

    def _write_bodies(self) -> None:
        if not self.content.html:
            self._write_part(b"plain", self.content.text, quoted_lines)
            return
        # "=_" cannot come up in quoted-printable, so no line of a part is taken for the boundary.
        boundary = b"=_" + self.content.content_key.hex.encode()
        self._write(b'Content-Type: multipart/alternative; boundary="' + boundary + b'"\r\n')
        for subtype, body, encode in (
            (b"plain", self.content.text, quoted_lines),
            (b"html", self.content.html, _quoted_html),
        ):
            self._write(b"\r\n--" + boundary + b"\r\n")
            self._write_part(subtype, body, encode)
        self._write(b"\r\n--" + boundary + b"--\r\n")

    def _write_part(self, subtype: bytes, body: str, encode: _Encode) -> None:
        self._write(
            b"Content-Type: text/" + subtype + b"; charset=utf-8\r\n"
            b"Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        )
        for line in _NEW_LINE.split(body.rstrip("\r\n")):
            pieces = HELD.split(line)
            for index, piece in enumerate(pieces):
                if index % 2:
                    self._hole(piece, encode)
                elif piece:
                    self._write(quoted(piece))
                if index < len(pieces) - 1 and (index % 2 or piece):
                    self._write(_SOFT)
            self._write(b"\r\n")
