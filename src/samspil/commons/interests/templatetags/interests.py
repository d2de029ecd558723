"""Tags of the interests room's templates."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from samspil.commons.interests.terms import TreeChoice

register = template.Library()

_ROW = (
    '<div class="form-group-checkbox tree__row--{}"><input type="checkbox" class="form-checkbox"'
    ' name="target_groups" value="{}" id="{}"{}><label for="{}">{}{}</label></div>'
)


@register.simple_tag
def tree_choice(row: TreeChoice) -> SafeString:
    """Return one target group as a tick, indented by its depth in the tree."""
    known_as = (
        format_html(' <span class="muted">({})</span>', row.help_text) if row.help_text else ""
    )
    checked = mark_safe(" checked") if row.checked else ""
    return format_html(_ROW, row.depth, row.value, row.id, checked, row.id, row.label, known_as)
