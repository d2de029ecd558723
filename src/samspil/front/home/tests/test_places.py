"""The pages of places, as visitors find them (row O8)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson
from tests.pages import HUGE, ODD_QUERIES, text_of

from samspil.base.places import actions
from samspil.base.places.models import Place
from samspil.base.places.terms import PlaceKind
from samspil.base.topics.models import Topic
from samspil.base.topics.terms import TopicKind
from samspil.commons.news import actions as news
from samspil.kit.access import SYSTEM, Role
from samspil.kit.view_choices import COOKIE

pytestmark = pytest.mark.django_db
LIST = reverse("places")


def make(name: str, kind: PlaceKind = PlaceKind.CENTRE, **facts: Any) -> Place:
    parent = facts.pop("parent", None)
    groups = facts.pop("target_groups", [])
    return actions.add_place(
        actor=SYSTEM,
        kind=kind,
        facts=actions.Facts(name=name, **facts),
        parent=parent,
        target_groups=groups,
    )


def address(place: Place) -> str:
    return reverse("place", args=[place.pk, place.slug])


def names_in(client: Client, query: str = "") -> list[str]:
    page = client.get(LIST + query)
    assert page.status_code == 200
    groups: list[tuple[str, list[Place]]] = page.context["groups"]
    return [place.name for _heading, places in groups for place in places]


class TestList:
    def test_grouped_by_kind_and_sorted_as_danish_does(self, client: Client) -> None:
        for name in ("Åhuset", "Aahuset", "Ærøhuset", "Bo"):
            make(name, PlaceKind.HOUSE)
        make("Zenter")
        assert names_in(client) == ["Zenter", "Bo", "Ærøhuset", "Aahuset", "Åhuset"]
        page = text_of(client.get(LIST))
        assert "Huse for familier" in page
        assert "Botilbud</h2>" not in page

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("", {"Handicap", "Voksne", "Børn", "Alle"}),
            ("?alder=16", {"Handicap", "Børn", "Alle"}),
            ("?alder=0", {"Handicap", "Børn", "Alle"}),
            ("?alder=17", {"Handicap", "Børn", "Alle"}),
            ("?alder=18", {"Handicap", "Voksne", "Alle"}),
            ("?alder=66", {"Voksne", "Alle"}),
            ("?alder=abc", {"Handicap", "Voksne", "Børn", "Alle"}),
            ("?slags=house", {"Alle"}),
            ("?slags=slot", {"Handicap", "Voksne", "Børn", "Alle"}),
            ("?q=søskende", {"Børn"}),
            ("?q=søskende+GRUPPE", {"Børn"}),
            ("?q=søskende+voksne", set()),
            ("?q=autisme", {"Handicap"}),
            ("?q=siblings", {"Børn"}),
            ("?q=xyz&alder=16", set()),
        ],
    )
    def test_find(
        self, client: Client, make_topic: Callable[..., Topic], query: str, found: set[str]
    ) -> None:
        autism = make_topic("Autisme", TopicKind.TARGET_GROUP)
        make("Handicap", age_from=0, age_to=65, target_groups=[autism])
        make("Voksne", age_from=18)
        make("Børn", age_to=17, offers="En gruppe for søskende", offers_en="For siblings")
        make("Alle", PlaceKind.HOUSE)
        assert set(names_in(client, query)) == found

    def test_empty(self, client: Client) -> None:
        assert "Her er ingen steder endnu" in text_of(client.get(LIST))
        make("Handicap")
        assert "Se alle steder" in text_of(client.get(f"{LIST}?q=findes-ikke"))

    def test_closed_places_are_not_listed(self, client: Client) -> None:
        place = make("Handicap")
        client.get(LIST)
        actions.close_place(actor=SYSTEM, place=place)
        assert names_in(client) == []
        page = text_of(client.get(address(place)))
        assert "Stedet er lukket" in page
        assert "?sted=" not in page

    @pytest.mark.parametrize("query", ODD_QUERIES)
    @pytest.mark.parametrize("more", ["", "&alder=%C2%B2", "&alder=99999", "&slags=%00"])
    def test_odd_queries(self, client: Client, query: str, more: str) -> None:
        assert client.get(f"{LIST}?{query}{more}").status_code == 200

    @pytest.mark.parametrize("rows", [3, 30])
    def test_costs_the_same_however_long(
        self, client: Client, rows: int, django_assert_num_queries: Any
    ) -> None:
        for number in range(rows):
            make(f"Hus {number}")
        with django_assert_num_queries(3):
            client.get(LIST)
        with django_assert_num_queries(1):
            client.get(LIST)


class TestPage:
    def test_tells_whom_it_is_for_what_it_offers_and_whom_to_call(self, client: Client) -> None:
        centre = make("Borgercenter Handicap")
        place = make(
            "Familiehuset",
            PlaceKind.HOUSE,
            parent=centre,
            age_from=0,
            age_to=17,
            for_whom="For jer med et barn",
            offers="## Grupper\n\n- Søskende",
            council="Et **råd**",
            phone="70 00 00 40",
            email="hus@example.com",
            opening_hours="Tirsdag\nTorsdag",
            contact_name="Lone Bæk",
            shows_contact=True,
        )
        page = text_of(client.get(address(place)))
        for words in (
            "0–17 år",
            "For jer med et barn",
            "<h3>Grupper</h3>",
            "<strong>råd</strong>",
            'href="tel:70000040"',
            "mailto:hus@example.com",
            "Tirsdag<br>Torsdag",
            "Lone Bæk",
            f'href="{address(centre)}"',
            f"?sted={place.pk}",
        ):
            assert words in page
        assert "Familiehuset" in text_of(client.get(address(centre)))

    def test_a_name_is_shown_only_when_the_place_says_so(self, client: Client) -> None:
        assert "Lone" not in text_of(client.get(address(make("Hus", contact_name="Lone Bæk"))))

    def test_a_place_nobody_wrote_about_is_no_dead_end(self, client: Client) -> None:
        page = text_of(client.get(address(make("Hus"))))
        assert "Ring til kommunen" in page
        assert "Få brev, når der er nyt" in page

    def test_easy_and_english(self, client: Client) -> None:
        place = make("Hus", name_en="House", offers="Tungt", easy_offers="Let", offers_en="Heavy")
        danish = address(place)
        english = text_of(client.get(f"/en{danish}"))
        assert "House" in english
        assert "Heavy" in english
        client.cookies[COOKIE] = "easy"
        assert "Let</p>" in text_of(client.get(danish))

    def test_old_names_lead_to_the_new_one(self, client: Client) -> None:
        place = make("Søhuset på Ærø")
        assert address(place) == f"/steder/{place.pk}-soehuset-paa-aeroe/"
        old = address(place)
        actions.save_place(
            actor=SYSTEM,
            place=place,
            version=1,
            facts=actions.Facts(name="Havhuset"),
            target_groups=[],
        )
        for earlier in (old, f"/steder/{place.pk}/", f"/steder/{place.pk}-noget/"):
            response = client.get(earlier)
            assert response.status_code == 302
            assert response["Location"] == f"/steder/{place.pk}-havhuset/"

    def test_a_name_without_letters_has_an_address(self, client: Client) -> None:
        assert client.get(address(make("🎉"))).status_code == 200

    @pytest.mark.parametrize("pk", ["0", str(HUGE)])
    def test_unknown(self, client: Client, pk: str) -> None:
        assert client.get(f"/steder/{pk}/").status_code == 404
        assert client.get(f"/steder/{pk}-hus/").status_code == 404
        assert client.post(f"/steder/{pk}/").status_code == 405

    def test_news_from_there_and_below_and_not_from_elsewhere(
        self, client: Client, make_person: MakePerson
    ) -> None:
        centre, other = make("Center"), make("Andet")
        house = make("Hus", parent=centre)
        closed = make("Lukket", parent=house)
        actions.close_place(actor=SYSTEM, place=closed)
        editor = make_person(Role.EDITOR)
        for number, places in enumerate(([house], [closed], [other], [centre, house])):
            text = news.Text(title=f"Nyhed {number}", summary="K", body="B")
            article = news.write_article(actor=editor, text=text, places=places)
            if number != 3:
                news.publish(actor=SYSTEM, article=article)
        page = text_of(client.get(address(centre)))
        assert [f"Nyhed {n}" in page for n in range(4)] == [True, True, False, False]
        news.publish(actor=SYSTEM, article=article)
        page = text_of(client.get(address(centre)))
        assert page.count("Nyhed 3") == 1

    @pytest.mark.parametrize("rows", [3, 30])
    def test_costs_the_same_however_much_there_is(
        self, client: Client, make_person: MakePerson, rows: int, django_assert_num_queries: Any
    ) -> None:
        centre, editor = make("Center"), make_person(Role.EDITOR)
        for number in range(rows):
            house = make(f"Hus {number}", parent=centre)
            text = news.Text(title=f"Nyhed {number}", summary="K", body="B")
            article = news.write_article(actor=editor, text=text, places=[house])
            news.publish(actor=SYSTEM, article=article)
        with django_assert_num_queries(9):
            client.get(address(centre))
        with django_assert_num_queries(1):
            client.get(address(centre))
