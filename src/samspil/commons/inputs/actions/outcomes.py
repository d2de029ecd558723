"""What came of a cluster: told from the rooms it lives in, passed on to those who spoke."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send
from samspil.commons.inputs import letters
from samspil.commons.inputs.models import Cluster, Input, Outcome, OutcomeCall, OutcomeChange
from samspil.commons.inputs.policies import may_call_back
from samspil.commons.inputs.queries import canonical
from samspil.commons.inputs.terms import LABEL_LENGTH, STATE_LENGTH, outcome_key
from samspil.kit.access import Actor, require
from samspil.kit.words import one_line


@dataclass(frozen=True, slots=True)
class Telling:
    """How many letters were queued and how many calls were put on the list."""

    letters: int = 0
    calls: int = 0


@transaction.atomic
def record_outcome(
    *,
    actor: Actor,
    cluster: Cluster,
    key: str,
    label: str,
    url: str,
    state: str,
    tell: bool,
    label_en: str = "",
    state_en: str = "",
    kind: str = "",
    public: bool = False,
    hidden: bool = False,
) -> Telling:
    """Record what came of a cluster or how far it now is, and tell those who spoke, if wanted.

    For rooms above, in the transaction of their own act; they have asked whether the actor may. The
    same state again adds nothing, and the same person is told of a state once, however many inputs
    they gave and however often this is called.

    Args:
        actor: who acted in the room above.
        cluster: the cluster it came of; a merged one counts for the one it now is.
        key: names the thing in its room, as `focus_area:3`.
        label: what it is called.
        url: its page on the site, as a path without language.
        state: how far it is, in words.
        tell: send a discreet letter to each contributor with an e-mail, and put the others on the list
            of calls; what people are told of is public from then on.
        label_en: what it is called in English.
        state_en: how far it is, in English.
        kind: what kind of thing it is, in words.
        public: let everybody see that this came of the cluster. What is public stays so.
        hidden: show it to nobody outside, whatever was before; for what went back to being a draft.

    Returns:
        How many are told by letter and by phone.
    """
    now = timezone.now()
    cluster = canonical(Cluster.objects.select_for_update(of=("self",)).get(pk=cluster.pk))
    outcome = Outcome.objects.select_for_update().filter(cluster=cluster, key=key).first()
    if outcome is None:
        outcome = Outcome(cluster=cluster, key=key, changed_at=now)
    state = one_line(state)[:STATE_LENGTH]
    moved = outcome.pk is None or outcome.state != state or outcome.withdrawn_at is not None
    outcome.label, outcome.label_en = one_line(label)[:LABEL_LENGTH], one_line(label_en)
    outcome.url, outcome.kind = url, kind
    outcome.state, outcome.state_en = state, one_line(state_en)[:STATE_LENGTH]
    was_public = outcome.is_public
    outcome.is_public = (was_public and not hidden) or public or tell
    outcome.withdrawn_at = None
    if moved:
        outcome.changed_at = now
    outcome.save()
    change = _changed(actor, outcome, now) if moved else outcome.changes.last()
    record(
        actor=actor,
        verb="inputs.record_outcome",
        thing=cluster.thing,
        why=key,
        public=was_public or outcome.is_public,
    )
    return _tell(outcome, change) if tell and change is not None else Telling()


def _changed(
    actor: Actor, outcome: Outcome, at: datetime, *, is_withdrawal: bool = False
) -> OutcomeChange:
    return OutcomeChange.objects.create(
        outcome=outcome,
        state=outcome.state,
        state_en=outcome.state_en,
        label=outcome.label,
        at=at,
        by=actor.pk,
        is_withdrawal=is_withdrawal,
    )


def _tell(outcome: Outcome, change: OutcomeChange) -> Telling:
    """Write to each contributor with an e-mail, and list the others to be called, each person once."""
    told = called = 0
    for input in _one_each(Input.objects.on_board().filter(cluster=outcome.cluster).order_by("pk")):
        if input.address is not None and input.address_key is not None:
            sent = send(
                draft=letters.outcome(input.language),
                address=input.address,
                dedupe_key=outcome_key(input.address_key, outcome.key, change.state),
                subscription=input.ref,
                fields={"link": letters.trace_link(input)},
            )
            told += sent is not None
        else:
            _call, is_new = OutcomeCall.objects.get_or_create(input=input, change=change)
            called += is_new
    change.is_told = True
    change.save(update_fields=["is_told"])
    return Telling(letters=told, calls=called)


def _one_each(inputs: Iterable[Input]) -> list[Input]:
    """Return one input of each person who can be reached."""
    found: dict[object, Input] = {}
    for each in inputs:
        if each.is_reachable:
            phone = "".join(str((each.contact or {}).get("phone", "")).split())
            found.setdefault(each.address_key or phone or each.pk, each)
    return list(found.values())


@transaction.atomic
def withdraw_outcome(*, actor: Actor, key: str, cluster: Cluster | None = None) -> int:
    """Take back that a thing came of a cluster, or of all it came of; return of how many.

    Its steps stay in the trace, with the day it was taken back. Nobody is written to.
    """
    outcomes = Outcome.objects.select_for_update().filter(key=key, withdrawn_at__isnull=True)
    if cluster is not None:
        outcomes = outcomes.filter(cluster=canonical(cluster))
    now, number = timezone.now(), 0
    for outcome in outcomes:
        outcome.withdrawn_at = outcome.changed_at = now
        outcome.save(update_fields=["withdrawn_at", "changed_at"])
        _changed(actor, outcome, now, is_withdrawal=True)
        record(
            actor=actor,
            verb="inputs.withdraw_outcome",
            thing=f"cluster:{outcome.cluster_id}",
            why=key,
            public=outcome.is_public,
        )
        number += 1
    return number


@transaction.atomic
def mark_called(*, actor: Actor, call: OutcomeCall) -> None:
    """Note that somebody without e-mail has been told; twice changes nothing more.

    Raises Refused when the actor may not see the list, ValidationError when the person said stop.
    """
    require(may_call_back(actor))
    found = OutcomeCall.objects.select_for_update(of=("self",)).filter(pk=call.pk).first()
    if found is None:
        raise ValidationError(_("Personen vil ikke ringes op mere."))
    if found.done_at is None:
        found.done_at, found.done_by = timezone.now(), actor.pk
        found.save(update_fields=["done_at", "done_by"])
        record(actor=actor, verb="inputs.mark_called", about=found.input.about)
