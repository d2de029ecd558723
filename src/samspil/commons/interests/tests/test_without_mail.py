"""Staff withdraw those who have no e-mail, and nobody else."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson, MakeProfile, log_in

from samspil.base.audit.models import Entry
from samspil.commons.interests import actions
from samspil.commons.interests.models import InterestProfile
from samspil.commons.interests.terms import Source
from samspil.commons.interests.wishes import Wishes
from samspil.kit.access import Refused, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def inger(make_person: MakePerson) -> InterestProfile:
    return actions.enter_for_person(
        actor=make_person(Role.ADVISER),
        wishes=Wishes(),
        source=Source.PHONE,
        contact={"name": "Inger Ørum", "phone": "1", "address": ""},
    )


def test_an_adviser_sees_her_withdraws_her_and_is_logged(
    make_person: MakePerson, inger: InterestProfile
) -> None:
    client = log_in(Client(), make_person(Role.ADVISER))
    assert "Inger Ørum" in client.get(reverse("without_mail")).content.decode()
    assert Entry.objects.filter(about=inger.about, verb="interests.without_mail").exists()
    address = reverse("withdraw_for_person", args=[inger.ref])
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 302
    assert "Inger Ørum" not in client.get(reverse("without_mail")).content.decode()


def test_others_do_not_get_in(make_person: MakePerson, inger: InterestProfile) -> None:
    addresses = [reverse("without_mail"), reverse("withdraw_for_person", args=[inger.ref])]
    for address in addresses:
        assert Client().post(address).status_code == 302
        for role in (Role.EDITOR, Role.CASEWORKER, Role.RELATIVE):
            assert log_in(Client(), make_person(role)).post(address).status_code == 403
    inger.refresh_from_db()
    assert inger.withdrawn_at is None


def test_those_with_mail_are_not_listed_and_not_touched(
    make_person: MakePerson, make_profile: MakeProfile
) -> None:
    profile = make_profile(newsletter=True)
    adviser = make_person(Role.ADVISER)
    client = log_in(Client(), adviser)
    for ref in (profile.ref, uuid4()):
        assert client.post(reverse("withdraw_for_person", args=[ref])).status_code == 404
    with pytest.raises(Refused):
        actions.withdraw_for_person(actor=adviser, profile=profile)
