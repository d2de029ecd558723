"""Log-in through the real pages: code by e-mail, second factor for staff, limits."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson, letters_to, log_in
from tests.pages import EMOJI, HUGE, LONG, NUL, text_of

from samspil.base.outbox.letters import fill_letter, values_for
from samspil.base.people.models import Person
from samspil.kit.access import STAFF_ROLES, Role

pytestmark = pytest.mark.django_db
ADDRESS = "mette@example.com"
ASK = "account_request_login_code"


@pytest.fixture(autouse=True)
def _real_mail_and_limits_from_zero(db: None, settings: Any) -> None:
    settings.MAILERS = {"default": {"BACKEND": "samspil.base.outbox.backend.OutboxBackend"}}
    cache.clear()


def text_sent_to(address: str) -> str:
    delivery = letters_to(address)[-1]
    values = values_for(
        language=delivery.letter.language,
        dedupe_key=delivery.dedupe_key,
        subscription=delivery.subscription,
        since=delivery.since,
        fields=delivery.fields,
    )
    return fill_letter(delivery.letter, values).text


def code_sent_to(address: str) -> str:
    found = re.search(
        r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", text_sent_to(address), re.MULTILINE
    )
    assert found, text_sent_to(address)
    return found.group(1)


def one_time_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time()))))


class TestCodeByMail:
    def test_a_relative_logs_in_with_the_code_from_the_letter(
        self, client: Client, make_person: MakePerson
    ) -> None:
        person = make_person(Role.RELATIVE, email=ADDRESS)
        page = reverse(ASK)
        asked = client.post(page, {"email": ADDRESS.upper(), "next": reverse("my_interests")})
        assert asked.status_code == 302
        answer = client.post(
            reverse("account_confirm_login_code"),
            {"code": code_sent_to(ADDRESS), "next": reverse("my_interests")},
        )
        assert answer.status_code == 302
        assert client.session["_auth_user_id"] == str(person.pk)

    def test_a_wrong_code_is_told_and_after_three_the_code_is_closed(
        self, client: Client, make_person: MakePerson
    ) -> None:
        make_person(Role.RELATIVE, email=ADDRESS)
        client.post(reverse(ASK), {"email": ADDRESS})
        code = code_sent_to(ADDRESS)
        url = reverse("account_confirm_login_code")
        for wrong in ("000000", EMOJI, NUL):
            assert client.post(url, {"code": wrong}).status_code in {200, 302}
        client.post(url, {"code": "999999"})
        client.post(url, {"code": code})
        assert "_auth_user_id" not in client.session

    def test_the_code_works_in_the_browser_that_asked_only(
        self, client: Client, make_person: MakePerson
    ) -> None:
        make_person(Role.RELATIVE, email=ADDRESS)
        client.post(reverse(ASK), {"email": ADDRESS})
        thief = Client()
        thief.post(reverse("account_confirm_login_code"), {"code": code_sent_to(ADDRESS)})
        assert "_auth_user_id" not in thief.session

    def test_an_unknown_address_gets_a_letter_and_the_same_page(
        self, client: Client, make_person: MakePerson
    ) -> None:
        make_person(Role.RELATIVE, email=ADDRESS)
        known = Client().post(reverse(ASK), {"email": ADDRESS}, follow=True)
        unknown = client.post(reverse(ASK), {"email": "stranger@example.com"}, follow=True)
        assert known.redirect_chain == unknown.redirect_chain
        assert len(letters_to("stranger@example.com")) == 1

        def without_address(response: Any) -> str:
            page = re.sub(r"[a-z]+@example\.com", "", text_of(response))
            return re.sub(r'(csrfmiddlewaretoken" value=")[^"]+', r"\1", page)

        assert without_address(known) == without_address(unknown)

    @pytest.mark.parametrize("email", ["", "x", NUL, EMOJI, LONG, f"{HUGE}"])
    def test_bad_addresses_are_told(self, client: Client, email: str) -> None:
        response = client.post(reverse(ASK), {"email": email})
        assert response.status_code == 200
        assert "form-error" in text_of(response)

    @pytest.mark.parametrize("goal", ["//elsewhere.example", "https://elsewhere.example"])
    def test_log_in_leads_nowhere_else(
        self, client: Client, make_person: MakePerson, goal: str
    ) -> None:
        make_person(Role.RELATIVE, email=ADDRESS)
        client.post(reverse(ASK), {"email": ADDRESS, "next": goal})
        answer = client.post(
            reverse("account_confirm_login_code"), {"code": code_sent_to(ADDRESS), "next": goal}
        )
        assert answer.status_code == 302
        assert answer.url == reverse("my_page")  # type: ignore[attr-defined]

    def test_an_inactive_person_stays_out(self, client: Client, make_person: MakePerson) -> None:
        make_person(Role.RELATIVE, email=ADDRESS)
        Person.objects.update(is_active=False)
        client.post(reverse(ASK), {"email": ADDRESS})
        assert "_auth_user_id" not in client.session

    def test_too_many_tries_are_answered_in_our_own_page(self, client: Client) -> None:
        for number in range(21):
            response = Client().post(reverse("account_signup"), {"email": f"a{number}@example.com"})
        assert response.status_code == 429
        assert "Vent lidt, før du prøver igen" in text_of(response)
        assert "site-header" in text_of(response)

    def test_codes_for_one_address_are_few(self, make_person: MakePerson) -> None:
        make_person(Role.RELATIVE, email=ADDRESS)
        answers = [Client().post(reverse(ASK), {"email": ADDRESS}) for _again in range(4)]
        assert [each.status_code for each in answers] == [302, 302, 302, 200]
        assert "form-error" in text_of(answers[-1])
        assert len(letters_to(ADDRESS)) == 3

    def test_log_out_asks_first(self, make_person: MakePerson) -> None:
        client = log_in(Client(), make_person(Role.RELATIVE))
        client.get(reverse("account_logout"))
        assert "_auth_user_id" in client.session
        client.post(reverse("account_logout"))
        assert "_auth_user_id" not in client.session

    def test_a_new_account_is_confirmed_by_code(self, client: Client) -> None:
        client.post(reverse("account_signup"), {"email": "Ny@Example.com"})
        assert not EmailAddress.objects.filter(verified=True).exists()
        url = reverse("account_email_verification_sent")
        client.post(url, {"code": code_sent_to("ny@example.com")})
        address = EmailAddress.objects.get(verified=True)
        assert address.email == "ny@example.com"
        assert address.user.email == "ny@example.com"
        assert not address.user.has_usable_password()


class TestSecondFactor:
    @pytest.mark.parametrize("role", sorted(STAFF_ROLES))
    def test_staff_are_led_to_set_one_up(self, make_person: MakePerson, role: Role) -> None:
        client = log_in(Client(), make_person(role), second_factor=False)
        for name in ("my_page", "desk", "people", "front_page"):
            response = client.get(reverse(name))
            assert response.status_code == 302
            assert response.url == reverse("mfa_index")  # type: ignore[attr-defined]
        for name in ("mfa_index", "account_logout", "view_choices"):
            assert client.get(reverse(name)).status_code == 200

    @pytest.mark.parametrize("role", [Role.RELATIVE, Role.CITIZEN, Role.ORGANISATION])
    def test_others_are_not_asked(self, make_person: MakePerson, role: Role) -> None:
        client = log_in(Client(), make_person(role), second_factor=False)
        assert client.get(reverse("my_page")).status_code == 200

    def test_set_up_and_log_in_with_a_code_app(
        self, client: Client, make_person: MakePerson
    ) -> None:
        make_person(Role.EDITOR, email=ADDRESS)
        confirm = reverse("account_confirm_login_code")
        client.post(reverse(ASK), {"email": ADDRESS})
        client.post(confirm, {"code": code_sent_to(ADDRESS)})
        assert client.get(reverse("desk")).url == reverse("mfa_index")  # type: ignore[attr-defined]
        page = client.get(reverse("mfa_activate_totp"))
        secret = page.context["form"].secret
        wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
        assert "form-error" in text_of(wrong)
        secret = wrong.context["form"].secret
        done = client.post(reverse("mfa_activate_totp"), {"code": one_time_code(secret)})
        assert done.status_code == 302
        assert Authenticator.objects.filter(type="totp").exists()
        again = Client()
        again.post(reverse(ASK), {"email": ADDRESS})
        asked = again.post(confirm, {"code": code_sent_to(ADDRESS)})
        assert asked.url == reverse("mfa_authenticate")  # type: ignore[attr-defined]
        assert "_auth_user_id" not in again.session
        cache.clear()
        again.post(reverse("mfa_authenticate"), {"code": one_time_code(secret)})
        assert again.get(reverse("desk")).status_code == 200


@pytest.mark.parametrize(
    "name",
    [
        "account_email",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate_webauthn",
    ],
)
def test_pages_of_ones_account(client: Client, client_as: Callable[..., Client], name: str) -> None:
    assert client.get(reverse(name)).url.startswith(reverse("account_login"))  # type: ignore[attr-defined]
    assert client_as(Role.RELATIVE).get(reverse(name)).status_code in {200, 302, 403, 404}
