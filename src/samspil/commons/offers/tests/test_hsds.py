"""The catalogue for machines: held to its own description, and to the publisher's where it is at hand."""

import json
from collections.abc import Callable
from datetime import timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from pytest_django import DjangoAssertNumQueries

from samspil.base.places.models import Place
from samspil.base.topics.models import Topic
from samspil.commons.offers import api
from samspil.commons.offers.hsds.objects import service_with_all
from samspil.commons.offers.hsds.taxonomies import all_terms
from samspil.commons.offers.hsds_records import record_of
from samspil.commons.offers.models import Offer
from samspil.commons.offers.terms import OfferState
from samspil.commons.offers.tests.conftest import MakeOffer

PUBLISHED = Path(__file__).parents[6] / "shared/data/hsds/3.0/compiled"
PLAIN = PUBLISHED.parent
OWN = json.loads(
    files("samspil.commons.offers").joinpath("data/hsds_openapi.json").read_text(encoding="utf-8")
)
LISTS = ("services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms")
type Get = Callable[..., Any]


@pytest.fixture
def theme(db: None) -> Topic:
    return Topic.objects.create(kind="theme", name="Søskende")


@pytest.fixture
def group(db: None) -> Topic:
    above = Topic.objects.create(kind="target_group", name="Nedsat funktion", ffb_code=uuid4())
    return Topic.objects.create(kind="target_group", name="Autisme", parent=above)


@pytest.fixture
def house(db: None) -> Place:
    return Place.objects.create(
        name="Huset", kind="centre", address="Åvej 4\n8999 Bakkekøbing", phone="70 00 00 11"
    )


@pytest.fixture
def rich(make_offer: MakeOffer, theme: Topic, group: Topic, house: Place) -> Offer:
    """Return an offer that says all there is to say."""
    return make_offer(
        "Åbent hus",
        age_from=6,
        age_to=12,
        themes=[theme.pk],
        target_groups=[group.pk],
        places=[house.pk],
        place_name="Biblioteket",
        online=True,
        opening_hours="Torsdag 16–18",
        accessibility=["Elevator"],
        languages=["da", "dts"],
        contact_name="Hanne Skjult",
        hides_contact_name=True,
        contact_phone="70 00 00 12",
        papers=["Sundhedskort"],
        price="Gratis",
        waiting_weeks=0,
        how_citizen="Ring.",
        url="https://example.org/hus",
    )


@pytest.fixture
def get(client: Client, db: None) -> Get:
    """Return a function that asks and holds the answer to the description."""

    def ask(path: str, **query: Any) -> Any:
        response = client.get(f"/api/hsds/{path}", query)
        assert response.status_code == 200, response.content
        said = response.json()
        one = path.partition("/")[2]
        described = OWN["paths"][f"/{path.replace(one, '{id}') if one else path}"]["get"]
        schema = described["responses"]["200"]["content"]["application/json"]["schema"]
        Draft202012Validator(
            {**schema, "components": OWN["components"]},
            format_checker=Draft202012Validator.FORMAT_CHECKER,
        ).validate(said)
        return said

    return ask


def names(said: Any) -> list[str]:
    return [each["name"] for each in said["contents"]]


def test_what_it_is(get: Get) -> None:
    said = get("")
    assert said["version"] == "3.0"
    assert get(said["openapi_url"].rpartition("/")[2]) == OWN


def test_only_what_everybody_may_read(
    client: Client, get: Get, rich: Offer, make_offer: MakeOffer
) -> None:
    hidden = [
        make_offer(f"Ude af syne {state}", state=state)
        for state in OfferState
        if state != OfferState.PUBLISHED
    ]
    assert names(get("services")) == ["Åbent hus"]
    whole = json.dumps([get("services", full="true"), get(f"services/{rich.ref}")])
    assert "Hanne Skjult" not in whole
    assert "70 00 00 12" in whole
    for each in hidden:
        assert client.get(f"/api/hsds/services/{each.ref}").status_code == 404


def test_a_contact_who_may_be_shown(get: Get, make_offer: MakeOffer) -> None:
    offer = make_offer(contact_name="Hanne Synlig")
    assert get(f"services/{offer.ref}")["contacts"][0]["name"] == "Hanne Synlig"


