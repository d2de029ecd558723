"""Every verb of the board, two who group at once, and what came of a cluster."""

from collections.abc import Callable
from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connections
from tests.fixtures import MakePerson

from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Cluster, Input, Pledge, Step
from samspil.commons.inputs.queries import (
    Wanted,
    board,
    clusters_to_choose,
    last_step,
    numbers_behind,
    overdue_pledges,
    public_quotes,
    shown_numbers,
    unused_clusters,
)
from samspil.commons.inputs.terms import MOST_ON_BOARD, PledgeState, Voice
from samspil.commons.inputs.tests.conftest import Begin, Group, Say
from samspil.kit.access import SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile

pytestmark = pytest.mark.django_db


def test_a_card_is_moved_in_and_out_again(coordinator: Person, say: Say, group: Group) -> None:
    said, cluster = say(), group()
    actions.move(actor=coordinator, input=said, to=cluster, seen_in=None)
    said.refresh_from_db()
    assert said.cluster == cluster
    actions.move(actor=coordinator, input=said, to=None, seen_in=cluster.pk)
    said.refresh_from_db()
    assert said.cluster is None


def test_a_card_that_somebody_moved_meanwhile_stays_where_it_is(
    coordinator: Person, say: Say, group: Group
) -> None:
    said, first, second = say(), group(title="Først"), group(title="Sidst")
    actions.move(actor=coordinator, input=said, to=first, seen_in=None)
    with pytest.raises(EditedMeanwhile):
        actions.move(actor=coordinator, input=said, to=second, seen_in=None)
    said.refresh_from_db()
    assert said.cluster == first


def test_nobody_moves_what_they_may_not_read(
    make_person: MakePerson, here: Place, say: Say, group: Group
) -> None:
    local = make_person(Role.COORDINATOR, place=here)
    with pytest.raises(Refused):
        actions.move(actor=local, input=say(), to=group(), seen_in=None)


def test_gathering_takes_the_limits_of_its_collections(
    make_person: MakePerson, begin: Begin, here: Place, say: Say, coordinator: Person
) -> None:
    local = make_person(Role.COORDINATOR, place=here)
    own = begin(by=local, places=[here])
    cluster = actions.gather(actor=local, title="Vores", inputs=[say(of=own)])
    assert list(cluster.places.all()) == [here]
    with pytest.raises(Refused):
        actions.gather(actor=local, title="Alles")
    both = actions.gather(actor=coordinator, title="Begge", inputs=[say("a"), say("b", of=own)])
    assert not both.places.exists()


def test_a_cluster_needs_a_name(coordinator: Person) -> None:
    with pytest.raises(ValidationError):
        actions.gather(actor=coordinator, title="  ")
    assert not Cluster.objects.exists()


def test_two_who_rename_at_once_lose_nothing(coordinator: Person, group: Group) -> None:
    cluster = group()
    actions.save_cluster(actor=coordinator, cluster=cluster, version=1, title="Først")
    with pytest.raises(EditedMeanwhile):
        actions.save_cluster(actor=coordinator, cluster=cluster, version=1, title="Sidst")
    cluster.refresh_from_db()
    assert cluster.title == "Først"


def test_merging_takes_everything_along_and_can_be_undone(
    coordinator: Person, say: Say, group: Group
) -> None:
    bus, taxi = say("Bus"), say("Taxa")
    first, second = group(bus, title="Bus"), group(taxi, title="Taxa")
    actions.record_outcome(
        actor=SYSTEM, cluster=first, key="a:1", label="A", url="/a/", state="i gang", tell=False
    )
    step = actions.merge(actor=coordinator, cluster=first, into=second)
    assert list(clusters_to_choose()) == [second]
    assert set(second.inputs.all()) == {bus, taxi}
    assert [each.key for each in second.outcomes.all()] == ["a:1"]
    assert numbers_behind([first.pk]) == {first.pk: {Voice.RELATIVE: 2}}
    assert actions.undo(actor=coordinator, step=step) == 1
    assert list(first.inputs.all()) == [bus]
    assert [each.key for each in first.outcomes.all()] == ["a:1"]
    assert set(clusters_to_choose()) == {first, second}
    assert actions.undo(actor=coordinator, step=step) == 0


