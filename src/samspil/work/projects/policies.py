"""Who writes projects, and who sees which."""

from django.utils.translation import gettext_lazy as _

from samspil.kit.access import STAFF_ROLES, Actor, Role, Verdict, may_for, needs_role, refused
from samspil.work.projects.models import Project, ProjectQuerySet
from samspil.work.projects.terms import NEXT_STATES, ProjectState

WRITERS = (Role.MANAGER, Role.COORDINATOR)


def may_write_projects(actor: Actor) -> Verdict:
    """Managers and coordinators write projects, wherever they hold the role."""
    return needs_role(actor, *WRITERS)


def may_follow_projects(actor: Actor) -> Verdict:
    """Whoever works here reads ideas too, and may be responsible."""
    return needs_role(actor, *sorted(STAFF_ROLES))


def may_edit_project(actor: Actor, project: Project) -> Verdict:
    """A writer without limits changes every project, one for places or topics those that concern only these."""
    return may_for(
        actor,
        WRITERS,
        places=[place.pk for place in project.places.all()],
        topics=[topic.pk for topic in project.topics.all()],
    )


def may_move_project(actor: Actor, project: Project, to: ProjectState) -> Verdict:
    """Whoever may change a project moves it to a state that comes next."""
    verdict = may_edit_project(actor, project)
    if verdict and to not in NEXT_STATES[ProjectState(project.state)]:
        return refused(
            _("Projektet er %(state)s og kan ikke blive %(to)s.")
            % {"state": ProjectState(project.state).label, "to": to.label}
        )
    return verdict


def visible_to(actor: Actor) -> ProjectQuerySet:
    """Return the projects an actor may see: those that are more than an idea, and all for those who work here."""
    projects = Project.objects.all()
    return projects if may_follow_projects(actor) else projects.public()
