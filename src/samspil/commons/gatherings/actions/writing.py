"""Plan a gathering, make it known, change it, call it off, and tell what came of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from functools import partial
from uuid import UUID

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import take_back
from samspil.base.outbox.drafts import Draft
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.search.actions import refresh
from samspil.base.topics.models import Topic
from samspil.commons.gatherings import letters
from samspil.commons.gatherings.actions.seats import lock, move_up
from samspil.commons.gatherings.actions.telling import tell, tell_all
from samspil.commons.gatherings.models import (
    Gathering,
    PhoneCall,
    ProgrammeItem,
    RegistrationQuerySet,
    Series,
)
from samspil.commons.gatherings.policies import (
    may_call,
    may_call_for,
    may_edit,
    may_move_to,
    may_tell_outcome,
)
from samspil.commons.gatherings.queries import audience_of, those_who_came
from samspil.commons.gatherings.terms import (
    COMING,
    MOST_IN_SERIES,
    NOTE_LENGTH,
    Admission,
    GatheringKind,
    GatheringState,
    Mode,
    RegistrationState,
    Repeat,
)
from samspil.commons.interests.actions import ask_to_call, write_to
from samspil.commons.interests.letters import in_every_variant
from samspil.commons.interests.queries import interested_in
from samspil.commons.interests.terms import Rhythm
from samspil.kit.access import Actor, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is planned: words, time, place, and who may come."""

    kind: GatheringKind
    title: str
    summary: str
    starts_at: datetime
    ends_at: datetime
    body: str = ""
    easy_body: str = ""
    title_en: str = ""
    summary_en: str = ""
    body_en: str = ""
    easy_body_en: str = ""
    mode: Mode = Mode.IN_PERSON
    place: Place | None = None
    where: str = ""
    online_address: str = ""
    contact: str = ""
    to_newsletter: bool = False
    admission: Admission = Admission.EVERYBODY
    seats: int | None = None
    most_companions: int = 1
    asks_access_needs: bool = True
    sign_up_until: datetime | None = None
    reminders: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammePoint:
    """One point of the programme."""

    at: time
    title: str
    title_en: str = ""
    speaker: str = ""
    about_speaker: str = ""
    about_speaker_en: str = ""


ONE_LINE = frozenset({"title", "title_en", "where", "contact", "online_address"})
# What people planned after: when one of these changes, everybody who comes is told.
PLANNED_AFTER = ("starts_at", "ends_at", "mode", "place_id", "where", "online_address")


def _write(gathering: Gathering, plan: Plan) -> None:
    for name in Plan.__dataclass_fields__:
        value = getattr(plan, name)
        if isinstance(value, str):
            value = one_line(value) if name in ONE_LINE else readable(value)
        setattr(gathering, name, sorted(value) if isinstance(value, tuple) else value)


def _check(plan: Plan, gathering: Gathering) -> None:
    """Refuse times that cannot be: the end first, a start in the past, a last day after the start."""
    if plan.ends_at <= plan.starts_at:
        raise ValidationError({"ends_at": _("Mødet skal slutte, efter at det begynder.")})
    if plan.starts_at <= timezone.now() and plan.starts_at != gathering.starts_at:
        raise ValidationError({"starts_at": _("Tidspunktet er forbi. Vælg et senere.")})
    if plan.sign_up_until is not None and plan.sign_up_until > plan.starts_at:
        raise ValidationError({"sign_up_until": _("Fristen skal ligge, før mødet begynder.")})
    if plan.seats is not None and plan.seats < gathering.seats_taken:
        raise ValidationError(
            {
                "seats": _("%(taken)s pladser er allerede taget. Skriv mindst det antal.")
                % {"taken": gathering.seats_taken}
            }
        )


@transaction.atomic
def plan_gathering(
    *,
    actor: Person,
    plan: Plan,
    topics: Iterable[Topic] = (),
    places: Iterable[Place] = (),
    programme: Sequence[ProgrammePoint] = (),
) -> Gathering:
    """Begin a gathering as a draft.

    Args:
        actor: who plans it; becomes the one responsible.
        plan: words, time, place.
        topics: what it is about; those interested are told when it is published.
        places: where it concerns.
        programme: points and speakers.

    Raises:
        Refused: when the actor may not call people together.
        ValidationError: for times that cannot be.
    """
    require(may_call(actor))
    gathering = Gathering(responsible=actor)
    _check(plan, gathering)
    _write(gathering, plan)
    gathering.save()
    gathering.topics.set(topics)
    gathering.places.set(places)
    _set_programme(gathering, programme)
    record(actor=actor, verb="gatherings.plan_gathering", thing=gathering.thing)
    return gathering


