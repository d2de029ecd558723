"""X4: every page works at 320 px, light, dark, with forced colours, and passes axe."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from samspil.base.outbox.letters import SEAL_REPLY
from samspil.base.topics.models import Topic
from samspil.commons.interests.actions import pause, withdraw
from samspil.commons.interests.letters import confirm_link
from samspil.commons.interests.models import SignUp
from samspil.commons.interests.terms import SEAL_SUBSCRIPTION
from samspil.commons.news import actions as news
from samspil.commons.news.models import Article
from samspil.kit.access import SYSTEM, Role
from samspil.kit.seals import seal
from samspil.work.involvement.actions import invitations, proposals
from samspil.work.involvement.actions import plans as involvement
from samspil.work.involvement.actions.communities import Writer, write_note
from samspil.work.involvement.actions.initiatives import InitiativeText, add_initiative
from samspil.work.involvement.actions.proposals import ProposalText
from samspil.work.involvement.terms import SEAL_PROPOSAL, SEAL_UNDO, Answer, PlanState
from tests.fixtures import MakePerson, MakeProfile, log_in
from tests.journeys.conftest import THOROUGHLY, CheckPages, path_of
from tests.journeys.post import Post

pytestmark = pytest.mark.usefixtures("topics")

OPEN_PAGES = [
    "/",
    "/nyheder/",
    "/nyheder/?q=findes-ikke",
    "/steder/",
    "/skriv-dig-op/",
    "/skriv-dig-op/tjek-din-mail/",
    "/nyhedsbrev/",
    "/mine-valg/",
    "/mine-valg/afmeldt/",
    "/samtykke/2026-11-interesser/",
    "/tilgaengelighed/",
    "/privatliv/",
    "/log-ind/",
    "/konto/ny/",
    "/en/",
]
STAFF_PAGES = [
    (Role.EDITOR, "/skrivebord/"),
    (Role.EDITOR, "/redaktion/nyheder/"),
    (Role.EDITOR, "/redaktion/nyheder/skriv/"),
    (Role.EDITOR, "/redaktion/nyheder/{article}/"),
    (Role.EDITOR, "/redaktion/nyheder/{article}/ret/"),
    (Role.EDITOR, "/redaktion/nyheder/{article}/brev/"),
    (Role.EDITOR, "/emner/"),
    (Role.EDITOR, "/emner/nyt/"),
    (Role.EDITOR, "/emner/{topic}/"),
    (Role.COORDINATOR, "/redaktion/steder/"),
    (Role.COORDINATOR, "/redaktion/steder/nyt/"),
    (Role.COORDINATOR, "/interesser/indtast/"),
    (Role.COORDINATOR, "/interesser/uden-mail/"),
    (Role.COORDINATOR, "/interesser/ringeliste/"),
    (Role.COORDINATOR, "/interesser/tal/"),
    (Role.MANAGER, "/personer/"),
    (Role.MANAGER, "/personer/giv-rolle/"),
    (Role.RELATIVE, "/min-side/"),
    (Role.RELATIVE, "/konto/sikkerhed/"),
    (Role.RELATIVE, "/konto/sikkerhed/kode-app/"),
    (Role.RELATIVE, "/konto/e-mail/"),
    (Role.ADMINISTRATOR, "/personer/administrator/"),
]


@pytest.fixture
def article(make_person: MakePerson) -> Article:
    editor = make_person(Role.EDITOR)
    text = news.Text(
        title="Fra barn til voksen",
        summary="En plan, der begynder, når den unge er 16.",
        body="## Det taler vi om\n\n- bolig\n- job\n\n1. først\n2. så\n\n[Læs mere](https://example.com)",
    )
    article = news.write_article(actor=editor, text=text, topics=Topic.objects.all()[:3])
    news.publish(actor=editor, article=article)
    return article


def test_x4_open_pages(check_pages: CheckPages, article: Article) -> None:
    check_pages(*OPEN_PAGES, f"/nyheder/{article.pk}/", f"/en/nyheder/{article.pk}/")


def test_x4_the_front_page_also_with_forced_colours_and_bigger_type(
    check_pages: CheckPages, article: Article
) -> None:
    check_pages("/", ways=THOROUGHLY)


def test_x4_behind_the_links_in_letters(
    check_pages: CheckPages, make_profile: MakeProfile, post: Post
) -> None:
    paused, withdrawn, active = (make_profile(newsletter=True) for _each in range(3))
    pause(actor=SYSTEM, profile=paused)
    withdraw(actor=SYSTEM, profile=withdrawn)
    refs = [active.ref, paused.ref, withdrawn.ref, uuid4()]
    first, second = SignUp.objects.all()[:2]
    SignUp.objects.filter(pk=first.pk).update(confirmed_at=None)
    SignUp.objects.filter(pk=second.pk).update(confirmed_at=None, expires_at=second.created_at)
    check_pages(
        *(f"/stop/{seal(SEAL_SUBSCRIPTION, ref)}/" for ref in refs),
        *(path_of(confirm_link(each, "da")) for each in SignUp.objects.all()),
    )


@pytest.mark.parametrize("role", sorted({role for role, _address in STAFF_PAGES}))
def test_x4_pages_behind_log_in(
    check_pages: CheckPages,
    live_server: LiveServer,
    make_person: MakePerson,
    article: Article,
    role: Role,
) -> None:
    client = log_in(Client(), make_person(role))
    cookies: list[dict[str, Any]] = [
        {"name": name, "value": morsel.value, "url": live_server.url}
        for name, morsel in client.cookies.items()
    ]
    topic = Topic.objects.all()[0]
    addresses = [address for each, address in STAFF_PAGES if each == role]
    check_pages(
        *(address.format(article=article.pk, topic=topic.pk) for address in addresses),
        cookies=cookies,
    )


def test_x4_planning_together(
    check_pages: CheckPages,
    live_server: LiveServer,
    make_person: MakePerson,
    make_profile: MakeProfile,
) -> None:
    coordinator, today = make_person(Role.COORDINATOR), timezone.localdate()
    make_profile(Topic.objects.all()[0], available_for=["working_community"])
    plan = involvement.write_plan(
        actor=SYSTEM, year=today.year, text=involvement.PlanText(intro="Sammen")
    )
    plan = involvement.change_plan_state(actor=SYSTEM, plan=plan, to=PlanState.PUBLISHED)
    initiative = add_initiative(
        actor=SYSTEM,
        plan=plan,
        responsible=coordinator,
        topics=Topic.objects.all()[:3],
        text=InitiativeText(
            kind="working_community",
            title="Den første tid i ny bolig",
            purpose="Vi samler det, der hjalp.",
            challenge="Ingen ved, hvem der gør hvad.",
            need="Mange spurgte",
            starts_on=today,
            ends_on=today + timedelta(days=40),
        ),
    )
    text = ProposalText(title="En bus", what="Til møder", role="citizen", may_be_shown=True)
    proposal = proposals.propose(actor=SYSTEM, text=text, client="x")
    answered = proposals.propose(actor=SYSTEM, text=text, client="x")
    proposals.decline(actor=coordinator, proposal=answered, answer="Ikke i år", show=True)
    round = invitations.prepare_round(
        actor=coordinator,
        initiative=initiative,
        form="working_community",
        answer_by=today + timedelta(days=9),
    )
    invitations.send_round(actor=coordinator, round=round)
    asked = round.invitations.get()
    note = write_note(
        writer=Writer(coordinator), initiative=initiative, title="Møde", body="## Vi sagde\n\n- ja"
    )
    open_pages = [
        "/vaer-med/",
        f"/vaer-med/initiativ/{initiative.pk}/",
        "/vaer-med/foreslaa/",
        "/vaer-med/forslag/",
        *(f"/vaer-med/forslag/{seal(SEAL_PROPOSAL, each.ref)}/" for each in (proposal, answered)),
    ]
    link = f"/vaer-med/svar/{seal(SEAL_REPLY, asked.key)}/"
    check_pages(*open_pages, link, f"/vaer-med/svar/{seal(SEAL_UNDO, asked.key)}/fortryd/")
    invitations.answer(actor=SYSTEM, invitation=asked, says=Answer.YES, name="Anna", contact="70")
    check_pages(link)
    client = log_in(Client(), coordinator)
    cookies = [
        {"name": name, "value": morsel.value, "url": live_server.url}
        for name, morsel in client.cookies.items()
    ]
    desk, one = f"/inddragelse/plan/{plan.year}/", f"/inddragelse/initiativ/{initiative.pk}/"
    check_pages(
        "/inddragelse/",
        "/inddragelse/plan/ny/",
        desk,
        f"{desk}ret/",
        f"{desk}initiativ/",
        one,
        f"{one}ret/",
        f"{one}inviter/",
        f"{one}moede/",
        f"{one}deltagere/",
        f"/inddragelse/invitation/{round.pk}/",
        "/inddragelse/forslag/",
        f"/inddragelse/forslag/{proposal.pk}/",
        f"/inddragelse/forslag/{answered.pk}/",
        "/vaer-med/mit/",
        f"/vaer-med/mit/{initiative.pk}/",
        f"/vaer-med/mit/{initiative.pk}/note/",
        f"/vaer-med/mit/{initiative.pk}/note/{note.pk}/",
        f"/vaer-med/mit/{initiative.pk}/note/{note.pk}/ret/",
        cookies=cookies,
    )
