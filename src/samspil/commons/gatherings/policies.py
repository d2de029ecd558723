"""Who may call people together, who may come, and who may see who comes."""

from collections.abc import Collection

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.commons.gatherings.models import Gathering, GatheringQuerySet, Registration
from samspil.commons.gatherings.terms import (
    ASK_FEEDBACK_UNTIL,
    COMING,
    DOORS_OPEN,
    NEXT_STATES,
    Admission,
    GatheringState,
    RegistrationState,
)
from samspil.kit.access import (
    ALLOWED,
    EVERYWHERE,
    Actor,
    Role,
    Verdict,
    may_for,
    needs_role,
    refused,
)

CALLERS = (Role.COORDINATOR, Role.EDITOR, Role.ADVISER, Role.COUNCIL_SECRETARY)
HOSTS = (Role.COORDINATOR, Role.ADVISER, Role.COUNCIL_SECRETARY)


def may_call(actor: Actor) -> Verdict:
    """Those who plan and write call people together, wherever they hold the role."""
    return needs_role(actor, *CALLERS)


def may_call_for(
    actor: Actor, places: Collection[int], topics: Collection[int], *, newsletter: bool
) -> Verdict:
    """A role without limits reaches all, one for places or topics those only."""
    verdict = may_call(actor)
    if not verdict or may_for(actor, CALLERS):
        return verdict
    if newsletter:
        return refused(_("Kun en rolle for hele kommunen kan sende til nyhedsbrevet."))
    if may_for(actor, CALLERS, places=places, topics=topics):
        return verdict
    return refused(_("Mødet gælder steder eller emner, du ikke har rollen for."))


def _may_call_for_those_of(actor: Actor, gathering: Gathering) -> Verdict:
    return may_call_for(
        actor,
        [place.pk for place in gathering.places.all()],
        [topic.pk for topic in gathering.topics.all()],
        newsletter=gathering.to_newsletter,
    )


def may_edit(actor: Actor, gathering: Gathering) -> Verdict:
    """Whoever may call people together for its places edits it; a draft of one's own always."""
    verdict = may_call(actor)
    if verdict and actor.pk == gathering.responsible_id and gathering.is_draft:
        return verdict
    return _may_call_for_those_of(actor, gathering)


def may_invite(actor: Actor, gathering: Gathering) -> Verdict:
    """Whoever may edit a gathering invites to it, until it begins; for a draft the letters wait."""
    verdict = may_edit(actor, gathering)
    return verdict if not verdict or gathering.is_draft else _open_for_answers(gathering)


def may_move_to(actor: Actor, gathering: Gathering, to: GatheringState) -> Verdict:
    """Whoever may call for its places publishes and cancels it, in a state where that makes sense."""
    verdict = _may_call_for_those_of(actor, gathering)
    if not verdict:
        return verdict
    if to not in NEXT_STATES[GatheringState(gathering.state)]:
        return refused(
            _("Mødet er %(state)s og kan ikke blive %(to)s.")
            % {"state": GatheringState(gathering.state).label, "to": to.label}
        )
    if gathering.is_over:
        return refused(_("Mødet er forbi."))
    return verdict


def may_host(actor: Actor) -> Verdict:
    """Those who receive people at the door see names somewhere."""
    return needs_role(actor, *HOSTS)


def may_see_names(actor: Actor, gathering: Gathering) -> Verdict:
    """Names are seen by whoever is responsible, and by hosts for its places."""
    verdict = may_host(actor)
    if not verdict or actor.pk == gathering.responsible_id:
        return verdict
    if actor.holds(*HOSTS, place_id=EVERYWHERE):
        return verdict
    places = [place.pk for place in gathering.places.all()]
    if places and all(actor.holds(*HOSTS, place_id=place) for place in places):
        return verdict
    return refused(_("Mødet gælder steder, du ikke har rollen for."))


def _open_for_answers(gathering: Gathering) -> Verdict:
    if gathering.is_draft:
        return refused(_("Mødet er ikke udgivet endnu."))
    if gathering.is_cancelled:
        return refused(_("Mødet er aflyst."))
    if gathering.is_over:
        return refused(_("Mødet er forbi."))
    if gathering.starts_at <= timezone.now():
        return refused(_("Mødet er begyndt."))
    return ALLOWED