def _set_programme(gathering: Gathering, programme: Sequence[ProgrammePoint]) -> None:
    gathering.programme.all().delete()
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            gathering=gathering,
            at=point.at,
            title=one_line(point.title),
            title_en=one_line(point.title_en),
            speaker=one_line(point.speaker),
            about_speaker=one_line(point.about_speaker),
            about_speaker_en=one_line(point.about_speaker_en),
        )
        for point in programme
    )


@transaction.atomic
def save_gathering(
    *,
    actor: Person,
    gathering: Gathering,
    version: int,
    plan: Plan,
    topics: Iterable[Topic],
    places: Iterable[Place],
    programme: Sequence[ProgrammePoint] | None = None,
    note: str = "",
) -> Gathering:
    """Save a changed gathering; when time or place changes, everybody who comes is told at once.

    More seats go to those who wait. Letters that still hold the old time are taken out of the queue.

    Args:
        actor: who changes it.
        gathering: which one.
        version: the version that was opened.
        plan: words, time and place now.
        topics: what it is about now.
        places: where it concerns now.
        programme: its points now; None leaves them.
        note: what changed and why, shown on its page; asked for when people must be told.

    Raises:
        Refused: when the actor may not.
        EditedMeanwhile: when somebody else saved it since `version`.
        ValidationError: for times that cannot be, fewer seats than are taken, or a missing note.
    """
    current = lock(gathering)
    require(may_edit(actor, current))
    if current.version != version:
        raise EditedMeanwhile(current)
    _check(plan, current)
    places, topics = list(places), list(topics)
    if not current.is_draft or actor.pk != current.responsible_id:
        require(
            may_call_for(
                actor,
                [place.pk for place in places],
                [topic.pk for topic in topics],
                newsletter=plan.to_newsletter,
            )
        )
    before = {name: getattr(current, name) for name in PLANNED_AFTER}
    outdated, announced = _letters_with_a_time(current), _announcements(current)
    ahead = current.state == GatheringState.PUBLISHED and not current.is_over
    _write(current, plan)
    moved = ahead and any(getattr(current, name) != value for name, value in before.items())
    if moved:
        if not note.strip():
            raise ValidationError(
                {"note": _("Skriv, hvad der er ændret. Alle, der kommer, får besked.")}
            )
        current.changed_at, current.change_note = timezone.now(), one_line(note)
    current.version += 1
    current.save()
    current.topics.set(topics)
    current.places.set(places)
    if programme is not None:
        _set_programme(current, programme)
    record(
        actor=actor,
        verb="gatherings.move" if moved else "gatherings.save_gathering",
        thing=current.thing,
        public=not current.is_draft,
    )
    if not current.is_draft:
        refresh("gathering", [current.pk])
    move_up(current)
    if ahead and take_back(drafts=announced.values()):
        _write_to_interested(current)
    if moved:
        _take_back_times(current, outdated)
        tell_all(
            _to_be_told(current),
            current,
            letters.changed,
            f"gathering:{current.pk}:changed:{current.version}",
        )
    return current


def _take_back_times(gathering: Gathering, outdated: list[Draft]) -> None:
    """Take what holds the old time out of the queue, from those who come here only.

    Gatherings at the same time share their letters: these say nothing but the time.
    """
    take_back(drafts=outdated, subscriptions=gathering.registrations.values("ref"))
    _open_calls(gathering).filter(what__startswith=f"gathering:{gathering.pk}:").delete()


def _open_calls(gathering: Gathering) -> QuerySet[PhoneCall]:
    return PhoneCall.objects.filter(registration__gathering=gathering, done_at__isnull=True)


def _letters_with_a_time(gathering: Gathering) -> list[Draft]:
    return [
        draft
        for write in (letters.reminder, letters.changed)
        for draft in letters.in_every_language(
            lambda language, write=write: write(gathering, language)  # type: ignore[misc]
        ).values()
    ]


def _to_be_told(gathering: Gathering) -> RegistrationQuerySet:
    return gathering.registrations.in_state(*COMING, RegistrationState.INVITED)


@transaction.atomic
def delete_draft(*, actor: Actor, gathering: Gathering) -> None:
    """Delete a gathering that nobody was told of.

    Raises Refused when the actor may not, ValidationError when it was made known.
    """
    current = lock(gathering)
    require(may_edit(actor, current))
    if not current.is_draft:
        raise ValidationError(_("Et møde, der har været udgivet, kan aflyses, men ikke slettes."))
    record(actor=actor, verb="gatherings.delete_draft", thing=current.thing)
    current.delete()


