"""P3: relatives stand at disposal; they are asked unseen, and known only when they say yes."""

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from samspil.base.audit.models import Entry
from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.interests.terms import Form
from samspil.kit.access import SYSTEM, Role
from samspil.work.involvement.actions import initiatives, plans
from samspil.work.involvement.models import Initiative, Invitation
from samspil.work.involvement.terms import PlanState
from tests.fixtures import MakePerson, MakeProfile
from tests.journeys.conftest import Axe, OpenBrowser, has_no_sideways_scroll, watch_of
from tests.journeys.post import Post, links_in, log_in_browser

MOTHER = "mor@example.com"


@pytest.fixture
def coordinator(make_person: MakePerson) -> Person:
    return make_person(Role.COORDINATOR)


@pytest.fixture
def initiative(topics: None, coordinator: Person) -> Initiative:
    """A working community about housing and autism."""
    today = timezone.localdate()
    plan = plans.write_plan(actor=SYSTEM, year=today.year, text=plans.PlanText())
    found = initiatives.add_initiative(
        actor=SYSTEM,
        plan=plan,
        responsible=coordinator,
        topics=Topic.objects.filter(name__in=["Bolig", "Autismespektrum", "18–25 år"]),
        text=initiatives.InitiativeText(
            kind="working_community",
            title="Den første tid i ny bolig",
            purpose="Vi samler det, der hjalp.",
            challenge="Ingen ved, hvem der gør hvad.",
            asked="Tre møder",
            starts_on=today,
            ends_on=today + timedelta(days=60),
        ),
    )
    plans.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.PUBLISHED)
    found.refresh_from_db()
    return found


@pytest.fixture
def at_disposal(topics: None, make_profile: MakeProfile) -> None:
    """Seven who may be asked, one of them the mother; and one who may not."""
    housing = Topic.objects.get(name="Bolig")
    for address in (MOTHER, *(f"p{number}@example.com" for number in range(6))):
        make_profile(housing, email=address, available_for=[Form.WORKING_COMMUNITY])
    make_profile(housing, email="news@example.com")


def path(address: str) -> str:
    return urlsplit(address).path


def invite(staff: Page, initiative: Initiative) -> None:
    """Let the coordinator see the counts, prepare an invitation and send it."""
    staff.goto(f"/inddragelse/initiativ/{initiative.pk}/")
    staff.get_by_role("link", name="Inviter").click()
    row = staff.get_by_role("row", name=re.compile("Bolig"))
    expect(row).to_contain_text("mindst 5")
    expect(staff.get_by_role("row", name=re.compile("18–25"))).to_contain_text("under 5")
    staff.get_by_label("Dine egne ord").fill("Vi giver kaffe")
    soon = timezone.localdate() + timedelta(days=10)
    staff.get_by_label("Svar senest").fill(soon.isoformat())
    staff.get_by_role("button", name="Se invitationen, før den sendes").click()
    staff.get_by_role("button", name="Send invitationen").click()
    expect(staff.get_by_role("heading", level=1)).to_have_text("Følg svarene")
    expect(staff.locator("dd").first).to_have_text("mindst 5")


def say_yes(page: Page, link: str, name: str) -> None:
    page.goto(path(link))
    expect(page.get_by_text("Vi giver kaffe")).to_be_visible()
    page.get_by_role("button", name="Ja, jeg vil gerne være med").click()
    expect(page.locator(".error-summary")).to_contain_text("Skriv dit navn")
    page.get_by_label("Dit navn").fill(name)
    page.get_by_label("Telefon eller e-mail").fill("70 11 22 33")
    page.get_by_role("button", name="Ja, jeg vil gerne være med").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tak, du har sagt ja")
    assert name not in page.content()
    assert MOTHER not in page.content()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.usefixtures("at_disposal")
