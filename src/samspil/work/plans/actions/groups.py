"""Set groups up, take people in, agree on tasks, meet, and write down what was said."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.commons.gatherings import actions as gatherings
from samspil.commons.gatherings.models import Gathering, Registration
from samspil.commons.gatherings.terms import Admission, GatheringKind, RegistrationState
from samspil.kit.access import SYSTEM, Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.encryption import address_key
from samspil.kit.markdown import plain_text
from samspil.kit.words import one_line, readable
from samspil.work.plans.models import (
    Group,
    GroupMeeting,
    GroupMember,
    GroupNote,
    GroupTask,
    Plan,
)
from samspil.work.plans.policies import (
    may_lead_group,
    may_lead_year,
    may_plan_group_meeting,
    may_work_in_group,
)
from samspil.work.plans.queries.years import meetings_ahead
from samspil.work.plans.terms import (
    KEEP_MEMBERS,
    LINE_LENGTH,
    NAME_LENGTH,
    TITLE_LENGTH,
    UNNAMED,
    GroupKind,
    GroupState,
    Side,
)

SUMMARY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """Somebody who has said yes to taking part: a person with log-in, or a name and how to reach them."""

    side: str
    person: Person | None = None
    name: str = ""
    contact: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """When and where a group meets."""

    title: str
    starts_at: datetime
    ends_at: datetime
    place: Place | None = None
    where: str = ""
    for_everybody: bool = False


def _locked(group: Group) -> Group:
    return (
        Group.objects.select_for_update(of=("self",))
        .select_related("plan", "focus__area")
        .get(pk=group.pk)
    )


@transaction.atomic
def set_up_reference_group(*, actor: Actor, plan: Plan) -> Group:
    """Set up the group that plans, follows and advises; a second press gives the same group.

    Raises Refused when the actor may not.
    """
    require(may_lead_year(actor, plan))
    Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    group, made = Group.objects.get_or_create(kind=GroupKind.REFERENCE, plan=plan)
    if made:
        record(actor=actor, verb="plans.set_up_reference_group", thing=group.thing, public=True)
    return group


@transaction.atomic
def save_group(
    *, actor: Actor, group: Group, version: int, purpose: str, lead: Person | None
) -> Group:
    """Save what a group is for and who leads it.

    Raises Refused when the actor may not, EditedMeanwhile when somebody saved it since `version`.
    """
    current = _locked(group)
    require(may_lead_group(actor, current))
    if current.version != version:
        raise EditedMeanwhile(current)
    current.purpose, current.lead = readable(purpose), lead
    current.version += 1
    current.save()
    record(actor=actor, verb="plans.save_group", thing=current.thing, public=True)
    return current


@transaction.atomic
def end_group(*, actor: Actor, group: Group) -> Group:
    """Say that a group has done its work; a second press changes nothing.

    Raises Refused when the actor may not.
    """
    current = _locked(group)
    require(may_lead_group(actor, current))
    if current.is_active:
        current.state, current.ended_on = GroupState.ENDED, timezone.localdate()
        current.save()
        record(actor=actor, verb="plans.end_group", thing=current.thing, public=True)
    return current


@transaction.atomic
def take_up_group(*, actor: Actor, group: Group) -> Group:
    """Let a group that was ended too early work on; a second press changes nothing.

    Raises Refused when the actor may not.
    """
    current = _locked(group)
    require(may_lead_group(actor, current))
    if not current.is_active:
        current.state, current.ended_on = GroupState.ACTIVE, None
        current.save()
        record(actor=actor, verb="plans.take_up_group", thing=current.thing, public=True)
    return current


def _check(new: NewMember) -> None:
    if new.person is None and not new.name.strip():
        raise ValidationError({"name": _("Vælg en med log-in, eller skriv et navn.")})
    if new.side == Side.DEPARTMENT and not new.unit.strip():
        raise ValidationError({"unit": _("Skriv afdelingen.")})
    if "@" in new.contact:
        try:
            validate_email(new.contact.strip())
        except ValidationError as error:
            raise ValidationError(
                {"contact": _("Skriv en e-mail som navn@eksempel.dk.")}
            ) from error


@transaction.atomic
def add_member(*, actor: Actor, group: Group, new: NewMember) -> GroupMember:
    """Take somebody into a group who has said yes, and invite them to its meetings to come.

    Args:
        actor: who leads the group or writes the plan.
        group: the group.
        new: who comes in.

    Raises Refused when the actor may not, ValidationError when there is neither a person nor a name, or they
    are in the group already.
    """
    current = _locked(group)
    require(may_lead_group(actor, current))
    _check(new)
    contact = one_line(new.contact)[:NAME_LENGTH]
    member = GroupMember(
        group=current,
        person=new.person,
        name="" if new.person else one_line(new.name)[:NAME_LENGTH],
        contact="" if new.person else contact,
        address_key=address_key(contact) if "@" in contact and not new.person else None,
        side=new.side,
        unit="" if new.side in UNNAMED else one_line(new.unit)[:TITLE_LENGTH],
    )
    known = current.members.current()
    if (member.person and known.filter(person=member.person).exists()) or (
        member.address_key and known.filter(address_key=member.address_key).exists()
    ):
        raise ValidationError(_("Personen er allerede med i gruppen."))
    member.save()
    record(
        actor=actor,
        verb="plans.add_member",
        thing=current.thing,
        about=member.about,
        public=True,
    )
    for gathering in meetings_ahead(current):
        gatherings.invite(actor=SYSTEM, gathering=gathering, guests=[_guest(member)])
    return member


@transaction.atomic
def remove_member(*, actor: Actor, member: GroupMember) -> None:
    """Let somebody out of a group; what is known of all but staff is deleted at once.

    Raises Refused when the actor may not.
    """
    current = _locked(member.group)
    require(may_lead_group(actor, current))
    _leave(actor, member)


@transaction.atomic
def leave_group(*, actor: Actor, member: GroupMember) -> None:
    """Leave a group oneself.

    Args:
        actor: the member.
        member: as whom; the caller has found it by log-in or a proved address.
    """
    _locked(member.group)
    _leave(actor, member)


def _leave(actor: Actor, member: GroupMember) -> None:
    record(
        actor=actor,
        verb="plans.leave_group",
        thing=member.group.thing,
        about=member.about,
        public=True,
    )
    _uninvite(member)
    if not member.is_staff:
        member.tasks.filter(unit="").update(unit=member.side_words)
        member.delete()
        return
    GroupMember.objects.filter(pk=member.pk, left_on__isnull=True).update(
        left_on=timezone.localdate()
    )


def _uninvite(member: GroupMember) -> None:
    """Forget somebody in the group's meetings to come, so that no letter follows who has left.

    A seat they took at a meeting for everybody is theirs without the group.
    """
    for gathering in meetings_ahead(member.group):
        rows = gathering.registrations.all()
        if gathering.admission == Admission.EVERYBODY:
            rows = rows.in_state(RegistrationState.INVITED)
        for each in rows:
            if _is_of(each, member):
                gatherings.forget_person(actor=SYSTEM, registration=each)


def _is_of(registration: Registration, member: GroupMember) -> bool:
    if member.address:
        return registration.address_key == address_key(member.address)
    named = (registration.address_key, registration.name, registration.phone)
    return named == (None, member.full_name, member.phone)


@transaction.atomic
def add_task(
    *,
    actor: Actor,
    group: Group,
    text: str,
    member: GroupMember | None = None,
    unit: str = "",
    due_on: date | None = None,
) -> GroupTask:
    """Write down what was agreed: what, who and by when.

    Raises Refused when the actor may not, ValidationError when nobody does it or they are in another group.
    """
    current = _locked(group)
    require(may_lead_group(actor, current))
    if member is None and not unit.strip():
        raise ValidationError({"member": _("Vælg, hvem der gør det, eller skriv en afdeling.")})
    if member is not None and member.group_id != current.pk:
        raise ValidationError({"member": _("Personen er ikke med i gruppen.")})
    task = GroupTask.objects.create(
        group=current,
        text=one_line(text)[:LINE_LENGTH],
        member=member,
        unit=one_line(unit)[:TITLE_LENGTH],
        due_on=due_on,
    )
    record(actor=actor, verb="plans.add_task", thing=task.thing)
    return task


@transaction.atomic
def tick_task(
    *, actor: Actor, task: GroupTask, member: GroupMember | None = None, done: bool = True
) -> GroupTask:
    """Tick a task off, or take the tick back.

    Args:
        actor: who presses.
        task: which one.
        member: as whom they take part in the group, if they do.
        done: whether it is done.

    Raises Refused when the actor may not.
    """
    require(may_work_in_group(actor, _locked(task.group), member))
    GroupTask.objects.filter(pk=task.pk, done_on__isnull=done).update(
        done_on=timezone.localdate() if done else None
    )
    record(actor=actor, verb="plans.tick_task", thing=task.thing)
    task.refresh_from_db()
    return task


@transaction.atomic
def remove_task(*, actor: Actor, task: GroupTask) -> None:
    """Remove a task that was written by mistake.

    Raises Refused when the actor may not.
    """
    require(may_lead_group(actor, _locked(task.group)))
    record(actor=actor, verb="plans.remove_task", thing=task.thing)
    task.delete()


@transaction.atomic
def write_note(
    *, actor: Actor, group: Group, text: str, on: date, member: GroupMember | None = None
) -> GroupNote:
    """Write down what the group said; only the group reads it until it is made public.

    Args:
        actor: who writes.
        group: the group.
        text: what was said.
        on: when.
        member: as whom they take part in the group, if they do.

    Raises Refused when the actor may not.
    """
    require(may_work_in_group(actor, _locked(group), member))
    note = GroupNote.objects.create(group=group, on=on, text=readable(text))
    record(actor=actor, verb="plans.write_note", thing=note.thing)
    return note


@transaction.atomic
def answer_note(
    *, actor: Actor, note: GroupNote, version: int, text: str, done_with: str, is_public: bool
) -> GroupNote:
    """Say what was done with what the group said, and whether everybody may read it.

    Raises Refused when the actor may not, EditedMeanwhile when somebody saved it since `version`.
    """
    require(may_lead_group(actor, _locked(note.group)))
    current = GroupNote.objects.select_for_update(of=("self",)).get(pk=note.pk)
    if current.version != version:
        raise EditedMeanwhile(current)
    current.text, current.done_with = readable(text), readable(done_with)
    public = is_public or current.is_public
    current.is_public = is_public
    current.version += 1
    current.save()
    record(actor=actor, verb="plans.answer_note", thing=current.thing, public=public)
    return current


def _guest(member: GroupMember) -> gatherings.Guest:
    return gatherings.Guest(name=member.full_name, address=member.address, phone=member.phone)


def _summary(text: str) -> str:
    return str(Truncator(" ".join(plain_text(text).split())).chars(SUMMARY))


@transaction.atomic
def plan_meeting(*, actor: Person, group: Group, meeting: Meeting) -> Gathering:
    """Begin a meeting of a group as a draft; those who take part hear of it when it is published.

    Args:
        actor: who calls the group together; becomes responsible for the meeting.
        group: the group.
        meeting: when and where.

    Raises Refused when the actor may not, ValidationError for times that cannot be.
    """
    current = _locked(group)
    require(may_plan_group_meeting(actor, current))
    topics = list(current.focus.area.topics.all()) if current.focus else []
    purpose = current.purpose or current.subject
    gathering = gatherings.plan_gathering(
        actor=actor,
        plan=gatherings.Plan(
            kind=GatheringKind.OTHER,
            title=meeting.title,
            summary=_summary(purpose),
            body=purpose,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            place=meeting.place,
            where=meeting.where,
            admission=Admission.EVERYBODY if meeting.for_everybody else Admission.INVITED,
        ),
        topics=topics,
        places=list(current.plan.places.all()),
    )
    GroupMeeting.objects.create(group=current, gathering=gathering)
    members = current.members.current().select_related("person")
    gatherings.invite(actor=SYSTEM, gathering=gathering, guests=[_guest(each) for each in members])
    record(actor=actor, verb="plans.plan_meeting", thing=current.thing)
    return gathering


@transaction.atomic
def forget_members(*, actor: Actor, today: date | None = None) -> int:
    """Delete who took part, staff apart, in groups that ended long ago; return how many rows went.

    Args:
        actor: the house itself.
        today: the day it is; now when left out.
    """
    last = (today or timezone.localdate()) - KEEP_MEMBERS
    ended = Group.objects.filter(state=GroupState.ENDED, ended_on__lt=last)
    gone = GroupMember.objects.filter(group__in=ended).exclude(side=Side.DEPARTMENT)
    number = 0
    for member in gone.select_related("group", "person"):
        _leave(actor, member)
        number += 1
    return number
