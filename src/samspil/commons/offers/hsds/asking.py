"""What may be asked of the API: every parameter with its rule, and what is wrong in words."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from samspil.commons.offers.terms import OLDEST

MOST_PER_PAGE = 500
PER_PAGE = 50
LONGEST = 200
_UNREADABLE = re.compile(r"[\x00-\x1f\x7f]")


class Wrong(ValueError):
    """A parameter cannot be understood.

    Args:
        parameter: its name.
        why: what it has to be.
    """

    def __init__(self, parameter: str, why: str) -> None:
        super().__init__(f"{parameter}: {why}")
        self.parameter = parameter
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What somebody asks of a list; what is not asked for narrows nothing."""

    search: str = ""
    page: int = 1
    per_page: int = 0
    format: str = "json"
    taxonomy_term_id: str = ""
    taxonomy_id: str = ""
    organization_id: str = ""
    parent_id: str = ""
    modified_after: datetime | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    postcode: str = ""
    minimal: bool = False
    full: bool = False
    full_service: bool = False
    top_only: bool = False

    @property
    def size(self) -> int:
        """How many make a page; with `minimal` all there are, unless a number was asked for."""
        return self.per_page or (1_000_000 if self.minimal else PER_PAGE)


def _number(least: int, most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        # Digits of other scripts are numbers to Python, but not to the standard.
        if not re.fullmatch(r"[0-9]{1,9}", text) or not least <= int(text) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(text)

    return read


def _flag(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("must be true or false")
    return text == "true"


def _uuid(text: str) -> str:
    if not re.fullmatch(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", text):
        raise ValueError("must be a UUID such as 3fa85f64-5717-4562-b3fc-2c963f66afa6")
    return str(UUID(text))


def _moment(text: str) -> datetime:
    try:
        # A plus sign that was not escaped arrives as a space.
        at = parse_datetime(re.sub(r" (\d\d:?\d\d)$", r"+\1", text))
        day = None if at else parse_date(text)
        if day is not None:
            at = datetime.combine(day, time.min)
    except ValueError:
        at = None
    if at is None:
        raise ValueError("must be a date or a moment such as 2026-02-01T09:00:00Z (RFC 3339)")
    return at if timezone.is_aware(at) else timezone.make_aware(at)


def _words(text: str) -> str:
    if len(text) > LONGEST or _UNREADABLE.search(text):
        raise ValueError(f"must be at most {LONGEST} characters, without control characters")
    return text.strip()


def _format(text: str) -> str:
    if text not in {"json", "ndjson"}:
        raise ValueError("must be json or ndjson")
    return text


def _postcode(text: str) -> str:
    if not re.fullmatch(r"[0-9]{4}", text):
        raise ValueError("must be the four digits of a Danish postcode")
    return text


_RULES: Mapping[str, Callable[[str], object]] = {
    "search": _words,
    "page": _number(1, 1_000_000),
    "per_page": _number(1, MOST_PER_PAGE),
    "format": _format,
    "taxonomy_term_id": _uuid,
    "taxonomy_id": _uuid,
    "organization_id": _uuid,
    "parent_id": _uuid,
    "modified_after": _moment,
    "minimum_age": _number(0, OLDEST),
    "maximum_age": _number(0, OLDEST),
    "postcode": _postcode,
    "minimal": _flag,
    "full": _flag,
    "full_service": _flag,
    "top_only": _flag,
}
_LIST = ("search", "page", "per_page", "format")
_NARROWING = ("taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after")
_AGES = ("minimum_age", "maximum_age")

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "services": (*_LIST, *_NARROWING, *_AGES, "minimal", "full"),
    "organizations": (*_LIST, "full", "full_service"),
    "organization": ("full_service",),
    "service_at_locations": (*_LIST, *_NARROWING, *_AGES, "full", "postcode"),
    "taxonomies": _LIST,
    "taxonomy_terms": (*_LIST, "taxonomy_id", "top_only", "parent_id"),
}
_NOT_HERE = {"proximity": "places have no coordinates here, so distances cannot be measured"}


def asked_of(kind: str, query: Mapping[str, Sequence[str]]) -> Asked:
    """Return what is asked of a list or of one thing.

    Args:
        kind: a key of `ALLOWED`; others take no parameters.
        query: the parameters as they came, each with all its values.

    Raises Wrong for a parameter that is not known here, given twice or not of its form: a filter that
    was misspelt and left out in silence would give more than was asked for.
    """
    allowed, values = ALLOWED.get(kind, ()), {}
    for name, given in query.items():
        if name not in allowed:
            known = ", ".join(allowed) or "none"
            raise Wrong(name[:60], _NOT_HERE.get(name, f"is not known here; known are: {known}"))
        if len(given) != 1:
            raise Wrong(name, "may be given once only")
        try:
            values[name] = _RULES[name](given[0])
        except ValueError as error:
            raise Wrong(name, str(error)) from error
    return Asked(**values)  # type: ignore[arg-type]
