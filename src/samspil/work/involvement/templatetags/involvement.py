"""Tags of the involvement room's templates."""

from collections.abc import Iterable
from datetime import date

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import conditional_escape as escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator, capfirst
from django.utils.translation import gettext as _

from samspil.base.audit.queries import public_version
from samspil.kit.keeping import keep_part
from samspil.kit.templatetags.kit import badge, moment
from samspil.work.involvement.models import Initiative, InvolvementPlan
from samspil.work.involvement.queries.plans import public_plan_of, wheel_of

register = template.Library()


def _row(initiative: Initiative, page: str) -> str:
    days = [moment(day) for day in (initiative.starts_on, initiative.ends_on) if day is not None]
    badges = [badge(capfirst(initiative.get_state_display()), initiative.tone)]
    if initiative.is_addition:
        badges.append(badge(_("Kommet til i løbet af året")))
    if initiative.result:
        badges.append(badge(_("Læs, hvad der kom ud af det"), "success"))
    language = initiative.shown_language
    return (
        f'<article class="news-item"><p class="news-item__when">'
        f"{escape(capfirst(initiative.get_kind_display()))} · {' – '.join(days)}</p>"
        f'<h3 class="news-item__title"><a href="{reverse(page, args=[initiative.pk])}"'
        f' lang="{language}">{escape(initiative.shown_title)}</a></h3>'
        f'<p lang="{language}">{escape(Truncator(initiative.shown_purpose).words(30))}</p>'
        f'<ul class="tags">{"".join(f"<li>{each}</li>" for each in badges)}</ul></article>'
    )


@register.simple_tag
def initiative_list(initiatives: Iterable[Initiative], page: str = "initiative") -> SafeString:
    """Return initiatives as a list of cards; in one pass since there may be many.

    Args:
        initiatives: what to list.
        page: the page each leads to: the public one, or that of those who work on it.
    """
    rows = (_row(each, page) for each in initiatives)
    return mark_safe("".join(rows))  # noqa: S308 - all values are escaped above


def _wheel(plan: InvolvementPlan) -> SafeString:
    context = {"plan": plan, "wheel": wheel_of(plan)}
    return SafeString(render_to_string("involvement/_wheel.html", context))


# A wheel changes when something public does, and when a new day begins: it shows today.
@keep_part(public_version)
def _kept_wheel(plan_id: int, day: date) -> SafeString:
    return _wheel(InvolvementPlan.objects.get(pk=plan_id))


@register.simple_tag
def year_wheel(plan: InvolvementPlan) -> SafeString:
    """Return the annual wheel of a plan; that of a public plan is made once for everybody."""
    return _kept_wheel(plan.pk, timezone.localdate()) if plan.is_public else _wheel(plan)


@keep_part(public_version)
def _kept_year(year: int, day: date) -> SafeString:
    plan = public_plan_of(year)
    if plan is None:
        return SafeString("")
    return SafeString(render_to_string("involvement/_year_together.html", {"plan": plan}))


@register.simple_tag
def year_together() -> SafeString:
    """Return this year's public plan for the front page, made once for everybody; empty without one."""
    today = timezone.localdate()
    return _kept_year(today.year, today)
