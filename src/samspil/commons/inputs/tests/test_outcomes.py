"""What came of a cluster: recorded once, told once, traced to the letter, taken back."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from tests.fixtures import MakePerson, letters_to

from samspil.base.audit.queries import public_version
from samspil.base.outbox.terms import State
from samspil.base.people.models import Person
from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Cluster, Collection, OutcomeCall, OutcomeChange
from samspil.commons.inputs.queries import open_calls, trace_of, what_came_of_it
from samspil.commons.inputs.tests.conftest import Group, Say, give
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role

pytestmark = pytest.mark.django_db


def came(cluster: Cluster, state: str = "planlagt", **other: Any) -> actions.Telling:
    values: dict[str, Any] = {
        "key": "focus_area:3",
        "label": "Én indgang",
        "url": "/plan/3/",
        "tell": True,
    }
    return actions.record_outcome(actor=SYSTEM, cluster=cluster, state=state, **values | other)


def outcome_letters(address: str) -> list[State]:
    return [State(each.state) for each in letters_to(address, "input-outcome")]


def test_each_person_is_told_once_of_each_state(
    collection: Collection, say: Say, group: Group
) -> None:
    said = [give(collection, f"Ting {n}", address="mor@example.com") for n in range(2)]
    phone = [say(f"Ring {n}", contact={"name": "Gerda", "phone": "20 00 00 17"}) for n in range(2)]
    cluster = group(*said, *phone, say("Uden svar"))
    assert came(cluster) == actions.Telling(letters=1, calls=1)
    assert came(cluster) == actions.Telling()
    assert came(cluster, "i gang") == actions.Telling(letters=1, calls=1)
    assert len(outcome_letters("mor@example.com")) == 2
    assert [each.state for each in OutcomeChange.objects.all()] == ["planlagt", "i gang"]


def test_the_letter_says_nothing_of_what_was_said_or_came_of_it(
    collection: Collection, group: Group
) -> None:
    came(group(give(collection, address="mor@example.com"), title="Kørsel"))
    (letter,) = letters_to("mor@example.com", "input-outcome")
    text = letter.letter.subject + letter.letter.text + letter.letter.html
    assert not [word for word in ("epilepsi", "Kørsel", "indgang", "planlagt") if word in text]


def test_without_telling_nobody_is_written_to_and_nothing_is_public(
    collection: Collection, group: Group
) -> None:
    cluster, before = group(give(collection, address="mor@example.com")), public_version()
    came(cluster, tell=False)
    assert outcome_letters("mor@example.com") == []
    assert what_came_of_it() == []
    assert public_version() == before
    came(cluster, tell=False, public=True)
    assert what_came_of_it() == [cluster]
    assert public_version() > before


def test_who_spoke_after_the_first_telling_is_told_too(
    collection: Collection, coordinator: Person, group: Group
) -> None:
    cluster = group(give(collection, "Første", address="mor@example.com"))
    came(cluster)
    late = give(collection, "Anden", address="far@example.com")
    actions.move(actor=coordinator, input=late, to=cluster, seen_in=None)
    assert came(cluster) == actions.Telling(letters=1)
    assert len(outcome_letters("mor@example.com")) == 1


def test_what_comes_of_a_merged_cluster_comes_of_the_one_it_is_now(
    coordinator: Person, say: Say, group: Group
) -> None:
    first, second = group(say("a"), title="En"), group(say("b"), title="To")
    actions.merge(actor=coordinator, cluster=first, into=second)
    came(first)
    assert [each.key for each in second.outcomes.all()] == ["focus_area:3"]


def test_the_trace_leads_from_the_input_to_the_letter(collection: Collection, group: Group) -> None:
    said = give(collection, address="mor@example.com")
    assert trace_of(said).cluster is None
    cluster = group(said)
    came(cluster)
    said.refresh_from_db()
    trace = trace_of(said)
    (traced,) = trace.outcomes
    assert (trace.cluster, traced.outcome.label) == (cluster, "Én indgang")
    (step,) = traced.steps
    assert step.told is not None
    assert (step.state, step.told.state) == ("planlagt", State.QUEUED)


def test_the_trace_leads_to_the_call(coordinator: Person, say: Say, group: Group) -> None:
    said = say(contact={"phone": "20 00 00 17"})
    came(group(said))
    said.refresh_from_db()
    told = trace_of(said).outcomes[0].steps[0].told
    assert told is not None
    assert told.waits_for_call
    (call,) = open_calls()
    for _twice in range(2):
        actions.mark_called(actor=coordinator, call=call)
    assert not open_calls().exists()
    told = trace_of(said).outcomes[0].steps[0].told
    assert told is not None
    assert told.called_at is not None


def test_only_who_calls_marks_a_call(make_person: MakePerson, say: Say, group: Group) -> None:
    came(group(say(contact={"phone": "20 00 00 17"})))
    with pytest.raises(Refused):
        actions.mark_called(actor=make_person(Role.MANAGER), call=OutcomeCall.objects.get())


def test_who_said_stop_is_not_called(coordinator: Person, say: Say, group: Group) -> None:
    said = say(contact={"phone": "20 00 00 17"})
    came(group(said))
    call = OutcomeCall.objects.get()
    actions.stop_telling(actor=NOBODY, input=said)
    with pytest.raises(ValidationError):
        actions.mark_called(actor=coordinator, call=call)


def test_an_outcome_taken_back_stays_in_the_trace_with_its_day(say: Say, group: Group) -> None:
    said = say()
    cluster = group(said)
    came(cluster, public=True)
    assert actions.withdraw_outcome(actor=SYSTEM, key="focus_area:3") == 1
    assert actions.withdraw_outcome(actor=SYSTEM, key="focus_area:3") == 0
    assert what_came_of_it() == []
    said.refresh_from_db()
    assert [step.is_withdrawal for step in trace_of(said).outcomes[0].steps] == [False, True]
    assert trace_of(said, public=True).outcomes == []
    came(cluster)
    assert what_came_of_it() == [cluster]


def test_one_outcome_is_taken_back_of_one_cluster_only(say: Say, group: Group) -> None:
    first, second = group(say("a"), title="En"), group(say("b"), title="To")
    came(first)
    came(second)
    assert actions.withdraw_outcome(actor=SYSTEM, key="focus_area:3", cluster=first) == 1
    assert what_came_of_it() == [second]


def test_who_is_laid_aside_counts_no_more_on_the_public_page(
    coordinator: Person, say: Say, group: Group
) -> None:
    said = say("Uden citat")
    came(group(said))
    before = public_version()
    actions.set_aside(actor=coordinator, input=said, aside=True)
    assert public_version() > before


def test_what_goes_back_inside_is_hidden_until_it_is_public_again(say: Say, group: Group) -> None:
    cluster = group(say("a"))
    came(cluster)
    before = public_version()
    came(cluster, tell=False, hidden=True, label="Hemmelig kladde")
    assert what_came_of_it() == []
    assert public_version() > before
    came(cluster, tell=False, public=True)
    assert what_came_of_it() == [cluster]
