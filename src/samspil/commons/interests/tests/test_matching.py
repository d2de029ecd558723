"""Who is interested: the rule told twice, once in SQL and once in plain Python."""

from collections.abc import Callable, Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fixtures import MakeProfile

from samspil.base.places.models import Place
from samspil.base.places.terms import PlaceKind
from samspil.base.topics.actions import merge_topics
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topic_web
from samspil.base.topics.terms import Dimension, TopicKind
from samspil.commons.interests.models import Choice, InterestProfile
from samspil.commons.interests.queries import Audience, interested_in
from samspil.kit.access import SYSTEM

pytestmark = pytest.mark.django_db


def concerned(chosen: dict[int, set[int]], asked: dict[int, set[int]]) -> bool:
    """The rule in plain words: something in common, and nothing missed that both name."""
    shared = [each for each in asked if asked[each] & chosen.get(each, set())]
    missed = [each for each in asked if chosen.get(each) and not asked[each] & chosen[each]]
    return bool(shared) and not missed


@pytest.fixture
def world() -> list[Topic | Place]:
    """Three themes, three ages, a small tree of target groups, and two places."""
    things: list[Topic | Place] = [
        Topic.objects.create(name=f"{kind}{number}", kind=kind)
        for kind in (TopicKind.THEME, TopicKind.AGE_GROUP)
        for number in range(3)
    ]
    above = Topic.objects.create(name="psykisk", kind=TopicKind.TARGET_GROUP)
    things += [above]
    things += [
        Topic.objects.create(name=name, kind=TopicKind.TARGET_GROUP, parent=above)
        for name in ("autisme", "adhd")
    ]
    things += [
        Place.objects.create(name=f"sted{number}", kind=PlaceKind.CENTRE) for number in range(2)
    ]
    return things


def profile_with(things: Iterable[Topic | Place]) -> InterestProfile:
    """A bare profile with choices, without letters."""
    profile = InterestProfile.objects.create(
        contact={"name": "x"}, consent_version="x", since="2026-01-01", wants_newsletter=False
    )
    for thing in things:
        is_place = isinstance(thing, Place)
        dimension = Dimension.PLACE if isinstance(thing, Place) else thing.dimension
        Choice.objects.create(
            profile=profile,
            dimension=dimension,
            of_dimensions=0,
            **{"place" if is_place else "topic": thing},
        )
        profile.dimensions |= dimension
    profile.save()
    profile.choices.update(of_dimensions=profile.dimensions)
    return profile


def by_dimension(things: Iterable[Topic | Place], *, met: bool) -> dict[int, set[int]]:
    """Ids per dimension; for what is asked, with the topics that meet it."""
    found: dict[int, set[int]] = {}
    for thing in things:
        if isinstance(thing, Place):
            found.setdefault(Dimension.PLACE, set()).add(thing.pk)
            continue
        ids = {thing.pk}
        if met:
            ids |= {child.pk for child in thing.children.all()}
            ids |= {thing.parent_id} if thing.parent_id else set()
        found.setdefault(thing.dimension, set()).update(ids)
    return found


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_sql_and_plain_rule_agree(world: list[Topic | Place], data: st.DataObject) -> None:
    subsets = st.lists(st.sampled_from(world), unique=True, max_size=5)
    chosen, asked = data.draw(subsets), data.draw(subsets)
    profile = profile_with(chosen)
    audience = Audience.of(
        topics=[each.pk for each in asked if isinstance(each, Topic)],
        places=[each.pk for each in asked if isinstance(each, Place)],
    )
    expected = concerned(by_dimension(chosen, met=False), by_dimension(asked, met=True))
    assert (profile in interested_in(audience)) is expected
    InterestProfile.objects.all().delete()


def test_wider_and_narrower_target_groups_meet(
    make_topic: Callable[..., Topic], make_profile: MakeProfile
) -> None:
    above = make_topic("Psykisk", TopicKind.TARGET_GROUP)
    autism = make_topic("Autisme", TopicKind.TARGET_GROUP, above)
    adhd = make_topic("ADHD", TopicKind.TARGET_GROUP, above)
    wants_all, wants_autism, wants_adhd = (make_profile(t) for t in (above, autism, adhd))
    about_autism = set(interested_in(Audience.of(topics=[autism.pk])))
    assert about_autism == {wants_all, wants_autism}
    assert set(interested_in(Audience.of(topics=[above.pk]))) == {
        wants_all,
        wants_autism,
        wants_adhd,
    }


def test_a_merge_keeps_everybodys_choice(
    make_topic: Callable[..., Topic], make_profile: MakeProfile
) -> None:
    fritid, leisure, school = make_topic("Fritid"), make_topic("Fritidsliv"), make_topic("Skole")
    old, new, other = make_profile(fritid), make_profile(leisure), make_profile(school)
    merge_topics(actor=SYSTEM, topic=fritid, into=leisure)
    for asked in (fritid, leisure):
        assert set(interested_in(Audience.of(topics=[asked.pk]))) == {old, new}
    assert set(interested_in(Audience.of(topics=[school.pk]))) == {other}


def test_children_of_a_merged_parent_still_meet_it(make_topic: Callable[..., Topic]) -> None:
    old = make_topic("A", TopicKind.TARGET_GROUP)
    into = make_topic("B", TopicKind.TARGET_GROUP)
    child = make_topic("C", TopicKind.TARGET_GROUP, old)
    merge_topics(actor=SYSTEM, topic=old, into=into)
    assert topic_web().meeting([child.pk])[Dimension.TARGET] >= {old.pk, into.pk, child.pk}


def test_paused_and_withdrawn_are_not_concerned(
    make_topic: Callable[..., Topic], make_profile: MakeProfile
) -> None:
    topic = make_topic()
    profile = make_profile(topic)
    for state in ("paused", "active"):
        InterestProfile.objects.filter(pk=profile.pk).update(state=state)
        found = interested_in(Audience.of(topics=[topic.pk]))
        assert found.exists() is (state == "active")


def test_an_audience_of_nothing_concerns_nobody(make_profile: MakeProfile) -> None:
    make_profile(newsletter=True)
    assert not interested_in(Audience.of()).exists()
    assert interested_in(Audience.of(newsletter=True)).count() == 1