def test_a_cluster_is_not_merged_into_itself_or_twice(coordinator: Person, group: Group) -> None:
    first, second = group(title="En"), group(title="To")
    with pytest.raises(ValidationError):
        actions.merge(actor=coordinator, cluster=first, into=first)
    actions.merge(actor=coordinator, cluster=first, into=second)
    with pytest.raises(Refused, match="slået sammen"):
        actions.merge(actor=coordinator, cluster=first, into=second)


def test_splitting_takes_the_chosen_into_a_new_cluster(
    coordinator: Person, say: Say, group: Group
) -> None:
    bus, taxi = say("Bus"), say("Taxa")
    cluster = group(bus, taxi)
    new = actions.split(actor=coordinator, cluster=cluster, inputs=[taxi], title="Taxa")
    assert (list(cluster.inputs.all()), list(new.inputs.all())) == ([bus], [taxi])
    step = last_step(coordinator)
    assert step is not None
    actions.undo(actor=coordinator, step=step)
    assert set(cluster.inputs.all()) == {bus, taxi}
    assert not Cluster.objects.filter(pk=new.pk).exists()
    with pytest.raises(ValidationError):
        actions.split(actor=coordinator, cluster=cluster, inputs=[], title="Ingen")


def test_undo_leaves_what_somebody_else_moved_since(
    coordinator: Person, make_person: MakePerson, say: Say, group: Group
) -> None:
    said, first, second = say(), group(title="En"), group(title="To")
    step = actions.move(actor=coordinator, input=said, to=first, seen_in=None)
    other = make_person(Role.MANAGER)
    actions.move(actor=other, input=said, to=second, seen_in=first.pk)
    assert actions.undo(actor=coordinator, step=step) == 0
    said.refresh_from_db()
    assert said.cluster == second


def test_one_undoes_only_ones_own(
    coordinator: Person, make_person: MakePerson, say: Say, group: Group
) -> None:
    said, cluster = say(), group()
    step = actions.move(actor=coordinator, input=said, to=cluster, seen_in=None)
    assert actions.undo(actor=make_person(Role.COORDINATOR), step=step) == 0
    assert Step.objects.get(pk=step.pk).undone_at is None


def test_clusters_are_put_in_order(coordinator: Person, group: Group) -> None:
    first, second = group(title="En"), group(title="To")
    actions.put_before(actor=coordinator, cluster=second, up=True)
    assert list(clusters_to_choose()) == [second, first]
    actions.put_before(actor=coordinator, cluster=second, up=True)
    assert list(clusters_to_choose()) == [second, first]


def test_only_an_empty_cluster_is_deleted(coordinator: Person, say: Say, group: Group) -> None:
    full, empty = group(say()), group(title="Tom")
    with pytest.raises(ValidationError):
        actions.delete_cluster(actor=coordinator, cluster=full)
    actions.delete_cluster(actor=coordinator, cluster=empty)
    assert list(Cluster.objects.all()) == [full]


def test_the_board_is_narrowed_by_voice_collection_topic_and_words(
    say: Say, begin: Begin, group: Group
) -> None:
    bus = say("Bussen er forsinket")
    job = say("Et rigtigt job", voice=Voice.CITIZEN, of=begin(title="Anden"))
    cluster = group(job)
    everything = board(Input.objects.all(), Wanted(), [cluster])
    assert (everything.loose.cards, everything.columns[0].cards) == ([bus], [job])
    for wanted in (Wanted(words="RIGTIGT job"), Wanted(voice=Voice.CITIZEN)):
        shown = board(Input.objects.all(), wanted, [cluster])
        assert (shown.loose.cards, shown.columns[0].cards) == ([], [job])
    assert board(Input.objects.all(), Wanted(collection=bus.collection_id), [cluster]).columns == []
    assert board(Input.objects.all(), Wanted(loose_only=True), [cluster]).columns == []


