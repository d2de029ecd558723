"""What a person asks for when signing up, before and after it is a profile."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Self

from samspil.commons.interests.terms import CONSENT_NEWSLETTER, Rhythm


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """All that can be chosen, as plain values that survive being kept as JSON."""

    topics: tuple[int, ...] = ()
    places: tuple[int, ...] = ()
    rhythm: str = Rhythm.AT_ONCE
    language: str = "da"
    wants_full_text: bool = False
    wants_newsletter: bool = True
    available_for: tuple[str, ...] = ()
    consent_version: str = CONSENT_NEWSLETTER

    def as_json(self) -> dict[str, Any]:
        """Return the wishes as plain JSON values."""
        return {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return wishes from what `as_json` gave; keys of a later version are ignored."""
        known = {field.name for field in fields(cls)}
        kept: dict[str, Any] = {
            key: tuple(value) if isinstance(value, list) else value
            for key, value in values.items()
            if key in known
        }
        return cls(**kept)
