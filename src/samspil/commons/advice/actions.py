"""Ask for a talk, move and cancel it; take, answer and note it; keep advisers, hours and absences."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send
from samspil.base.people.actions import limit_attempts
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.search.actions import refresh
from samspil.base.topics.models import Topic
from samspil.commons.advice import letters
from samspil.commons.advice.models import (
    Absence,
    Adviser,
    OfficeHours,
    QueueLimit,
    TalkRequest,
)
from samspil.commons.advice.policies import (
    may_advise,
    may_appoint,
    may_handle,
    may_keep_hours,
    may_move,
    may_note_outcome,
    may_take,
)
from samspil.commons.advice.queries import (
    due_reminders,
    free_time_at,
    hours_meeting,
    talks_to_forget,
)
from samspil.commons.advice.terms import (
    ASKED_PER_CLIENT,
    RATE_WINDOW,
    REMIND_BEFORE,
    Opening,
    TalkState,
)
from samspil.kit.access import Actor, System, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.encryption import address_key


class TimeTaken(Exception):
    """Somebody else was first; nothing was written."""

    def __init__(self) -> None:
        super().__init__(_("Tiden er lige blevet taget. Vælg en anden. Det, du skrev, står her."))


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody asks for; without a time they want to be called."""

    name: str
    way: str
    address: str = ""
    phone: str = ""
    about: str = ""
    starts_at: datetime | None = None
    day_parts: Sequence[str] = field(default_factory=tuple)
    language: str = "da"


def _tell(talk: TalkRequest, what: str) -> None:
    """Send who asked what happened; who has no e-mail stands on the adviser's list to call."""
    if talk.address:
        draft, fields = letters.to_asker(talk, what)
        key = f"talk:{talk.ref}:{what}:{talk.version}"
        send(draft=draft, address=talk.address, dedupe_key=key, fields=fields)


def _tell_adviser(talk: TalkRequest, what: str) -> None:
    if talk.adviser.person is not None:
        draft, fields = letters.to_adviser(talk, what)
        key = f"talk:{talk.ref}:adviser:{what}:{talk.version}"
        send(draft=draft, address=talk.adviser.person.email, dedupe_key=key, fields=fields)


def _give_time(talk: TalkRequest, starts_at: datetime) -> None:
    """Give a talk a free time of its adviser; one at a time, so that nobody gets what another has."""
    adviser = Adviser.objects.select_for_update().get(pk=talk.adviser_id)
    slot = free_time_at(adviser, starts_at)
    if slot is None:
        raise TimeTaken
    now = timezone.now()
    talk.starts_at, talk.ends_at, talk.where = slot.starts_at, slot.ends_at, slot.where
    talk.state = TalkState.BOOKED
    talk.answered_at = talk.answered_at or now
    # Whoever chooses a time within the day knows when it is.
    talk.reminded_of = slot.starts_at if slot.starts_at - now <= REMIND_BEFORE else None
    if talk.way not in slot.ways:
        talk.way = slot.ways[0]


def _ask(actor: Actor, adviser: Adviser, wish: Wish, verb: str) -> TalkRequest:
    talk = TalkRequest(
        adviser=adviser,
        address=wish.address or None,
        address_key=address_key(wish.address) if wish.address else None,
        contact={"name": wish.name, "phone": wish.phone},
        about=wish.about,
        language=wish.language,
        way=wish.way,
        day_parts=list(wish.day_parts),
    )
    if wish.starts_at is not None:
        _give_time(talk, wish.starts_at)
    talk.save()
    record(actor=actor, verb=verb, thing=str(talk))
    _tell(talk, "booked" if talk.starts_at else "asked")
    _tell_adviser(talk, "new")
    return talk


def ask(*, actor: Actor, adviser: Adviser, wish: Wish, client: str) -> TalkRequest:
    """Ask for a talk, without account.

    Args:
        actor: the visitor.
        adviser: whom to talk with.
        wish: what was asked for.
        client: the network the form came from.

    Raises:
        TooMany: when one network has asked very often.
        TimeTaken: when somebody else got the time first.
    """
    limit_attempts(what="advice.ask", who=client, per=RATE_WINDOW, most=ASKED_PER_CLIENT)
    with transaction.atomic():
        return _ask(actor, adviser, wish, "advice.ask")


@transaction.atomic
def book_for_person(*, actor: Actor, adviser: Adviser, wish: Wish) -> TalkRequest:
    """Ask for a talk for somebody on the phone; raises TimeTaken."""
    require(may_advise(actor))
    return _ask(actor, adviser, wish, "advice.book_for_person")


def _locked(talk: TalkRequest) -> TalkRequest:
    return (
        TalkRequest.objects.select_for_update(of=("self",))
        .select_related("adviser__person")
        .get(pk=talk.pk)
    )


