"""Who is asking, what they may do, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person does here; held for the whole municipality or for places, with dates."""

    RELATIVE = "relative", _("pårørende")
    CITIZEN = "citizen", _("borger")
    EDITOR = "editor", _("redaktør")
    COORDINATOR = "coordinator", _("koordinator")
    CASEWORKER = "caseworker", _("sagsbehandler")
    ADVISER = "adviser", _("pårørendevejleder")
    COUNCIL_SECRETARY = "council_secretary", _("rådssekretær")
    ORGANISATION = "organisation", _("organisationsrepræsentant")
    MANAGER = "manager", _("leder")
    ADMINISTRATOR = "administrator", _("administrator")


# As a place or topic: only a role that is not limited answers yes, since none has this id.
EVERYWHERE = 0
EVERY_TOPIC = 0

STAFF_ROLES = frozenset(
    {
        Role.EDITOR,
        Role.COORDINATOR,
        Role.CASEWORKER,
        Role.ADVISER,
        Role.COUNCIL_SECRETARY,
        Role.MANAGER,
        Role.ADMINISTRATOR,
    }
)


class Actor(Protocol):
    """Whoever acts: a logged-in person, nobody, or the system itself."""

    @property
    def pk(self) -> int | None: ...

    @property
    def is_authenticated(self) -> bool: ...

    def holds(self, *roles: Role, place_id: int | None = None, topic_id: int | None = None) -> bool:
        """Tell whether one of the roles is held today.

        Without place and topic, a role held anywhere about anything counts. With either, only a role
        that reaches what is asked: what is left out then means all of it, so that a role limited to
        topics never answers a question about a place alone. `may_for` asks about many at once.

        Args:
            roles: any of these is enough.
            place_id: where; a role for the whole municipality counts everywhere.
            topic_id: about what; a role for a topic counts for that and what lies below it.
        """
        ...


@dataclass(frozen=True, slots=True)
class Nobody:
    """A visitor without log-in."""

    pk: None = None
    is_authenticated: bool = False

    def holds(self, *roles: Role, place_id: int | None = None, topic_id: int | None = None) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class System:
    """The house itself, when a sweeper or a set-up command acts."""

    pk: None = None
    is_authenticated: bool = False

    def holds(self, *roles: Role, place_id: int | None = None, topic_id: int | None = None) -> bool:
        return True


NOBODY = Nobody()
SYSTEM = System()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer of a policy: allowed or not, and why not in words for the screen."""

    allowed: bool
    why: str | Promise = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOWED = Verdict(allowed=True)


def refused(why: str | Promise) -> Verdict:
    """Return a verdict that says no, with the reason to show."""
    return Verdict(allowed=False, why=why)


def needs_role(actor: Actor, *roles: Role, place_id: int | None = None) -> Verdict:
    """Return a verdict that lets in whoever holds one of the roles."""
    if actor.holds(*roles, place_id=place_id):
        return ALLOWED
    return refused(
        _("Det kræver rollen %(roles)s.")
        % {"roles": str(_(" eller ")).join(str(role.label) for role in roles)}
    )


def may_for(
    actor: Actor, roles: Iterable[Role], *, places: Iterable[int] = (), topics: Iterable[int] = ()
) -> Verdict:
    """Return a verdict that lets in whoever holds one of the roles for all that a thing concerns.

    Each of its places with each of its topics has to be reached by some role that is held: roles for
    two places reach a thing that concerns both.

    Args:
        actor: who asks.
        roles: any of these is enough.
        places: the ids of the places it concerns; none means the whole municipality.
        topics: the ids of the topics it is about; none means every topic.
    """
    wanted = tuple(roles)
    verdict = needs_role(actor, *wanted)
    topics = list(topics) or [EVERY_TOPIC]
    reached = (
        actor.holds(*wanted, place_id=place, topic_id=topic)
        for place in list(places) or [EVERYWHERE]
        for topic in topics
    )
    if verdict and not all(reached):
        return refused(_("Det gælder steder eller emner, som du ikke har rollen for."))
    return verdict


class Refused(PermissionDenied):
    """Raised by an action when its policy says no; shown as 403 with the reason."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict.why))
        self.verdict = verdict


def require(verdict: Verdict) -> None:
    """Raise Refused unless the verdict allows."""
    if not verdict:
        raise Refused(verdict)


def may_if_logged_in(actor: Actor) -> Verdict:
    """Anyone with a log-in may enter."""
    return ALLOWED if actor.is_authenticated else refused(_("Det kræver, at du logger ind."))


@dataclass(frozen=True, slots=True)
class Look:
    """One look at what is known about somebody, to be written down after the view has answered."""

    about: str
    what: str
