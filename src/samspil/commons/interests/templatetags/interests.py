"""Tags of the interests room's templates."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from samspil.commons.interests.terms import TreeChoice

register = template.Library()


def _row(row: TreeChoice) -> str:
    known_as = f' <span class="muted">({escape(row.help_text)})</span>' if row.help_text else ""
    checked = " checked" if row.checked else ""
    return (
        f'<div class="form-group-checkbox tree__row--{row.depth:d}">'
        f'<input type="checkbox" class="form-checkbox" name="target_groups"'
        f' value="{escape(row.value)}" id="{escape(row.id)}"{checked}>'
        f'<label for="{escape(row.id)}">{escape(row.label)}{known_as}</label></div>'
    )


@register.simple_tag
def tree_choices(rows: Iterable[TreeChoice]) -> SafeString:
    """Return target groups as ticks, each indented by its depth in the tree."""
    return mark_safe("".join(map(_row, rows)))  # noqa: S308 - all values are escaped above