@transaction.atomic
def move(*, actor: Actor, talk: TalkRequest, starts_at: datetime) -> TalkRequest:
    """Give one's own talk another time, or its first; raises TimeTaken and Refused."""
    current = _locked(talk)
    require(may_move(current))
    _give_time(current, starts_at)
    current.version += 1
    current.save()
    record(actor=actor, verb="advice.move", thing=str(current))
    _tell(current, "moved")
    _tell_adviser(current, "changed")
    return current


@transaction.atomic
def give_time(*, actor: Actor, talk: TalkRequest, starts_at: datetime) -> TalkRequest:
    """Give somebody who waits a time; raises TimeTaken and Refused."""
    current = _locked(talk)
    require(may_handle(actor, current))
    _give_time(current, starts_at)
    current.version += 1
    current.save()
    record(actor=actor, verb="advice.give_time", thing=str(current))
    _tell(current, "moved")
    return current


def _end(talk: TalkRequest, state: TalkState) -> None:
    talk.state, talk.ended_at = state, timezone.now()
    talk.answered_at = talk.answered_at or talk.ended_at
    talk.version += 1
    talk.save()


@transaction.atomic
def cancel(*, actor: Actor, talk: TalkRequest) -> None:
    """Cancel one's own talk; the time is free again at once."""
    current = _locked(talk)
    require(may_move(current))
    _end(current, TalkState.CANCELLED)
    record(actor=actor, verb="advice.cancel", thing=str(current))
    _tell(current, "cancelled")
    _tell_adviser(current, "changed")


@transaction.atomic
def call_off(*, actor: Actor, talk: TalkRequest) -> None:
    """Cancel a talk as its adviser."""
    current = _locked(talk)
    require(may_handle(actor, current))
    _end(current, TalkState.CANCELLED)
    record(actor=actor, verb="advice.call_off", thing=str(current))
    _tell(current, "cancelled")


def _is_busy(adviser: Adviser, talk: TalkRequest) -> bool:
    others = adviser.talks.booked().exclude(pk=talk.pk)
    return others.filter(starts_at__lt=talk.ends_at, ends_at__gt=talk.starts_at).exists()


@transaction.atomic
def hand_over(*, actor: Actor, talk: TalkRequest, to: Adviser) -> None:
    """Give a talk to a colleague, or take it oneself.

    A talk with a time keeps it, when the receiver has nothing then. Raises ValidationError when they have.
    """
    current = _locked(talk)
    require(may_take(actor, current) if to.person_id == actor.pk else may_handle(actor, current))
    Adviser.objects.select_for_update().get(pk=to.pk)
    if current.state == TalkState.BOOKED and _is_busy(to, current):
        raise ValidationError(_("Kollegaen har en anden aftale på samme tid."))
    current.adviser = to
    current.version += 1
    current.save()
    record(actor=actor, verb="advice.hand_over", thing=str(current))
    if to.person_id != actor.pk:
        _tell_adviser(current, "new")


@transaction.atomic
def answer(*, actor: Actor, talk: TalkRequest, text: str) -> None:
    """Write an answer that is read behind the sealed link."""
    current = _locked(talk)
    require(may_handle(actor, current))
    current.answer = text
    current.answered_at = current.answered_at or timezone.now()
    current.version += 1
    current.save()
    record(actor=actor, verb="advice.answer", thing=str(current))
    _tell(current, "answered")


@transaction.atomic
def keep_note(*, actor: Actor, talk: TalkRequest, text: str) -> None:
    """Keep the adviser's own note."""
    current = _locked(talk)
    require(may_handle(actor, current))
    current.note = text
    current.save(update_fields=["note"])
    record(actor=actor, verb="advice.keep_note", thing=str(current))


@transaction.atomic
def note_outcome(*, actor: Actor, talk: TalkRequest, state: TalkState) -> None:
    """Note that a talk was held, that nobody came, or that it is closed."""
    current = _locked(talk)
    require(may_note_outcome(actor, current))
    if state not in {TalkState.HELD, TalkState.NO_SHOW, TalkState.CLOSED}:
        raise ValidationError(_("Vælg, hvordan det gik."))
    _end(current, state)
    record(actor=actor, verb="advice.note_outcome", thing=str(current))


@transaction.atomic
def mark_told(*, actor: Actor, talk: TalkRequest) -> None:
    """Note that somebody without e-mail has been reminded by phone."""
    current = _locked(talk)
    require(may_handle(actor, current))
    current.reminded_of = current.starts_at
    current.save(update_fields=["reminded_of"])
    record(actor=actor, verb="advice.mark_told", thing=str(current))


