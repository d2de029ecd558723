"""Steps that rooms above offer in a slot of a room below."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from samspil.kit import next_steps
from samspil.kit.access import ALLOWED, NOBODY, Actor, Verdict, refused


@pytest.fixture(autouse=True)
def _no_offers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(next_steps, "_OFFERS", {})


def _all(actor: Actor) -> Verdict:
    return ALLOWED


def _none(actor: Actor) -> Verdict:
    return refused("nej")


def test_only_what_the_actor_may_is_shown_once_and_in_order() -> None:
    for label, page, policy in (
        ("Åbn", "input", _all),
        ("Flyt", "move_input", _none),
        ("Citér", "word_quote", _all),
        ("Igen", "input", _all),
    ):
        next_steps.offer("room.thing", label, page, policy)
    found = next_steps.next_steps(NOBODY, "room.thing", 7)
    assert [(each.label, each.url) for each in found] == [
        ("Åbn", "/input/7/"),
        ("Citér", "/input/7/citat/"),
    ]
    assert next_steps.next_steps(NOBODY, "room.other", 7) == []


def test_a_template_shows_them() -> None:
    next_steps.offer("room.thing", "Åbn", "input", _all)
    page = Template(
        '{% next_steps "room.thing" thing as steps %}{% for each in steps %}{{ each.url }}{% endfor %}'
    )
    request = RequestFactory().get("/")
    assert page.render(Context({"request": request, "thing": SimpleNamespace(pk=3)})) == "/input/3/"
