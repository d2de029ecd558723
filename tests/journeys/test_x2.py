"""X2: interests are never exposed; coordinators see counts, never under five."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.topics.models import Topic
from samspil.kit.access import Role
from tests.fixtures import MakePerson, MakeProfile
from tests.journeys.conftest import Axe
from tests.journeys.post import log_in_browser

pytestmark = pytest.mark.usefixtures("topics")


@pytest.mark.parametrize(
    ("people", "shown"),
    [(0, "under 5"), (4, "under 5"), (5, "mindst 5"), (9, "mindst 5"), (11, "mindst 10")],
)
def test_x2_a_coordinator_sees_rounded_counts_only(
    page: Page,
    live_server: LiveServer,
    make_person: MakePerson,
    make_profile: MakeProfile,
    axe: Axe,
    people: int,
    shown: str,
) -> None:
    autism = Topic.objects.get(name="Autismespektrum")
    for number in range(people):
        make_profile(autism, email=f"relative{number}@example.com", available_for=["focus_group"])
    log_in_browser(page, make_person(Role.COORDINATOR), live_server.url)
    page.goto("/skrivebord/")
    page.get_by_role("link", name="Hvor mange er interesseret?").click()
    page.get_by_label("Emne, alder eller målgruppe").select_option(label="Autismespektrum")
    page.get_by_label("Til rådighed for").select_option(label="Fokusgruppeinterview")
    page.get_by_role("button", name="Vis tal").click()
    expect(page.locator("dd")).to_have_text([shown, shown])
    assert "relative0" not in page.content()
    axe(page)
