"""Write a project, move it on, and open its budget."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.decisions.actions import money
from samspil.commons.decisions.models import Budget, Owner
from samspil.commons.decisions.queries.decisions import budget_of
from samspil.commons.decisions.terms import Funding
from samspil.kit.access import Actor, require
from samspil.kit.danish import danish_date, kroner
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable, slug_of
from samspil.work.projects.models import Partner, Project, StateChange
from samspil.work.projects.policies import may_edit_project, may_move_project, may_write_projects
from samspil.work.projects.terms import WITH_MONEY, GateState, ProjectState

LINES = {"title", "summary", "funder"}
PERCENT_STEP = Decimal("0.1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectText:
    """What a project says, when it takes place, and its money in kroner; `own_percent` is checked against it."""

    title: str
    summary: str
    starts_on: date
    ends_on: date
    why: str = ""
    what: str = ""
    target_group: str = ""
    expected_effect: str = ""
    organising: str = ""
    results: str = ""
    contact: str = ""
    funder: str = ""
    total: Decimal | None = None
    grant: Decimal | None = None
    own_share: Decimal | None = None
    own_percent: Decimal | None = None


def owner_of(project: Project) -> Owner:
    """Return a project as the rooms of money and decisions are told of it."""
    return Owner(
        key=project.thing,
        label=project.title,
        url=reverse("project", args=[project.slug]),
        places=[place.pk for place in project.places.all()],
        topics=[topic.pk for topic in project.topics.all()],
    )


def _check_money(text: ProjectText) -> None:
    for name in ("total", "grant", "own_share"):
        amount: Decimal | None = getattr(text, name)
        if amount is not None and amount < 0:
            raise ValidationError({name: _("Beløbet kan ikke være mindre end 0.")})
    total, grant, own = text.total, text.grant, text.own_share
    if total is not None and grant is not None and own is not None and grant + own != total:
        raise ValidationError(
            {
                "own_share": _(
                    "Tilskud og egen andel giver %(sum)s tilsammen, men projektet koster %(total)s. "
                    "Ret et af beløbene."
                )
                % {"sum": kroner(grant + own), "total": kroner(total)}
            }
        )
    _check_percent(text)


def _check_percent(text: ProjectText) -> None:
    percent = text.own_percent
    if percent is None:
        return
    if not 0 <= percent <= 100:
        raise ValidationError({"own_percent": _("Skriv en procent fra 0 til 100.")})
    if text.total and text.own_share is not None:
        real = text.own_share * 100 / text.total
        if abs(real - percent) > PERCENT_STEP:
            raise ValidationError(
                {
                    "own_percent": _(
                        "Egen andel er %(real)s %% af det hele. Ret procenten eller beløbet."
                    )
                    % {"real": str(real.quantize(PERCENT_STEP)).replace(".", ",")}
                }
            )


def _check_period(text: ProjectText, project: Project | None) -> None:
    if text.ends_on < text.starts_on:
        raise ValidationError({"ends_on": _("Projektet kan ikke slutte, før det begynder.")})
    if project is None:
        return
    days = [
        *project.phases.values_list("title", "starts_on", "ends_on"),
        *((title, day, day) for title, day in project.milestones.values_list("title", "due_on")),
    ]
    for title, first, last in days:
        for field, day, wrong in (
            ("starts_on", first, first < text.starts_on),
            ("ends_on", last, last > text.ends_on),
        ):
            if wrong:
                raise ValidationError(
                    {
                        field: _(
                            "”%(title)s” ligger %(day)s, uden for den nye periode. Flyt den først."
                        )
                        % {"title": title, "day": danish_date(day)}
                    }
                )


def _slug(title: str) -> str:
    wanted = slug_of(title)[:70].strip("-") or "projekt"
    taken = set(Project.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, 10_000))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)


@transaction.atomic
def write_project(
    *,
    actor: Actor,
    text: ProjectText,
    partners: Sequence[tuple[str, str]] = (),
    responsible: Person | None = None,
    places: Iterable[Place] = (),
    topics: Iterable[Topic] = (),
    project: Project | None = None,
    version: int | None = None,
) -> Project:
    """Begin a project as an idea, or save one.

    Args:
        actor: who writes.
        text: what it says.
        partners: who takes part as name and role, in their order.
        responsible: the member of staff who hears of reports that are due.
        places: where; none means the whole municipality.
        topics: what about.
        project: the one to save; without it a new one is begun.
        version: the version that was opened.

    Raises Refused, EditedMeanwhile when somebody saved it since `version`, ValidationError for days outside the
    period, money below nothing, or shares that do not sum.
    """
    require(may_edit_project(actor, project) if project else may_write_projects(actor))
    if project is None:
        found = Project(slug=_slug(text.title), version=0)
    else:
        found = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
        if version is not None and found.version != version:
            raise EditedMeanwhile(found)
    _check_period(text, project)
    _check_money(text)
    for name, value in asdict(text).items():
        if name == "own_percent":
            continue
        if isinstance(value, str):
            value = one_line(value) if name in LINES else readable(value).strip()
        setattr(found, name, value)
    found.responsible = responsible
    found.version += 1
    found.save()
    found.places.set(places)
    found.topics.set(topics)
    require(may_edit_project(actor, Project.objects.get(pk=found.pk)))
    _set_partners(found, partners)
    _tell_budget(actor, found)
    record(actor=actor, verb="projects.write_project", thing=found.thing, public=found.is_public)
    return found


def _set_partners(project: Project, partners: Sequence[tuple[str, str]]) -> None:
    project.partners.all().delete()
    Partner.objects.bulk_create(
        Partner(project=project, name=one_line(name)[:200], role=one_line(role)[:400])
        for name, role in partners
        if name.strip()
    )


def _tell_budget(actor: Actor, project: Project) -> None:
    budget = budget_of(project.thing)
    if budget is not None:
        may = may_edit_project(actor, project)
        money.tell_owner(actor=actor, may=may, budget=budget, owner=owner_of(project))


@transaction.atomic
def move_project(
    *, actor: Actor, project: Project, to: ProjectState, why: str = "", on: date | None = None
) -> Project:
    """Take a project one step on its way, and keep when and why.

    Raises Refused when the actor may not or it cannot become that; ValidationError when something is missing: a
    funder to apply to, the grant, the results, or a gate that is still closed.
    """
    found = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    require(may_move_project(actor, found, to))
    day = on or timezone.localdate()
    if day > timezone.localdate():
        raise ValidationError(_("Dagen er ikke kommet endnu. Vælg en tidligere dag."))
    _check_ready(found, to, why)
    by = Person.objects.filter(pk=actor.pk).first() if actor.pk else None
    StateChange.objects.create(
        project=found, was=found.state, became=to, on=day, why=one_line(why)[:400], by=by
    )
    found.state, found.state_since = to, day
    found.version += 1
    found.save()
    record(
        actor=actor, verb=f"projects.{to}", thing=found.thing, why=one_line(why)[:200], public=True
    )
    return found


def _check_ready(project: Project, to: ProjectState, why: str) -> None:
    missing = ""
    if to == ProjectState.APPLIED and not project.funder:
        missing = _("Skriv først, hvem I søger.")
    elif to == ProjectState.REFUSED and not why.strip():
        missing = _("Skriv, hvorfor projektet er afslået. Andre lærer af det.")
    elif to in WITH_MONEY and project.grant is None:
        missing = _("Skriv først, hvor stort tilskuddet er.")
    elif to == ProjectState.EVALUATED and not project.results:
        missing = _("Skriv først, hvad evalueringen viste.")
    elif to == ProjectState.EVALUATED and project.phases.filter(gate=GateState.AHEAD).exists():
        missing = _("Der er faser, som ikke er afsluttet. Skriv først, hvad der blev besluttet.")
    if missing:
        raise ValidationError(missing)


@transaction.atomic
def open_budget(*, actor: Actor, project: Project) -> Budget:
    """Return the project's budget, made now unless it has one.

    Raises Refused when the actor may not.
    """
    may = may_edit_project(actor, project)
    frame = money.Frame(funding=Funding.EXTERNAL_FUNDS, frame=project.total)
    return money.begin_budget(actor=actor, may=may, owner=owner_of(project), frame=frame)


@transaction.atomic
def delete_idea(*, actor: Actor, project: Project) -> None:
    """Delete an idea that nobody applied with and that has no money.

    Raises Refused, ValidationError when something would be lost.
    """
    require(may_edit_project(actor, project))
    found = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if found.state != ProjectState.IDEA or found.changes.exists() or budget_of(found.thing):
        raise ValidationError(_("Kun en idé, der ikke er søgt med og ikke har penge, kan slettes."))
    record(actor=actor, verb="projects.delete_idea", thing=found.thing)
    found.delete()
