"""A manager of a place gives and takes roles there, and nowhere else."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.fixtures import MakePerson, log_in

from samspil.base.people import actions
from samspil.base.people.models import RoleHolding
from samspil.base.places.models import Place
from samspil.kit.access import SYSTEM, Refused, Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Place:
    return Place.objects.create(name="Solgården", kind="residence")


def test_a_manager_of_a_place_cannot_give_a_role_everywhere(
    make_person: MakePerson, here: Place
) -> None:
    manager, other = make_person(Role.MANAGER, place=here), make_person()
    elsewhere = Place.objects.create(name="Åhuset", kind="house")
    for place in (None, elsewhere):
        with pytest.raises(Refused):
            actions.give_role(actor=manager, person=other, role=Role.COORDINATOR, place=place)
    assert actions.give_role(actor=manager, person=other, role=Role.EDITOR, place=here)


def test_nor_by_the_form(make_person: MakePerson, here: Place) -> None:
    manager = make_person(Role.MANAGER, place=here)
    form = {"email": manager.email, "role": Role.COORDINATOR, "place": ""}
    assert log_in(Client(), manager).post(reverse("give_role"), form).status_code == 403
    assert not RoleHolding.objects.filter(role=Role.COORDINATOR).exists()


def test_a_manager_of_a_place_cannot_take_a_role_held_everywhere(
    make_person: MakePerson, here: Place
) -> None:
    manager = make_person(Role.MANAGER, place=here)
    holding = actions.give_role(actor=SYSTEM, person=make_person(), role=Role.EDITOR)
    with pytest.raises(Refused):
        actions.take_role(actor=manager, holding=holding)


def test_the_same_role_twice_is_one_row(make_person: MakePerson) -> None:
    person = make_person()
    for _again in range(2):
        actions.give_role(actor=SYSTEM, person=person, role=Role.EDITOR)
    assert RoleHolding.objects.filter(person=person).count() == 1
