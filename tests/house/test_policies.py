"""Every policy as a truth table: who may do what, as a visitor, everywhere, here and elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from django.utils import timezone

from samspil.base.municipality.policies import may_shape_municipality
from samspil.base.outbox.policies import may_mend_letters, may_see_state
from samspil.base.people.policies import may_begin_admin_session, may_give_role, may_see_people
from samspil.base.places.models import Place
from samspil.base.places.policies import may_edit_place, may_keep_places, may_see_place_desk
from samspil.base.topics.models import Topic
from samspil.base.topics.policies import may_edit_topics, may_merge
from samspil.base.topics.terms import TopicKind
from samspil.commons.advice import policies as advice
from samspil.commons.advice.models import Adviser, TalkRequest
from samspil.commons.advice.terms import TalkState
from samspil.commons.decisions import policies as decisions
from samspil.commons.gatherings import policies as gatherings
from samspil.commons.gatherings.models import Gathering, Registration
from samspil.commons.gatherings.terms import (
    ASK_FEEDBACK_UNTIL,
    DOORS_OPEN,
    Admission,
    GatheringState,
    RegistrationState,
)
from samspil.commons.inputs import policies as inputs
from samspil.commons.inputs.models import Cluster, Collection, Input
from samspil.commons.inputs.terms import CollectionState
from samspil.commons.interests import policies as interests
from samspil.commons.interests.models import InterestProfile, SignUp
from samspil.commons.interests.terms import ProfileState
from samspil.commons.leaflets.policies import may_keep_leaflets
from samspil.commons.lexicon import policies as lexicon
from samspil.commons.news import policies as news
from samspil.commons.news.models import Article
from samspil.commons.news.terms import ArticleState
from samspil.commons.offers import policies as offers
from samspil.commons.offers.models import Offer, OfferReport
from samspil.commons.offers.terms import OfferState
from samspil.config.management.commands.access_matrix import Holder, verbs
from samspil.front.home.policies import may_enter_desk
from samspil.kit.access import NOBODY, SYSTEM, Actor, Role, Verdict, may_for
from samspil.work.involvement import policies as involvement
from samspil.work.involvement.models import (
    Initiative,
    Invitation,
    InvitationRound,
    InvolvementPlan,
    Participant,
    Proposal,
)
from samspil.work.involvement.terms import InitiativeState, PlanState, ProposalState
from samspil.work.plans import policies as plans
from samspil.work.plans.models import Group, GroupMember, Plan, YearlyStatus
from samspil.work.plans.terms import NEXT_PLAN_STATES, WORKING_STATES, GroupState, StatusState
from samspil.work.plans.terms import PlanState as S
from samspil.work.projects import policies as projects

R = Role
HERE, ELSEWHERE = 7, 8
ABOUT, OTHER = 17, 18
POLICIES: dict[Callable[[Actor], Verdict], set[Role]] = {
    may_enter_desk: set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION},
    advice.may_advise: {R.ADVISER},
    advice.may_appoint: {R.MANAGER, R.ADMINISTRATOR},
    interests.may_enter_for_person: {R.COORDINATOR, R.ADVISER},
    interests.may_see_call_list: {R.COORDINATOR, R.ADVISER},
    interests.may_see_counts: {R.COORDINATOR, R.EDITOR, R.ADVISER, R.MANAGER, R.ADMINISTRATOR},
    gatherings.may_call: {R.COORDINATOR, R.EDITOR, R.ADVISER, R.COUNCIL_SECRETARY},
    gatherings.may_host: {R.COORDINATOR, R.ADVISER, R.COUNCIL_SECRETARY},
    inputs.may_gather: {R.COORDINATOR, R.MANAGER},
    inputs.may_enter_inputs: set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION},
    inputs.may_call_back: {R.COORDINATOR},
    news.may_write_news: {R.EDITOR, R.COORDINATOR},
    offers.may_see_offer_desk: set(Role) - {R.RELATIVE, R.CITIZEN},
    offers.may_begin_offer: {R.EDITOR, R.COORDINATOR, R.MANAGER, R.ORGANISATION},
    offers.may_keep_offers: {R.EDITOR, R.COORDINATOR, R.MANAGER},
    offers.may_import_offers: {R.EDITOR, R.COORDINATOR, R.MANAGER},
    may_keep_leaflets: {R.EDITOR, R.COORDINATOR, R.MANAGER},
    offers.may_read_reports: set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION},
    lexicon.may_keep_words: {R.EDITOR, R.COORDINATOR},
    involvement.may_plan_involvement: {R.COORDINATOR},
    involvement.may_edit_plan: {R.COORDINATOR},
    involvement.may_follow_initiatives: set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION},
    plans.may_write_plans: {R.COORDINATOR, R.MANAGER},
    plans.may_follow_plans: set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION},
    plans.may_write_plans: {R.COORDINATOR, R.MANAGER},
    plans.may_follow_plans: set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION},
    decisions.may_keep_money: {R.COORDINATOR, R.MANAGER, R.ADMINISTRATOR},
    decisions.may_see_case: set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION},
    projects.may_write_projects: {R.COORDINATOR, R.MANAGER},
    projects.may_follow_projects: set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION},
    may_see_state: {R.ADMINISTRATOR},
    may_mend_letters: {R.ADMINISTRATOR},
    may_begin_admin_session: {R.ADMINISTRATOR},
    may_shape_municipality: {R.MANAGER, R.ADMINISTRATOR},
    may_see_people: {R.MANAGER, R.ADMINISTRATOR},
    may_keep_places: {R.COORDINATOR, R.MANAGER, R.ADMINISTRATOR},
    may_see_place_desk: {R.EDITOR, R.COORDINATOR, R.MANAGER, R.ADMINISTRATOR},
    may_edit_topics: {R.EDITOR, R.COORDINATOR, R.MANAGER, R.ADMINISTRATOR},
}

# Asked for the whole municipality: a role held at one place gives nothing.
EVERYWHERE_ONLY = {
    inputs.may_call_back,
    involvement.may_edit_plan,
    lexicon.may_keep_words,
    may_keep_places,
    may_shape_municipality,
    offers.may_import_offers,
}


@dataclass(frozen=True)
class Local:
    """Somebody who holds one role at one place, or for one topic."""

    role: Role
    place: int | None = HERE
    topic: int | None = None
    pk: int | None = -2
    is_authenticated: bool = True
    is_administrator: bool = field(default=False)

    def holds(self, *roles: Role, place_id: int | None = None, topic_id: int | None = None) -> bool:
        anything = place_id is None and topic_id is None
        here = self.place is None or self.place == place_id
        about = self.topic is None or self.topic == topic_id
        return self.role in roles and (anything or (here and about))


def test_no_policy_is_left_out() -> None:
    assert {policy for _name, policy in verbs()} == set(POLICIES)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.__name__)
def test_who_may(policy: Callable[[Actor], Verdict]) -> None:
    allowed = {role for role in Role if policy(Holder(role))}
    assert allowed == POLICIES[policy]
    locally = {role for role in Role if policy(Local(role))}
    if policy in EVERYWHERE_ONLY:
        assert locally == set()
    else:
        assert locally == POLICIES[policy] - (
            {R.ADMINISTRATOR} if policy is may_begin_admin_session else set()
        )
    verdict = policy(NOBODY)
    assert not verdict
    assert str(verdict.why)
    for role in set(Role) - POLICIES[policy]:
        assert str(policy(Holder(role)).why)


@pytest.mark.parametrize("given", Role)
def test_who_gives_which_role(given: Role) -> None:
    givers = {role for role in Role if may_give_role(Holder(role), given)}
    high = given in {R.MANAGER, R.ADMINISTRATOR}
    assert givers == ({R.ADMINISTRATOR} if high else {R.MANAGER, R.ADMINISTRATOR})
    assert not may_give_role(NOBODY, given)
    assert may_give_role(SYSTEM, given)


def article(
    *,
    author: int = 1,
    places: tuple[int, ...] = (),
    topics: tuple[int, ...] = (),
    state: str = "draft",
    newsletter: bool = False,
) -> Article:
    found = Article(author_id=author, state=state, to_newsletter=newsletter)
    found._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "places": [Place(pk=pk) for pk in places],
        "topics": [Topic(pk=pk) for pk in topics],
    }
    found.pk = 1
    return found


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("places", "local_may"),
    [((), False), ((HERE,), True), ((ELSEWHERE,), False), ((HERE, ELSEWHERE), False)],
)
def test_who_edits_an_article(role: Role, places: tuple[int, ...], local_may: bool) -> None:  # noqa: FBT001
    writes = role in {R.EDITOR, R.COORDINATOR}
    assert bool(news.may_edit_article(Holder(role), article(places=places))) is writes
    assert bool(news.may_edit_article(Local(role), article(places=places))) is (
        writes and local_may
    )
    own = article(author=-2, places=places)
    assert bool(news.may_edit_article(Local(role), own)) is writes
    assert not news.may_edit_article(NOBODY, article(places=places))


@pytest.mark.parametrize("role", Role)
def test_who_writes_about_a_place(role: Role) -> None:
    writes = role in {R.EDITOR, R.COORDINATOR, R.MANAGER, R.ADMINISTRATOR}
    assert bool(may_edit_place(Holder(role), Place(pk=HERE))) is writes
    assert bool(may_edit_place(Local(role), Place(pk=HERE))) is writes
    assert not may_edit_place(Local(role), Place(pk=ELSEWHERE))
    assert not may_edit_place(NOBODY, Place(pk=HERE))


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("places", "topics", "newsletter", "for_topic", "for_both"),
    [
        ((), (), False, False, False),
        ((), (ABOUT,), False, True, False),
        ((), (ABOUT,), True, False, False),
        ((), (ABOUT, OTHER), False, False, False),
        ((HERE,), (), False, False, False),
        ((HERE,), (ABOUT,), False, True, True),
        ((HERE,), (OTHER,), False, False, False),
        ((HERE, ELSEWHERE), (ABOUT,), False, True, False),
    ],
)
def test_who_publishes_with_a_role_for_a_topic(
    role: Role,
    places: tuple[int, ...],
    topics: tuple[int, ...],
    newsletter: bool,  # noqa: FBT001
    for_topic: bool,  # noqa: FBT001
    for_both: bool,  # noqa: FBT001
) -> None:
    writes = role in {R.EDITOR, R.COORDINATOR}
    wanted = article(places=places, topics=topics, newsletter=newsletter)
    for actor, may in (
        (Local(role, place=None, topic=ABOUT), for_topic),
        (Local(role, topic=ABOUT), for_both),
        (Holder(role), True),
    ):
        assert bool(news.may_edit_article(actor, wanted)) is (writes and may)
        assert bool(news.may_publish(actor, wanted, ArticleState.PUBLISHED)) is (writes and may)


@pytest.mark.parametrize(
    ("places", "topics", "local", "limited"),
    [
        ((), (), False, False),
        ((HERE,), (), True, False),
        ((HERE,), (ABOUT, OTHER), True, False),
        ((ELSEWHERE,), (ABOUT,), False, True),
        ((), (ABOUT,), False, True),
        ((HERE, ELSEWHERE), (), False, False),
    ],
)
def test_a_role_reaches_all_that_a_thing_concerns(
    places: tuple[int, ...],
    topics: tuple[int, ...],
    local: bool,  # noqa: FBT001
    limited: bool,  # noqa: FBT001
) -> None:
    ask = {"places": places, "topics": topics}
    coordinator = R.COORDINATOR
    assert bool(may_for(Local(coordinator), [coordinator], **ask)) is local
    assert bool(may_for(Local(coordinator, None, ABOUT), [coordinator], **ask)) is limited
    for unlimited in (SYSTEM, Holder(coordinator)):
        assert may_for(unlimited, [coordinator], **ask)
    for nobody in (NOBODY, Holder(R.EDITOR)):
        assert "rollen koordinator" in str(may_for(nobody, [coordinator], **ask).why)


ALLOWED_STEPS = {
    ("draft", "scheduled"),
    ("draft", "published"),
    ("scheduled", "draft"),
    ("scheduled", "published"),
    ("published", "taken_down"),
    ("taken_down", "published"),
}


@pytest.mark.parametrize("now", ArticleState)
@pytest.mark.parametrize("to", ArticleState)
def test_which_state_follows_which(now: ArticleState, to: ArticleState) -> None:
    verdict = news.may_publish(Holder(R.EDITOR), article(state=now), to)
    assert bool(verdict) is ((now.value, to.value) in ALLOWED_STEPS)
    assert verdict or str(to.label) in str(verdict.why)
    assert not news.may_publish(Holder(R.MANAGER), article(state=now), to)


def topic(pk: int, kind: TopicKind = TopicKind.THEME, **other: object) -> Topic:
    return Topic(pk=pk, kind=kind, **other)


def test_which_topics_become_one() -> None:
    editor, one = Holder(R.EDITOR), topic(1)
    below = topic(4, parent=topic(3, parent=one))
    assert may_merge(editor, one, topic(2))
    assert not may_merge(Holder(R.ADVISER), one, topic(2))
    assert not may_merge(editor, one, topic(2, TopicKind.TAG))
    assert not may_merge(editor, one, topic(1))
    assert not may_merge(editor, one, topic(2, merged_into_id=9))
    assert not may_merge(editor, topic(1, merged_into_id=9), topic(2))
    assert not may_merge(editor, one, below)
    assert may_merge(editor, below, one)


def test_when_a_sign_up_is_confirmed_and_choices_change() -> None:
    active = InterestProfile(state=ProfileState.ACTIVE)
    paused = InterestProfile(state=ProfileState.PAUSED)
    gone = InterestProfile(state=ProfileState.WITHDRAWN)
    assert interests.may_change(active)
    assert interests.may_change(paused)
    assert not interests.may_change(gone)
    now = timezone.now()
    later = now + timedelta(days=1)
    fresh, late = SignUp(expires_at=later), SignUp(expires_at=now)
    used = SignUp(expires_at=now, confirmed_at=now)
    for profile in (None, active, gone):
        assert interests.may_confirm(fresh, profile)
        assert not interests.may_confirm(late, profile)
    assert interests.may_confirm(used, active)
    assert not interests.may_confirm(used, gone)
    assert not interests.may_confirm(used, None)


CALLERS = {R.COORDINATOR, R.EDITOR, R.ADVISER, R.COUNCIL_SECRETARY}
HOSTS = CALLERS - {R.EDITOR}
HOUR = timedelta(hours=1)


def gathering(
    *,
    places: tuple[int, ...] = (),
    topics: tuple[int, ...] = (),
    begins_in: timedelta = 24 * HOUR,
    **other: object,
) -> Gathering:
    """Return a published gathering for everybody that lasts two hours, unless told otherwise."""
    starts = timezone.now() + begins_in
    values: dict[str, object] = {
        "pk": 1,
        "responsible_id": 1,
        "state": GatheringState.PUBLISHED,
        "starts_at": starts,
        "ends_at": starts + 2 * HOUR,
    }
    found = Gathering(**values | other)
    found._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "places": [Place(pk=pk) for pk in places],
        "topics": [Topic(pk=pk) for pk in topics],
    }
    return found


AHEAD, DOORS, ON, OVER = 24 * HOUR, DOORS_OPEN / 2, -HOUR, -3 * HOUR
TIMES = {"ahead": AHEAD, "doors": DOORS, "on": ON, "over": OVER}
WHERE = [((), False), ((HERE,), True), ((ELSEWHERE,), False), ((HERE, ELSEWHERE), False)]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("newsletter", [False, True])
@pytest.mark.parametrize(("places", "local_may"), WHERE)
def test_whom_one_may_call_together(
    role: Role,
    newsletter: bool,  # noqa: FBT001
    places: tuple[int, ...],
    local_may: bool,  # noqa: FBT001
) -> None:
    calls, here = role in CALLERS, local_may and not newsletter
    assert bool(gatherings.may_call_for(Holder(role), places, (), newsletter=newsletter)) is calls
    local = gatherings.may_call_for(Local(role), places, (), newsletter=newsletter)
    assert bool(local) is (calls and here)
    assert local or str(local.why)
    found = gathering(places=places, to_newsletter=newsletter)
    assert bool(gatherings.may_edit(Holder(role), found)) is calls
    assert bool(gatherings.may_edit(Local(role), found)) is (calls and here)
    own_draft = gathering(places=places, to_newsletter=newsletter, state="draft", responsible_id=-2)
    assert bool(gatherings.may_edit(Local(role), own_draft)) is calls
    own = gathering(places=places, to_newsletter=newsletter, responsible_id=-2)
    assert bool(gatherings.may_edit(Local(role), own)) is (calls and here)
    assert not gatherings.may_edit(NOBODY, found)
    # A draft of one's own is published only where one may call people together.
    publish = gatherings.may_move_to(Local(role), own_draft, GatheringState.PUBLISHED)
    assert bool(publish) is (calls and here)


@pytest.mark.parametrize(
    ("topics", "newsletter", "may"),
    [
        ((), False, False),
        ((ABOUT,), False, True),
        ((ABOUT,), True, False),
        ((ABOUT, OTHER), False, False),
    ],
)
@pytest.mark.parametrize("role", [R.EDITOR, R.COORDINATOR])
def test_a_role_for_a_topic_calls_together_about_it(
    role: Role,
    topics: tuple[int, ...],
    newsletter: bool,  # noqa: FBT001
    may: bool,  # noqa: FBT001
) -> None:
    found = gathering(topics=topics, to_newsletter=newsletter)
    actor = Local(role, place=None, topic=ABOUT)
    assert bool(gatherings.may_edit(actor, found)) is may
    found.state = GatheringState.DRAFT
    assert bool(gatherings.may_move_to(actor, found, GatheringState.PUBLISHED)) is may


@pytest.mark.parametrize("now", GatheringState)
@pytest.mark.parametrize("to", GatheringState)
@pytest.mark.parametrize("time", TIMES)
def test_which_state_of_a_gathering_follows_which(
    now: GatheringState, to: GatheringState, time: str
) -> None:
    found = gathering(state=now, begins_in=TIMES[time])
    verdict = gatherings.may_move_to(Holder(R.COORDINATOR), found, to)
    steps = {("draft", "published"), ("published", "cancelled")}
    assert bool(verdict) is ((now.value, to.value) in steps and time != "over")
    assert verdict or str(verdict.why)
    assert not gatherings.may_move_to(Holder(R.MANAGER), found, to)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("places", "local_may"), WHERE)
def test_who_sees_names(role: Role, places: tuple[int, ...], local_may: bool) -> None:  # noqa: FBT001
    hosts, found = role in HOSTS, gathering(places=places)
    assert bool(gatherings.may_see_names(Holder(role), found)) is hosts
    assert bool(gatherings.may_see_names(Local(role), found)) is (hosts and local_may)
    own = gathering(places=places, responsible_id=-2)
    assert bool(gatherings.may_see_names(Local(role), own)) is hosts
    assert not gatherings.may_see_names(NOBODY, found)


@pytest.mark.parametrize("state", GatheringState)
@pytest.mark.parametrize("time", TIMES)
def test_when_hosts_enter_invite_note_and_tell(state: GatheringState, time: str) -> None:
    found = gathering(state=state, begins_in=TIMES[time])
    host, stranger = Holder(R.ADVISER), Holder(R.CASEWORKER)
    held = state == "published"
    expected = {
        gatherings.may_enter_for_person: held and time != "over",
        gatherings.may_note_attendance: held and time != "ahead",
        gatherings.may_tell_outcome: held and time == "over",
        gatherings.may_invite: state == "draft" or (held and time in {"ahead", "doors"}),
    }
    for policy, allowed in expected.items():
        verdict = policy(host, found)
        assert bool(verdict) is allowed, policy
        assert verdict or str(verdict.why)
        assert not policy(stranger, found)
        assert not policy(NOBODY, found)


@pytest.mark.parametrize("state", GatheringState)
@pytest.mark.parametrize("time", TIMES)
@pytest.mark.parametrize("admission", Admission)
@pytest.mark.parametrize("deadline", [None, HOUR, -HOUR])
def test_when_anybody_signs_up(
    state: GatheringState, time: str, admission: Admission, deadline: timedelta | None
) -> None:
    until = timezone.now() + deadline if deadline is not None else None
    found = gathering(state=state, begins_in=TIMES[time], admission=admission, sign_up_until=until)
    open_still = state == "published" and time in {"ahead", "doors"}
    in_time = deadline is None or deadline > timedelta(0)
    assert bool(gatherings.may_register(found)) is (
        open_still and in_time and admission == "everybody"
    )
    for where in RegistrationState:
        one = Registration(gathering=found, state=where)
        assert bool(gatherings.may_say_yes(one)) is (open_still and in_time)
        comes = where in {"registered", "waiting"}
        assert bool(gatherings.may_change_own(one)) is (open_still and comes)
        assert bool(gatherings.may_say_no(one)) is (open_still and (comes or where == "invited"))


@pytest.mark.parametrize("where", RegistrationState)
@pytest.mark.parametrize("attended", [None, True, False])
@pytest.mark.parametrize("answered", [False, True])
@pytest.mark.parametrize("state", GatheringState)
@pytest.mark.parametrize("time", [*TIMES, "long ago"])
def test_who_says_how_it_was(
    where: RegistrationState,
    attended: bool | None,  # noqa: FBT001
    answered: bool,  # noqa: FBT001
    state: GatheringState,
    time: str,
) -> None:
    begins_in = TIMES.get(time, -ASK_FEEDBACK_UNTIL - 3 * HOUR)
    one = Registration(
        gathering=gathering(begins_in=begins_in, state=state),
        state=where,
        attended=attended,
        gave_feedback=answered,
    )
    there = where == "registered" and attended is not False and state == "published"
    verdict = gatherings.may_give_feedback(one)
    assert bool(verdict) is (there and time == "over" and not answered)
    assert verdict or str(verdict.why)


def initiative(
    *, state: str = "planned", plan: str = "published", places: tuple[int, ...] = (), by: int = 1
) -> Initiative:
    found = Initiative(
        pk=1,
        kind="working_community",
        state=state,
        responsible_id=by,
        plan=InvolvementPlan(state=plan),
    )
    found._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "places": [Place(pk=pk) for pk in places],
        "topics": [],
    }
    return found


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(
    ("places", "local_may"),
    [((), False), ((HERE,), True), ((ELSEWHERE,), False), ((HERE, ELSEWHERE), False)],
)
def test_who_plans_invites_and_sees_people(
    role: Role,
    places: tuple[int, ...],
    local_may: bool,  # noqa: FBT001
) -> None:
    may_plan = role == R.COORDINATOR
    found = initiative(places=places)
    for may in (
        involvement.may_edit_initiative,
        involvement.may_invite,
        involvement.may_see_people_of,
    ):
        assert bool(may(Holder(role), found)) is may_plan
        assert bool(may(Local(role), found)) is (may_plan and local_may)
        assert not may(NOBODY, found)
    own = initiative(places=places, by=-2)
    works_here = bool(involvement.may_follow_initiatives(Local(role)))
    assert bool(involvement.may_see_people_of(Local(role), own)) is works_here
    assert bool(involvement.may_edit_initiative(Local(role), own)) is (may_plan and local_may)


def test_a_coordinator_for_a_topic_plans_what_is_about_it_alone() -> None:
    actor = Local(R.COORDINATOR, place=None, topic=5)
    assert involvement.may_plan_for(actor, [], [5])
    assert involvement.may_plan_for(actor, [HERE, ELSEWHERE], [5])
    for topics in ([], [6], [5, 6]):
        assert not involvement.may_plan_for(actor, [], topics)
    assert not involvement.may_edit_plan(actor)


@pytest.mark.parametrize("state", InitiativeState)
@pytest.mark.parametrize("plan", PlanState)
def test_to_what_people_are_invited(state: InitiativeState, plan: PlanState) -> None:
    found = initiative(state=state, plan=plan)
    is_open = state in {"planned", "inviting", "running"}
    assert bool(involvement.may_invite(Holder(R.COORDINATOR), found)) is (
        is_open and plan != PlanState.DRAFT
    )
    sent = InvitationRound(initiative=found, closed_at=timezone.now())
    assert not involvement.may_send_round(Holder(R.COORDINATOR), sent)


STEPS_OF_INITIATIVES = {
    ("planned", "inviting"), ("planned", "running"), ("planned", "cancelled"),
    ("inviting", "planned"), ("inviting", "running"), ("inviting", "done"), ("inviting", "cancelled"),
    ("running", "inviting"), ("running", "done"), ("running", "cancelled"),
    ("done", "running"), ("cancelled", "planned"),
}  # fmt: skip


@pytest.mark.parametrize("now", InitiativeState)
@pytest.mark.parametrize("to", InitiativeState)
def test_which_way_an_initiative_goes(now: InitiativeState, to: InitiativeState) -> None:
    verdict = involvement.may_change_state(Holder(R.COORDINATOR), initiative(state=now), to)
    assert bool(verdict) is ((now.value, to.value) in STEPS_OF_INITIATIVES)
    assert not involvement.may_change_state(Holder(R.MANAGER), initiative(state=now), to)


@pytest.mark.parametrize("now", PlanState)
@pytest.mark.parametrize("to", PlanState)
def test_which_way_a_plan_goes(now: PlanState, to: PlanState) -> None:
    steps = {("draft", "published"), ("published", "closed"), ("closed", "published")}
    verdict = involvement.may_change_plan_state(
        Holder(R.COORDINATOR), InvolvementPlan(state=now), to
    )
    assert bool(verdict) is ((now.value, to.value) in steps)
    assert not involvement.may_change_plan_state(
        Local(R.COORDINATOR), InvolvementPlan(state=now), to
    )


@pytest.mark.parametrize(
    ("profile", "state", "outcome", "days", "closed", "allowed"),
    [
        ("active", "inviting", "", 1, False, True),
        ("paused", "running", "", 0, False, True),
        ("active", "planned", "taken_in", 1, False, True),
        ("withdrawn", "inviting", "", 1, False, False),
        ("", "inviting", "", 1, False, False),
        ("active", "done", "", 1, False, False),
        ("active", "cancelled", "", 1, False, False),
        ("active", "inviting", "no_room", 1, False, False),
        ("active", "inviting", "", -1, False, False),
        ("active", "inviting", "", 1, True, False),
    ],
)
def test_who_may_answer_an_invitation(
    *, profile: str, state: str, outcome: str, days: int, closed: bool, allowed: bool
) -> None:
    now = timezone.now()
    invitation = Invitation(
        profile=InterestProfile(state=profile) if profile else None,
        outcome=outcome,
        round=InvitationRound(
            initiative=initiative(state=state),
            answer_by=timezone.localdate() + timedelta(days=days),
            sent_at=now,
            closed_at=now if closed else None,
        ),
    )
    verdict = involvement.may_answer(invitation)
    assert bool(verdict) is allowed
    assert allowed or str(verdict.why)


@pytest.mark.parametrize("role", Role)
def test_who_enters_a_working_community(role: Role) -> None:
    found, gone = initiative(), initiative(state="done")
    member = Participant(initiative_id=1)
    left = Participant(initiative_id=1, left_on=timezone.localdate())
    foreign = Participant(initiative_id=2)
    for actor in (NOBODY, Holder(role)):
        staff = bool(involvement.may_see_people_of(actor, found))
        assert involvement.may_enter_community(actor, found, member)
        assert involvement.may_share(actor, found, member)
        assert involvement.may_enter_community(actor, gone, member)
        assert not involvement.may_share(actor, gone, member)
        assert not involvement.may_enter_community(actor, found, left)
        for other in (None, foreign):
            assert bool(involvement.may_enter_community(actor, found, other)) is staff
    other_kind = initiative()
    other_kind.kind = "focus_group"
    assert not involvement.may_enter_community(Holder(R.COORDINATOR), other_kind, member)


@pytest.mark.parametrize("state", ProposalState)
@pytest.mark.parametrize("role", Role)
def test_who_answers_a_proposal(role: Role, state: ProposalState) -> None:
    verdict = involvement.may_answer_proposal(Holder(role), Proposal(state=state))
    assert bool(verdict) is (role == R.COORDINATOR and state == ProposalState.NEW)


def collection(
    *, places: tuple[int, ...] = (), topics: tuple[int, ...] = (), **other: object
) -> Collection:
    """Return an open collection for everybody, unless told otherwise."""
    values: dict[str, object] = {"pk": 1, "state": CollectionState.OPEN, "is_for_all": True}
    found = Collection(**values | other)
    found._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "places": [Place(pk=pk) for pk in places],
        "topics": [Topic(pk=pk) for pk in topics],
    }
    return found


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("places", "local_may"), WHERE)
def test_who_works_with_what_people_said(
    role: Role,
    places: tuple[int, ...],
    local_may: bool,  # noqa: FBT001
) -> None:
    gathers, asked = role in {R.COORDINATOR, R.MANAGER}, collection(places=places)
    cluster = Cluster(pk=1)
    cluster._prefetched_objects_cache = asked._prefetched_objects_cache  # type: ignore[attr-defined]
    for actor, may in ((Holder(role), gathers), (Local(role), gathers and local_may)):
        assert bool(inputs.may_work_with(actor, asked)) is may
        assert bool(inputs.may_gather_for(actor, list(places), [])) is may
        assert bool(inputs.may_read_input(actor, Input(collection=asked))) is may
        assert bool(inputs.may_edit_cluster(actor, cluster)) is may
        assert bool(inputs.may_change_state(actor, asked, CollectionState.CLOSED)) is may
    assert not inputs.may_edit_cluster(Holder(role), Cluster(pk=1, merged_into_id=2))
    assert not inputs.may_work_with(NOBODY, asked)


@pytest.mark.parametrize("now", CollectionState)
@pytest.mark.parametrize("to", CollectionState)
def test_how_a_collection_opens_and_closes(now: CollectionState, to: CollectionState) -> None:
    steps = {("draft", "open"), ("open", "closed"), ("closed", "open")}
    verdict = inputs.may_change_state(Holder(R.MANAGER), collection(state=now), to)
    assert bool(verdict) is ((now.value, to.value) in steps)


@pytest.mark.parametrize("role", Role)
def test_who_writes_inputs_into_what(role: Role) -> None:
    works_here = role not in {R.RELATIVE, R.CITIZEN, R.ORGANISATION}
    gathers = role in {R.COORDINATOR, R.MANAGER}
    yesterday = timezone.localdate() - timedelta(days=1)
    for asked, may in (
        (collection(), works_here),
        (collection(state=CollectionState.CLOSED), gathers),
        (collection(last_day=yesterday), gathers),
        (collection(state=CollectionState.DRAFT), False),
    ):
        assert bool(inputs.may_enter_into(Holder(role), asked)) is may
        assert not inputs.may_enter_into(NOBODY, asked)


def test_what_everybody_gives_input_to() -> None:
    today = timezone.localdate()
    assert inputs.may_give(collection())
    assert inputs.may_give(collection(last_day=today))
    for asked in (
        collection(last_day=today - timedelta(days=1)),
        collection(is_for_all=False),
        collection(state=CollectionState.CLOSED),
        collection(state=CollectionState.DRAFT),
    ):
        assert not inputs.may_give(asked)


PLANNERS = {R.COORDINATOR, R.MANAGER}
STAFF = set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION}


def work_plan(*, places: tuple[int, ...] = (), state: S = S.RUNNING) -> Plan:
    found = Plan(pk=1, state=state)
    found._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "places": [Place(pk=pk) for pk in places]
    }
    return found


def working_group(
    *, lead: int | None = None, places: tuple[int, ...] = (), active: bool = True
) -> Group:
    state = GroupState.ACTIVE if active else GroupState.ENDED
    return Group(pk=1, plan=work_plan(places=places), lead_id=lead, state=state)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("places", "local_may"), WHERE)
@pytest.mark.parametrize("state", S)
def test_who_leads_a_plans_year_and_writes_its_status(
    role: Role,
    places: tuple[int, ...],
    local_may: bool,  # noqa: FBT001
    state: S,
) -> None:
    found, writes = work_plan(places=places, state=state), role in PLANNERS
    alive = state != S.ARCHIVED
    for actor, here in ((Holder(role), True), (Local(role), local_may)):
        edits = writes and here and alive
        assert bool(plans.may_edit_plan(actor, found)) is edits
        assert bool(plans.may_lead_year(actor, found)) is (edits and state in WORKING_STATES)
        assert bool(plans.may_write_status(actor, found)) is (edits and state != S.DRAFT)
        for to in S:
            step = writes and here and to in NEXT_PLAN_STATES[state]
            assert bool(plans.may_change_plan_state(actor, found, to)) is step
    for policy in (plans.may_edit_plan, plans.may_lead_year, plans.may_write_status):
        verdict = policy(NOBODY, found)
        assert not verdict
        assert str(verdict.why)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("state", TalkState)
@pytest.mark.parametrize("own", [False, True])
@pytest.mark.parametrize("ahead", [False, True])
def test_what_is_done_with_a_talk(role: Role, state: str, own: bool, ahead: bool) -> None:  # noqa: FBT001
    actor = Holder(role)
    hour = timedelta(hours=1 if ahead else -1)
    found = TalkRequest(
        adviser=Adviser(person_id=actor.pk if own else -2),
        state=state,
        starts_at=timezone.now() + hour if state != TalkState.ASKED else None,
    )
    advises, alive = role == R.ADVISER, state in {TalkState.ASKED, TalkState.BOOKED}
    assert bool(advice.may_read(actor, found)) is (advises and own)
    assert bool(advice.may_keep_hours(actor, found.adviser)) is (advises and own)
    assert bool(advice.may_handle(actor, found)) is (advises and own and alive)
    assert bool(advice.may_take(actor, found)) is (advises and alive)
    begun = state == TalkState.ASKED or not ahead
    assert bool(advice.may_note_outcome(actor, found)) is (advises and own and alive and begun)
    assert bool(advice.may_change(found)) is alive
    assert bool(advice.may_move(found)) is (alive and (state == TalkState.ASKED or ahead))
    assert not advice.may_read(NOBODY, found)
    assert not advice.may_take(NOBODY, found)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("sent", [False, True])
def test_what_is_done_with_a_yearly_status(role: Role, sent: bool) -> None:  # noqa: FBT001
    state = StatusState.SENT if sent else StatusState.DRAFT
    found = YearlyStatus(plan=work_plan(), state=state)
    assert bool(plans.may_change_status(Holder(role), found)) is (role in PLANNERS and not sent)
    writes_news = role in {R.EDITOR, R.COORDINATOR}
    assert bool(plans.may_write_newsletter(Holder(role), found)) is (writes_news and sent)
    assert not plans.may_change_status(NOBODY, found)
    assert not plans.may_write_newsletter(NOBODY, found)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("places", "local_may"), WHERE)
@pytest.mark.parametrize("active", [False, True])
@pytest.mark.parametrize("leads", [False, True])
def test_who_leads_a_group_and_who_works_in_it(
    role: Role,
    places: tuple[int, ...],
    local_may: bool,  # noqa: FBT001
    active: bool,  # noqa: FBT001
    leads: bool,  # noqa: FBT001
) -> None:
    actor = Local(role)
    found = working_group(lead=actor.pk if leads else None, places=places, active=active)
    may_lead = (role in PLANNERS and local_may) or (leads and role in STAFF)
    assert bool(plans.may_lead_group(actor, found)) is may_lead
    assert bool(plans.may_enter_group(actor, found, None)) is may_lead
    assert bool(plans.may_work_in_group(actor, found, None)) is (may_lead and active)
    meets = may_lead and active and role in CALLERS
    assert bool(plans.may_plan_group_meeting(actor, found)) is meets


@pytest.mark.parametrize("active", [False, True])
@pytest.mark.parametrize("left", [False, True])
def test_who_takes_part_in_a_group(active: bool, left: bool) -> None:  # noqa: FBT001
    found = working_group(active=active)
    member = GroupMember(group=found, left_on=timezone.localdate() if left else None)
    relative = Holder(R.RELATIVE)
    assert bool(plans.may_enter_group(relative, found, member)) is not left
    assert bool(plans.may_work_in_group(relative, found, member)) is (active and not left)
    assert not plans.may_lead_group(relative, found)
    # Nobody leads a group that nobody leads.
    assert not plans.may_lead_group(NOBODY, found)


def offer(
    *,
    owner: int | None = None,
    places: tuple[int, ...] = (),
    themes: tuple[int, ...] = (),
    state: OfferState = OfferState.PUBLISHED,
) -> Offer:
    found = Offer(pk=1, owner_id=owner, state=state)
    found._prefetched_objects_cache = {  # type: ignore[attr-defined]
        "places": [Place(pk=pk) for pk in places],
        "themes": [Topic(pk=pk) for pk in themes],
    }
    return found


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("places", "local_may"), WHERE)
def test_who_answers_for_an_offer(
    role: Role,
    places: tuple[int, ...],
    local_may: bool,  # noqa: FBT001
) -> None:
    keeps, asked = role in {R.EDITOR, R.COORDINATOR, R.MANAGER}, offer(places=places)
    works_here = role not in {R.RELATIVE, R.CITIZEN, R.ORGANISATION}
    for actor, may in ((Holder(role), keeps), (Local(role), keeps and local_may)):
        assert bool(offers.may_answer_for(actor, asked)) is may
        assert bool(offers.may_edit_offer(actor, asked)) is may
        assert bool(offers.may_confirm(actor, asked)) is may
        told = OfferReport(offer=asked, may_publish=True)
        assert bool(offers.may_answer_report(actor, told)) is may
        assert bool(offers.may_show_report(actor, told)) is may
        assert not offers.may_show_report(actor, OfferReport(offer=asked, may_publish=False))
    own = offer(owner=Local(role).pk, places=places)
    assert bool(offers.may_answer_for(Local(role), own)) is works_here
    assert not offers.may_answer_for(NOBODY, asked)


@pytest.mark.parametrize("now", OfferState)
@pytest.mark.parametrize("to", OfferState)
def test_which_state_of_an_offer_follows_which(now: OfferState, to: OfferState) -> None:
    steps = {
        ("draft", "reviewed"),
        ("draft", "archived"),
        ("reviewed", "draft"),
        ("reviewed", "published"),
        ("reviewed", "archived"),
        ("published", "paused"),
        ("published", "archived"),
        ("paused", "published"),
        ("paused", "archived"),
        ("archived", "draft"),
    }
    verdict = offers.may_move_offer(Holder(R.EDITOR), offer(state=now), to)
    assert bool(verdict) is ((now.value, to.value) in steps)
    assert bool(offers.may_confirm(Holder(R.EDITOR), offer(state=now))) is (now == "published")
    assert bool(offers.may_report(offer(state=now))) is (now == "published")


def test_an_editor_of_a_theme_keeps_what_is_about_it_alone() -> None:
    editor = Local(R.EDITOR, place=None, topic=ABOUT)
    assert offers.may_edit_offer(editor, offer(themes=(ABOUT,)))
    assert not offers.may_edit_offer(editor, offer(themes=(ABOUT, OTHER)))
    assert not offers.may_edit_offer(editor, offer())
