"""Where letters go: reads the MAIL_TRANSPORT setting."""

import ssl
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_DEFAULT_PORTS = {"smtp": 25, "smtps": 465}
_OPTIONS = frozenset({"tls", "ca", "timeout"})


@dataclass(frozen=True, slots=True)
class MailServer:
    """A mail server and how to speak to it."""

    host: str
    port: int
    tls: str = "offered"  # offered: when the server can; required; always: from the start; off
    user: str = ""
    password: str = ""
    ca: str = ""
    timeout: float = 300.0

    @property
    def is_here(self) -> bool:
        """Tell whether the server runs on this machine, so that no wire can be listened to."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"

    def tls_context(self) -> ssl.SSLContext:
        """Return what TLS demands; a certificate is checked unless TLS is a mere courtesy."""
        context = ssl.create_default_context(cafile=self.ca or None)
        if self.tls == "offered" and not self.user:
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
        return context


def mail_server(address: str) -> MailServer | None:
    """Return the mail server a MAIL_TRANSPORT names, or None for the local inbox (`inbox:`).

    Forms: `smtp://user:password@host:port?tls=offered|required|off&ca=/file.pem&timeout=300` and
    `smtps://…` for TLS from the start. Raises ImproperlyConfigured for anything else.
    """
    if address == "inbox:":
        return None
    parts = urlsplit(address)
    options = dict(parse_qsl(parts.query))
    tls = options.get("tls", "offered")
    if (
        parts.scheme not in _DEFAULT_PORTS
        or not parts.hostname
        or not options.keys() <= _OPTIONS
        or tls not in {"offered", "required", "off"}
    ):
        raise ImproperlyConfigured(
            "MAIL_TRANSPORT must look like smtp://user:password@host:port or inbox:"
        )
    return MailServer(
        host=parts.hostname,
        port=parts.port or _DEFAULT_PORTS[parts.scheme],
        tls="always" if parts.scheme == "smtps" else tls,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        ca=options.get("ca", ""),
        timeout=float(options.get("timeout", "300")),
    )
