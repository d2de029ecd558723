"""People and a project that the tests of this room share."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from tests.fixtures import MakePerson, log_in

from samspil.base.people.models import Person
from samspil.kit.access import SYSTEM, Role
from samspil.work.projects.actions import parts, projects
from samspil.work.projects.models import Phase, Project
from samspil.work.projects.terms import GateState, ProjectState

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
WAY = (ProjectState.APPLIED, ProjectState.GRANTED, ProjectState.RUNNING, ProjectState.EVALUATED)


def text_for(**other: Any) -> projects.ProjectText:
    """What the project of the tests says: three years, 1.5 million a year, of which a tenth is its own."""
    told: dict[str, Any] = {
        "title": "Med i egen plan",
        "summary": "Borgere bliver klædt på til at skrive deres egen plan.",
        "starts_on": FIRST,
        "ends_on": LAST,
        "funder": "Gavnfonden",
        "total": Decimal(4_500_000),
        "grant": Decimal(4_050_000),
        "own_share": Decimal(450_000),
        "results": "Flere skriver selv.",
    }
    return projects.ProjectText(**told | other)


def move_to(project: Project, state: ProjectState) -> Project:
    """Walk a project from idea to a state."""
    for step in WAY:
        if project.state == state:
            break
        if step == ProjectState.EVALUATED:
            for phase in project.phases.filter(gate=GateState.AHEAD):
                parts.decide_gate(actor=SYSTEM, phase=phase, gate=GateState.PASSED, why="Nået")
        project = projects.move_project(actor=SYSTEM, project=project, to=step)
    return project


@pytest.fixture
def manager(make_person: MakePerson) -> Person:
    return make_person(Role.MANAGER)


@pytest.fixture
def desk(manager: Person) -> Client:
    return log_in(Client(), manager)


@pytest.fixture
def project(manager: Person) -> Project:
    return projects.write_project(
        actor=SYSTEM,
        text=text_for(),
        partners=[("Handicapforeningen", "udpeger mentorer"), ("Højskolen", "")],
        responsible=manager,
    )


@pytest.fixture
def phases(project: Project) -> list[Phase]:
    """Three phases of a year each."""
    return [
        parts.write_phase(
            actor=SYSTEM,
            project=project,
            text=parts.PhaseText(
                title=title,
                starts_on=date(year, 1, 1),
                ends_on=date(year, 12, 31),
                gate_question="Virker det?",
            ),
        )
        for title, year in (("Pilot", 2024), ("Udbredelse", 2025), ("Forankring", 2026))
    ]
