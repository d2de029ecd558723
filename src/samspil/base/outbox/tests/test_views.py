"""The administrator's pages about letters: works, not logged in, wrong role, bad input."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.pages import (
    HUGE,
    LONG,
    NUL,
    ODD_QUERIES,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.base.audit.models import Entry
from samspil.base.audit.terms import EntryKind
from samspil.base.outbox import actions
from samspil.base.outbox.models import Delivery, Heartbeat, Suppression
from samspil.base.outbox.terms import State, SuppressionReason, about_address
from samspil.base.outbox.tests.conftest import newsletter, queue
from samspil.kit.access import Role
from samspil.kit.encryption import address_key

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]

MOTHER = "mor@example.org"
ABOUT_MOTHER = about_address(address_key(MOTHER))
READ = ("letters_in_trouble", "letters_to")
PRESS = ("retry_letters", "lift_suppression")


@pytest.fixture
def client(administrator: Client) -> Client:
    return administrator


def who(client: Client) -> int:
    return int(client.session["_auth_user_id"])


def failed(address: str = MOTHER, **changes: object) -> Delivery:
    delivery = queue(newsletter(), address)
    values: dict[str, object] = {"state": State.FAILED, "last_reply": "550 5.1.1 * unknown"}
    Delivery.objects.filter(pk=delivery.pk).update(**values | changes)
    return delivery


class TestWhoMayEnter:
    @pytest.mark.parametrize("name", [*READ, *PRESS])
    def test_not_without_log_in(self, name: str) -> None:
        method = "post" if name in PRESS else "get"
        assert_leads_to_log_in(Client(), reverse(name), method=method)

    @pytest.mark.parametrize("role", set(Role))
    @pytest.mark.parametrize("name", [*READ, *PRESS])
    def test_nobody_else_and_no_administrator_without_a_session(
        self, client_as: ClientAs, name: str, role: Role
    ) -> None:
        browser = client_as(role)
        assert_refused(browser.post(reverse(name), {"email": MOTHER}), "Det kræver rollen")
        if name in READ:
            assert_refused(browser.get(reverse(name)), "Det kræver rollen")

    @pytest.mark.parametrize("name", PRESS)
    def test_get_changes_nothing(self, client: Client, name: str) -> None:
        assert client.get(reverse(name)).status_code == 405


class TestTrouble:
    def test_when_all_is_well_it_says_so(self, client: Client) -> None:
        Heartbeat.objects.create(worker=address_key("x"))
        page = text_of(client.get(reverse("letters_in_trouble")))
        assert "Alle breve er kommet frem" in page
        assert "Ingen breve bliver sendt lige nu" not in page

    def test_it_says_when_nobody_delivers(self, client: Client) -> None:
        page = text_of(client.get(reverse("letters_in_trouble")))
        assert "har ikke været i gang" in page
        Heartbeat.objects.create(
            worker=address_key("x"), seen_at=timezone.now() - timedelta(hours=1)
        )
        assert "er ikke set siden" in text_of(client.get(reverse("letters_in_trouble")))

    def test_kinds_days_and_counts_but_no_receivers(self, client: Client) -> None:
        failed()
        failed(state=State.RETRY, last_reply="")
        page = text_of(client.get(reverse("letters_in_trouble")))
        assert "news-article" in page
        assert "550 5.1.1 * unknown" in page
        assert MOTHER not in page
        assert not Entry.objects.filter(kind=EntryKind.LOOK).exists()

    def test_failed_letters_are_sent_again_and_it_is_logged(self, client: Client) -> None:
        delivery = failed()
        typed = {"kind": "news-article", "day": timezone.localdate().isoformat()}
        assert f'value="{typed["day"]}"' in text_of(client.get(reverse("letters_in_trouble")))
        page = text_of(client.post(reverse("retry_letters"), typed, follow=True))
        assert "1 brev bliver sendt igen." in page
        delivery.refresh_from_db()
        assert delivery.state == State.QUEUED
        entry = Entry.objects.get(verb="outbox.retry_failed")
        assert (entry.actor_id, entry.thing) == (
            who(client),
            f"letters:news-article:{typed['day']}",
        )
        page = text_of(client.post(reverse("retry_letters"), typed, follow=True))
        assert "Ingen af brevene kan sendes" in page

    @pytest.mark.parametrize(
        "wrong",
        [{"kind": ""}, {"kind": NUL}, {"kind": LONG}, {"day": ""}, {"day": NUL}, {"day": HUGE}],
    )
    def test_what_no_button_sends_is_not_found(self, client: Client, wrong: dict[str, Any]) -> None:
        delivery = failed()
        typed = {"kind": "news-article", "day": timezone.localdate().isoformat()} | wrong
        assert client.post(reverse("retry_letters"), typed).status_code == 404
        delivery.refresh_from_db()
        assert delivery.state == State.FAILED

    @pytest.mark.parametrize("query", ODD_QUERIES)
    def test_odd_queries(self, client: Client, query: str) -> None:
        assert client.get(f"{reverse('letters_in_trouble')}?{query}").status_code == 200

    @pytest.mark.parametrize("kinds", [3, 40])
    def test_the_list_costs_the_same_however_long(
        self, client: Client, kinds: int, django_assert_max_num_queries: Any
    ) -> None:
        for number in range(kinds):
            delivery = queue(newsletter(f"kind-{number}", kind=f"kind-{number}"))
            Delivery.objects.filter(pk=delivery.pk).update(state=State.FAILED, last_reply="550")
        with django_assert_max_num_queries(17):
            page = text_of(client.get(reverse("letters_in_trouble")))
        assert ("?side=2" in page) == (kinds > 30)


class TestReceiver:
    def look_up(self, client: Client, address: str) -> str:
        return text_of(client.post(reverse("letters_to"), {"email": address}))

    def test_how_letters_stand_without_their_words_and_the_look_is_logged(
        self, client: Client
    ) -> None:
        failed()
        failed("far@example.org", last_reply="550 fathers")
        page = self.look_up(client, " MOR@example.org ")
        assert "Mislykket" in page
        assert "550 5.1.1" in page
        assert "550 fathers" not in page
        assert "Nyt fra kommunen" not in page
        look = Entry.objects.get(kind=EntryKind.LOOK)
        assert (look.verb, look.about, look.actor_id) == (
            "outbox.receiver",
            ABOUT_MOTHER,
            who(client),
        )

    def test_the_address_goes_by_post_only(self, client: Client) -> None:
        failed()
        page = text_of(client.get(reverse("letters_to"), {"email": MOTHER}))
        assert "550 5.1.1" not in page
        assert not Entry.objects.filter(kind=EntryKind.LOOK).exists()

    def test_an_unknown_address_says_what_to_do(self, client: Client) -> None:
        assert "stavet rigtigt" in self.look_up(client, "nobody@example.org")

    @pytest.mark.parametrize("name", ["letters_to", "lift_suppression"])
    @pytest.mark.parametrize("address", ["", "mor", NUL, LONG + "@example.org", "mor@"])
    def test_bad_input_is_told(self, client: Client, name: str, address: str) -> None:
        page = client.post(reverse(name), {"email": address})
        assert page.status_code == 200
        assert "form-error" in text_of(page)
        assert not Entry.objects.filter(kind=EntryKind.LOOK).exists()

    def test_a_suppression_is_shown_and_lifted_and_logged(self, client: Client) -> None:
        actions.suppress_address(address=MOTHER, reason=SuppressionReason.BOUNCES)
        assert "Adressen har fred" in self.look_up(client, MOTHER)
        lift = reverse("lift_suppression")
        answer = client.post(lift, {"email": MOTHER}, follow=True)
        assert answer.redirect_chain == [(reverse("letters_to"), 302)]
        assert "får breve igen" in text_of(answer)
        assert not Suppression.objects.active().exists()
        assert Entry.objects.get(verb="outbox.lift_suppression").about == ABOUT_MOTHER
        again = client.post(lift, {"email": MOTHER}, follow=True)
        assert "var ikke holdt i fred" in text_of(again)

    @pytest.mark.parametrize("reason", SuppressionReason)
    def test_who_asked_for_peace_is_to_be_asked(
        self, client: Client, reason: SuppressionReason
    ) -> None:
        actions.suppress_address(address=MOTHER, reason=reason)
        asked = "hvis modtageren beder om det" in self.look_up(client, MOTHER)
        assert asked is (reason != SuppressionReason.BOUNCES)

    @pytest.mark.parametrize("letters", [3, 120])
    def test_many_letters_cost_the_same(
        self, client: Client, letters: int, django_assert_max_num_queries: Any
    ) -> None:
        letter = newsletter()
        for _ in range(letters):
            queue(letter)
        with django_assert_max_num_queries(13):
            page = self.look_up(client, MOTHER)
        assert page.count("news-article") == min(letters, 100)
