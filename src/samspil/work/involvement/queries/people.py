"""Named reads of who stands at disposal, who was asked and who takes part."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.interests.models import InterestProfile, ProfileQuerySet
from samspil.commons.interests.queries import (
    MOST_CRITERIA,
    Audience,
    available_in,
    shown_available,
)
from samspil.commons.interests.terms import Form
from samspil.kit.small_numbers import shown_count
from samspil.work.involvement.models import (
    Initiative,
    Invitation,
    InvitationRound,
    Note,
    NoteVersion,
    Participant,
    SharedFile,
)
from samspil.work.involvement.models.invitations import ParticipantQuerySet
from samspil.work.involvement.queries.draws import Candidate
from samspil.work.involvement.terms import (
    OPEN_STATES,
    RECENT,
    Answer,
    InitiativeKind,
    InitiativeState,
    Outcome,
)

FORM_OF_KIND = {
    InitiativeKind.WORKING_COMMUNITY: Form.WORKING_COMMUNITY,
    InitiativeKind.FOCUS_GROUP: Form.FOCUS_GROUP,
    InitiativeKind.DIALOGUE_MEETING: Form.DIALOGUE_MEETING,
    InitiativeKind.THEME_EVENT: Form.THEME_EVENT,
    InitiativeKind.OTHER: Form.CONSULTATION,
}


def audience_of(initiative: Initiative) -> Audience:
    """Return whom an initiative concerns."""
    return Audience.of(
        topics=[topic.pk for topic in initiative.topics.all()],
        places=[place.pk for place in initiative.places.all()],
    )


@dataclass(frozen=True, slots=True)
class Available:
    """How many stand at disposal, as it may be shown: never under 5, rounded down (row X2)."""

    total: str
    by_topic: Sequence[tuple[Topic, str]]
    by_age: Sequence[tuple[Topic, str]]


def available_for(initiative: Initiative, form: Form) -> Available:
    """Return how many stand at disposal for an initiative, by topic and by age group.

    Each count has two criteria, the topic and the form of taking part; how many meet all of the
    initiative's topics at once is shown only where that is no more than two criteria too.
    """
    audience = audience_of(initiative)
    criteria = len(audience.topics) + len(audience.places) + 1
    counted = [
        (topic, shown_available(Audience.of(topics=[topic.pk]), [form]))
        for topic in initiative.topics.all()
    ]
    ages = [pair for pair in counted if pair[0].kind == TopicKind.AGE_GROUP]
    return Available(
        total=shown_available(audience, [form]) if criteria <= MOST_CRITERIA else "",
        by_topic=[pair for pair in counted if pair not in ages],
        by_age=ages,
    )


def candidates_for(round: InvitationRound) -> list[Candidate]:
    """Return who may be drawn: those at disposal whom the initiative concerns and who were not asked yet."""
    already = Invitation.objects.filter(
        profile=OuterRef("pk"), round__initiative=round.initiative_id
    )
    lately = Invitation.objects.filter(
        profile=OuterRef("pk"), round__sent_at__gte=timezone.now() - RECENT
    )
    people = (
        available_in(audience_of(round.initiative), [Form(round.form)])
        .filter(~Exists(already))
        .annotate(lately=Exists(lately))
    )
    return [Candidate(*row) for row in people.values_list("pk", "ref", "lately")]


def invited_profiles(round: InvitationRound, *, unanswered: bool = False) -> ProfileQuerySet:
    """Return the profiles asked in a round that letters go out to; those who have not answered."""
    asked = Invitation.objects.filter(round=round)
    if unanswered:
        asked = asked.filter(answer=Answer.NONE)
    return InterestProfile.objects.receiving().filter(pk__in=asked.values("profile"))


@dataclass(frozen=True, slots=True)
class Tally:
    """What came back in a round; only a yes is a person one may see, so only those are counted exactly."""

    invited: str
    yes: int
    no: str
    waiting: str


def tally_of(round: InvitationRound) -> Tally:
    """Return what came back in a round, by the rule of small numbers."""
    counts = round.invitations.aggregate(
        invited=Count("pk"),
        yes=Count("pk", filter=Q(answer=Answer.YES)),
        no=Count("pk", filter=Q(answer=Answer.NO)),
        waiting=Count("pk", filter=Q(answer=Answer.NONE)),
    )
    return Tally(
        invited=shown_count(counts["invited"]),
        yes=counts["yes"],
        no=shown_count(counts["no"]),
        waiting=shown_count(counts["waiting"]),
    )


def invitation_of_key(key: UUID) -> Invitation | None:
    """Return the invitation that a letter's seal speaks of, the first letter's or the reminder's."""
    return (
        Invitation.objects.select_related(
            "round__initiative__plan", "round__initiative__responsible", "profile"
        )
        .filter(Q(key=key) | Q(reminder_key=key))
        .first()
    )