@transaction.atomic
def publish(*, actor: Actor, gathering: Gathering) -> int:
    """Make a gathering known: page, calendars and feeds, and one letter to each it concerns.

    Of a series, all that are drafts come out together and are announced by one letter. Those who were
    invited get their invitation. Publishing twice sends nothing more.

    Returns:
        The number of letters to those interested queued now.

    Raises Refused when the actor may not, ValidationError when it has begun.
    """
    _hold_series(gathering)
    current = lock(gathering)
    if current.state == GatheringState.PUBLISHED:
        return 0
    require(may_move_to(actor, current, GatheringState.PUBLISHED))
    if current.starts_at <= timezone.now():
        raise ValidationError(_("Mødet begynder på et tidspunkt, der er forbi. Ret det først."))
    others = _other_drafts(current)
    for each in others:
        require(may_move_to(actor, each, GatheringState.PUBLISHED))
    for each in (current, *others):
        _make_known(actor, each)
    return _announce(current)


def _hold_series(gathering: Gathering) -> None:
    """Let what is done with a whole series happen in turn."""
    if gathering.series_id is not None:
        Series.objects.select_for_update(no_key=True).get(pk=gathering.series_id)


def _other_drafts(gathering: Gathering) -> list[Gathering]:
    if gathering.series_id is None:
        return []
    drafts = Gathering.objects.filter(
        series=gathering.series_id, state=GatheringState.DRAFT, starts_at__gt=timezone.now()
    )
    return list(drafts.exclude(pk=gathering.pk).select_for_update(of=("self",), no_key=True))


def _make_known(actor: Actor, gathering: Gathering) -> None:
    gathering.state, gathering.published_at = GatheringState.PUBLISHED, timezone.now()
    gathering.save(update_fields=["state", "published_at", "updated_at"])
    record(
        actor=actor,
        verb="gatherings.publish",
        thing=gathering.thing,
        public=gathering.admission == Admission.EVERYBODY,
    )
    refresh("gathering", [gathering.pk])
    for each in gathering.registrations.in_state(RegistrationState.INVITED):
        each.gathering = gathering
        tell(each, "invited")


def _announce(gathering: Gathering) -> int:
    if gathering.admission != Admission.EVERYBODY:
        return 0
    ask_to_call(
        profiles=interested_in(audience_of(gathering)).filter(address_key__isnull=True),
        thing=gathering.thing,
        title=gathering.title,
        path=reverse("gathering", args=[gathering.pk]),
    )
    return _write_to_interested(gathering)


def _write_to_interested(gathering: Gathering) -> int:
    return write_to(
        people=interested_in(audience_of(gathering)).filter(rhythm=Rhythm.AT_ONCE),
        drafts=partial(_announcements, gathering),
        key=f"gathering:{gathering.pk}",
    )


def _announcements(gathering: Gathering) -> dict[str, Draft]:
    return in_every_variant(
        lambda language, full: letters.announcement(gathering, language=language, full=full)
    )


@transaction.atomic
def call_off(*, actor: Actor, gathering: Gathering, why: str) -> Gathering:
    """Call a gathering off and tell everybody who comes, waits or was invited.

    Letters about it that have not left are taken out of the queue.

    Raises Refused when the actor may not or it is over, ValidationError without a reason.
    """
    current = lock(gathering)
    if current.is_cancelled:
        return current
    _call_off(actor, current, why)
    tell_all(
        _to_be_told(current), current, letters.called_off, f"gathering:{current.pk}:called-off"
    )
    return current


def _call_off(actor: Actor, gathering: Gathering, why: str) -> None:
    require(may_move_to(actor, gathering, GatheringState.CANCELLED))
    if not why.strip():
        raise ValidationError({"why": _("Skriv kort, hvorfor mødet er aflyst.")})
    outdated, announced = _letters_with_a_time(gathering), _announcements(gathering)
    gathering.state = GatheringState.CANCELLED
    gathering.changed_at, gathering.change_note = timezone.now(), one_line(why)[:NOTE_LENGTH]
    # Calendar programs take a change only when its number is higher.
    gathering.version += 1
    gathering.save(update_fields=["state", "changed_at", "change_note", "version", "updated_at"])
    record(actor=actor, verb="gatherings.call_off", thing=gathering.thing, public=True)
    refresh("gathering", [gathering.pk])
    take_back(drafts=announced.values())
    _take_back_times(gathering, outdated)
    _open_calls(gathering).delete()


@transaction.atomic
def call_off_series(*, actor: Actor, gathering: Gathering, why: str) -> int:
    """Call off all that is ahead of a series; whoever comes to several gets one letter.

    Returns:
        How many gatherings were called off.

    Raises as `call_off`.
    """
    if gathering.series_id is None:
        raise ValidationError(_("Mødet hører ikke til en række."))
    _hold_series(gathering)
    ahead = (
        Gathering.objects.select_for_update(of=("self",), no_key=True)
        .filter(
            series=gathering.series_id,
            state=GatheringState.PUBLISHED,
            starts_at__gt=timezone.now(),
        )
        .order_by("starts_at", "id")
    )
    told: set[UUID | None] = set()
    called_off = list(ahead)
    for each in called_off:
        _call_off(actor, each, why)
        people = _to_be_told(each).exclude(address_key__in=told)
        tell_all(people, each, letters.series_called_off, f"series:{each.series_id}:{each.pk}:off")
        told.update(_to_be_told(each).by_mail().values_list("address_key", flat=True))
    return len(called_off)


