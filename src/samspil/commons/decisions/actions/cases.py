"""Write a case, hand it over, and turn it into the decision that was made."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.commons.decisions.actions.common import current, own, set_reach, write_text
from samspil.commons.decisions.actions.decisions import Said, record_decision
from samspil.commons.decisions.models import Budget, CaseDraft, Decision, Owner
from samspil.commons.decisions.policies import may_move_case
from samspil.commons.decisions.terms import CaseState
from samspil.kit.access import Actor, Verdict, require


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseText:
    """What a case says; `recommendations` holds one point a line."""

    title: str
    body: str
    case_number: str = ""
    problem: str = ""
    solution: str = ""
    effects: str = ""
    economy: str = ""
    next_process: str = ""
    recommendations: str = ""


@transaction.atomic
def write_case(
    *,
    actor: Actor,
    may: Verdict,
    text: CaseText,
    owner: Owner | None = None,
    budget: Budget | None = None,
    case: CaseDraft | None = None,
    version: int | None = None,
) -> CaseDraft:
    """Begin a case, or save one that is not decided.

    Args:
        actor: who writes.
        may: the owner's answer.
        text: what it says.
        owner: what a new case is about.
        budget: the money that is shown in a new case.
        case: the one to save; without it a new one is begun.
        version: the version that was opened.

    Raises Refused, EditedMeanwhile, ValidationError when it is decided already.
    """
    require(may)
    if case is None:
        found = CaseDraft(budget=budget, version=0)
        own(found, owner or Owner())
    else:
        found = current(case, version)
        if found.state == CaseState.DECIDED:
            raise ValidationError(_("Sagen er afgjort og kan ikke ændres."))
    write_text(found, asdict(text), {"title", "body", "case_number"})
    found.version += 1
    found.save()
    if case is None and owner is not None:
        set_reach(found, owner.places, owner.topics)
    record(actor=actor, verb="decisions.write_case", thing=found.thing, about=found.owner_key)
    return found


@transaction.atomic
def move_case(*, actor: Actor, case: CaseDraft, to: CaseState) -> CaseDraft:
    """Hand a case over to the case system, or take it back to be written on.

    Raises Refused when the actor may not, or it is in no state to.
    """
    found = current(case, None)
    require(may_move_case(actor, found, to))
    found.state = to
    found.handed_over_on = timezone.localdate() if to == CaseState.HANDED_OVER else None
    found.save(update_fields=["state", "handed_over_on"])
    record(actor=actor, verb=f"decisions.case_{to}", thing=found.thing)
    return found


@transaction.atomic
def decide_case(*, actor: Actor, may: Verdict, case: CaseDraft, said: Said) -> Decision:
    """Write down what was decided about a case; its owner, places, topics and files go with it.

    Raises Refused, ValidationError when it was decided before, or as `record_decision` does.
    """
    require(may)
    found = current(case, None)
    if found.state == CaseState.DECIDED:
        raise ValidationError(_("Sagen er allerede afgjort."))
    owner = Owner(
        key=found.owner_key,
        label=found.owner_label,
        url=found.owner_url,
        places=[place.pk for place in found.places.all()],
        topics=[topic.pk for topic in found.topics.all()],
    )
    decision = record_decision(actor=actor, may=may, said=said, owner=owner)
    found.attachments.update(decision=decision)
    found.state, found.decision = CaseState.DECIDED, decision
    found.save(update_fields=["state", "decision"])
    record(actor=actor, verb="decisions.decide_case", thing=found.thing, about=decision.thing)
    return decision
