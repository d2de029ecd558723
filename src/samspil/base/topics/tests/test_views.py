"""Every page of the topics room: works, not logged in, wrong role, unknown, bad input."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.pages import (
    EMOJI,
    HUGE,
    LONG,
    NUL,
    ODD_QUERIES,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.base.topics.actions import merge_topics
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.kit.access import SYSTEM, Role

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]
MakeTopic = Callable[..., Topic]
READING = ("topics", "add_topic", "edit_topic")
PRESSING = ("merge_topic", "retire_topic")


@pytest.fixture
def desk(client_as: ClientAs) -> Client:
    return client_as(Role.EDITOR)


def address(name: str, topic: Topic) -> str:
    return reverse(name, args=[] if name in {"topics", "add_topic"} else [topic.pk])


@pytest.mark.parametrize("name", [*READING, *PRESSING])
def test_who_may_enter(
    client: Client, client_as: ClientAs, desk: Client, make_topic: MakeTopic, name: str
) -> None:
    url = address(name, make_topic())
    method = "get" if name in READING else "post"
    assert_leads_to_log_in(client, url, method=method)
    assert_refused(getattr(client_as(Role.ADVISER), method)(url), "Det kræver rollen")
    assert desk.get(url).status_code == (200 if name in READING else 405)


@pytest.mark.parametrize("name", ["edit_topic", *PRESSING])
def test_unknown(desk: Client, name: str) -> None:
    assert desk.post(reverse(name, args=[HUGE])).status_code == 404


def test_add_and_change(desk: Client, make_topic: MakeTopic) -> None:
    parent = make_topic("Bolig")
    added = desk.post(
        reverse("add_topic"),
        {"kind": "theme", "name": EMOJI, "name_en": "Homes", "parent": parent.pk},
        follow=True,
    )
    assert "Emnet er tilføjet." in text_of(added)
    topic = Topic.objects.get(name=EMOJI)
    assert topic.parent == parent
    desk.post(reverse("edit_topic", args=[topic.pk]), {"name": "Boformer"})
    topic.refresh_from_db()
    assert (topic.name, topic.kind) == ("Boformer", TopicKind.THEME)
    assert "Boformer" in text_of(desk.get(reverse("topics")))


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"name": ""}, "Skriv et navn."),
        ({"name": LONG}, "Navnet er for langt."),
        ({"name": NUL}, "form-error"),
        ({"name": "BOLIG"}, "Der er allerede et emne med det navn."),
        ({"name": "Gammelt"}, "Der er allerede et emne med det navn."),
        ({"kind": "abc"}, "form-error"),
        ({"parent": HUGE}, "form-error"),
        ({"parent": NUL}, "form-error"),
        ({"kind": "tag", "parent": "bolig"}, "Vælg et emne af samme slags."),
    ],
)
def test_bad_input_is_told_and_nothing_typed_is_lost(
    desk: Client, make_topic: MakeTopic, wrong: dict[str, Any], message: str
) -> None:
    bolig, old = make_topic("Bolig"), make_topic("Gammelt")
    Topic.objects.filter(pk=old.pk).update(is_retired=True)
    if wrong.get("parent") == "bolig":
        wrong = wrong | {"parent": bolig.pk}
    typed = {"kind": "theme", "name": "Nyt", "hint": "Det man kalder det"} | wrong
    page = text_of(desk.post(reverse("add_topic"), typed))
    assert message in page
    assert 'value="Det man kalder det"' in page
    assert Topic.objects.count() == 2


def test_a_topic_cannot_lie_below_itself(desk: Client, make_topic: MakeTopic) -> None:
    top = make_topic("Top")
    below = make_topic("Under", parent=make_topic("Midt", parent=top))
    page = desk.post(reverse("edit_topic", args=[top.pk]), {"name": "Top", "parent": below.pk})
    assert "Et emne kan ikke ligge under sig selv." in text_of(page)


def test_changing_a_topic_whose_parent_is_out_of_use_keeps_the_parent(
    desk: Client, make_topic: MakeTopic
) -> None:
    parent = make_topic("Top")
    topic = make_topic("Under", parent=parent)
    Topic.objects.filter(pk=parent.pk).update(is_retired=True)
    url = reverse("edit_topic", args=[topic.pk])
    assert f'value="{parent.pk}" selected' in text_of(desk.get(url))
    desk.post(url, {"name": "Under nyt", "parent": parent.pk})
    topic.refresh_from_db()
    assert (topic.name, topic.parent) == ("Under nyt", parent)


def test_merge(desk: Client, make_topic: MakeTopic) -> None:
    old, new = make_topic("Hus"), make_topic("Bolig")
    url = reverse("merge_topic", args=[old.pk])
    assert "De to emner er nu ét." in text_of(desk.post(url, {"into": new.pk}, follow=True))
    old.refresh_from_db()
    assert old.merged_into == new


@pytest.mark.parametrize("into", ["", "abc", HUGE, NUL, "itself", "other kind", "below", "merged"])
def test_what_does_not_fit_is_told(desk: Client, make_topic: MakeTopic, into: object) -> None:
    topic, other, gone = make_topic("Bolig"), make_topic("Arbejde"), make_topic("Væk")
    merge_topics(actor=SYSTEM, topic=gone, into=other)
    named = {
        "itself": topic.pk,
        "other kind": make_topic("Autisme", TopicKind.TARGET_GROUP).pk,
        "below": make_topic("Botilbud", parent=topic).pk,
        "merged": gone.pk,
    }
    page = desk.post(reverse("merge_topic", args=[topic.pk]), {"into": named.get(str(into), into)})
    assert "form-error" in text_of(page)
    topic.refresh_from_db()
    assert topic.merged_into is None


def test_a_merged_topic_is_not_merged_again(desk: Client, make_topic: MakeTopic) -> None:
    first, second, third = make_topic(), make_topic(), make_topic()
    merge_topics(actor=SYSTEM, topic=first, into=second)
    page = desk.post(reverse("merge_topic", args=[first.pk]), {"into": third.pk})
    assert "allerede lagt sammen" in text_of(page)


def test_retire_and_restore(desk: Client, make_topic: MakeTopic) -> None:
    topic = make_topic("Bolig")
    url = reverse("retire_topic", args=[topic.pk])
    desk.post(url)
    topic.refresh_from_db()
    assert topic.is_retired
    assert "Ude af brug" in text_of(desk.get(reverse("topics")))
    desk.post(url, {"restore": "1"})
    topic.refresh_from_db()
    assert not topic.is_retired


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_odd_queries(desk: Client, query: str) -> None:
    assert desk.get(f"{reverse('topics')}?{query}").status_code == 200


@pytest.mark.parametrize("rows", [3, 30])
def test_the_list_costs_the_same_however_long(
    desk: Client, make_topic: MakeTopic, rows: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(rows):
        topic = make_topic(kind=list(TopicKind)[number % 3], parent=None)
        merge_topics(actor=SYSTEM, topic=make_topic(kind=TopicKind(topic.kind)), into=topic)
    with django_assert_max_num_queries(11):
        desk.get(reverse("topics"))
