"""Money as a picture with the same said in words."""

from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samspil.commons.decisions.models import Owner
from samspil.commons.decisions.queries.decisions import owner_token
from samspil.commons.decisions.queries.money import Amounts, Sums
from samspil.kit.danish import kroner

register = template.Library()
WIDTH = 1000


@register.filter
def cell(sums: Sums, place: tuple[str, int]) -> Amounts | None:
    """Return what one post costs in one year, None for nothing."""
    return sums.cells.get(place)


@register.filter
def in_year(sums: Sums, year: int) -> list[tuple[str, Amounts]]:
    """Return the posts that cost something in a year."""
    return [
        (post, sums.cells[post, year]) for post, _all in sums.by_post if (post, year) in sums.cells
    ]


def _part(amount: Decimal, whole: Decimal) -> int:
    return int(max(Decimal(0), amount) * WIDTH // whole) if whole else 0


@register.simple_tag
def money_bar(amounts: Amounts) -> SafeString:
    """Return a bar of what is spent against what is decided, with its words as title."""
    whole = max(amounts.decided, amounts.spent, Decimal(0))
    words = _("Brugt %(spent)s af %(decided)s") % {
        "spent": kroner(amounts.spent),
        "decided": kroner(amounts.decided),
    }
    within = min(amounts.spent, amounts.decided)
    over = amounts.spent - amounts.decided
    return format_html(
        '<svg class="money-bar" viewBox="0 0 {} 40" preserveAspectRatio="none" role="img" aria-label="{}">'
        '<rect class="money-bar__decided" width="{}" height="40"></rect>'
        '<rect class="money-bar__spent" width="{}" height="40"></rect>'
        '<rect class="money-bar__over" x="{}" width="{}" height="40"></rect></svg>',
        WIDTH,
        words,
        _part(amounts.decided, whole),
        _part(within, whole),
        _part(amounts.decided, whole),
        _part(over, whole),
    )


@register.simple_tag
def sealed_owner(owner: Owner) -> str:
    """Return an owner for an address, so that a page here can take over."""
    return owner_token(owner)
