"""Take people in, tell them when there is no room, and let them leave."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send
from samspil.commons.interests.terms import ProfileState
from samspil.kit.access import Actor, Verdict, refused, require
from samspil.kit.encryption import address_key
from samspil.kit.words import one_line
from samspil.work.involvement import letters
from samspil.work.involvement.actions.meetings import invite_to_meetings
from samspil.work.involvement.models import Initiative, Invitation, Participant
from samspil.work.involvement.policies import may_see_people_of
from samspil.work.involvement.terms import Answer, Outcome


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("round__initiative__plan", "profile")
        .get(pk=invitation.pk)
    )


def _still_yes(invitation: Invitation) -> Verdict:
    if invitation.answer == Answer.YES:
        return Verdict(allowed=True)
    return refused(_("Personen har ændret sit svar."))


@transaction.atomic
def take_in(*, actor: Actor, invitation: Invitation) -> Participant:
    """Let somebody who said yes take part, and tell them by letter; a second press changes nothing.

    Raises Refused when the actor is not of the initiative, or when the answer is a yes no more.
    """
    invitation = _locked(invitation)
    initiative = invitation.round.initiative
    require(may_see_people_of(actor, initiative))
    require(_still_yes(invitation))
    there = Participant.objects.filter(invitation=invitation, left_on__isnull=True).first()
    if there is not None:
        return there
    profile = invitation.profile
    by_mail = (
        profile is not None
        and profile.address_key is not None
        and profile.state != ProfileState.WITHDRAWN
    )
    participant, _made = Participant.objects.update_or_create(
        invitation=invitation,
        defaults={
            "initiative": initiative,
            "name": invitation.name,
            "contact": invitation.contact,
            "address": profile.address if profile and by_mail else None,
            "address_key": profile.address_key if profile and by_mail else None,
            "language": profile.language if profile else "da",
            "joined_on": timezone.localdate(),
            "left_on": None,
        },
    )
    invitation.outcome = Outcome.TAKEN_IN
    invitation.save(update_fields=["outcome"])
    invite_to_meetings(participant=participant)
    record(
        actor=actor,
        verb="involvement.take_in",
        thing=initiative.thing,
        about=participant.about,
    )
    if participant.address:
        send(
            draft=letters.taken_in(initiative, participant.language),
            address=participant.address,
            dedupe_key=f"involvement:taken_in:{invitation.key}:{invitation.changes}",
        )
    return participant


@transaction.atomic
def turn_away(*, actor: Actor, invitation: Invitation) -> None:
    """Tell somebody who said yes that there is no room; their name and contact go.

    Raises Refused when the actor is not of the initiative, or when the answer is a yes no more.
    """
    invitation = _locked(invitation)
    initiative = invitation.round.initiative
    require(may_see_people_of(actor, initiative))
    require(_still_yes(invitation))
    if invitation.outcome != Outcome.NONE:
        return
    invitation.outcome = Outcome.NO_ROOM
    invitation.name = invitation.contact = invitation.note = ""
    invitation.save(update_fields=["outcome", "name", "contact", "note"])
    record(
        actor=actor, verb="involvement.turn_away", thing=initiative.thing, about=invitation.about
    )
    profile = invitation.profile
    if profile and profile.address_key and profile.state != ProfileState.WITHDRAWN:
        send(
            draft=letters.no_room(initiative, profile.language),
            address=str(profile.address),
            dedupe_key=f"involvement:no_room:{invitation.key}:{invitation.changes}",
            subscription=profile.ref,
        )


@transaction.atomic
def add_person(
    *, actor: Actor, initiative: Initiative, name: str, contact: str, address: str = ""
) -> Participant:
    """Add somebody who said yes on the phone, on paper or at a meeting (row X3).

    Args:
        actor: the member of staff.
        initiative: what they take part in.
        name: who they are.
        contact: how to reach them.
        address: an e-mail address, if there is one; by it they get in and are told the result.

    Raises Refused when the actor is not of the initiative, ValidationError when they take part already
    or the initiative is over.
    """
    require(may_see_people_of(actor, initiative))
    # Whoever ends the initiative at this moment waits.
    initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    if not initiative.is_open:
        raise ValidationError(_("Initiativet er slut."))
    address = address.strip()
    key = address_key(address) if address else None
    if key and Participant.objects.filter(initiative=initiative, address_key=key).exists():
        raise ValidationError({"address": _("Der er allerede en med den e-mail.")})
    participant = Participant.objects.create(
        initiative=initiative,
        name=one_line(name),
        contact=one_line(contact),
        address=address or None,
        address_key=key,
    )
    invite_to_meetings(participant=participant)
    record(
        actor=actor,
        verb="involvement.add_person",
        thing=initiative.thing,
        about=participant.about,
    )
    if address:
        send(
            draft=letters.taken_in(initiative, participant.language),
            address=address,
            dedupe_key=f"involvement:added:{participant.ref}",
        )
    return participant


def _forget(participant: Participant) -> None:
    participant.name = participant.contact = ""
    participant.address = participant.address_key = None
    participant.left_on = participant.left_on or timezone.localdate()
    participant.save()


def end_participation(*, actor: Actor, invitation: Invitation) -> None:
    """Let somebody who takes back a yes leave what they were taken into."""
    there = Participant.objects.select_for_update().filter(
        invitation=invitation, left_on__isnull=True
    )
    for participant in there:
        _forget(participant)
        record(actor=actor, verb="involvement.leave", about=participant.about)


@transaction.atomic
def leave(*, actor: Actor, participant: Participant) -> None:
    """Let somebody leave by their own button; name, contact and address go, what they wrote stays.

    Doing it twice changes nothing more.
    """
    if participant.invitation_id is not None:
        invitation = Invitation.objects.select_for_update().get(pk=participant.invitation_id)
        invitation.answer, invitation.outcome = Answer.NO, Outcome.NONE
        invitation.name = invitation.contact = invitation.note = ""
        invitation.save()
    participant = Participant.objects.select_for_update().get(pk=participant.pk)
    if participant.left_on is None:
        _forget(participant)
        record(actor=actor, verb="involvement.leave", about=participant.about)


@transaction.atomic
def remove(*, actor: Actor, participant: Participant) -> None:
    """Let staff take somebody out who asked for it on the phone.

    Raises Refused when the actor is not of the initiative.
    """
    require(may_see_people_of(actor, participant.initiative))
    leave(actor=actor, participant=participant)
