"""Keep how a plan reads, to be compared later."""

from django.db import transaction

from samspil.base.audit.actions import record
from samspil.kit.access import Actor, require
from samspil.kit.words import one_line
from samspil.work.plans.models import Plan, PlanVersion
from samspil.work.plans.policies import may_edit_plan
from samspil.work.plans.queries.versions import reading_of


def keep_version(*, actor: Actor, plan: Plan, note: str = "") -> PlanVersion:
    """Keep how a plan reads now under the next number.

    Called inside the transaction of what changed it; the caller has asked the policy and locked the plan.
    """
    last = plan.versions.order_by("-number").values_list("number", flat=True).first() or 0
    return PlanVersion.objects.create(
        plan=plan, number=last + 1, state=plan.state, note=note, content=reading_of(plan)
    )


@transaction.atomic
def save_version(*, actor: Actor, plan: Plan, note: str) -> PlanVersion:
    """Keep a version with a word on why, so that readers can see what changed since.

    Raises Refused when the actor may not.
    """
    require(may_edit_plan(actor, plan))
    locked = (
        Plan.objects.select_for_update(of=("self",)).select_related("foundation").get(pk=plan.pk)
    )
    kept = keep_version(actor=actor, plan=locked, note=one_line(note)[:400])
    record(actor=actor, verb="plans.save_version", thing=plan.thing, public=plan.is_public)
    return kept
