"""What the projects room knows about a person: what they are responsible for, and what they did in office.

Both stay when a person is erased: they name a row of the people room, which then holds neither name nor address.
"""

from typing import Any

from samspil.kit.erasure import Erasure
from samspil.work.projects.models import Project, StateChange

SENSITIVE: dict[str, tuple[str, ...]] = {}
COVERS = (
    "BuyOut",
    "Milestone",
    "Partner",
    "Phase",
    "Project",
    "Question",
    "Report",
    "Risk",
    "StateChange",
)


def export(address: str) -> dict[str, Any]:
    """Return everything kept about the person with an e-mail address."""
    email = address.strip()
    return {
        "responsible_for_projects": list(
            Project.objects.filter(responsible__email__iexact=email)
            .order_by("pk")
            .values("title", "state", "starts_on", "ends_on")
        ),
        "moved_projects": list(
            StateChange.objects.filter(by__email__iexact=email)
            .order_by("pk")
            .values("on", "project__title", "became", "why")
        ),
    }


def erase(address: str, *, dry_run: bool) -> Erasure:
    """Delete nothing: what was done in office stays, without name or address."""
    return Erasure(dry_run=dry_run, counts={})
