"""Sealed references: links that can be made from an id without storing a secret."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

SEAL_BYTES = 16


def _signature(purpose: str, ref: UUID) -> bytes:
    return salted_hmac(f"samspil.seal.{purpose}", ref.bytes, algorithm="sha256").digest()[
        :SEAL_BYTES
    ]


def seal(purpose: str, ref: UUID) -> str:
    """Return a 43-character token for a link.

    Args:
        purpose: what the link may be used for; a token for one purpose opens no other.
        ref: the random id of the thing.
    """
    return urlsafe_b64encode(ref.bytes + _signature(purpose, ref)).rstrip(b"=").decode()


def unseal(purpose: str, token: str) -> UUID | None:
    """Return the id behind a token, or None when it is not one of ours for this purpose."""
    try:
        raw = urlsafe_b64decode(token.encode("ascii") + b"=" * (-len(token) % 4))
    except (ValueError, UnicodeEncodeError):
        return None
    if len(raw) != 16 + SEAL_BYTES:
        return None
    ref = UUID(bytes=raw[:16])
    return ref if constant_time_compare(raw[16:], _signature(purpose, ref)) else None
