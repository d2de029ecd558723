"""Words, states and limits of the plans room."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from samspil.kit.own_words import Part, help_text

TITLE_LENGTH = 200
LINE_LENGTH = 400
TEXT_LENGTH = 20_000
FIRST_YEAR = 2000
LAST_YEAR = 2100
NAME_LENGTH = 120
NUMBER_LENGTH = 60
MOST_WEIGHT = 10
PER_PAGE = 50
# A running activity nobody has said anything about for so long stands out.
SILENT_AFTER = timedelta(days=90)
# Owners are reminded of what is overdue, silent or about to end, at most once in this time.
REMIND_EVERY = timedelta(days=30)
ENDS_SOON = timedelta(days=30)


class PlanKind(models.TextChoices):
    """What a plan is called and how it is built."""

    DISABILITY_PLAN = "disability_plan", _("handicapplan")
    ACTION_PLAN = "action_plan", _("handleplan")


class Audience(models.TextChoices):
    """Whom a plan is for."""

    EVERYONE = "everyone", _("alle")
    CHILDREN = "children", _("børn, unge og deres familier")
    ADULTS = "adults", _("voksne")


class PlanState(models.TextChoices):
    """Where a plan is on its way."""

    DRAFT = "draft", _("kladde")
    CONSULTATION = "consultation", _("i høring")
    DECIDED = "decided", _("besluttet")
    RUNNING = "running", _("i gang")
    EVALUATED = "evaluated", _("evalueret")
    ARCHIVED = "archived", _("arkiveret")


# One step on, or one back when it was pressed too early.
NEXT_PLAN_STATES: dict[PlanState, tuple[PlanState, ...]] = {
    PlanState.DRAFT: (PlanState.CONSULTATION,),
    PlanState.CONSULTATION: (PlanState.DECIDED, PlanState.DRAFT),
    PlanState.DECIDED: (PlanState.RUNNING, PlanState.CONSULTATION),
    PlanState.RUNNING: (PlanState.EVALUATED, PlanState.DECIDED),
    PlanState.EVALUATED: (PlanState.ARCHIVED, PlanState.RUNNING),
    PlanState.ARCHIVED: (PlanState.EVALUATED,),
}
# The words on the button that leads to a state.
STATE_VERBS: dict[PlanState, object] = {
    PlanState.DRAFT: _("Tag tilbage til kladde"),
    PlanState.CONSULTATION: _("Send i høring"),
    PlanState.DECIDED: _("Planen er besluttet"),
    PlanState.RUNNING: _("Sæt i gang"),
    PlanState.EVALUATED: _("Planen er evalueret"),
    PlanState.ARCHIVED: _("Arkivér"),
}
PLAN_TONES: dict[PlanState, str] = {
    PlanState.DRAFT: "info",
    PlanState.CONSULTATION: "info",
    PlanState.DECIDED: "info",
    PlanState.RUNNING: "success",
    PlanState.EVALUATED: "success",
    PlanState.ARCHIVED: "neutral",
}


class ActivityState(models.TextChoices):
    """Where an activity is."""

    NOT_STARTED = "not_started", _("ikke begyndt")
    RUNNING = "running", _("i gang")
    BLOCKED = "blocked", _("går i stå")
    DONE = "done", _("færdig")
    DROPPED = "dropped", _("udgået")


# Those that still want something done.
OPEN_STATES = (ActivityState.NOT_STARTED, ActivityState.RUNNING, ActivityState.BLOCKED)
ACTIVITY_TONES: dict[ActivityState, str] = {
    ActivityState.NOT_STARTED: "neutral",
    ActivityState.RUNNING: "info",
    ActivityState.BLOCKED: "warning",
    ActivityState.DONE: "success",
    ActivityState.DROPPED: "neutral",
}

# States in which a plan's activities are worked on, so that owners are reminded.
WORKING_STATES = (PlanState.DECIDED, PlanState.RUNNING)


class GroupKind(models.TextChoices):
    """What a group is for."""

    WORKING = "working", _("arbejdsgruppe")
    REFERENCE = "reference", _("referencegruppe")


class GroupState(models.TextChoices):
    """Whether a group still works."""

    ACTIVE = "active", _("i gang")
    ENDED = "ended", _("afsluttet")


class Side(models.TextChoices):
    """For whom somebody takes part in a group."""

    DEPARTMENT = "department", _("afdeling")
    RELATIVE = "relative", _("pårørende")
    CITIZEN = "citizen", _("borgere med handicap")
    ORGANISATION = "organisation", _("foreninger")
    COUNCIL = "council", _("råd")


# After a group has ended: names and addresses of all but staff go, so that no list of relatives is left lying.
KEEP_MEMBERS = timedelta(days=180)
# Of these only that some are there is said in public, so that no line beside it tells who.
UNNAMED = (Side.RELATIVE, Side.CITIZEN)


class StepKind(models.TextChoices):
    """The fixed steps of a plan's year."""

    CHOOSE = "choose", _("vælg årets indsatsområder")
    STATUS = "status", _("årlig status til udvalg og råd")
    NEWSLETTER = "newsletter", _("nyhedsbrev")


