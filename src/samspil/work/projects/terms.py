"""Words and limits of projects."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import Part, help_text

TITLE_LENGTH = 200
LINE_LENGTH = 400
TEXT_LENGTH = 20_000
PER_PAGE = 50
FIRST_REMINDER, LAST_REMINDER = timedelta(days=30), timedelta(days=7)
FIRST_YEAR, LAST_YEAR = 1990, 2100
MOST_HOURS = 100_000


class ProjectState(models.TextChoices):
    """Where a project is on its way from a thought to what was learnt."""

    IDEA = "idea", _("idé")
    APPLIED = "applied", _("søgt")
    GRANTED = "granted", _("bevilget")
    REFUSED = "refused", _("afslået")
    RUNNING = "running", _("i gang")
    EVALUATED = "evaluated", _("evalueret")


NEXT_STATES: dict[ProjectState, tuple[ProjectState, ...]] = {
    ProjectState.IDEA: (ProjectState.APPLIED,),
    ProjectState.APPLIED: (ProjectState.GRANTED, ProjectState.REFUSED, ProjectState.IDEA),
    ProjectState.GRANTED: (ProjectState.RUNNING, ProjectState.APPLIED),
    ProjectState.REFUSED: (ProjectState.IDEA, ProjectState.APPLIED),
    ProjectState.RUNNING: (ProjectState.EVALUATED, ProjectState.GRANTED),
    ProjectState.EVALUATED: (ProjectState.RUNNING,),
}

STATE_VERBS = {
    ProjectState.IDEA: _("Tilbage til idé"),
    ProjectState.APPLIED: _("Ansøgningen er sendt"),
    ProjectState.GRANTED: _("Projektet er bevilget"),
    ProjectState.REFUSED: _("Projektet er afslået"),
    ProjectState.RUNNING: _("Projektet er i gang"),
    ProjectState.EVALUATED: _("Projektet er evalueret"),
}

TONES = {
    ProjectState.IDEA: "neutral",
    ProjectState.APPLIED: "info",
    ProjectState.GRANTED: "success",
    ProjectState.REFUSED: "error",
    ProjectState.RUNNING: "success",
    ProjectState.EVALUATED: "info",
}

WITH_MONEY = (ProjectState.GRANTED, ProjectState.RUNNING, ProjectState.EVALUATED)


class GateState(models.TextChoices):
    """What was decided at the end of a phase."""

    AHEAD = "ahead", _("ikke nået")
    PASSED = "passed", _("godkendt")
    STOPPED = "stopped", _("stoppet")


GATE_TONES = {GateState.AHEAD: "neutral", GateState.PASSED: "success", GateState.STOPPED: "error"}


class Level(models.TextChoices):
    """How likely something is, or how much it would matter."""

    LOW = "low", _("lille")
    MEDIUM = "medium", _("mellem")
    HIGH = "high", _("stor")


LEVELS = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 3}

PARTS = (
    Part(
        "projects",
        _("Projekter"),
        pages=(
            "projects",
            "project",
            "project_pdf",
            "project_word",
            "projects_json",
            "projects_csv",
        ),
    ),
)

TEXTS = (
    help_text(
        "projects.help_desk",
        _("Hjælp: Projekter"),
        _(
            "Et projekt begynder som **idé**. Når ansøgningen er sendt, kan alle læse om det. Skriv faser, milepæle, "
            "risici og rapporter, så siger vi til, når der er en frist.\n\nPenge står under **Økonomi**, og det, "
            "udvalget skal beslutte, skriver du som en **sag**."
        ),
    ),
)
