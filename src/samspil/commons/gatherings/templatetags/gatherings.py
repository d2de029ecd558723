"""Tags of the gatherings room's templates."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.terms import Mode
from samspil.kit.danish import short_month
from samspil.kit.templatetags.kit import appointment

register = template.Library()


def _row(gathering: Gathering, level: str) -> str:
    begins = timezone.localtime(gathering.starts_at)
    facts = [
        appointment(begins, gathering.ends_at),
        escape(gathering.shown_where),
        _("Online") if gathering.mode == Mode.ONLINE else "",
    ]
    seats = ""
    if gathering.is_cancelled:
        seats = f"<p><strong>{_('Aflyst')}</strong></p>"
    elif not gathering.is_over and gathering.seats is not None:
        seats = f'<p class="muted">{escape(gathering.shown_seats.label)}</p>'
    language = gathering.shown_language
    return (
        '<article class="event"><p class="event__day" aria-hidden="true">'
        f'<span class="event__number">{begins.day}</span>'
        f'<span class="event__month">{short_month(begins)}</span></p>'
        f'<div class="event__words"><h{level} class="event__title">'
        f'<a href="{reverse("gathering", args=[gathering.pk])}" lang="{language}">'
        f"{escape(gathering.shown_title)}</a></h{level}>"
        f'<p class="event__facts">{" · ".join(fact for fact in facts if fact)}</p>'
        f'<p lang="{language}">{escape(gathering.shown_summary)}</p>{seats}</div></article>'
    )


@register.simple_tag
def event_list(gatherings: Iterable[Gathering], level: str) -> SafeString:
    """Return gatherings as a list of cards; in one pass since there may be many.

    Args:
        gatherings: what to list, each with its place.
        level: the level of their headings.
    """
    rows = (_row(each, level) for each in gatherings)
    return mark_safe("".join(rows))  # noqa: S308 - all values are escaped above
