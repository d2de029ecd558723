"""Advisers of the demo, their hours, and talks in every state, dated from today."""

from datetime import time, timedelta

from django.utils import timezone

from samspil.base.people.actions import add_person, give_role
from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.commons.advice import actions
from samspil.commons.advice.models import Adviser, TalkRequest
from samspil.commons.advice.queries import free_times
from samspil.commons.advice.terms import Opening, TalkState, Way
from samspil.front.demo.cast import DOMAIN
from samspil.kit.access import NOBODY, SYSTEM, Role


def add_advice(people: dict[str, Person], topics: dict[str, Topic]) -> None:
    """Add two advisers with hours, and talks that wait, are booked, are over."""
    other = add_person(actor=SYSTEM, email=f"lone@{DOMAIN}", name="Lone Krogh")
    give_role(actor=SYSTEM, person=other, role=Role.ADVISER)
    first = _adviser(
        people["aisha"],
        "Jeg hjælper dig, der er pårørende til et barn eller en ung. Vi finder ud af det sammen.",
        ("8800", "8830", "8831"),
        list(topics.values())[:3],
        everybody=True,
    )
    _adviser(other, "Jeg hjælper pårørende til voksne.", ("8832", "8840", "8850"), [])
    asked = _ask(first, "Mette", people["mette"].email, "Hvem kan jeg tale med om skolen?")
    _ago(asked, 5)
    _ask(first, "Else", "", "")
    times = free_times(first)
    for name, slot in zip(("Bo", "Gitte", "Hans", "Ida"), times, strict=False):
        actions.ask(
            actor=NOBODY,
            adviser=first,
            wish=actions.Wish(
                name=name, way=Way.PHONE, phone="10 20 30 40", starts_at=slot.starts_at
            ),
            client=f"demo {name}",
        )
    booked = list(first.talks.booked())
    if len(booked) > 1:
        actions.cancel(actor=NOBODY, talk=booked[-1])
    for name, state in (("Finn", TalkState.HELD), ("Dan", TalkState.NO_SHOW)):
        talk = _ask(first, name, "", "")
        actions.note_outcome(actor=people["aisha"], talk=talk, state=state)
    answered = _ask(first, "Ole", f"ole@{DOMAIN}", "Kan jeg få en pause i hverdagen?")
    actions.answer(
        actor=people["aisha"],
        talk=answered,
        text="Ja, du kan søge om aflastning. Ring, så hjælper jeg.",
    )
    actions.note_outcome(actor=people["aisha"], talk=answered, state=TalkState.CLOSED)


def _adviser(
    person: Person,
    text: str,
    postcodes: tuple[str, ...],
    topics: list[Topic],
    *,
    everybody: bool = False,
) -> Adviser:
    adviser = actions.present(
        actor=SYSTEM,
        person=person,
        shown=actions.Presented(
            text=text,
            phone="10 20 30 40",
            ways=tuple(Way),
            postcodes=postcodes,
            is_for_everybody=everybody,
        ),
        topics=topics,
    )
    for weekday in (0, 2, 3):
        actions.add_hours(
            actor=person,
            adviser=adviser,
            opening=Opening(
                weekday=weekday,
                starts=time(9),
                ends=time(12),
                valid_from=timezone.localdate(),
                ways=tuple(Way),
                where="Rådhuset",
            ),
        )
    return adviser


def _ask(adviser: Adviser, name: str, address: str, about: str) -> TalkRequest:
    return actions.ask(
        actor=NOBODY,
        adviser=adviser,
        wish=actions.Wish(
            name=name, way=Way.PHONE, address=address, phone="10 20 30 40", about=about
        ),
        client=f"demo {name}",
    )


def _ago(talk: TalkRequest, days: int) -> None:
    TalkRequest.objects.filter(pk=talk.pk).update(asked_at=timezone.now() - timedelta(days=days))