def _not_held() -> Verdict:
    return refused(_("Mødet er ikke holdt."))


def may_register(gathering: Gathering) -> Verdict:
    """Everybody signs up for what is open to all, until the last moment for it."""
    verdict = _open_for_answers(gathering)
    if not verdict:
        return verdict
    if gathering.admission != Admission.EVERYBODY:
        return refused(_("Mødet er kun for de inviterede."))
    if gathering.last_sign_up <= timezone.now():
        return refused(
            _("Fristen for at melde sig til er forbi. Ring til os, hvis du gerne vil med.")
        )
    return verdict


def may_say_yes(registration: Registration) -> Verdict:
    """Whoever was invited or had cancelled comes (again) until the last moment for it."""
    gathering = registration.gathering
    verdict = _open_for_answers(gathering)
    if verdict and gathering.last_sign_up <= timezone.now():
        return refused(
            _("Fristen for at melde sig til er forbi. Ring til os, hvis du gerne vil med.")
        )
    return verdict


def may_change_own(registration: Registration) -> Verdict:
    """Whoever comes changes whom they bring and what they need until the gathering begins."""
    if registration.state not in COMING:
        return refused(_("Du er ikke meldt til."))
    return _open_for_answers(registration.gathering)


def may_say_no(registration: Registration) -> Verdict:
    """Whoever comes or was invited says no until the gathering begins."""
    verdict = _open_for_answers(registration.gathering)
    if not verdict:
        return verdict
    if registration.state not in (*COMING, RegistrationState.INVITED):
        return refused(_("Du er allerede meldt fra."))
    return ALLOWED


def may_enter_for_person(actor: Actor, gathering: Gathering) -> Verdict:
    """Hosts enter somebody who calls, or who stands at the door, until the gathering is over."""
    verdict = may_see_names(actor, gathering)
    if not verdict:
        return verdict
    if gathering.is_draft or gathering.is_cancelled:
        return _open_for_answers(gathering)
    if gathering.is_over:
        return refused(_("Mødet er forbi."))
    return verdict


def may_note_attendance(actor: Actor, gathering: Gathering) -> Verdict:
    """Hosts note who came, from an hour before it begins: people come before the time."""
    verdict = may_see_names(actor, gathering)
    if not verdict:
        return verdict
    if gathering.is_draft or gathering.is_cancelled:
        return _not_held()
    if gathering.starts_at - DOORS_OPEN > timezone.now():
        return refused(_("I kan notere fremmøde fra en time før, mødet begynder."))
    return verdict


def may_give_feedback(registration: Registration) -> Verdict:
    """Whoever was there says once, within two weeks, how it was."""
    gathering = registration.gathering
    if gathering.is_draft or gathering.is_cancelled:
        return _not_held()
    if not gathering.is_over:
        return refused(_("Mødet er ikke slut endnu."))
    if gathering.ends_at + ASK_FEEDBACK_UNTIL < timezone.now():
        return refused(_("Det er for længe siden. Skriv eller ring til os i stedet."))
    if registration.state != RegistrationState.REGISTERED or registration.attended is False:
        return refused(_("Kun de, der var med, kan svare."))
    if registration.gave_feedback:
        return refused(_("Du har allerede svaret. Tak."))
    return ALLOWED


def may_tell_outcome(actor: Actor, gathering: Gathering) -> Verdict:
    """Whoever may edit a gathering tells, once it is over, what came of it."""
    verdict = may_edit(actor, gathering)
    if not verdict:
        return verdict
    if gathering.is_draft or gathering.is_cancelled:
        return _not_held()
    if not gathering.is_over:
        return refused(_("Mødet er ikke slut endnu."))
    return verdict


def visible_to(actor: Actor) -> GatheringQuerySet:
    """Return the gatherings an actor may see: what is for everybody, and for callers the rest."""
    if may_call(actor):
        return Gathering.objects.all()
    return Gathering.objects.filter(~Q(state=GatheringState.DRAFT), admission=Admission.EVERYBODY)
