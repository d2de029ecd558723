"""Call the people of an initiative together; the gatherings room keeps the meeting itself."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import Truncator

from samspil.base.audit.actions import record
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.commons.gatherings import actions as gatherings
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.terms import Admission, GatheringKind
from samspil.kit.access import SYSTEM, require
from samspil.kit.markdown import plain_text
from samspil.work.involvement.models import Initiative, InitiativeMeeting, Participant
from samspil.work.involvement.policies import may_edit_initiative
from samspil.work.involvement.queries.meetings import meetings_ahead
from samspil.work.involvement.terms import InitiativeKind

KIND_OF_MEETING = {
    InitiativeKind.WORKING_COMMUNITY: GatheringKind.WORKING_COMMUNITY,
    InitiativeKind.FOCUS_GROUP: GatheringKind.FOCUS_GROUP,
    InitiativeKind.DIALOGUE_MEETING: GatheringKind.DIALOGUE_MEETING,
    InitiativeKind.THEME_EVENT: GatheringKind.THEME_EVENT,
    InitiativeKind.OTHER: GatheringKind.OTHER,
}
SUMMARY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """When and where the people of an initiative meet."""

    starts_at: datetime
    ends_at: datetime
    place: Place | None = None
    where: str = ""
    for_everybody: bool = False


def _summary(text: str) -> str:
    return str(Truncator(" ".join(plain_text(text).split())).chars(SUMMARY))


@transaction.atomic
def plan_meeting(*, actor: Person, initiative: Initiative, meeting: Meeting) -> Gathering:
    """Begin a meeting of an initiative as a draft, with its title, texts, topics and places filled in.

    Whoever takes part is invited, and hears of it when the meeting is published.

    Args:
        actor: the coordinator; becomes responsible for the meeting.
        initiative: what the meeting belongs to.
        meeting: when and where.

    Raises Refused when the actor may not change the initiative, ValidationError for times that cannot be.
    """
    require(may_edit_initiative(actor, initiative))
    gathering = gatherings.plan_gathering(
        actor=actor,
        plan=gatherings.Plan(
            kind=KIND_OF_MEETING[InitiativeKind(initiative.kind)],
            title=initiative.title,
            title_en=initiative.title_en,
            summary=_summary(initiative.purpose),
            summary_en=_summary(initiative.purpose_en),
            body=initiative.purpose,
            body_en=initiative.purpose_en,
            easy_body=initiative.easy_text,
            easy_body_en=initiative.easy_text_en,
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            place=meeting.place,
            where=meeting.where,
            admission=Admission.EVERYBODY if meeting.for_everybody else Admission.INVITED,
        ),
        topics=list(initiative.topics.all()),
        places=list(initiative.places.all()),
    )
    InitiativeMeeting.objects.create(initiative=initiative, gathering=gathering)
    gatherings.invite(
        actor=SYSTEM,
        gathering=gathering,
        guests=[_guest(each) for each in initiative.participants.current()],
    )
    record(actor=actor, verb="involvement.plan_meeting", thing=initiative.thing)
    return gathering


def _guest(participant: Participant) -> gatherings.Guest:
    return gatherings.Guest(
        name=participant.name,
        address=participant.address or "",
        phone="" if "@" in participant.contact else participant.contact,
        language=participant.language,
    )


def invite_to_meetings(*, participant: Participant) -> None:
    """Invite somebody who has just come in to the meetings that are to come."""
    for gathering in meetings_ahead(participant.initiative):
        gatherings.invite(actor=SYSTEM, gathering=gathering, guests=[_guest(participant)])