def test_p3_counts_invitation_yes_name_notes_result(
    open_browser: OpenBrowser,
    initiative: Initiative,
    coordinator: Person,
    live_server: LiveServer,
    post: Post,
    axe: Axe,
    scripts: bool,  # noqa: FBT001
) -> None:
    post.forget()
    staff = open_browser()
    log_in_browser(staff, coordinator, live_server.url)
    invite(staff, initiative)
    assert len(set(post.receivers())) == 7
    (letter,) = post.to(MOTHER)
    everything = (letter.text + letter.html + letter.mail["Subject"]).lower()
    assert not re.search(r"bolig|autis|kaffe|handicap", everything)

    # She answers on her phone, without an account; until then nobody sees her.
    people = f"/inddragelse/initiativ/{initiative.pk}/deltagere/"
    staff.goto(people)
    expect(staff.get_by_text("Ingen venter på svar.")).to_be_visible()
    mother = open_browser(java_script_enabled=scripts)
    say_yes(mother, links_in(letter)[0], "Anna Ågård")
    has_no_sideways_scroll(mother)
    if scripts:
        axe(mother)
    other = open_browser(java_script_enabled=scripts)
    other.goto(path(links_in(post.to("p0@example.com")[0])[0]))
    other.get_by_role("button", name="Nej tak, ikke denne gang").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("Tak, du har sagt nej")
    assert Entry.objects.filter(kind="look", verb="involvement.people").count() == 0
    staff.goto(people)
    expect(staff.get_by_text("Anna Ågård").first).to_be_visible()
    axe(staff)
    seen = Invitation.objects.get(answer="yes")
    assert Entry.objects.filter(kind="look", about=seen.about).exists()
    staff.get_by_role("button", name="Tag med").click()

    # The coordinator writes a note; she reads it with a fresh code from her mailbox.
    staff.goto(f"/vaer-med/mit/{initiative.pk}/note/")
    staff.get_by_label("Overskrift").fill("Første møde")
    staff.get_by_label("Tekst").fill("Vi mødes på **tirsdag**.")
    staff.get_by_role("button", name="Gem").click()
    mother.goto(path(links_in(post.to(MOTHER)[-1])[0]))
    mother.get_by_label("Din e-mail").fill(MOTHER)
    mother.get_by_role("button", name="Send mig en kode").click()
    code = re.search(r"\b\d{6}\b", post.to(MOTHER)[-1].text)
    assert code
    mother.get_by_label("Koden fra mailen").fill(code[0])
    mother.get_by_role("button", name="Se mine valg").click()
    mother.get_by_role("link", name="Den første tid i ny bolig").click()
    mother.get_by_role("link", name="Første møde").click()
    expect(mother.get_by_text("Vi mødes på tirsdag.")).to_be_visible()
    mother.get_by_role("link", name="Ret noten").click()
    mother.get_by_label("Tekst").fill("Vi mødes på **onsdag**.")
    mother.get_by_role("button", name="Gem").click()
    expect(mother.get_by_text("Vi mødes på onsdag.")).to_be_visible()
    stranger = open_browser(java_script_enabled=scripts)
    stranger.goto(f"/vaer-med/mit/{initiative.pk}/")
    expect(stranger.get_by_role("button", name="Send mig en kode")).to_be_visible()

    # It ends, and she is told what came of it.
    staff.goto(f"/inddragelse/initiativ/{initiative.pk}/")
    staff.get_by_role("button", name="Nu er det: afsluttet").click()
    staff.get_by_text("Fortæl det", exact=True).first.click()
    staff.get_by_label("Hvad kom der ud af det?").fill("Der kom en tjekliste.")
    staff.get_by_role("button", name="Fortæl det").click()
    mother.goto(path(links_in(post.to(MOTHER)[-1])[0]))
    expect(mother.get_by_text("Der kom en tjekliste.")).to_be_visible()
    assert "tjekliste" not in post.to(MOTHER)[-1].text


@pytest.mark.usefixtures("at_disposal")
def test_p3_a_forwarded_link_pressed_by_a_stranger_is_noticed_and_undone(
    open_browser: OpenBrowser,
    initiative: Initiative,
    coordinator: Person,
    live_server: LiveServer,
    post: Post,
    axe: Axe,
) -> None:
    post.forget()
    staff = open_browser()
    log_in_browser(staff, coordinator, live_server.url)
    invite(staff, initiative)
    forwarded = links_in(post.to(MOTHER)[0])[0]
    stranger = open_browser()
    say_yes(stranger, forwarded, "En fremmed")
    told = post.to(MOTHER)[-1]
    mother = open_browser(java_script_enabled=False)
    mother.goto(path(links_in(told)[1]))
    mother.get_by_role("button", name="Det var ikke mig").click()
    expect(mother.get_by_role("heading", level=1)).to_have_text("Svaret er slettet")
    staff.goto(f"/inddragelse/initiativ/{initiative.pk}/deltagere/")
    expect(staff.get_by_text("Ingen venter på svar.")).to_be_visible()
    watch_of(stranger).expect(404)
    gone = stranger.goto(path(forwarded))
    assert gone is not None
    assert gone.status == 404
    fresh = links_in(post.to(MOTHER)[-1])[0]
    mother.goto(path(fresh))
    mother.get_by_role("button", name="Nej tak, ikke denne gang").click()
    expect(mother.get_by_role("heading", level=1)).to_have_text("Tak, du har sagt nej")
    page = open_browser()
    page.goto(path(fresh))
    axe(page)
