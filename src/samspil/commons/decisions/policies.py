"""Who keeps money and decisions, and who sees what.

A room above that owns a budget or a decision asks its own policy and hands the verdict to the action. On this
room's own pages the policies below decide.
"""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspil.commons.decisions.models import Budget, CaseDraft, Decision, Owner
from samspil.commons.decisions.terms import NEXT_CASE_STATES, CaseState
from samspil.kit.access import STAFF_ROLES, Actor, Role, Verdict, may_for, needs_role, refused

KEEPERS = (Role.MANAGER, Role.COORDINATOR, Role.ADMINISTRATOR)


def may_keep_money(actor: Actor) -> Verdict:
    """Managers, coordinators and administrators keep money and decisions, wherever they hold the role."""
    return needs_role(actor, *KEEPERS)


def may_keep(actor: Actor, thing: Budget | Decision | CaseDraft) -> Verdict:
    """A keeper without limits keeps all; one for places or topics what concerns only those."""
    return may_for(
        actor,
        KEEPERS,
        places=[place.pk for place in thing.places.all()],
        topics=[topic.pk for topic in thing.topics.all()],
    )


def may_begin(actor: Actor, owner: Owner) -> Verdict:
    """A keeper begins a decision or a case about what their role reaches."""
    return may_for(actor, KEEPERS, places=owner.places, topics=owner.topics)


def may_move_case(actor: Actor, case: CaseDraft, to: CaseState) -> Verdict:
    """Whoever keeps a case hands it over, takes it back, or writes down what was decided."""
    verdict = may_keep(actor, case)
    if verdict and to not in NEXT_CASE_STATES[CaseState(case.state)]:
        return refused(
            _("Sagen er %(state)s og kan ikke blive %(to)s.")
            % {"state": CaseState(case.state).label, "to": to.label}
        )
    return verdict


def may_see_case(actor: Actor) -> Verdict:
    """Whoever works here may read a case on its way."""
    return needs_role(actor, *sorted(STAFF_ROLES))


def decisions_visible_to(actor: Actor) -> QuerySet[Decision]:
    """Return the decisions an actor may see: public ones, and all for those who work here."""
    rows = Decision.objects.all()
    return rows if may_see_case(actor) else rows.filter(is_public=True)
