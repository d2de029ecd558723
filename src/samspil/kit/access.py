"""Who is asking, what they may do, and the doors in front of every view."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator


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

    def holds(self, *roles: Role, place_id: int | None = None) -> bool:
        """Tell whether one of the roles is held today.

        Args:
            roles: any of these is enough.
            place_id: where; a role for the whole municipality counts everywhere, and without a
                place a role held anywhere counts.
        """
        ...


@dataclass(frozen=True, slots=True)
class Nobody:
    """A visitor without log-in."""

    pk: None = None
    is_authenticated: bool = False

    def holds(self, *roles: Role, place_id: int | None = None) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class System:
    """The house itself, when a sweeper or a set-up command acts."""

    pk: None = None
    is_authenticated: bool = False

    def holds(self, *roles: Role, place_id: int | None = None) -> bool:
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


class Refused(PermissionDenied):
    """Raised by an action when its policy says no; shown as 403 with the reason."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict.why))
        self.verdict = verdict


def require(verdict: Verdict) -> None:
    """Raise Refused unless the verdict allows."""
    if not verdict:
        raise Refused(verdict)


def actor_of(request: HttpRequest) -> Actor:
    """Return the person behind a request, or nobody."""
    user = getattr(request, "user", None)
    return cast("Actor", user) if user is not None and user.is_authenticated else NOBODY


type View[**P] = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
type ActorPolicy = Callable[[Actor], Verdict]


def may_if_logged_in(actor: Actor) -> Verdict:
    """Anyone with a log-in may enter."""
    return ALLOWED if actor.is_authenticated else refused(_("Det kræver, at du logger ind."))


def door[**P](policy: ActorPolicy) -> Callable[[View[P]], View[P]]:
    """Let a view be entered only by those a policy allows.

    Not logged in leads to log-in before anything is looked up; a refusal is a 403 with its reason.
    """

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor = actor_of(request)
            if not actor.is_authenticated:
                return _to_log_in(request)
            require(policy(actor))
            return view(request, *args, **kwargs)

        guarded.door = policy  # type: ignore[attr-defined]
        return guarded

    return decorate


def _to_log_in(request: HttpRequest) -> HttpResponse:
    if getattr(request, "htmx", False):
        response = HttpResponse(status=204)
        response["HX-Redirect"] = redirect_to_login(request.get_full_path()).url
        return response
    return redirect_to_login(request.get_full_path())


def open_to_all[**P](view: View[P]) -> View[P]:
    """Mark a view that everybody may enter, with or without log-in."""

    @wraps(view)
    def opened(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    opened.door = None  # type: ignore[attr-defined]
    return opened


class WriteInReadOnlyView(RuntimeError):
    """A view marked `@reads` tried to change the database."""


@contextmanager
def only_reading() -> "Iterator[None]":
    """Refuse every SQL statement but SELECT while the block runs."""

    def refuse_writes(
        execute: Callable[..., Any], sql: str, params: Any, many: Any, context: Any
    ) -> Any:
        if not sql.lstrip("( \n").upper().startswith(("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")):
            raise WriteInReadOnlyView(sql.split(maxsplit=1)[0])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse_writes):
        yield


def reads[**P](view: View[P]) -> View[P]:
    """Mark a view that only reads; any other SQL than SELECT inside it is an error."""

    @wraps(view)
    def reading(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with only_reading():
            response = view(request, *args, **kwargs)
            render = getattr(response, "render", None)
            return render() if callable(render) else response

    reading.reads = True  # type: ignore[attr-defined]
    return reading


@dataclass(frozen=True, slots=True)
class Look:
    """One look at what is known about somebody, to be written down after the view has answered."""

    about: str
    what: str


def note_look(request: HttpRequest, *, about: str, what: str) -> None:
    """Note that this request showed `what` about the person or profile `about` (kind:id)."""
    if not hasattr(request, "looks"):
        request.looks = []  # type: ignore[attr-defined]
    request.looks.append(Look(about=about, what=what))  # type: ignore[attr-defined]
