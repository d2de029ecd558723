"""Write down what was done and looked at."""

from django.db import connection

from samspil.base.audit.models import Entry
from samspil.base.audit.terms import ActorKind, EntryKind
from samspil.kit.access import Actor, Look, System


def _kind_of(actor: Actor) -> ActorKind:
    if isinstance(actor, System):
        return ActorKind.SYSTEM
    return ActorKind.PERSON if actor.pk is not None else ActorKind.VISITOR


def record(
    *,
    actor: Actor,
    verb: str,
    thing: str = "",
    about: str = "",
    why: str = "",
    public: bool = False,
) -> None:
    """Write down one act, in the transaction of the act itself.

    Args:
        actor: who acted.
        verb: `room.action`, e.g. `news.publish`.
        thing: what it was done to, as `kind:id`.
        about: the person or profile it concerns, as `kind:id`.
        why: the reason given, free of personal facts.
        public: whether what everybody sees has changed by it; pages kept in memory are then stale.
    """
    Entry.objects.create(
        kind=EntryKind.ACT,
        actor_kind=_kind_of(actor),
        actor_id=actor.pk,
        verb=verb,
        thing=thing,
        about=about,
        why=why,
    )
    if public:
        touch_public()


def touch_public() -> None:
    """Raise the public version, which makes every kept page stale when the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_publicversion (id, number) VALUES (1, 1)"
            " ON CONFLICT (id) DO UPDATE SET number = audit_publicversion.number + 1"
        )


def record_looks(*, actor: Actor, looks: list[Look], why: str = "") -> None:
    """Write down that somebody saw what is known about persons or profiles (row X5)."""
    Entry.objects.bulk_create(
        Entry(
            kind=EntryKind.LOOK,
            actor_kind=_kind_of(actor),
            actor_id=actor.pk,
            verb=look.what,
            about=look.about,
            why=why,
        )
        for look in looks
    )
