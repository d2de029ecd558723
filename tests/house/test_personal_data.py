"""Every model with a path to a person is covered, and every sensitive field is declared."""

from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import get_type_hints

import pytest
from django.db import models

from samspil.base.people.models import Person
from samspil.kit.encryption import EncryptedJSONField, EncryptedTextField
from samspil.kit.erasure import Erasure
from tests.house.rooms import room_of
from tests.house.test_architecture import OURS

# Kept beyond erasing, with why.
STAYS = {
    "audit.Entry": "ids and verbs only; the proof of what was done",
}
PERSONAL_NAMES = ("address", "address_key", "contact", "email")


def _personal_data(model: type[models.Model]) -> ModuleType | None:
    name = f"samspil.{room_of(model.__module__)}.personal_data"
    return import_module(name) if find_spec(name) else None


def _to(model: type[models.Model]) -> set[type[models.Model]]:
    return {
        field.related_model
        for field in model._meta.local_fields
        if isinstance(field.related_model, type)
    }


def leads_to_a_person(
    model: type[models.Model], seen: frozenset[type[models.Model]] = frozenset()
) -> bool:
    """Tell whether a row says, itself or through its keys, who somebody is."""
    if model is Person or _says_who(model):
        return True
    return any(leads_to_a_person(to, seen | {model}) for to in _to(model) - seen - {model})


def _says_who(model: type[models.Model]) -> bool:
    if model._meta.label == "places.Place":
        return False  # the address of a house, not of a person
    return any(
        field.name in PERSONAL_NAMES or isinstance(field, (EncryptedTextField, EncryptedJSONField))
        for field in model._meta.local_fields
    )


PERSONAL = [model for model in OURS if leads_to_a_person(model)]


def test_the_search_finds_the_ones_we_know() -> None:
    names = {model.__name__ for model in PERSONAL}
    assert {"Person", "RoleHolding", "Choice", "SignUp", "Delivery", "Article", "Picture"} <= names
    assert not names & {"Topic", "Place", "StoredFile", "PublicVersion"}


@pytest.mark.parametrize("model", PERSONAL, ids=lambda model: model._meta.label)
def test_what_leads_to_a_person_is_covered(model: type[models.Model]) -> None:
    if model._meta.label in STAYS:
        return
    room = _personal_data(model)
    assert room is not None, "the room needs a personal_data.py"
    assert model.__name__ in room.COVERS
    assert callable(room.export)
    assert get_type_hints(room.erase)["return"] is Erasure


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_sensitive_fields_are_declared(model: type[models.Model]) -> None:
    sensitive = {
        field.name
        for field in model._meta.local_fields
        if isinstance(field, (EncryptedTextField, EncryptedJSONField))
    }
    room = _personal_data(model)
    declared = set(room.SENSITIVE.get(model.__name__, ())) if room else set()
    assert declared == sensitive
