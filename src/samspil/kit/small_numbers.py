"""Counts of people that tell nothing about any one of them."""

from django.utils.translation import gettext as _

FLOOR = 5
# Where many counts can be asked for and compared.
COARSE = 20


def rounded_down(count: int, step: int = FLOOR) -> int:
    """Return a count rounded down to a whole number of steps."""
    return count - count % step


def shown_count(count: int, step: int = FLOOR) -> str:
    """Return a count of people as it may be shown: "under 5", else rounded down to fives.

    Rounding hides what the difference between two counts would tell (rows P3 and X2).

    Args:
        count: how many there are.
        step: what is rounded down to; less than one step is shown as "under" it.
    """
    if count < step:
        return _("under %(count)s") % {"count": step}
    return _("mindst %(count)s") % {"count": rounded_down(count, step)}
