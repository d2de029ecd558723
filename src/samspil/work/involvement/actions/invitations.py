"""Ask people at disposal, unseen; take their answers; remind them once."""

from datetime import date
from secrets import token_hex
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import reply_key, send, send_many, take_back
from samspil.base.people.models import Person
from samspil.commons.interests.actions import ask_to_call
from samspil.commons.interests.models import InterestProfile
from samspil.kit.access import Actor, System, require
from samspil.kit.words import one_line, readable
from samspil.work.involvement import letters
from samspil.work.involvement.actions.participants import end_participation
from samspil.work.involvement.models import Initiative, Invitation, InvitationRound, Participant
from samspil.work.involvement.policies import may_answer, may_invite, may_send_round
from samspil.work.involvement.queries.draws import draw
from samspil.work.involvement.queries.people import (
    candidates_for,
    invited_profiles,
    rounds_to_remind,
)
from samspil.work.involvement.terms import Answer, InitiativeState, Outcome


@transaction.atomic
def prepare_round(
    *,
    actor: Person,
    initiative: Initiative,
    form: str,
    answer_by: date,
    sample_size: int | None = None,
    leave_out_recent: bool = False,
    words: str = "",
    words_en: str = "",
) -> InvitationRound:
    """Prepare an invitation: whom it asks follows from the initiative's topics and places (row P3).

    The seed of the draw is fixed here, so that nobody can draw again until the result pleases.

    Args:
        actor: the coordinator.
        initiative: what people are asked to join.
        form: in what way they take part; only those at disposal for it are asked.
        answer_by: the last day for an answer.
        sample_size: how many are drawn; None for all who fit.
        leave_out_recent: leave out who was invited lately instead of drawing them less often.
        words: what the coordinator adds, shown behind the link.
        words_en: the same in English.

    Raises Refused when the actor may not, ValidationError when the last day is past.
    """
    require(may_invite(actor, initiative))
    if answer_by <= timezone.localdate():
        raise ValidationError({"answer_by": _("Vælg en dag efter i dag, så folk kan nå at svare.")})
    round = InvitationRound.objects.create(
        initiative=initiative,
        form=form,
        answer_by=answer_by,
        sample_size=sample_size,
        leave_out_recent=leave_out_recent,
        words=readable(words).strip(),
        words_en=readable(words_en).strip(),
        seed=token_hex(16),
        made_by=actor,
    )
    record(actor=actor, verb="involvement.prepare_round", thing=round.thing)
    return round


@transaction.atomic
def discard_round(*, actor: Actor, round: InvitationRound) -> None:
    """Throw away an invitation that was not sent.

    Raises Refused when the actor may not, ValidationError when it was sent.
    """
    require(may_invite(actor, round.initiative))
    round = InvitationRound.objects.select_for_update().get(pk=round.pk)
    if round.sent_at is not None:
        raise ValidationError(_("Invitationen er sendt. Du kan lukke den, men ikke slette den."))
    thing = round.thing
    round.delete()
    record(actor=actor, verb="involvement.discard_round", thing=thing)


@transaction.atomic
def send_round(*, actor: Actor, round: InvitationRound) -> bool:
    """Draw whom to ask and queue one letter to each; whoever has no e-mail comes on the call list.

    Two who press at once send one round. How many were asked is not returned: that may tell of few people.

    Returns:
        Whether it was sent now; False when it had been sent before.

    Raises Refused when the actor may not, ValidationError when the last day is past.
    """
    # The initiative is locked first: two rounds of one initiative never ask the same person twice.
    initiative = Initiative.objects.select_for_update(of=("self",)).get(pk=round.initiative_id)
    round = InvitationRound.objects.select_for_update(of=("self",)).get(pk=round.pk)
    if round.sent_at is not None:
        return False
    round.initiative = initiative
    require(may_send_round(actor, round))
    if round.answer_by <= timezone.localdate():
        raise ValidationError(
            _("Svarfristen er for tidlig. Lav invitationen igen med en senere dag.")
        )
    drawn = draw(
        candidates_for(round),
        round.sample_size,
        round.seed,
        leave_out_recent=round.leave_out_recent,
    )
    Invitation.objects.bulk_create(
        Invitation(round=round, profile_id=each.pk, key=reply_key(round.key, each.ref))
        for each in drawn
    )
    round.sent_at = timezone.now()
    round.save(update_fields=["sent_at"])
    if initiative.state == InitiativeState.PLANNED:
        initiative.state = InitiativeState.INVITING
        initiative.save(update_fields=["state", "updated_at"])
    send_many(
        drafts=letters.invitations(round),
        receivers=invited_profiles(round).by_mail().with_variant(),
        dedupe_prefix=round.key,
    )
    ask_to_call(
        profiles=invited_profiles(round).filter(address_key__isnull=True),
        thing=round.thing,
        title=initiative.title,
        path=reverse("initiative", args=[initiative.pk]),
    )
    record(actor=actor, verb="involvement.send_round", thing=round.thing, public=True)
    return True


@transaction.atomic
def close_round(*, actor: Actor, round: InvitationRound) -> None:
    """Take no more answers; letters that have not left do not leave.

    Raises Refused when the actor may not.
    """
    require(may_invite(actor, round.initiative))
    round = (
        InvitationRound.objects.select_for_update(of=("self",))
        .select_related("initiative__plan")
        .get(pk=round.pk)
    )
    if round.closed_at is None:
        round.closed_at = timezone.now()
        round.save(update_fields=["closed_at"])
        record(actor=actor, verb="involvement.close_round", thing=round.thing)
        take_back(drafts=[*letters.invitations(round).values(), *letters.reminders(round).values()])


