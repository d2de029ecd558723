"""Counts of people that tell nothing about any one of them."""

from django.utils.translation import gettext as _

FLOOR = 5


def rounded_down(count: int) -> int:
    """Return a count rounded down to a whole number of fives."""
    return count - count % FLOOR


def shown_count(count: int) -> str:
    """Return a count of people as it may be shown: "under 5", else rounded down to fives.

    Rounding hides what the difference between two counts would tell (rows P3 and X2).
    """
    if count < FLOOR:
        return _("under 5")
    return _("mindst %(count)s") % {"count": rounded_down(count)}
