"""Fields that a plain dump of the database cannot read, and keys to find them by."""

import json
from functools import cache
from typing import Any
from uuid import UUID

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.utils.crypto import salted_hmac


@cache
def _cipher(keys: tuple[str, ...]) -> MultiFernet:
    if not keys:
        raise ImproperlyConfigured("SAMSPIL_FIELD_KEYS must hold at least one key.")
    return MultiFernet([Fernet(key) for key in keys])


def encrypt(value: str) -> str:
    """Return a value encrypted with the first of the installation's field keys."""
    return _cipher(tuple(settings.FIELD_KEYS)).encrypt(value.encode()).decode()


def decrypt(token: str) -> str:
    """Return an encrypted value; any of the installation's field keys opens it.

    Raises ValueError when none of the keys fits.
    """
    try:
        return _cipher(tuple(settings.FIELD_KEYS)).decrypt(token.encode()).decode()
    except InvalidToken as error:
        raise ValueError("No key in SAMSPIL_FIELD_KEYS opens this value.") from error


def address_key(address: str) -> UUID:
    """Return the key by which an e-mail address is found without being readable.

    Addresses are compared without regard to case and surrounding space.
    """
    digest = salted_hmac(
        "samspil.address",
        address.strip().lower(),
        secret=settings.INDEX_KEY,
        algorithm="sha256",
    ).digest()
    return UUID(bytes=digest[:16])


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Text that is encrypted in the database and plain in Python; it cannot be searched."""

    def get_prep_value(self, value: Any) -> str | None:
        plain = super().get_prep_value(value)
        return None if plain is None else encrypt(plain)

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(value)


class EncryptedJSONField(models.Field):  # type: ignore[type-arg]
    """A JSON value that is encrypted in the database and plain in Python."""

    def get_internal_type(self) -> str:
        return "TextField"

    def get_prep_value(self, value: Any) -> str | None:
        return None if value is None else encrypt(json.dumps(value, ensure_ascii=False))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Any:
        return None if value is None else json.loads(decrypt(value))
