"""Open data, the site map and robots."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from samspil.base.search.models import SearchText


@pytest.mark.django_db
def test_every_link_leads_somewhere(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(12):
        response = client.get("/aabne-data/")
    text = response.content.decode()
    assert "HSDS 3.0" in text
    for address in ("/api/hsds/", "/api/hsds/openapi.json", "/nyheder/atom/", "/sitemap.xml"):
        assert f'href="{address}"' in text
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_the_site_map_lists_public_texts(client: Client, settings: Settings) -> None:
    settings.ORIGIN = "https://samspil.example.dk"
    SearchText.objects.create(kind="offer", key="1", url="/tilbud/1/a&b/", title="A")
    SearchText.objects.create(kind="offer", key="2", url="/tilbud/1/a&b/#x", title="A")
    response = client.get("/sitemap.xml")
    assert response["Content-Type"] == "application/xml"
    assert response.content.count(b"<loc>") == 1
    assert b"<loc>https://samspil.example.dk/tilbud/1/a&amp;b/</loc>" in response.content


@pytest.mark.django_db
def test_robots_find_the_site_map_but_not_what_is_invented(
    client: Client, settings: Settings
) -> None:
    assert b"/sitemap.xml" in client.get("/robots.txt").content
    settings.DEMO = True
    assert client.get("/robots.txt").content == b"User-agent: *\nDisallow: /\n"
