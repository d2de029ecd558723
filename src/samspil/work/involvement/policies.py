"""Who plans involvement, who sees whom, and who may answer."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.commons.interests.terms import ProfileState
from samspil.kit.access import (
    ALLOWED,
    EVERYWHERE,
    STAFF_ROLES,
    Actor,
    Role,
    Verdict,
    may_for,
    needs_role,
    refused,
)
from samspil.work.involvement.models import (
    Initiative,
    Invitation,
    InvitationRound,
    InvolvementPlan,
    Participant,
    Proposal,
)
from samspil.work.involvement.models.plans import InitiativeQuerySet, PlanQuerySet
from samspil.work.involvement.terms import (
    NEXT_PLAN_STATES,
    NEXT_STATES,
    InitiativeState,
    Outcome,
    PlanState,
)

NOT_OPEN = _("Invitationen er lukket. Der kan ikke svares mere.")


def may_plan_involvement(actor: Actor) -> Verdict:
    """Coordinators plan initiatives and answer proposals, wherever they hold the role."""
    return needs_role(actor, Role.COORDINATOR)


def may_follow_initiatives(actor: Actor) -> Verdict:
    """Whoever works here may be responsible for an initiative, and then follows it."""
    return needs_role(actor, *sorted(STAFF_ROLES))


def may_edit_plan(actor: Actor) -> Verdict:
    """The plan of the year is for the whole municipality, and so is whoever writes it."""
    if may_plan_involvement(actor) and not actor.holds(Role.COORDINATOR, place_id=EVERYWHERE):
        return refused(_("Kun en koordinator for hele kommunen kan ændre årsplanen."))
    return needs_role(actor, Role.COORDINATOR, place_id=EVERYWHERE)


def may_change_plan_state(actor: Actor, plan: InvolvementPlan, to: PlanState) -> Verdict:
    """Whoever may edit the plan publishes and closes it, when it is in a state to."""
    verdict = may_edit_plan(actor)
    if verdict and to not in NEXT_PLAN_STATES[PlanState(plan.state)]:
        return refused(
            _("Planen er %(state)s og kan ikke blive %(to)s.")
            % {"state": PlanState(plan.state).label, "to": to.label}
        )
    return verdict


def may_plan_for(actor: Actor, places: Collection[int], topics: Collection[int]) -> Verdict:
    """A coordinator without limits plans for all, one for places or topics for those only."""
    verdict = may_plan_involvement(actor)
    if not verdict or may_for(actor, [Role.COORDINATOR], places=places, topics=topics):
        return verdict
    return refused(_("Initiativet gælder steder eller emner, du ikke er koordinator for."))


def may_edit_initiative(actor: Actor, initiative: Initiative) -> Verdict:
    """Whoever may plan for all of its places and topics may change an initiative."""
    return may_plan_for(
        actor,
        [place.pk for place in initiative.places.all()],
        [topic.pk for topic in initiative.topics.all()],
    )


def may_change_state(actor: Actor, initiative: Initiative, to: InitiativeState) -> Verdict:
    """Whoever may change an initiative moves it on, when it is in a state to."""
    verdict = may_edit_initiative(actor, initiative)
    if verdict and to not in NEXT_STATES[InitiativeState(initiative.state)]:
        return refused(
            _("Initiativet er %(state)s og kan ikke blive %(to)s.")
            % {"state": InitiativeState(initiative.state).label, "to": to.label}
        )
    return verdict


def may_see_people_of(actor: Actor, initiative: Initiative) -> Verdict:
    """Those who plan an initiative, and the member of staff responsible for it, see who takes part."""
    if actor.pk == initiative.responsible_id and may_follow_initiatives(actor):
        return ALLOWED
    verdict = may_edit_initiative(actor, initiative)
    if verdict or may_plan_involvement(actor):
        return verdict
    return refused(_("Kun dem, der står for initiativet, ser, hvem der er med."))


def may_invite(actor: Actor, initiative: Initiative) -> Verdict:
    """People are invited to what is public and neither done nor cancelled."""
    verdict = may_edit_initiative(actor, initiative)
    if verdict and not initiative.is_public:
        return refused(_("Udgiv planen, før du inviterer."))
    if verdict and not initiative.is_open:
        return refused(_("Initiativet er slut. Der kan ikke inviteres mere."))
    return verdict


def may_send_round(actor: Actor, round: InvitationRound) -> Verdict:
    """A round that is not closed is sent by whoever may invite."""
    if round.closed_at is not None:
        return refused(NOT_OPEN)
    return may_invite(actor, round.initiative)


def may_answer(invitation: Invitation) -> Verdict:
    """An invited person answers until the last day, the round's end or their own withdrawal."""
    profile = invitation.profile
    if profile is None or profile.state == ProfileState.WITHDRAWN:
        return refused(_("Du er afmeldt, og invitationen gælder ikke mere."))
    if not invitation.round.initiative.is_open or invitation.round.closed_at is not None:
        return refused(NOT_OPEN)
    if invitation.outcome == Outcome.NO_ROOM:
        return refused(_("Der var ikke plads denne gang. Det har vi skrevet til dig om."))
    if not invitation.round.is_open:
        return refused(_("Svarfristen er forbi. Der kan ikke svares mere."))
    return ALLOWED


def may_enter_community(
    actor: Actor, initiative: Initiative, participant: Participant | None
) -> Verdict:
    """Those who take part now, and the staff of the initiative, see what is shared; nobody else does."""
    if not initiative.is_community:
        return refused(_("Initiativet har ikke et fælles rum."))
    if participant is not None and participant.initiative_id == initiative.pk:
        return ALLOWED if participant.left_on is None else refused(_("Du er ikke med mere."))
    return may_see_people_of(actor, initiative)


def may_share(actor: Actor, initiative: Initiative, participant: Participant | None) -> Verdict:
    """Notes and files are added while the working community works."""
    verdict = may_enter_community(actor, initiative, participant)
    if verdict and not initiative.is_open:
        return refused(_("Arbejdsfællesskabet er slut. Noterne kan læses, men ikke ændres."))
    return verdict


def may_answer_proposal(actor: Actor, proposal: Proposal) -> Verdict:
    """A coordinator answers a proposal once; the answer can be mended, not taken back."""
    verdict = may_plan_involvement(actor)
    if verdict and not proposal.is_new:
        return refused(_("Forslaget er allerede besvaret."))
    return verdict


def plans_visible_to(actor: Actor) -> PlanQuerySet:
    """Return the plans an actor may see: those published, and for coordinators drafts too."""
    plans = InvolvementPlan.objects.all()
    return plans if may_plan_involvement(actor) else plans.public()


def visible_to(actor: Actor) -> InitiativeQuerySet:
    """Return the initiatives an actor may see: those of published plans, and what they work on."""
    initiatives = Initiative.objects.all()
    if may_plan_involvement(actor):
        return initiatives
    seen = ~Q(plan__state=PlanState.DRAFT)
    if may_follow_initiatives(actor):
        seen |= Q(responsible=actor.pk)
    return initiatives.filter(seen)