def own_invitations(profile: InterestProfile) -> QuerySet[Invitation]:
    """Return what a person is asked and has not answered, the first to answer first."""
    return (
        Invitation.objects.filter(
            profile=profile,
            answer=Answer.NONE,
            round__closed_at__isnull=True,
            round__answer_by__gte=timezone.localdate(),
            round__initiative__in=Initiative.objects.open(),
        )
        .select_related("round__initiative")
        .order_by("round__answer_by", "id")
    )


def rounds_of(initiative: Initiative) -> QuerySet[InvitationRound]:
    """Return the rounds of an initiative, the latest first."""
    return initiative.rounds.select_related("made_by")


def yes_waiting(initiative: Initiative) -> QuerySet[Invitation]:
    """Return who said yes and has not heard whether there is room, the first first."""
    return Invitation.objects.filter(
        round__initiative=initiative, answer=Answer.YES, outcome=Outcome.NONE
    ).select_related("round")


def yes_waiting_for(initiatives: Collection[int] | QuerySet[Initiative]) -> int:
    """Return how many said yes and wait for an answer."""
    return (
        Invitation.objects.filter(
            round__initiative__in=initiatives, answer=Answer.YES, outcome=Outcome.NONE
        )
        .order_by()
        .count()
    )


def participants_of(initiative: Initiative) -> ParticipantQuerySet:
    """Return who takes part in an initiative now."""
    return initiative.participants.current()


def participations_of(keys: Iterable[UUID]) -> ParticipantQuerySet:
    """Return in what somebody takes part, by the keys of the addresses they have proved to hold."""
    return (
        Participant.objects.current()
        .filter(address_key__in=list(keys))
        .select_related("initiative__plan", "initiative__responsible")
    )


def participation(keys: Iterable[UUID], initiative: Initiative) -> Participant | None:
    """Return somebody's part in one initiative."""
    return participations_of(keys).filter(initiative=initiative).first()


def notes_of(initiative: Initiative) -> QuerySet[Note]:
    """Return the notes of a working community with who last wrote, the latest first."""
    versions = NoteVersion.objects.select_related("staff").defer("body")
    return initiative.notes.prefetch_related(Prefetch("versions", queryset=versions))


def files_of(initiative: Initiative) -> QuerySet[SharedFile]:
    """Return the files of a working community without their bytes."""
    return initiative.files.select_related("file", "staff").defer("file__content")


def ended() -> QuerySet[Initiative]:
    """Return the initiatives under way whose last day is over."""
    return Initiative.objects.public().filter(
        state__in=[InitiativeState.INVITING, InitiativeState.RUNNING],
        ends_on__lt=timezone.localdate(),
    )


def rounds_to_remind() -> QuerySet[InvitationRound]:
    """Return the open rounds that have not reminded yet."""
    return InvitationRound.objects.filter(
        sent_at__isnull=False,
        reminded_at__isnull=True,
        closed_at__isnull=True,
        answer_by__gte=timezone.localdate(),
        initiative__state__in=OPEN_STATES,
    )