def test_all_that_hangs_on_an_offer(get: Get, rich: Offer) -> None:
    said = get(f"services/{rich.ref}")
    assert (said["minimum_age"], said["maximum_age"], said["wait_time"]) == (6, 12, "0 uger")
    places = [each["location"] for each in said["service_at_locations"]]
    assert [each["name"] for each in places] == ["Huset", "Biblioteket", "På nettet"]
    address = places[0]["addresses"][0]
    assert (address["postal_code"], address["city"]) == ("8999", "Bakkekøbing")
    assert address["state_province"].startswith("Region")
    kinds = {each["link_type"]: each["taxonomy_term"]["name"] for each in said["attributes"]}
    assert kinds["theme"] == "Søskende"
    assert kinds["target_group"] == "Autisme"
    assert said == get(f"services/{str(rich.ref).upper()}")


def test_filters_narrow_together(
    get: Get, rich: Offer, make_offer: MakeOffer, theme: Topic, group: Topic
) -> None:
    make_offer("Bowling", age_from=18)
    make_offer("Cafe", age_to=5, themes=[theme.pk])
    said = {each["name"]: each for each in get("taxonomy_terms", per_page=500)["contents"]}
    above = said["Nedsat funktion"]
    assert above["code"] == str(Topic.objects.get(name="Nedsat funktion").ffb_code)
    assert said["Autisme"]["parent_id"] == above["id"]
    ask: Callable[..., list[str]] = lambda **query: names(get("services", **query))  # noqa: E731
    assert ask(taxonomy_term_id=above["id"]) == ["Åbent hus"]
    assert ask(taxonomy_term_id=said["Søskende"]["id"]) == ["Cafe", "Åbent hus"]
    assert ask(taxonomy_term_id=said["Søskende"]["id"], minimum_age=6) == ["Åbent hus"]
    assert ask(taxonomy_id=above["taxonomy_id"]) == ["Åbent hus"]
    assert ask(minimum_age=13) == ["Bowling"]
    assert ask(maximum_age=5) == ["Cafe"]
    assert ask(minimum_age=12, maximum_age=18) == ["Bowling", "Åbent hus"]
    provider = rich.provider
    assert provider
    assert len(ask(organization_id=provider.ref)) == 3
    assert ask(organization_id=uuid4()) == []
    later = timezone.now() + timedelta(days=1)
    assert ask(modified_after=later.isoformat()) == []
    assert len(ask(modified_after=timezone.localdate().isoformat())) == 3


def test_search(get: Get, rich: Offer, make_offer: MakeOffer) -> None:
    make_offer("Bowling")
    assert names(get("services", search="bowling")) == ["Bowling"]
    assert names(get("organizations", search="kommunen")) == ["Kommunen"]
    assert names(get("organizations", search="findes ikke")) == []


def test_pages(get: Get, make_offer: MakeOffer) -> None:
    for name in ("A", "B", "C"):
        make_offer(name)
    first, last = get("services", per_page=2), get("services", per_page=2, page=2)
    assert (names(first), names(last)) == (["A", "B"], ["C"])
    numbers = [
        (p["first_page"], p["last_page"], p["size"], p["total_items"]) for p in (first, last)
    ]
    assert numbers == [(True, False, 2, 3), (False, True, 1, 3)]
    after = get("services", per_page=2, page=9)
    assert (after["empty"], after["total_pages"], after["last_page"]) == (True, 2, True)
    assert len(get("services", minimal="true")["contents"]) == 3


def test_where_offers_are_met(get: Get, rich: Offer) -> None:
    assert get("service_at_locations")["total_items"] == 3
    said = get("service_at_locations", postcode="8999", full="true")["contents"]
    assert [each["location"]["name"] for each in said] == ["Huset"]
    assert get(f"service_at_locations/{said[0]['id']}") == said[0]


def test_who_gives_offers(get: Get, rich: Offer) -> None:
    provider = rich.provider
    assert provider
    assert get("organizations", full="true")["contents"][0]["services"][0]["name"] == rich.name
    said = get(f"organizations/{provider.ref}", full_service="true")
    assert said["services"][0]["attributes"]


