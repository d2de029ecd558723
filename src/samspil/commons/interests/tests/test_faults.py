"""What a review found: races, guessing, look-alike addresses, and what a log may hold."""

import logging
import threading
from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.fixtures import MakePerson, MakeProfile, letters_to, log_in

from samspil.commons.interests import actions
from samspil.commons.interests.models import AccessCode, InterestProfile, SignUp
from samspil.commons.interests.queries import Audience, shown_reach
from samspil.commons.interests.terms import (
    CODE_ATTEMPTS,
    CODES_PER_ADDRESS,
    SEAL_SUBSCRIPTION,
    ProfileState,
)
from samspil.commons.interests.wishes import Wishes
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role
from samspil.kit.encryption import address_key
from samspil.kit.logs import SecretsFilter, without_secrets
from samspil.kit.networks import client_network
from samspil.kit.seals import seal


@pytest.mark.django_db
def test_a_sweep_leaves_alone_who_has_changed_since_it_looked(make_profile: MakeProfile) -> None:
    profile = make_profile(newsletter=True)
    InterestProfile.objects.update(
        state=ProfileState.WITHDRAWN, withdrawn_at=timezone.now() - timedelta(days=2)
    )
    real = actions._each_still

    def change_first(profiles, do):  # type: ignore[no-untyped-def]
        list(profiles)
        InterestProfile.objects.update(state=ProfileState.ACTIVE, withdrawn_at=None)
        return real(profiles, do)

    with patch.object(actions, "_each_still", change_first):
        assert actions.sweep(actor=SYSTEM)["profiles"] == 0
    assert InterestProfile.objects.filter(pk=profile.pk).exists()


@pytest.mark.django_db
def test_a_withdrawal_cannot_be_undone_after_its_day(make_profile: MakeProfile) -> None:
    profile = make_profile(newsletter=True)
    actions.withdraw(actor=NOBODY, profile=profile)
    InterestProfile.objects.update(withdrawn_at=timezone.now() - timedelta(days=1, minutes=1))
    with pytest.raises(Refused):
        actions.resume(actor=NOBODY, profile=profile)


@pytest.mark.django_db
def test_a_code_that_was_never_sent_opens_nothing(make_profile: MakeProfile) -> None:
    make_profile(newsletter=True, email="anna@example.com")
    for number in range(CODES_PER_ADDRESS + 2):
        actions.send_access_code(
            actor=NOBODY, address="anna@example.com", language="da", client=f"c{number}"
        )
    assert len(letters_to("anna@example.com", "access-code")) == CODES_PER_ADDRESS
    assert AccessCode.objects.filter(attempts__lt=CODE_ATTEMPTS).count() == CODES_PER_ADDRESS


@pytest.mark.django_db
def test_a_code_goes_to_the_address_that_was_confirmed(make_profile: MakeProfile) -> None:
    make_profile(newsletter=True, email="erik@example.com")
    actions.send_access_code(
        actor=NOBODY, address="eri\u212a@example.com", language="da", client="c"
    )
    (delivery,) = letters_to("erik@example.com", "access-code")
    assert delivery.address == "erik@example.com"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["eri\u212a@example.com", '"a\\ b"@example.dk', '"a b"@x.dk'])
@pytest.mark.parametrize("page", ["newsletter", "my_interests", "sign_up"])
def test_addresses_nobody_has_are_refused_with_words(page: str, address: str) -> None:
    answer = Client().post(reverse(page), {"email": address, "consent": "on"})
    assert answer.status_code == 200
    assert "navn@eksempel.dk" in answer.content.decode()


def test_a_network_counts_as_one_client() -> None:
    assert client_network("2001:db8::1") == client_network("2001:db8::ffff:1")
    assert client_network("2001:db8::1") != client_network("2001:db8:0:1::1")
    assert client_network("192.0.2.7") == "192.0.2.7"
    assert client_network("no address") == "no address"


@pytest.mark.django_db
def test_staff_without_second_factor_can_still_stop_letters(
    make_person: MakePerson, make_profile: MakeProfile
) -> None:
    profile = make_profile(newsletter=True)
    client = log_in(Client(), make_person(Role.EDITOR), second_factor=False)
    address = reverse("withdraw", args=[seal(SEAL_SUBSCRIPTION, profile.ref)])
    assert client.post(address).status_code == 200
    profile.refresh_from_db()
    assert profile.state == ProfileState.WITHDRAWN


@pytest.mark.django_db
def test_many_criteria_show_coarser_counts(make_profile: MakeProfile) -> None:
    for number in range(9):
        make_profile(newsletter=True, email=f"a{number}@example.com")
    assert shown_reach(Audience.of(newsletter=True)) == "mindst 5"
    assert shown_reach(Audience.of(topics=[], places=[], newsletter=True)) == "mindst 5"


def test_logs_hold_no_seal_and_no_address() -> None:
    token = "A" * 43
    line = f"Forbidden: /skriv-dig-op/bekraeft/{token}/ Key (lower(email))=(q0@example.com)"
    assert token not in without_secrets(line)
    assert "q0@example.com" not in without_secrets(line)
    record = logging.LogRecord("x", logging.WARNING, "", 0, "gone: %s", (f"/stop/{token}/",), None)
    assert SecretsFilter().filter(record)
    assert record.getMessage() == "gone: /stop/<seal>/"


@pytest.mark.django_db(transaction=True)
def test_two_sign_ups_of_one_address_confirmed_at_once_make_one_profile() -> None:
    waiting = [
        actions.sign_up(
            actor=NOBODY, address="ny@example.com", wishes=Wishes(language=language), client="c"
        )
        for language in ("da", "en")
    ]
    failures: list[BaseException] = []
    together = threading.Barrier(2)

    def confirm(each: SignUp) -> None:
        try:
            together.wait(5)
            actions.confirm(actor=NOBODY, sign_up=each)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=confirm, args=[each]) for each in waiting]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert not failures
    assert InterestProfile.objects.filter(address_key=address_key("ny@example.com")).count() == 1
