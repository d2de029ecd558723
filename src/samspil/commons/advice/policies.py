"""Who may advise, see the queue, and change a talk."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.commons.advice.models import Adviser, TalkRequest
from samspil.commons.advice.terms import OPEN_STATES, TalkState
from samspil.kit.access import ALLOWED, Actor, Role, Verdict, needs_role, refused


def may_advise(actor: Actor) -> Verdict:
    """Advisers alone see what relatives ask for."""
    return needs_role(actor, Role.ADVISER)


def may_appoint(actor: Actor) -> Verdict:
    """Managers decide who advises whom, and see how long people wait; never what they say."""
    return needs_role(actor, Role.MANAGER, Role.ADMINISTRATOR)


def may_keep_hours(actor: Actor, adviser: Adviser) -> Verdict:
    """Everybody keeps their own hours."""
    if actor.pk is None or actor.pk != adviser.person_id:
        return refused(_("Tiderne hører til en anden vejleder."))
    return may_advise(actor)


def may_read(actor: Actor, talk: TalkRequest) -> Verdict:
    """What somebody wrote is read by the adviser they wrote to."""
    return may_keep_hours(actor, talk.adviser)


def may_handle(actor: Actor, talk: TalkRequest) -> Verdict:
    """A talk that is not over is handled by its adviser."""
    return may_read(actor, talk) and may_change(talk)


def may_take(actor: Actor, talk: TalkRequest) -> Verdict:
    """Any adviser may take over what waits or is ahead, so that nobody waits for one who is away."""
    return may_advise(actor) and may_change(talk)


def may_note_outcome(actor: Actor, talk: TalkRequest) -> Verdict:
    """Whether a talk was held can be said once it has begun."""
    if talk.state == TalkState.BOOKED and (talk.starts_at or timezone.now()) > timezone.now():
        return refused(_("Samtalen har ikke været endnu."))
    return may_handle(actor, talk)


def may_change(talk: TalkRequest) -> Verdict:
    """A talk can be changed until it is over."""
    return ALLOWED if talk.state in OPEN_STATES else refused(_("Samtalen er afsluttet."))


def may_move(talk: TalkRequest) -> Verdict:
    """Who asked may move and cancel until the talk begins."""
    if talk.starts_at is not None and talk.starts_at <= timezone.now():
        return refused(_("Tiden er gået. Ring, hvis du vil have en ny."))
    return may_change(talk)
