"""Give and take roles, open administrator sessions, count attempts."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.people.models import AdminSession, Person, RateCount, RoleHolding
from samspil.base.people.policies import may_begin_admin_session, may_give_role
from samspil.base.people.terms import ADMIN_SESSION, TOPIC_ROLES
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.kit.access import Actor, Role, require


@transaction.atomic
def add_person(*, actor: Actor, email: str, name: str = "") -> Person:
    """Return the person with an e-mail address, made now when there was none."""
    person = Person.objects.filter(email__iexact=email.strip()).first()
    if person is None:
        person = Person.objects.create_person(email.strip(), name=name)
        record(actor=actor, verb="people.add_person", thing=f"person:{person.pk}")
    return person


@transaction.atomic
def give_role(
    *,
    actor: Actor,
    person: Person,
    role: Role,
    place: Place | None = None,
    topic: Topic | None = None,
    since: date | None = None,
    until: date | None = None,
) -> RoleHolding:
    """Let a person hold a role, everywhere or at a place, about all or a topic, between two dates.

    Raises:
        Refused: when the actor may not give that role.
        ValidationError: for dates out of order, a place for the administrator, or a topic for a
            role that has none.
    """
    require(may_give_role(actor, role, place.pk if place else None))
    since = since or timezone.localdate()
    if until and until < since:
        raise ValidationError({"until": _("Slutdatoen ligger før startdatoen.")})
    if place is not None and role == Role.ADMINISTRATOR:
        raise ValidationError({"place": _("En administrator er det for hele kommunen.")})
    if topic is not None and role not in TOPIC_ROLES:
        raise ValidationError({"topic": _("Kun redaktører og koordinatorer kan have et emne.")})
    holding, created = RoleHolding.objects.get_or_create(
        person=person, role=role, place=place, topic=topic, until=until, defaults={"since": since}
    )
    if created:
        person.forget_roles()
        record(
            actor=actor,
            verb="people.give_role",
            thing=f"person:{person.pk}",
            why=f"role:{role}",
        )
    return holding


@transaction.atomic
def give_role_to(
    *,
    actor: Actor,
    email: str,
    name: str,
    role: Role,
    place: Place | None = None,
    topic: Topic | None = None,
    until: date | None = None,
) -> RoleHolding:
    """Let whoever has an e-mail address hold a role; the person is made when there was none.

    Raises what `give_role` raises, and then nobody is made.
    """
    person = add_person(actor=actor, email=email, name=name)
    return give_role(actor=actor, person=person, role=role, place=place, topic=topic, until=until)


@transaction.atomic
def take_role(*, actor: Actor, holding: RoleHolding) -> None:
    """End a role as of yesterday; that it was held stays on record.

    Raises Refused when the actor may not give that role.
    """
    require(may_give_role(actor, Role(holding.role), holding.place_id))
    yesterday = timezone.localdate() - timedelta(days=1)
    if holding.since > yesterday:
        holding.delete()
    else:
        holding.until = yesterday
        holding.save(update_fields=["until"])
    record(
        actor=actor,
        verb="people.take_role",
        thing=f"person:{holding.person_id}",
        why=f"role:{holding.role}",
    )


@transaction.atomic
def begin_admin_session(*, actor: Person, why: str) -> AdminSession:
    """Open an administrator session of 30 minutes, in the browser the administrator uses now.

    Args:
        actor: the administrator.
        why: the reason, kept in the audit; no personal facts.

    Raises Refused when the actor is no administrator.
    """
    require(may_begin_admin_session(actor))
    session = AdminSession.objects.create(
        person=actor,
        why=why,
        browser=actor.browser,
        expires_at=timezone.now() + ADMIN_SESSION,
    )
    actor.forget_roles()
    record(
        actor=actor,
        verb="people.begin_admin_session",
        thing=f"admin_session:{session.pk}",
        why=why,
    )
    return session


@transaction.atomic
def end_admin_session(*, actor: Person) -> None:
    """Close the administrator sessions the actor has open, in whatever browser."""
    for session in actor.admin_sessions.open():
        session.ended_at = timezone.now()
        session.save(update_fields=["ended_at"])
        record(
            actor=actor,
            verb="people.end_admin_session",
            thing=f"admin_session:{session.pk}",
        )
    actor.forget_roles()


def count_attempt(*, what: str, who: str, per: timedelta) -> int:
    """Count one attempt and return how many there were in this stretch of time.

    Counted by one statement, so that attempts at the same moment on many processes all count.

    Args:
        what: the thing tried, e.g. `interests.sign_up`.
        who: an address or client address; kept as a keyed hash only.
        per: length of the stretch.
    """
    digest = salted_hmac("samspil.rate", f"{what}|{who.lower()}", algorithm="sha256").digest()
    seconds = int(per.total_seconds())
    now = int(timezone.now().timestamp())
    window = datetime.fromtimestamp(now - now % seconds, tz=timezone.get_current_timezone())
    with connection.cursor() as cursor:
        cursor.execute(
            'INSERT INTO people_ratecount (key, "window", count) VALUES (%s, %s, 1)'
            ' ON CONFLICT (key, "window") DO UPDATE SET count = people_ratecount.count + 1'
            " RETURNING count",
            [UUID(bytes=digest[:16]), window],
        )
        return int(cursor.fetchone()[0])


class TooMany(Exception):
    """Somebody tried too often; the message says when to try again."""

    def __init__(self) -> None:
        super().__init__(str(_("Der er prøvet for mange gange. Vent en time, og prøv igen.")))


def limit_attempts(*, what: str, who: str, per: timedelta, most: int) -> None:
    """Count one attempt as `count_attempt` does, and raise TooMany when there were more than `most`."""
    if count_attempt(what=what, who=who, per=per) > most:
        raise TooMany


def forget_old_attempts(*, before: datetime) -> int:
    """Delete counts of attempts from before a moment and return how many there were."""
    deleted, _rows = RateCount.objects.filter(window__lt=before).delete()
    return deleted
