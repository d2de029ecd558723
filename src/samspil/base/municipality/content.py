"""All that a municipality decides about its site, as plain values that survive being a file."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self

from samspil.kit.colours import ACCENT, PRIMARY


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What the municipality says of itself; an empty text means the text everybody starts with."""

    name: str
    name_en: str = ""
    short_name: str = ""
    logo_alt: str = ""
    logo_alt_en: str = ""
    primary: str = PRIMARY
    accent: str = ACCENT
    phone: str = ""
    email: str = ""
    address: str = ""
    opening_hours: str = ""
    opening_hours_en: str = ""
    secure_post: str = ""
    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    closed: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the content as plain JSON values."""
        return {**asdict(self), "closed": list(self.closed)}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Self:
        """Return content from what `as_json` gave; keys of a later version are ignored."""
        known = {each.name for each in fields(cls)}
        kept = {key: value for key, value in values.items() if key in known}
        return cls(**{**kept, "closed": tuple(kept.get("closed", ()))})

    def with_text(self, key: str, danish: str, english: str) -> dict[str, dict[str, str]]:
        """Return all own texts with one of them changed, or gone when both are empty."""
        texts = {each: dict(words) for each, words in self.texts.items() if each != key}
        if danish or english:
            texts[key] = {"da": danish, "en": english}
        return texts


LINES = (
    "name",
    "name_en",
    "short_name",
    "logo_alt",
    "logo_alt_en",
    "phone",
    "email",
    "secure_post",
)