def test_the_board_says_how_many_did_not_fit(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    assert MOST_ON_BOARD >= 100
    monkeypatch.setattr("samspil.commons.inputs.queries.MOST_ON_BOARD", 2)
    for number in range(4):
        say(f"Nummer {number}")
    shown = board(Input.objects.all(), Wanted(), [])
    assert (len(shown.loose.cards), shown.left_out) == (2, 1)


def test_quotes_and_numbers_that_everybody_may_see(
    coordinator: Person, say: Say, group: Group
) -> None:
    quoted, silent = say("Ja", quote_allowed=True), say("Nej")
    cluster = group(quoted, silent)
    actions.release_quote(actor=coordinator, input=quoted, quote="Ord", quote_by="forælder")
    (quote,) = public_quotes([cluster.pk, cluster.pk])
    assert (quote.words, quote.by) == ("Ord", "forælder")
    assert shown_numbers([cluster.pk]) == {cluster.pk: [("pårørende", "under 5")]}


def test_a_cluster_is_unused_until_something_came_of_it(say: Say, group: Group) -> None:
    used = group(say())
    group(title="Tom")
    assert list(unused_clusters()) == [used]
    actions.record_outcome(
        actor=SYSTEM, cluster=used, key="a:1", label="A", url="/a/", state="i gang", tell=False
    )
    assert not unused_clusters().exists()
    actions.withdraw_outcome(actor=SYSTEM, key="a:1")
    assert list(unused_clusters()) == [used]


def test_a_pledge_is_recorded_and_followed(coordinator: Person, group: Group) -> None:
    pledge = actions.record_pledge(
        actor=coordinator,
        area="Teknik og Miljø",
        what="Lyd på krydset",
        given_on=date(2020, 1, 1),
        due_on=date(2020, 2, 1),
        cluster=group(),
    )
    assert list(overdue_pledges()) == [pledge]
    change: dict[str, Any] = {"state": PledgeState.KEPT, "due_on": pledge.due_on, "note": "Sat op"}
    actions.follow_pledge(actor=coordinator, pledge=pledge, version=1, **change)
    assert not overdue_pledges().exists()
    with pytest.raises(EditedMeanwhile):
        actions.follow_pledge(actor=coordinator, pledge=pledge, version=1, **change)
    assert Pledge.objects.get().state == PledgeState.KEPT


def _at_once(*does: Callable[[], object]) -> list[object]:
    ready, results = Barrier(len(does)), [None] * len(does)  # type: tuple[Barrier, list[object]]

    def run(number: int, do: Callable[[], object]) -> None:
        ready.wait()
        try:
            results[number] = do()
        except (EditedMeanwhile, ValidationError) as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=pair) for pair in enumerate(does)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return results


@pytest.mark.django_db(transaction=True)
def test_of_two_who_move_one_card_at_once_one_is_told(
    coordinator: Person, say: Say, group: Group
) -> None:
    said, first, second = say(), group(title="En"), group(title="To")
    results = _at_once(
        lambda: actions.move(actor=coordinator, input=said, to=first, seen_in=None),
        lambda: actions.move(actor=coordinator, input=said, to=second, seen_in=None),
    )
    assert sorted(type(each).__name__ for each in results) == ["EditedMeanwhile", "Step"]
    said.refresh_from_db()
    assert said.cluster in {first, second}
    assert Step.objects.filter(kind="move").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_card_never_lands_in_a_cluster_that_is_being_merged(
    coordinator: Person, say: Say, group: Group
) -> None:
    said, source, target = say(), group(title="Fra"), group(title="Til")
    _at_once(
        lambda: actions.move(actor=coordinator, input=said, to=source, seen_in=None),
        lambda: actions.merge(actor=coordinator, cluster=source, into=target),
    )
    said.refresh_from_db()
    assert said.cluster in {None, target}