@transaction.atomic
def repeat(*, actor: Person, gathering: Gathering, every: Repeat, times: int) -> list[Gathering]:
    """Plan a draft again and again, at the same time by the clock on the wall.

    Args:
        actor: who plans.
        gathering: the first of the series, a draft.
        every: how often; each month means the same weekday of the month, as the second Tuesday.
        times: how many there are in all, the first one counted.

    Returns:
        The new drafts.

    Raises:
        Refused: when the actor may not.
        ValidationError: when it is no draft, belongs to a series already, or `times` is too many.
    """
    first = lock(gathering)
    require(may_edit(actor, first))
    if not first.is_draft or first.series_id is not None:
        raise ValidationError(_("Kun en kladde, der ikke er gentaget før, kan gentages."))
    if not 2 <= times <= MOST_IN_SERIES:
        raise ValidationError(
            {"times": _("Skriv et tal fra 2 til %(most)s.") % {"most": MOST_IN_SERIES}}
        )
    first.series = Series.objects.create()
    first.save(update_fields=["series"])
    # By the clock on the wall, which on two nights of the year moves otherwise than time.
    begins = _wall(first.starts_at)
    lasts = _wall(first.ends_at) - begins
    closes = _wall(first.sign_up_until) - begins if first.sign_up_until else None
    made = []
    for start in starts_of(first.starts_at, every, times)[1:]:
        until = start + closes if closes is not None else None
        made.append(_copy(first, start, start + lasts, until))
    record(actor=actor, verb="gatherings.repeat", thing=first.thing, why=f"{every}:{times}")
    return made


def _wall(moment: datetime) -> datetime:
    return timezone.localtime(moment).replace(tzinfo=None)


def starts_of(first: datetime, every: Repeat, times: int) -> list[datetime]:
    """Return when each of a series begins: the same time by the clock on the wall, also over a change of clocks."""
    wall = _wall(first)
    if every == Repeat.MONTHLY:
        nth = (wall.day - 1) // 7 + 1
        # Not every month has a fifth Tuesday: whoever means the fifth means the last.
        by = weekday(wall.weekday(), nth if nth < 5 else -1)
        walls = rrule(MONTHLY, dtstart=wall, count=times, byweekday=by)
    else:
        walls = rrule(
            WEEKLY, dtstart=wall, count=times, interval=2 if every == Repeat.FORTNIGHTLY else 1
        )
    return [moment.replace(tzinfo=timezone.get_current_timezone()) for moment in walls]


def _copy(first: Gathering, start: datetime, end: datetime, until: datetime | None) -> Gathering:
    kept = {name: getattr(first, name) for name in Plan.__dataclass_fields__}
    kept.update(starts_at=start, ends_at=end, sign_up_until=until)
    copy = Gathering.objects.create(**kept, series=first.series, responsible=first.responsible)
    copy.topics.set(first.topics.all())
    copy.places.set(first.places.all())
    ProgrammeItem.objects.bulk_create(
        ProgrammeItem(
            gathering=copy,
            **{field: getattr(item, field) for field in ProgrammePoint.__dataclass_fields__},
        )
        for item in first.programme.all()
    )
    return copy


@transaction.atomic
def tell_outcome(*, actor: Actor, gathering: Gathering, outcome: str, outcome_en: str = "") -> int:
    """Publish what came of a gathering and tell those who were there, once (row X1).

    Changing the text later sends nothing more.

    Returns:
        The number of letters queued now.

    Raises Refused when it is not over or the actor may not, ValidationError without a text.
    """
    current = lock(gathering)
    require(may_tell_outcome(actor, current))
    if not outcome.strip():
        raise ValidationError({"outcome": _("Skriv, hvad der kom ud af mødet.")})
    current.outcome, current.outcome_en = readable(outcome).strip(), readable(outcome_en).strip()
    current.outcome_at = current.outcome_at or timezone.now()
    current.save(update_fields=["outcome", "outcome_en", "outcome_at", "updated_at"])
    record(actor=actor, verb="gatherings.tell_outcome", thing=current.thing, public=True)
    refresh("gathering", [current.pk])
    return tell_all(
        those_who_came(current), current, letters.outcome, f"gathering:{current.pk}:outcome"
    )
