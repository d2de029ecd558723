"""How an offer read before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samspil.commons.offers.models import Offer, OfferVersion
from samspil.commons.offers.terms import LABELS


@dataclass(frozen=True, slots=True)
class Change:
    """One thing an offer said before and says after."""

    label: str
    before: str
    after: str


def in_words(value: Any) -> str:
    """Return a value of a version in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nej")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def changes_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """Return what differs between two versions of an offer, in the order of the form."""
    pairs = ((name, in_words(before.get(name)), in_words(after.get(name))) for name in LABELS)
    return [Change(str(LABELS[name]), old, new) for name, old, new in pairs if old != new]


@dataclass(frozen=True, slots=True)
class PastVersion:
    """A version with what it changed and all it said."""

    version: OfferVersion
    changes: Sequence[Change]

    @property
    def said(self) -> list[tuple[str, str]]:
        """What the offer said, name and words of each."""
        content = self.version.content
        words = ((str(label), in_words(content.get(name))) for name, label in LABELS.items())
        return [(label, text) for label, text in words if text]


def history_of(offer: Offer) -> list[PastVersion]:
    """Return the versions of an offer, newest first, each with what it changed."""
    rows = list(offer.versions.select_related("saved_by")[:100])
    befores: list[Mapping[str, Any]] = [*(row.content for row in rows[1:]), {}]
    return [
        PastVersion(row, changes_between(before, row.content))
        for row, before in zip(rows, befores, strict=True)
    ]
