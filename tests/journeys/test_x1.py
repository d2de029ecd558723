"""X1: from what a person said one follows it to what it changed, and to the letter that told them."""

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.people.models import Person
from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Input
from samspil.commons.inputs.terms import CollectionKind, CollectionState, Voice
from samspil.kit.access import NOBODY, SYSTEM, Role
from samspil.work.plans.actions import parts, plans, progress
from samspil.work.plans.models import Plan
from samspil.work.plans.terms import PlanState
from samspil.work.plans.tests.conftest import FIRST, LAST
from tests.fixtures import MakePerson
from tests.journeys.post import Post, links_in, log_in_browser

pytestmark = pytest.mark.usefixtures("topics")
MOTHER = "mor@example.com"
SAID = "Jeg ringer til fem afdelinger om min søns epilepsi."


@pytest.fixture
def coordinator(make_person: MakePerson) -> Person:
    return make_person(Role.COORDINATOR)


@pytest.fixture
def plan(coordinator: Person) -> Plan:
    text = plans.PlanText(title="Børneplanen", starts_on=FIRST, ends_on=LAST)
    return plans.write_plan(actor=SYSTEM, text=text)


@pytest.fixture
def said(coordinator: Person) -> Input:
    """What a mother said at a workshop, grouped under a theme, with leave to quote her."""
    asking = actions.Asking(title="Workshop", kind=CollectionKind.SITE, is_for_all=True)
    collection = actions.begin_collection(actor=coordinator, asking=asking)
    actions.change_state(actor=coordinator, collection=collection, to=CollectionState.OPEN)
    words = actions.Words(text=SAID, voice=Voice.RELATIVE, quote_allowed=True, address=MOTHER)
    made = actions.give(actor=NOBODY, collection=collection, words=words, client="her")
    actions.gather(actor=coordinator, title="Én indgang", inputs=[made])
    actions.release_quote(
        actor=coordinator, input=made, quote="Jeg ringer til fem afdelinger.", quote_by="mor"
    )
    return made


def make_area_of_it(page: Page) -> None:
    page.goto("/input/temaer/")
    page.get_by_role("link", name="Én indgang").first.click()
    page.get_by_role("link", name="Lav et indsatsområde af det").click()
    page.get_by_label("Hvor i planerne?").select_option(label="Nyt indsatsområde i planen")
    page.get_by_label("Overskrift").fill("Én kontakt til familien")
    page.get_by_role("button", name="Gem").click()
    expect(page.get_by_role("link", name="Én kontakt til familien", exact=True)).to_be_visible()


def test_x1_from_what_was_said_to_the_letter_and_back(
    page: Page,
    desktop: Page,
    live_server: LiveServer,
    post: Post,
    coordinator: Person,
    plan: Plan,
    said: Input,
) -> None:
    log_in_browser(desktop, coordinator, live_server.url)
    make_area_of_it(desktop)
    area = plan.areas.get()
    activity = parts.write_activity(
        actor=coordinator, plan=plan, area=area, text=parts.ActivityText(title="Ét telefonnummer")
    )
    post.forget()
    desktop.goto(f"/planlaeg/planer/{plan.pk}/")
    desktop.get_by_role("button", name="Send i høring").click()
    (letter,) = post.to(MOTHER)
    assert not [word for word in ("epilepsi", "afdelinger", "Én kontakt") if word in letter.text]

    page.goto(next(link for link in links_in(letter) if "/spor/" in link))
    expect(page.get_by_role("main")).not_to_contain_text("epilepsi")
    page.get_by_role("link", name="Én kontakt til familien").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Én kontakt til familien")
    expect(page.get_by_role("main")).to_contain_text("Jeg ringer til fem afdelinger.")
    expect(page.get_by_role("main")).not_to_contain_text("epilepsi")

    for state in (PlanState.DECIDED, PlanState.RUNNING):
        plan = plans.change_plan_state(actor=SYSTEM, plan=plan, to=state)
    progress.finish(actor=SYSTEM, activity=activity)
    assert len(post.to(MOTHER)) == 3

    desktop.goto(f"/input/{said.pk}/")
    trace = desktop.get_by_role("main")
    for words in (
        SAID,
        "Én indgang",
        "Én kontakt til familien",
        "Ét telefonnummer",
        "færdig",
        "Brev sendt",
    ):
        expect(trace).to_contain_text(words)