def _locked(invitation: Invitation) -> Invitation:
    return (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("round__initiative__plan", "profile")
        .get(pk=invitation.pk)
    )


@transaction.atomic
def answer(
    *,
    actor: Actor,
    invitation: Invitation,
    says: Answer,
    name: str = "",
    contact: str = "",
    note: str = "",
) -> Invitation:
    """Take a yes with name and contact, or a no, which keeps neither; each change is told by a letter.

    Pressing twice is one answer. Of a yes and a no at the same moment the later one stands.

    Args:
        actor: whoever presses; no account is needed.
        invitation: the one the link speaks of.
        says: yes or no.
        name: who they are; needed with a yes.
        contact: how to reach them; needed with a yes.
        note: a few words.

    Raises Refused when no more answers are taken, ValidationError when a yes lacks name or contact.
    """
    invitation = _locked(invitation)
    require(may_answer(invitation))
    kept = (one_line(name), one_line(contact), readable(note).strip())
    if says != Answer.YES:
        kept = ("", "", "")
    elif not kept[0] or not kept[1]:
        raise ValidationError(_("Skriv dit navn, og hvordan vi får fat i dig."))
    if (invitation.answer, invitation.name, invitation.contact, invitation.note) == (says, *kept):
        return invitation
    if says != Answer.YES:
        _forget_yes(actor, invitation)
    invitation.answer = says
    invitation.name, invitation.contact, invitation.note = kept
    for participant in Participant.objects.filter(invitation=invitation, left_on__isnull=True):
        participant.name, participant.contact = invitation.name, invitation.contact
        participant.save(update_fields=["name", "contact"])
    invitation.answered_at = timezone.now()
    invitation.changes += 1
    invitation.save()
    record(actor=actor, verb="involvement.answer", about=invitation.about)
    profile = invitation.profile
    if profile is not None and profile.address_key is not None:
        send(
            draft=letters.answer_received(profile.language),
            address=str(profile.address),
            dedupe_key=f"involvement:answer:{invitation.key}:{invitation.changes}",
            subscription=profile.ref,
            fields=letters.answer_links(invitation, profile.language),
        )
    return invitation


def _forget_yes(actor: Actor, invitation: Invitation) -> None:
    invitation.outcome = Outcome.NONE
    invitation.name = invitation.contact = invitation.note = ""
    end_participation(actor=actor, invitation=invitation)


@transaction.atomic
def undo_answer(*, actor: Actor, invitation: Invitation) -> None:
    """Delete an answer that a stranger gave, make the old links useless and send a new one to the address.

    It works as long as the invitation is kept, also when no more answers are taken.
    """
    invitation = _locked(invitation)
    if invitation.answer == Answer.NONE:
        return
    _forget_yes(actor, invitation)
    invitation.answer, invitation.answered_at = Answer.NONE, None
    invitation.key, invitation.reminder_key = uuid4(), None
    invitation.save()
    record(actor=actor, verb="involvement.undo_answer", about=invitation.about)
    profile = invitation.profile
    if profile is not None and profile.address_key is not None and may_answer(invitation):
        links = letters.answer_links(invitation, profile.language)
        send(
            draft=letters.fresh_link(profile.language),
            address=str(profile.address),
            dedupe_key=f"involvement:fresh:{invitation.key}",
            subscription=profile.ref,
            fields={"change": links["change"]},
        )


def remind_due(*, actor: System) -> int:
    """Remind once, in the last days before the last day, those who have not answered.

    A round is reminded in the transaction that queues its letters, so a killed worker neither loses
    nor repeats them; a day nothing ran is made good as long as there is time to answer.

    Returns:
        How many rounds were reminded.
    """
    reminded = 0
    for pk in list(rounds_to_remind().values_list("pk", flat=True)):
        with transaction.atomic():
            round = (
                rounds_to_remind()
                .select_for_update(of=("self",), skip_locked=True)
                .select_related("initiative__plan")
                .filter(pk=pk)
                .first()
            )
            day = round.remind_on if round is not None else None
            if round is not None and day is not None and day <= timezone.localdate():
                _remind(actor, round)
                reminded += 1
    return reminded


def _remind(actor: Actor, round: InvitationRound) -> None:
    round.reminded_at = timezone.now()
    round.save(update_fields=["reminded_at"])
    waiting = list(
        round.invitations.select_for_update(of=("self",)).filter(
            answer=Answer.NONE, profile__in=invited_profiles(round).by_mail()
        )
    )
    refs: dict[int, UUID] = dict(
        InterestProfile.objects.filter(
            pk__in=[each.profile_id for each in waiting if each.profile_id is not None]
        ).values_list("pk", "ref")
    )
    for each in waiting:
        each.reminder_key = reply_key(round.reminder_key, refs[each.profile_id or 0])
    Invitation.objects.bulk_update(waiting, ["reminder_key"], batch_size=500)
    send_many(
        drafts=letters.reminders(round),
        receivers=InterestProfile.objects.receiving().filter(pk__in=refs).by_mail().with_variant(),
        dedupe_prefix=round.reminder_key,
    )
    record(actor=actor, verb="involvement.remind", thing=round.thing)
