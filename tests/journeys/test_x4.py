"""X4: every page works at 320 px, light, dark, with forced colours, and passes axe."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.live_server_helper import LiveServer

from samspil.base.topics.models import Topic
from samspil.commons.interests.letters import confirm_link
from samspil.commons.interests.models import SignUp
from samspil.commons.interests.terms import SEAL_SUBSCRIPTION
from samspil.commons.news import actions as news
from samspil.commons.news.models import Article
from samspil.kit.access import Role
from samspil.kit.seals import seal
from tests.fixtures import MakePerson, MakeProfile, log_in
from tests.journeys.post import Post

pytestmark = pytest.mark.usefixtures("topics")

OPEN_PAGES = [
    "/",
    "/nyheder/",
    "/nyheder/?q=findes-ikke",
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
    (Role.COORDINATOR, "/interesser/indtast/"),
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


@pytest.mark.parametrize("address", OPEN_PAGES)
def test_x4_open_pages(
    check_everywhere: Callable[..., None], article: Article, address: str
) -> None:
    check_everywhere(address)


def test_x4_an_article(check_everywhere: Callable[..., None], article: Article) -> None:
    check_everywhere(f"/nyheder/{article.pk}/")


@pytest.mark.parametrize("state", ["active", "paused", "withdrawn", "gone"])
def test_x4_behind_the_link_in_a_letter(
    check_everywhere: Callable[..., None], make_profile: MakeProfile, state: str
) -> None:
    profile = make_profile(newsletter=True)
    profile.state = state
    if state == "withdrawn":
        profile.withdrawn_at = profile.since
    ref = profile.ref if state != "gone" else uuid4()
    if state != "gone":
        type(profile).objects.filter(pk=profile.pk).update(
            state=state, withdrawn_at=profile.withdrawn_at
        )
    check_everywhere(f"/stop/{seal(SEAL_SUBSCRIPTION, ref)}/")


def test_x4_confirming(
    check_everywhere: Callable[..., None], make_profile: MakeProfile, post: Post
) -> None:
    make_profile(newsletter=True)
    waiting = SignUp.objects.get()
    SignUp.objects.update(confirmed_at=None)
    check_everywhere(urlsplit(confirm_link(waiting, "da")).path)


@pytest.mark.parametrize(("role", "address"), STAFF_PAGES)
def test_x4_pages_behind_log_in(
    check_everywhere: Callable[..., None],
    live_server: LiveServer,
    make_person: MakePerson,
    article: Article,
    role: Role,
    address: str,
) -> None:
    client = log_in(Client(), make_person(role))
    cookies: list[dict[str, Any]] = [
        {"name": name, "value": morsel.value, "url": live_server.url}
        for name, morsel in client.cookies.items()
    ]
    topic = Topic.objects.all()[0]
    check_everywhere(address.format(article=article.pk, topic=topic.pk), cookies=cookies)
