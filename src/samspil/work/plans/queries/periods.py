"""Periods as people say them."""

from datetime import date
from functools import lru_cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samspil.kit.danish import danish_date, danish_date_range


def words_of_period(first: date | None, last: date | None) -> str:
    """Return a period as people say it: whole years as years, half-open ones with what is known."""
    return _words(first, last, get_language() or "")


@lru_cache(maxsize=2000)
def _words(first: date | None, last: date | None, _language: str) -> str:
    if first and last:
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            years = (first.year, last.year)
            return str(years[0]) if years[0] == years[1] else f"{years[0]}\u2013{years[1]}"
        return danish_date_range(first, last)
    if first:
        return _("fra %(day)s") % {"day": danish_date(first)}
    return _("senest %(day)s") % {"day": danish_date(last)} if last else ""