def send_reminders(*, actor: System, now: datetime | None = None) -> int:
    """Remind both sides of the talks of the coming day, once for each time; return how many talks."""
    moment = now or timezone.now()
    sent = 0
    for pk in list(due_reminders(moment).values_list("pk", flat=True)):
        with transaction.atomic():
            talk = (
                due_reminders(moment)
                .select_for_update(of=("self",))
                .select_related("adviser__person")
                .filter(pk=pk)
                .first()
            )
            if talk is None:
                continue
            talk.reminded_of = talk.starts_at
            talk.save(update_fields=["reminded_of"])
            _tell(talk, "reminder")
            _tell_adviser(talk, "reminder")
            sent += 1
    return sent


@transaction.atomic
def forget(*, actor: System, now: datetime | None = None) -> int:
    """Delete who asked and what was said of the talks that ended long ago; return how many."""
    moment = now or timezone.now()
    return talks_to_forget(moment).update(
        address=None,
        address_key=None,
        contact={},
        about="",
        note="",
        answer="",
        forgotten_at=moment,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Presented:
    """What is shown of an adviser."""

    text: str = ""
    text_en: str = ""
    phone: str = ""
    mail: str = ""
    ways: Sequence[str] = ()
    postcodes: Sequence[str] = ()
    is_for_everybody: bool = False
    is_open: bool = True


@transaction.atomic
def present(
    *,
    actor: Actor,
    person: Person,
    shown: Presented,
    places: Collection[Place] = (),
    topics: Collection[Topic] = (),
    version: int | None = None,
) -> Adviser:
    """Appoint somebody as adviser, or change what is shown of them and whom they advise.

    Args:
        actor: who appoints.
        person: who is to advise, with the role for it.
        shown: what relatives see.
        places, topics: whom they advise.
        version: the version that was opened; None goes over whatever is there.

    Raises:
        Refused: when the actor may not appoint.
        EditedMeanwhile: when somebody else saved the adviser since `version`.
    """
    require(may_appoint(actor))
    adviser, _new = Adviser.objects.select_for_update(of=("self",)).get_or_create(person=person)
    if version is not None and adviser.version != version:
        raise EditedMeanwhile(adviser)
    for name in Presented.__dataclass_fields__:
        setattr(adviser, name, getattr(shown, name))
    adviser.version += 1
    adviser.save()
    adviser.places.set(places)
    adviser.topics.set(topics)
    record(actor=actor, verb="advice.present", thing=f"adviser:{adviser.pk}", public=True)
    refresh("adviser", [adviser.pk])
    return adviser


@transaction.atomic
def add_hours(*, actor: Actor, adviser: Adviser, opening: Opening) -> OfficeHours:
    """Add weekly hours.

    Raises:
        Refused: when the actor may not keep these hours.
        ValidationError: when there are hours at that time already, in which two talks would meet.
    """
    require(may_keep_hours(actor, adviser))
    # One at a time, so that two presses do not add the same hours twice.
    Adviser.objects.select_for_update(of=("self",)).get(pk=adviser.pk)
    if (met := hours_meeting(adviser, opening).first()) is not None:
        raise ValidationError(
            _("Du har allerede tider der: %(hours)s. Fjern dem først, eller vælg andre tider.")
            % {"hours": met}
        )
    values = {name: getattr(opening, name) for name in Opening.__dataclass_fields__}
    hours = OfficeHours.objects.create(adviser=adviser, **values)
    record(actor=actor, verb="advice.add_hours", thing=f"adviser:{adviser.pk}")
    return hours


@transaction.atomic
def remove_hours(*, actor: Actor, hours: OfficeHours) -> None:
    """Remove weekly hours; what is booked stays booked."""
    require(may_keep_hours(actor, hours.adviser))
    record(actor=actor, verb="advice.remove_hours", thing=f"adviser:{hours.adviser_id}")
    hours.delete()


@transaction.atomic
def add_absence(*, actor: Actor, adviser: Adviser, first_day: date, last_day: date) -> int:
    """Note days away; return how many booked talks fall into them and want moving."""
    require(may_keep_hours(actor, adviser))
    Absence.objects.create(adviser=adviser, first_day=first_day, last_day=last_day)
    record(actor=actor, verb="advice.add_absence", thing=f"adviser:{adviser.pk}")
    return (
        adviser.talks.booked()
        .filter(starts_at__date__gte=first_day, starts_at__date__lte=last_day)
        .count()
    )


@transaction.atomic
def remove_absence(*, actor: Actor, absence: Absence) -> None:
    """Take days away back."""
    require(may_keep_hours(actor, absence.adviser))
    record(actor=actor, verb="advice.remove_absence", thing=f"adviser:{absence.adviser_id}")
    absence.delete()


@transaction.atomic
def set_limit(*, actor: Actor, days: int) -> None:
    """Decide after how many days somebody has waited too long."""
    require(may_appoint(actor))
    QueueLimit.objects.update_or_create(pk=1, defaults={"days": days})
    record(actor=actor, verb="advice.set_limit")