# Month and day each step is proposed for; whoever opens a year may move them.
USUAL_DAYS: dict[StepKind, tuple[int, int]] = {
    StepKind.CHOOSE: (1, 15),
    StepKind.STATUS: (11, 1),
    StepKind.NEWSLETTER: (11, 20),
}


class StatusState(models.TextChoices):
    """Where a yearly status is."""

    DRAFT = "draft", _("kladde")
    SENT = "sent", _("sendt")


class AddresseeKind(models.TextChoices):
    """What kind of body gets the yearly status."""

    COMMITTEE = "committee", _("udvalg")
    COUNCIL = "council", _("råd")
    OTHER = "other", _("andre")


class SendingHow(models.TextChoices):
    """How a yearly status reached a body."""

    LETTER = "letter", _("med mail")
    BY_HAND = "hand", _("afleveret")


PARTS = (
    Part(
        "plans",
        _("Planer: handicapplan og handleplaner"),
        pages=(
            "plans",
            "work_plan",
            "focus_area",
            "plan_timeline",
            "whole_plan",
            "plan_pdf",
            "plan_word",
            "plan_money",
            "plan_versions",
            "plan_changes",
            "work_plan_json",
            "work_plan_csv",
            "plan_year",
            "yearly_status",
            "status_pdf",
            "status_word",
        ),
    ),
)

TEXTS = (
    help_text(
        "plans.help_desk",
        _("Hjælp: Planer"),
        _(
            "En plan har **spor, indsatsområder og aktiviteter**. Du kan skrive den her eller hente den ind fra Word. "
            "Den er en kladde, til du sender den i høring.\n\nHver aktivitet har en ansvarlig, en periode og en "
            "status. De ansvarlige får en påmindelse, når der ikke er sagt noget længe."
        ),
    ),
    help_text(
        "plans.help_own",
        _("Hjælp: Mine aktiviteter"),
        _(
            "Fortæl, hvor det står til. **Ét tryk er nok**, når intet er ændret. Går noget i stå, så skriv hvorfor, og "
            "hvem der kan få det i gang igen. Alle kan læse det, du skriver, så skriv ikke om bestemte personer."
        ),
    ),
    help_text(
        "plans.help_year",
        _("Hjælp: Planens år"),
        _(
            "Hvert år vælger centerlederen, **hvilke indsatsområder der er i centrum**. Hvert område får en "
            "arbejdsgruppe med medarbejdere fra flere afdelinger og gerne pårørende.\n\nDatoerne er et forslag. Flyt "
            "dem, så de passer til udvalgenes møder."
        ),
    ),
    help_text(
        "plans.help_group",
        _("Hjælp: Grupper"),
        _(
            "Tag dem med, der har sagt ja. **Pårørendes navne ses kun af dig**, der leder gruppen. På planens side "
            "står der kun, at pårørende er med.\n\nOpgaver og noter ses af gruppen. Du vælger, hvad alle må læse."
        ),
    ),
    help_text(
        "plans.help_status",
        _("Hjælp: Årlig status"),
        _(
            "Status bliver **skrevet ud fra planen**: hvad der er sket, hvad der går videre, og hvad der står stille. "
            "Ret teksten, og send den. Så er den låst og kan læses af alle, som side, PDF og Word."
        ),
    ),
)