def test_words_have_their_own_pages(get: Get, group: Topic) -> None:
    for many in ("taxonomies", "taxonomy_terms"):
        for each in get(many, per_page=3)["contents"]:
            assert UUID(each["id"])
            assert get(f"{many}/{each['id']}")["name"] == each["name"]
    top = names(get("taxonomy_terms", top_only="true", per_page=500))
    assert "Nedsat funktion" in top
    assert "Autisme" not in top


def test_all_of_it_as_lines(client: Client, rich: Offer) -> None:
    response = client.get("/api/hsds/services", {"format": "ndjson", "full": "true"})
    assert response["Content-Type"] == "application/x-ndjson"
    lines = response.getvalue().decode().splitlines()
    assert [json.loads(each)["id"] for each in lines] == [str(rich.ref)]


@pytest.mark.parametrize(
    ("path", "query", "parameter"),
    [
        ("services", "page=0", "page"),
        ("services", "page=١", "page"),
        ("services", "per_page=501", "per_page"),
        ("services", "taxonomy_id=5", "taxonomy_id"),
        ("services", "modified_after=i+går", "modified_after"),
        ("services", "modified_after=2026-02-31", "modified_after"),
        ("services", "minimal=ja", "minimal"),
        ("services", "format=xml", "format"),
        ("services", "search=%00", "search"),
        ("services", "minimum_age=121", "minimum_age"),
        ("services", "page=1&page=2", "page"),
        ("services", "taxonomyid=x", "taxonomyid"),
        ("service_at_locations", "postcode=899", "postcode"),
        ("service_at_locations", "proximity=500", "proximity"),
        ("taxonomies", "full=true", "full"),
    ],
)
def test_what_is_asked_wrong_is_said(
    client: Client, db: None, path: str, query: str, parameter: str
) -> None:
    response = client.get(f"/api/hsds/{path}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["parameter"] == parameter
    assert "ETag" not in response


def test_unknown_things(client: Client, db: None) -> None:
    for path in LISTS:
        for ref in (uuid4(), "x"):
            response = client.get(f"/api/hsds/{path}/{ref}")
            assert (response.status_code, response.json()["status"]) == (404, 404)


def test_programs_everywhere_may_ask(client: Client, db: None, rich: Offer) -> None:
    response = client.get("/api/hsds/services")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert int(response["RateLimit-Remaining"]) == api.MOST - 1
    again = client.get("/api/hsds/services", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    asked = client.options("/api/hsds/services")
    assert (asked.status_code, asked["Allow"]) == (204, "GET, HEAD, OPTIONS")
    assert client.post("/api/hsds/services").status_code == 405


def test_a_change_makes_the_mark_another(client: Client, make_offer: MakeOffer) -> None:
    before = client.get("/api/hsds/services")["ETag"]
    make_offer()
    after = client.get("/api/hsds/services", headers={"If-None-Match": before})
    assert after.status_code == 200
    assert after["ETag"] != before


def test_too_many(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MOST", 1)
    assert client.get("/api/hsds/").status_code == 200
    response = client.get("/api/hsds/")
    assert response.status_code == 429
    assert response["Retry-After"] == response["RateLimit-Reset"]


def test_queries_do_not_grow(
    get: Get,
    make_offer: MakeOffer,
    rich: Offer,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(5):
        make_offer(f"Tilbud {number}", places=[place.pk for place in rich.places.all()])
    for path in ("services", "service_at_locations", "organizations"):
        with django_assert_max_num_queries(22):
            get(path, full="true")


def published(name: str) -> Draft202012Validator:
    folder = PLAIN if name.startswith("taxonomy") else PUBLISHED
    schema = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    for each in ("metadata", "taxonomy_detail"):
        if folder is PLAIN:
            schema["properties"].pop(each, None)
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


@pytest.mark.skipif(not PUBLISHED.exists(), reason="the publisher's schemas lie beside the project")
def test_as_the_publisher_wants_it(get: Get, rich: Offer, make_offer: MakeOffer) -> None:
    make_offer("Kort")
    for many, short, full in (
        ("services", "service_list", "service"),
        ("organizations", "organization_list", "organization"),
        ("service_at_locations", "service_at_location_list", "service_at_location"),
        ("taxonomies", "taxonomy", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term", "taxonomy_term"),
    ):
        for each in get(many)["contents"]:
            published(short).validate(each)
            published(full).validate(get(f"{many}/{each['id']}"))


APP = get_wsgi_application()


def _visited(environ: Any, start: Any) -> Any:
    return APP({**environ, "REMOTE_ADDR": "192.0.2.1", "HTTP_ACCEPT_ENCODING": "identity"}, start)


@pytest.mark.django_db(transaction=True)
def test_whatever_is_asked(rich: Offer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "MOST", 1_000_000)
    schema = schemathesis.openapi.from_dict(OWN)
    schema.app = _visited
    found: Any
    for found in schema.get_all_operations():
        _hold_to_its_description(found.ok())


def _hold_to_its_description(operation: Any) -> None:
    @given(case=operation.as_strategy())
    @examples(
        max_examples=4,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def holds(case: Any) -> None:
        case.call_and_validate()

    holds()


def test_what_a_service_says_is_read_back_as_it_was_written(client: Client, rich: Offer) -> None:
    record = record_of(client.get(f"/api/hsds/services/{rich.ref}").json())
    said = {
        "title": rich.name,
        "summary": rich.summary,
        "description": rich.description,
        "requires_referral": rich.requires_referral,
        "age_from": 6,
        "age_to": 12,
        "price": "Gratis",
        "waiting_weeks": "0",
        "how_citizen": "Ring.",
        "url": "https://example.org/hus",
        "opening_hours": "Torsdag 16–18",
        "contact_phone": "70 00 00 12",
        "languages": ["da", "dts"],
        "papers": ["Sundhedskort"],
        "themes": ["Søskende"],
        "target_groups": ["Autisme"],
    }
    assert {name: record.get(name) for name in said} == said


# What people write: paragraphs with an empty line between them, and signs that HSDS gives no meaning to.
SENTENCES = st.text("abcæøå ÆØÅ.,:;–§0123456789", min_size=1, max_size=40).map(str.strip)
PARAGRAPHS = st.lists(SENTENCES.filter(bool), min_size=1, max_size=3).map("\n\n".join)
TOLD = st.fixed_dictionaries(
    {
        "name": SENTENCES.filter(bool),
        "summary": SENTENCES.filter(bool),
        "description": PARAGRAPHS,
        "requires_referral": st.booleans(),
        "how_citizen": PARAGRAPHS | st.just(""),
        "url": st.sampled_from(["", "https://example.org/a", "http://eksempel.dk/?b=c#d"]),
        "waiting_weeks": st.none() | st.integers(0, 200),
        "age_from": st.none() | st.integers(0, 120),
        "age_to": st.none() | st.integers(0, 120),
        "price": st.just("") | SENTENCES.filter(bool),
        "languages": st.lists(st.sampled_from(["da", "en", "dts"]), unique=True),
        "papers": st.lists(SENTENCES.filter(bool), max_size=2),
        "opening_hours": st.just("") | PARAGRAPHS,
        "contact_email": st.sampled_from(["", "a@example.org"]),
        "contact_phone": st.sampled_from(["", "70 00 00 12"]),
    }
)


def test_reading_undoes_writing(rich: Offer) -> None:
    terms = all_terms()

    @given(told=TOLD)
    @examples(max_examples=30, deadline=None, derandomize=True, database=None)
    def holds(told: dict[str, Any]) -> None:
        for name, value in told.items():
            setattr(rich, name, value)
        weeks = told["waiting_weeks"]
        expected = told | {"waiting_weeks": None if weeks is None else str(weeks)}
        expected["title"] = expected.pop("name")
        record = record_of(json.loads(json.dumps(service_with_all(rich, terms))))
        # What an offer does not say is left out of a service.
        nothing: tuple[object, ...] = ("", None, [])
        assert {name: record.get(name) for name in expected if record.get(name) not in nothing} == {
            name: value for name, value in expected.items() if value not in nothing
        }

    holds()
