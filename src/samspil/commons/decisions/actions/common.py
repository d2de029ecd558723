"""What the actions of this room share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from samspil.commons.decisions.models import Budget, BudgetLine, CaseDraft, Decision, Owned, Owner
from samspil.commons.decisions.terms import FIRST_YEAR, LAST_YEAR
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable


def current[Row: (Budget, BudgetLine, Decision, CaseDraft)](row: Row, version: int | None) -> Row:
    """Return a row as it stands, locked; raises EditedMeanwhile when it is another version."""
    found = type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)
    if version is not None and found.version != version:
        raise EditedMeanwhile(found)
    return found


def own(row: Owned, owner: Owner) -> None:
    """Write down what something belongs to; before it is saved."""
    row.owner_key, row.owner_url = owner.key, owner.url
    row.owner_label = one_line(owner.label)[:200]


def set_reach(row: Any, places: Iterable[int], topics: Iterable[int]) -> None:
    """Write down the places and topics something concerns; after it is saved."""
    row.places.set(places)
    row.topics.set(topics)


def write_text(row: Any, texts: dict[str, Any], lines: Iterable[str]) -> None:
    """Take over texts, without the signs that programs leave in what they paste."""
    short = set(lines)
    for name, value in texts.items():
        if isinstance(value, str):
            value = one_line(value) if name in short else readable(value).strip()
        setattr(row, name, value)


def check_year(year: int, field: str) -> None:
    """Raise ValidationError for a year nobody means."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValidationError({field: _("Skriv året med fire tal, fx 2027.")})


def check_not_ahead(day: date | None, today: date, field: str) -> None:
    """Raise ValidationError for a day that has not come yet."""
    if day and day > today:
        raise ValidationError({field: _("Dagen er ikke kommet endnu. Vælg en tidligere dag.")})
