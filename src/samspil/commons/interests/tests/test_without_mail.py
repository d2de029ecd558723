"""Staff change and withdraw those who have no e-mail, and nobody else."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson, MakeProfile, log_in
from tests.pages import NUL

from samspil.base.audit.models import Entry
from samspil.base.topics.models import Topic
from samspil.commons.interests import actions
from samspil.commons.interests.models import InterestProfile
from samspil.commons.interests.queries import wishes_of
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
    addresses = [
        reverse("without_mail"),
        *(reverse(name, args=[inger.ref]) for name in ("change_for_person", "withdraw_for_person")),
    ]
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
        address = reverse("change_for_person", args=[ref])
        assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
        assert client.post(reverse("withdraw_for_person", args=[ref])).status_code == 404
    with pytest.raises(Refused):
        actions.withdraw_for_person(actor=adviser, profile=profile)
    with pytest.raises(Refused):
        actions.change_for_person(actor=adviser, profile=profile, wishes=Wishes())


class TestChange:
    def typed(self, *topics: Topic, **other: object) -> dict[str, object]:
        return {
            "themes": [str(topic.pk) for topic in topics],
            "taking_part": "news",
            "rhythm": "at_once",
            "full_text": "link",
            "language": "da",
        } | other

    def test_an_adviser_changes_and_changes_back_and_is_logged(
        self, make_person: MakePerson, inger: InterestProfile, make_topic: Callable[..., Topic]
    ) -> None:
        client = log_in(Client(), make_person(Role.ADVISER))
        work, home = make_topic("Arbejde"), make_topic("Bolig")
        address = reverse("change_for_person", args=[inger.ref])
        for topic in (work, home, work):
            answer = client.post(address, self.typed(topic), follow=True)
            assert "Personens valg er gemt." in answer.content.decode()
            assert wishes_of(inger).topics == (topic.pk,)
        page = client.get(address).content.decode()
        assert "Inger Ørum" in page
        assert f'value="{work.pk}" class="form-checkbox" id="id_themes_0" checked' in page
        assert f'value="{home.pk}" class="form-checkbox" id="id_themes_1" checked' not in page
        about = Entry.objects.filter(about=inger.about)
        assert about.filter(verb="interests.change_for_person").count() == 4
        assert about.filter(verb="interests.change").count() == 3
        inger.refresh_from_db()
        assert inger.consent_version == Wishes().consent_version

    @pytest.mark.parametrize(
        "wrong", [{"themes": []}, {"themes": ["999999"]}, {"themes": [NUL]}, {"rhythm": "yearly"}]
    )
    def test_bad_input_is_told_and_changes_nothing(
        self,
        make_person: MakePerson,
        inger: InterestProfile,
        make_topic: Callable[..., Topic],
        wrong: dict[str, object],
    ) -> None:
        client = log_in(Client(), make_person(Role.ADVISER))
        before = wishes_of(inger)
        typed = self.typed(make_topic("Arbejde")) | wrong
        page = client.post(reverse("change_for_person", args=[inger.ref]), typed)
        assert page.status_code == 200
        assert "form-error" in page.content.decode()
        assert wishes_of(inger) == before

    def test_who_is_withdrawn_is_not_changed(
        self, make_person: MakePerson, inger: InterestProfile
    ) -> None:
        adviser = make_person(Role.ADVISER)
        actions.withdraw_for_person(actor=adviser, profile=inger)
        client = log_in(Client(), adviser)
        assert client.get(reverse("change_for_person", args=[inger.ref])).status_code == 404
        with pytest.raises(Refused):
            actions.change_for_person(actor=adviser, profile=inger, wishes=Wishes())
