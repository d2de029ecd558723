"""A project's phases as a picture, with the same said in words beside it."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.work.projects.queries.projects import PhaseLine

register = template.Library()
HEIGHT, GAP = 44, 6


@register.simple_tag
def phase_picture(line: PhaseLine) -> SafeString:
    """Return the phases as a line with milestones and today; the table below says the same."""
    number = len(line.stretches)
    words = ngettext("%(n)s fase", "%(n)s faser", number) % {"n": number}
    names = "; ".join(f"{each.number}. {each.phase.title}" for each in line.stretches)
    whole = line.rows * (HEIGHT + GAP)
    boxes = format_html_join(
        "",
        '<g class="phase-line__phase phase-line__phase--{}"><rect x="{}" y="{}" width="{}" height="{}" rx="3"></rect>'
        '<text x="{}" y="{}">{}</text></g>',
        (
            (
                each.phase.gate,
                each.start,
                each.row * (HEIGHT + GAP),
                each.width,
                HEIGHT,
                each.start + each.width / 2,
                each.row * (HEIGHT + GAP) + HEIGHT / 2,
                each.number,
            )
            for each in line.stretches
        ),
    )
    marks = format_html_join(
        "",
        '<path class="phase-line__mark{}" d="M {} {} l 9 12 l -9 12 l -9 -12 z"></path>',
        (
            (" phase-line__mark--done" if each.done_on else "", max(9, min(991, at)), whole)
            for at, each in line.marks
        ),
    )
    now = (
        format_html('<path class="phase-line__now" d="M {} 0 V {}"></path>', line.now, whole)
        if line.now is not None
        else ""
    )
    return format_html(
        '<svg class="phase-line" viewBox="0 0 1000 {}" role="img" aria-label="{}">{}{}{}</svg>',
        whole + 26,
        _("Projektets %(phases)s: %(names)s") % {"phases": words, "names": names},
        boxes,
        marks,
        now,
    )
