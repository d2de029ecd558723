"""What is found in the catalogue, how it is counted, and which offers are alike."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob
from tests.fixtures import MakePerson

from samspil.base.places.models import Place
from samspil.base.places.terms import PlaceKind
from samspil.base.search.models import SearchText
from samspil.base.search.queries import search
from samspil.base.search.tasks import read_all_again
from samspil.base.search.terms import EVERY, READ_ALL
from samspil.base.topics.actions import save_topic
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.offers.models import Offer
from samspil.commons.offers.queries import (
    TECHNOLOGY_FACETS,
    OfferNumbers,
    ages_met,
    alike,
    catalogue,
    found_by,
    in_words,
    offer_numbers,
    search_catalogue,
    shown_age,
)
from samspil.commons.offers.search_texts import texts
from samspil.commons.offers.terms import AGES, OLDEST, OfferState
from samspil.commons.offers.tests.conftest import MakeOffer, Tell
from samspil.kit.access import SYSTEM, Role


def names(asked: dict[str, str], words: str = "") -> set[str]:
    return {line.label for line in search_catalogue(asked, words).page}


@settings(max_examples=30)
@given(first=st.integers(0, OLDEST), last=st.integers(0, OLDEST))
def test_an_age_group_is_met_when_some_year_is(first: int, last: int) -> None:
    first, last = sorted((first, last))
    years = set(range(first, last + 1))
    expected = [name for name, low, high in AGES if years & set(range(low, high + 1))]
    assert ages_met(first, last) == expected


def test_no_limits_meet_every_age() -> None:
    assert ages_met(None, None) == [EVERY]
    assert ages_met(18, None) == ["18-25", "26-64", "65-"]
    assert ages_met(None, 5) == ["0-5"]
    assert (shown_age("0-5"), shown_age("65-")) == ("0–5 år", "65 år og ældre")
    assert [in_words(each) for each in (None, True, [1, 2], 0)] == ["", "ja", "1, 2", "0"]


@pytest.mark.django_db
def test_a_branch_finds_its_parts_and_what_lies_above(
    make_offer: MakeOffer, make_topic: Callable[..., Topic]
) -> None:
    above = Topic.objects.create(kind=TopicKind.TARGET_GROUP, name="Psykisk")
    middle = Topic.objects.create(kind=TopicKind.TARGET_GROUP, name="Udvikling", parent=above)
    below = Topic.objects.create(kind=TopicKind.TARGET_GROUP, name="Autisme", parent=middle)
    other = Topic.objects.create(kind=TopicKind.TARGET_GROUP, name="Syn")
    make_offer("over", target_groups=[above.pk])
    make_offer("midt", target_groups=[middle.pk])
    make_offer("under", target_groups=[below.pk])
    make_offer("syn", target_groups=[other.pk])
    make_offer("alle")
    assert names({"target_group": str(middle.pk)}) == {"over", "midt", "under", "alle"}
    assert names({"target_group": str(below.pk)}) == {"over", "midt", "under", "alle"}
    assert names({"target_group": str(other.pk)}) == {"syn", "alle"}


@pytest.mark.django_db
def test_facets_narrow_together_and_are_counted(
    make_offer: MakeOffer, django_assert_num_queries: Callable[..., object]
) -> None:
    make_offer("A", age_from=6, age_to=12)
    make_offer("B", requires_referral=True)
    make_offer("C", audience=["whole_family"], temporary=True)
    make_offer("D", audience=["couples"], state=OfferState.PAUSED)
    assert names({"audience": "siblings", "referral": "without"}) == {"A"}
    assert names({"audience": "relatives"}) == {"A", "B", "C"}
    assert names({"temporary": "temporary"}) == {"C"}
    assert names({"age": "65-"}) == {"B", "C"}
    found = search_catalogue({"audience": "siblings"})
    counts = {
        facet.name: {choice.value: choice.count for choice in facet.choices}
        for facet in found.facets
    }
    assert counts["audience"] == {"relatives": 3, "siblings": 2, "whole_family": 1}
    assert counts["referral"] == {"without": 1, "with": 1}
    (chosen,) = found.chosen
    assert chosen.chosen is not None
    assert chosen.chosen.query == "?"
    assert "til=siblings&henvisning=without" in {
        choice.query.lstrip("?") for facet in found.facets for choice in facet.choices
    }


@pytest.mark.django_db
def test_many_choices_are_few_at_first(make_offer: MakeOffer) -> None:
    helps = [f"At kunne {letter}" for letter in "abcdefghijklmno"]
    make_offer("Tavle", kind="welfare_technology", helps_with=helps)
    make_offer("Ur", kind="welfare_technology", helps_with=helps[-2:])
    found = search_catalogue({"helps_with": "at kunne n"}, "", 1, TECHNOLOGY_FACETS)
    (facet,) = (each for each in found.facets if each.name == "helps_with")
    assert (len(facet.few), len(facet.rest)) == (10, 5)
    assert {"at kunne n", "at kunne o"} <= {each.value for each in facet.few}


@pytest.mark.django_db
def test_what_is_asked_for_and_unknown_finds_nothing(make_offer: MakeOffer) -> None:
    make_offer()
    assert names({"audience": "nobody"}) == set()
    assert names({"nonsense": "x"}) == {"Søskendegruppe"}
    assert search_catalogue({}, page="x").page.number == 1


@pytest.mark.django_db
def test_words_are_found_where_people_look(make_offer: MakeOffer) -> None:
    theme = Topic.objects.create(kind=TopicKind.THEME, name="Aflastning")
    place = Place.objects.create(name="Åhuset", kind=PlaceKind.HOUSE)
    make_offer(
        themes=[theme.pk], places=[place.pk], legal=["Barnets lov § 90"], helps_with=["At huske"]
    )
    for words in ("søskende", "aflast", "åhuset", "§ 90", "huske", "kommunen torsdag"):
        assert names({}, words) == {"Søskendegruppe"}, words
    make_offer("Svømning", audience=["couples"], summary="Plask.", description="I vandet.")
    assert names({}, "svømme") == {"Svømning"}
    assert names({"audience": "siblings"}, "svømning") == set()
    assert names({}, "xqzw") == set()


@pytest.mark.django_db
def test_what_is_nearest_is_told_as_such(
    make_offer: MakeOffer, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_offer()
    key = SearchText.objects.get().key
    monkeypatch.setattr(catalogue, "keys_found", lambda *_given: ([key], True))
    found = search_catalogue({}, "søskende i rummet")
    assert (found.number, found.is_near) == (1, True)
    assert not search_catalogue({}).is_near


@pytest.mark.django_db
def test_a_page_takes_the_same_queries_for_one_and_for_many(
    make_offer: MakeOffer, django_assert_max_num_queries: Callable[..., object]
) -> None:
    theme = Topic.objects.create(kind=TopicKind.THEME, name="Aflastning")
    for number in range(25):
        make_offer(f"Tilbud {number}", themes=[theme.pk])
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        found = search_catalogue({}, page=1)
        assert len(found.page.object_list) == 20
        assert {line.facts for line in found.page} == {("Andet", "uden visitation")}
    assert len(search_catalogue({}, page=2).page.object_list) == 5


@pytest.mark.django_db
def test_search_is_told_what_is_out(make_offer: MakeOffer) -> None:
    group = Topic.objects.create(kind=TopicKind.TARGET_GROUP, name="Autisme")
    offer = make_offer(
        target_groups=[group.pk],
        name_en="Siblings",
        summary_en="Meet others.",
        legal_former="Serviceloven § 41",
    )
    (text,) = texts([str(offer.pk)])
    assert text.url == f"/tilbud/{offer.pk}/soeskendegruppe/"
    assert {"Autisme", "søskende", "Serviceloven § 41", "Kommunen"} <= set(text.keywords)
    assert text.facets["target_group"] == [str(group.pk)]
    assert text.facets["age"] == [EVERY]
    assert list(text.facets["audience"]) == ["relatives", "siblings"]
    assert list(texts(["0"])) == []
    assert SearchText.objects.get().title_en == "Siblings"
    make_offer("For alle", state=OfferState.DRAFT)
    assert len(list(texts(None))) == 1
    assert dict(found_by(Offer.objects.all()))[offer.pk]["referral"] == ["without"]


@pytest.mark.django_db
def test_likely_duplicates_are_found(make_offer: MakeOffer) -> None:
    first = make_offer("Søskendegruppe for unge på Åhuset")
    second = make_offer("Søskendegruppe for unge i Åhuset", state=OfferState.DRAFT)
    make_offer("Svømning", summary="Plask og leg.")
    make_offer("Søskendegruppe for unge på Åhuset", state=OfferState.ARCHIVED)
    (pair,) = alike(Offer.objects.all())
    assert {pair.first.pk, pair.second.pk} == {first.pk, second.pk}
    assert pair.likeness >= 60


@pytest.mark.django_db
def test_numbers_for_the_desk(make_offer: MakeOffer, tell: Tell, make_person: MakePerson) -> None:
    make_offer()
    owner, other, keeper = (
        make_person(role) for role in (Role.ADVISER, Role.CASEWORKER, Role.EDITOR)
    )
    tell(make_offer("Ejet", owner=owner.pk))
    Offer.objects.filter(owner=owner).update(confirm_by=None)
    for actor, to_confirm, reports in ((owner, 1, 1), (other, 0, 0), (keeper, 0, 1)):
        assert offer_numbers(actor) == OfferNumbers(2, to_confirm, reports)


@pytest.mark.django_db
def test_a_renamed_topic_is_soon_found_by_its_new_name(
    make_offer: MakeOffer, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    topic = Topic.objects.create(kind=TopicKind.THEME, name="Ridning")
    make_offer(themes=[topic.pk])
    assert found_by_words("ridning")
    with django_capture_on_commit_callbacks(execute=True):
        for name in ("Svømning", "Vandgymnastik"):
            save_topic(actor=SYSTEM, kind=TopicKind.THEME, name=name, topic=topic)
    # However many names were changed, the worker reads once.
    assert ProcrastinateJob.objects.filter(task_name=READ_ALL).count() == 1
    read_all_again(0)
    assert found_by_words("vandgymnastik")
    assert not found_by_words("ridning")


def found_by_words(words: str) -> list[str]:
    return [each.text.key for each in search(words).results]
