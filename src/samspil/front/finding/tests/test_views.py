"""The search as people meet it."""

from collections.abc import Collection, Iterable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from samspil.base.municipality.tests.editions import publish
from samspil.base.search import sources
from samspil.base.search.actions import refresh_all
from samspil.base.search.terms import EVERY, Text
from samspil.commons.lexicon.models import MissedSearch
from samspil.commons.lexicon.terms import MissKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def index(monkeypatch: pytest.MonkeyPatch) -> None:
    def offers(keys: Collection[str] | None) -> Iterable[Text]:
        return [
            Text(
                key=str(number),
                url="/nyheder/",
                title=f"Søskendegruppe {number}",
                title_en="Siblings",
                summary="For dig, der har en bror eller søster.",
                facets={
                    "referral": ["without" if number % 2 else "with"],
                    "target_group": [EVERY],
                    "age": ["6-12"] if number < 5 else ["13-17"],
                },
            )
            for number in range(30)
        ]

    def news(keys: Collection[str] | None) -> Iterable[Text]:
        return [Text(key="1", url="/nyheder/", title="Nyt om aflastning")]

    monkeypatch.setattr(sources, "_SOURCES", {"offer": offers, "article": news})
    refresh_all()


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.text


def test_results_are_found_and_say_why(client: Client) -> None:
    page = text_of(client, "/soeg/?q=søskende")
    assert "30 resultater" in page
    assert "Passer på: søskende" in page
    assert page.count('class="result"') == 15


def test_pages_and_narrowing_follow_the_address(client: Client) -> None:
    assert text_of(client, "/soeg/?q=søskende&side=2").count('class="result"') == 15
    page = text_of(client, "/soeg/?q=søskende&adgang=without&alder=6-12")
    assert "2 resultater" in page
    assert "?q=s%C3%B8skende&amp;alder=6-12" in page


@pytest.mark.parametrize(
    "odd", ["side=9999", "side=-1", "side=x", "adgang=%00", "type=<b>", "tema=1&tema=x"]
)
def test_odd_addresses_are_only_pages(client: Client, odd: str) -> None:
    assert client.get(f"/soeg/?q=søskende&{odd}").status_code == 200


def test_a_word_typed_wrong_is_told(client: Client) -> None:
    page = text_of(client, "/soeg/?q=sjøskende")
    assert "Vi søgte efter <strong>søskende</strong>" in page


def test_nothing_found_helps_on(client: Client) -> None:
    page = text_of(client, "/soeg/?q=giraf")
    assert "Vi fandt ikke noget på ”giraf”" in page
    assert "ringe til kommunen" in page


def test_nothing_typed_shows_what_there_is(client: Client) -> None:
    assert "31 resultater" in text_of(client, "/soeg/")


def test_names_are_offered_while_typing(client: Client) -> None:
    assert "Søskendegruppe 1" in text_of(client, "/soeg/forslag/?q=søsk")
    assert "Nyt om aflastning" in text_of(client, "/soeg/forslag/?q=om afla")
    assert text_of(client, "/soeg/forslag/?q=").strip() == ""


def test_a_closed_part_is_not_searched(client: Client) -> None:
    publish(closed=("news",))
    assert "Vi fandt ikke noget" in text_of(client, "/soeg/?q=aflastning")
    assert text_of(client, "/soeg/forslag/?q=aflas").strip() == ""


def test_english_visitors_get_english_names_and_addresses(client: Client) -> None:
    page = text_of(client, "/en/soeg/?q=siblings")
    assert 'href="/en/nyheder/"' in page
    assert ">Siblings</a>" in page


def test_the_words_are_shown_as_words(client: Client) -> None:
    page = text_of(client, "/soeg/?q=<script>alert(1)</script>")
    assert "<script>alert" not in page


def test_as_many_questions_however_much_is_found(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/soeg/?q=x")
    with django_assert_max_num_queries(12):
        client.get("/soeg/?q=søskende")


def test_a_search_that_finds_nothing_is_counted_without_who(client: Client) -> None:
    for _time in range(2):
        text_of(client, "/soeg/?q=giraf")
    text_of(client, "/soeg/?q=søskende")
    text_of(client, "/soeg/?q=giraf&adgang=with")
    assert [(each.words, each.kind, each.count) for each in MissedSearch.objects.all()] == [
        ("giraf", MissKind.FOUND_NOTHING, 2)
    ]


def test_a_search_that_found_the_wrong_thing_is_told_by_a_press(client: Client) -> None:
    assert "søskende" in text_of(client, "/soeg/forkert/?q=søskende")
    assert not MissedSearch.objects.exists()
    for _time in range(32):
        answer = client.post("/soeg/forkert/", {"q": "søskende"}, follow=True)
        assert answer.status_code == 200
    assert "prøvet for mange gange" in answer.text.lower()
    assert MissedSearch.objects.get().kind == MissKind.WRONG_THING
    assert MissedSearch.objects.get().count == 30
