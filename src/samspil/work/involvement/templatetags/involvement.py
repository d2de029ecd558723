"""Tags of the involvement room's templates."""

from datetime import date

from django import template
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from samspil.base.audit.queries import public_version
from samspil.kit.keeping import keep_part
from samspil.work.involvement.models import InvolvementPlan
from samspil.work.involvement.queries.plans import public_plan_of, wheel_of

register = template.Library()


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
