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
from samspil.commons.interests import policies as interests
from samspil.commons.interests.models import InterestProfile, SignUp
from samspil.commons.interests.terms import ProfileState
from samspil.commons.news import policies as news
from samspil.commons.news.models import Article
from samspil.commons.news.terms import ArticleState
from samspil.config.management.commands.access_matrix import Holder, verbs
from samspil.front.home.policies import may_enter_desk
from samspil.kit.access import NOBODY, SYSTEM, Actor, Role, Verdict

R = Role
HERE, ELSEWHERE = 7, 8
POLICIES: dict[Callable[[Actor], Verdict], set[Role]] = {
    may_enter_desk: set(Role) - {R.RELATIVE, R.CITIZEN, R.ORGANISATION},
    interests.may_enter_for_person: {R.COORDINATOR, R.ADVISER},
    interests.may_see_call_list: {R.COORDINATOR, R.ADVISER},
    interests.may_see_counts: {R.COORDINATOR, R.EDITOR, R.ADVISER, R.MANAGER, R.ADMINISTRATOR},
    news.may_write_news: {R.EDITOR, R.COORDINATOR},
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
EVERYWHERE_ONLY = {may_keep_places, may_shape_municipality}


@dataclass(frozen=True)
class Local:
    """Somebody who holds one role at one place."""

    role: Role
    place: int = HERE
    pk: int | None = -2
    is_authenticated: bool = True
    is_administrator: bool = field(default=False)

    def holds(self, *roles: Role, place_id: int | None = None) -> bool:
        return self.role in roles and place_id in {None, self.place}


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


def article(*, author: int = 1, places: tuple[int, ...] = (), state: str = "draft") -> Article:
    found = Article(author_id=author, state=state)
    found._prefetched_objects_cache = {"places": [Place(pk=pk) for pk in places]}  # type: ignore[attr-defined]
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
