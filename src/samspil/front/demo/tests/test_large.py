"""Rows written in bulk look as the actions would have left them."""

from collections.abc import Callable

import pytest
from tests.fixtures import MakePerson, MakeProfile

from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.queries import gatherings_for_everybody
from samspil.commons.interests.models import InterestProfile
from samspil.commons.interests.queries import Audience, interested_in
from samspil.commons.news.models import Article
from samspil.commons.news.queries import published_news
from samspil.front.demo.large import add_many_articles, add_many_gatherings, add_many_profiles
from samspil.kit.access import Role

pytestmark = pytest.mark.django_db


def test_bulk_profiles_are_like_those_who_signed_up(
    make_topic: Callable[..., Topic], make_profile: MakeProfile
) -> None:
    theme, age = make_topic(kind=TopicKind.THEME), make_topic(kind=TopicKind.AGE_GROUP)
    signed_up = make_profile(theme, age)
    add_many_profiles(3, [[theme], [age]])
    found = interested_in(Audience.of(topics=[theme.pk, age.pk]))
    assert found.count() == 4
    for profile in InterestProfile.objects.exclude(pk=signed_up.pk):
        assert profile.dimensions == signed_up.dimensions
        assert list(
            profile.choices.order_by("dimension").values_list("topic", "of_dimensions")
        ) == list(signed_up.choices.order_by("dimension").values_list("topic", "of_dimensions"))


def test_bulk_articles_are_published_and_have_topics(
    make_topic: Callable[..., Topic], make_person: MakePerson
) -> None:
    topics = [make_topic(), make_topic()]
    add_many_articles(5, make_person(Role.EDITOR), topics)
    assert published_news().count() == 5
    assert {article.topics.count() for article in Article.objects.all()} == {1}


def test_bulk_gatherings_are_ahead_and_past_and_have_topics(
    make_topic: Callable[..., Topic], make_person: MakePerson
) -> None:
    add_many_gatherings(6, make_person(Role.COORDINATOR), [make_topic(), make_topic()])
    assert gatherings_for_everybody().count() == 3
    assert gatherings_for_everybody(past=True).count() == 3
    assert {each.topics.count() for each in Gathering.objects.all()} == {1}
