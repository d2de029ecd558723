"""Add, change, move on and end initiatives, and tell what came of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send, take_back
from samspil.base.outbox.drafts import Draft
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.interests.models import InterestProfile
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable
from samspil.work.involvement import letters
from samspil.work.involvement.models import Initiative, Invitation, InvolvementPlan
from samspil.work.involvement.policies import (
    may_change_state,
    may_edit_initiative,
    may_plan_for,
    may_see_people_of,
)
from samspil.work.involvement.terms import Answer, InitiativeKind, InitiativeState, Outcome

# Titles become the subject of a page and the words of a link.
ONE_LINE = ("title", "title_en", "need", "need_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class InitiativeText:
    """What a coordinator writes about an initiative."""

    kind: str
    title: str
    purpose: str
    starts_on: date
    ends_on: date | None = None
    challenge: str = ""
    asked: str = ""
    easy_text: str = ""
    need: str = ""
    title_en: str = ""
    purpose_en: str = ""
    challenge_en: str = ""
    asked_en: str = ""
    easy_text_en: str = ""
    need_en: str = ""


def _write(initiative: Initiative, text: InitiativeText) -> None:
    for name in InitiativeText.__dataclass_fields__:
        value = getattr(text, name)
        if isinstance(value, str):
            value = one_line(value) if name in ONE_LINE else readable(value).strip()
        setattr(initiative, name, value)


def _check(initiative: Initiative) -> None:
    """Raise ValidationError, by field, for what an initiative of its kind must have."""
    wrong: dict[str, object] = {}
    if initiative.kind == InitiativeKind.WORKING_COMMUNITY:
        if not initiative.challenge:
            wrong["challenge"] = _("Skriv den udfordring, arbejdsfællesskabet skal arbejde med.")
        if initiative.ends_on is None:
            wrong["ends_on"] = _("Et arbejdsfællesskab er midlertidigt. Vælg, hvornår det slutter.")
    if initiative.ends_on is not None and initiative.ends_on < initiative.starts_on:
        wrong["ends_on"] = _("Slutdatoen ligger før startdatoen.")
    last = initiative.ends_on or initiative.starts_on
    if not initiative.starts_on.year <= initiative.plan.year <= last.year:
        wrong["starts_on"] = _("Perioden ligger ikke i planens år.")
    if initiative.is_addition and not initiative.need:
        wrong["need"] = _(
            "Planen er udgivet. Skriv, hvilket behov eller hvilken idé det svarer på."
        )
    if wrong:
        raise ValidationError(wrong)


@transaction.atomic
def add_initiative(
    *,
    actor: Actor,
    plan: InvolvementPlan,
    text: InitiativeText,
    responsible: Person,
    topics: Iterable[Topic] = (),
    places: Iterable[Place] = (),
) -> Initiative:
    """Add an initiative to a plan; to a published plan it comes as an addition, marked as such (row P4).

    Raises Refused when the actor may not, ValidationError when something it must have is missing.
    """
    places, topics = list(places), list(topics)
    require(may_plan_for(actor, [each.pk for each in places], [each.pk for each in topics]))
    # Whoever publishes the plan at this moment waits: from the start or added is one or the other.
    plan = InvolvementPlan.objects.select_for_update().get(pk=plan.pk)
    initiative = Initiative(plan=plan, responsible=responsible, is_addition=plan.is_public)
    _write(initiative, text)
    _check(initiative)
    initiative.save()
    initiative.topics.set(topics)
    initiative.places.set(places)
    record(
        actor=actor,
        verb="involvement.add_initiative",
        thing=initiative.thing,
        public=plan.is_public,
    )
    return initiative


def _locked(initiative: Initiative) -> Initiative:
    return (
        Initiative.objects.select_for_update(of=("self",))
        .select_related("plan")
        .get(pk=initiative.pk)
    )


@transaction.atomic
def save_initiative(
    *,
    actor: Actor,
    initiative: Initiative,
    version: int,
    text: InitiativeText,
    responsible: Person,
    topics: Iterable[Topic],
    places: Iterable[Place],
) -> Initiative:
    """Save a changed initiative.

    Args:
        actor: the coordinator.
        initiative: the initiative to change.
        version: the version the coordinator opened.
        text: what it says now.
        responsible: the member of staff who is responsible now.
        topics: what it is about now.
        places: where it concerns now.

    Raises:
        Refused: when the actor may not change it, or not for those places.
        EditedMeanwhile: when somebody else saved it since `version`.
        ValidationError: when something it must have is missing.
    """
    current = _locked(initiative)
    require(may_edit_initiative(actor, current))
    if current.version != version:
        raise EditedMeanwhile(current)
    places, topics = list(places), list(topics)
    require(may_plan_for(actor, [each.pk for each in places], [each.pk for each in topics]))
    _write(current, text)
    _check(current)
    current.responsible = responsible
    current.version += 1
    current.save()
    current.topics.set(topics)
    current.places.set(places)
    record(
        actor=actor,
        verb="involvement.save_initiative",
        thing=current.thing,
        public=current.is_public,
    )
    return current


@transaction.atomic
def change_state(*, actor: Actor, initiative: Initiative, to: InitiativeState) -> Initiative:
    """Move an initiative on; a second press changes nothing.

    Raises Refused when the actor may not, or when it cannot go there from where it is; ValidationError when
    it is to be cancelled, which needs a reason.
    """
    current = _locked(initiative)
    if current.state == to:
        return current
    require(may_change_state(actor, current, to))
    if to == InitiativeState.CANCELLED:
        raise ValidationError(_("Skriv, hvorfor det bliver aflyst."))
    _move(actor, current, to)
    return current


def _move(actor: Actor, initiative: Initiative, to: InitiativeState) -> None:
    initiative.state = to
    initiative.closed_on = timezone.localdate() if not initiative.is_open else None
    if to != InitiativeState.CANCELLED:
        initiative.cancelled_why = ""
    initiative.save(update_fields=["state", "closed_on", "cancelled_why", "updated_at"])
    if not initiative.is_open:
        _close_rounds(initiative)
    record(
        actor=actor,
        verb=f"involvement.{to}",
        thing=initiative.thing,
        public=initiative.is_public,
    )


def _close_rounds(initiative: Initiative) -> None:
    """Close what is still open, and keep letters that have not left from leaving."""
    waiting: list[Draft] = []
    for round in initiative.rounds.filter(closed_at__isnull=True):
        round.closed_at = timezone.now()
        round.save(update_fields=["closed_at"])
        waiting += [*letters.invitations(round).values(), *letters.reminders(round).values()]
    if waiting:
        take_back(drafts=waiting)


@transaction.atomic
def cancel(*, actor: Actor, initiative: Initiative, why: str) -> Initiative:
    """Cancel an initiative with a reason everybody can read, and tell those who had said yes.

    Raises Refused when the actor may not, ValidationError without a reason.
    """
    current = _locked(initiative)
    if current.state == InitiativeState.CANCELLED:
        return current
    require(may_change_state(actor, current, InitiativeState.CANCELLED))
    if not (why := one_line(why)):
        raise ValidationError({"why": _("Skriv, hvorfor det bliver aflyst. Alle kan læse det.")})
    current.cancelled_why = why
    current.save(update_fields=["cancelled_why"])
    _move(actor, current, InitiativeState.CANCELLED)
    if current.is_public:
        _tell_participants(current, letters.cancelled, "cancelled")
        _tell_those_who_wait(current)
    return current


def _tell_participants(
    initiative: Initiative, write: Callable[[Initiative, str], Draft], key: str
) -> int:
    """Queue one letter to each who takes part and has an address; return how many were new."""
    told = 0
    for each in initiative.participants.current().filter(address_key__isnull=False):
        sent = send(
            draft=write(initiative, each.language),
            address=str(each.address),
            dedupe_key=f"involvement:{key}:{initiative.pk}:{each.ref}",
        )
        told += sent is not None
    return told


def _tell_those_who_wait(initiative: Initiative) -> None:
    waiting = Invitation.objects.filter(
        round__initiative=initiative,
        answer=Answer.YES,
        outcome=Outcome.NONE,
        profile__in=InterestProfile.objects.receiving().by_mail(),
    ).select_related("profile")
    for each in waiting:
        profile = each.profile
        if profile is not None:
            send(
                draft=letters.cancelled(initiative, profile.language),
                address=str(profile.address),
                dedupe_key=f"involvement:cancelled:{initiative.pk}:{each.pk}",
                subscription=profile.ref,
            )


@transaction.atomic
def delete_initiative(*, actor: Actor, initiative: Initiative) -> None:
    """Delete an initiative of a draft plan; one that was public is cancelled instead.

    Raises Refused when the actor may not, ValidationError when it was public or answers a proposal.
    """
    current = _locked(initiative)
    require(may_edit_initiative(actor, current))
    if current.is_public or current.proposals.exists():
        raise ValidationError(
            _("Et initiativ, der har været udgivet, kan aflyses, men ikke slettes.")
        )
    thing = current.thing
    current.delete()
    record(actor=actor, verb="involvement.delete_initiative", thing=thing)


@transaction.atomic
def tell_result(*, actor: Actor, initiative: Initiative, result: str, result_en: str = "") -> int:
    """Write what came of an initiative, for everybody to read; those who took part are told once.

    Whose proposal it came from is told too. Mending the text later tells nobody again.

    Returns:
        How many letters were queued.

    Raises Refused when the actor is not of the initiative, ValidationError without a text or before
    the plan is public.
    """
    current = _locked(initiative)
    require(may_see_people_of(actor, current))
    if not (result := readable(result).strip()):
        raise ValidationError({"result": _("Skriv, hvad der kom ud af det.")})
    if not current.is_public:
        raise ValidationError(
            {"result": _("Udgiv planen, før du fortæller, hvad der kom ud af det.")}
        )
    current.result, current.result_en = result, readable(result_en).strip()
    current.result_told_on = current.result_told_on or timezone.localdate()
    current.version += 1
    current.save(update_fields=["result", "result_en", "result_told_on", "version", "updated_at"])
    record(actor=actor, verb="involvement.tell_result", thing=current.thing, public=True)
    return _tell_participants(current, letters.result_told, "result") + _tell_proposers(current)


def _tell_proposers(initiative: Initiative) -> int:
    told = 0
    for proposal in initiative.proposals.filter(address_key__isnull=False):
        sent = send(
            draft=letters.proposal_outcome(proposal),
            address=str(proposal.address),
            dedupe_key=f"involvement:outcome:{proposal.ref}",
            fields={"link": letters.proposal_link(proposal)},
        )
        told += sent is not None
    return told
