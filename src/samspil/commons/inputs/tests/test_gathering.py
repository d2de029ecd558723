"""Every verb of gathering: asking, giving, writing down, importing, quoting, stopping, erasing."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from tests.fixtures import MakePerson, letters_to

from samspil.base.audit.models import Entry
from samspil.base.audit.queries import public_version
from samspil.base.outbox.terms import State
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Collection, Input, OutcomeCall
from samspil.commons.inputs.terms import (
    INPUTS_PER_CLIENT,
    KEEP_CONTACT,
    LETTERS_PER_ADDRESS,
    Channel,
    CollectionState,
    InputState,
    Voice,
)
from samspil.commons.inputs.tests.conftest import SECRET, Begin, Group, Say, asking, give, words
from samspil.kit.access import NOBODY, Refused, Role
from samspil.kit.editing import EditedMeanwhile

pytestmark = pytest.mark.django_db


def test_a_collection_is_begun_opened_closed_and_opened_again(coordinator: Person) -> None:
    made = actions.begin_collection(actor=coordinator, asking=asking())
    for to in (CollectionState.OPEN, CollectionState.CLOSED, CollectionState.OPEN):
        actions.change_state(actor=coordinator, collection=made, to=to)
        made.refresh_from_db()
        assert made.state == to
    with pytest.raises(Refused, match="åben"):
        actions.change_state(actor=coordinator, collection=made, to=CollectionState.OPEN)


def test_opening_changes_what_everybody_sees(coordinator: Person) -> None:
    made = actions.begin_collection(actor=coordinator, asking=asking())
    before = public_version()
    actions.change_state(actor=coordinator, collection=made, to=CollectionState.OPEN)
    assert public_version() > before


def test_who_is_limited_to_a_place_gathers_for_that_place_only(
    make_person: MakePerson, here: Place
) -> None:
    local = make_person(Role.COORDINATOR, place=here)
    with pytest.raises(Refused):
        actions.begin_collection(actor=local, asking=asking())
    made = actions.begin_collection(actor=local, asking=asking(), places=[here])
    with pytest.raises(Refused):
        actions.save_collection(
            actor=local, collection=made, version=made.version, asking=asking(), places=[]
        )


def test_two_who_change_a_collection_at_once_lose_nothing(
    coordinator: Person, collection: Collection
) -> None:
    seen = collection.version
    actions.save_collection(
        actor=coordinator, collection=collection, version=seen, asking=asking(title="Først")
    )
    with pytest.raises(EditedMeanwhile):
        actions.save_collection(
            actor=coordinator, collection=collection, version=seen, asking=asking(title="Sidst")
        )
    collection.refresh_from_db()
    assert collection.title == "Først"


@pytest.mark.parametrize(
    "url", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_where_it_comes_from_is_a_page_of_ours(coordinator: Person, url: str) -> None:
    made = actions.begin_collection(
        actor=coordinator, asking=asking(source_url=url, source_title="Mødet")
    )
    assert made.source_url == ""


def test_words_and_contact_are_unreadable_in_the_table(collection: Collection) -> None:
    made = give(collection, address="mor@example.com", contact={"phone": "20001234"})
    with connection.cursor() as cursor:
        cursor.execute("SELECT inputs_input::text FROM inputs_input WHERE id = %s", [made.pk])
        row = cursor.fetchone()[0]
    assert "epilepsi" not in row
    assert "mor@" not in row
    assert "20001234" not in row
    made.refresh_from_db()
    assert (made.text, made.address) == (SECRET, "mor@example.com")


def test_giving_thanks_by_a_letter_that_says_nothing(collection: Collection) -> None:
    give(collection, address="mor@example.com")
    (letter,) = letters_to("mor@example.com")
    said = letter.letter.subject + letter.letter.text + letter.letter.html
    assert "epilepsi" not in said
    assert collection.title not in said
    assert letter.letter.subject == "Nyt om det, du fortalte os"


def test_a_second_press_gives_the_same_input(collection: Collection) -> None:
    first = give(collection, address="mor@example.com")
    assert give(collection, address="mor@example.com") == first
    assert len(letters_to("mor@example.com")) == 1
    assert give(collection, address="far@example.com") != first


def test_the_same_words_with_another_way_to_reach_one_are_another_persons(
    collection: Collection,
) -> None:
    """The link to an input erases it and stops its calls, so nobody gets that of somebody else."""
    first = give(collection, contact={"phone": "20 00 00 17"})
    assert give(collection, contact={"phone": "20 00 00 17"}) == first
    for other in ({"contact": {"phone": "20 00 00 18"}}, {}, {"quote_allowed": True}):
        assert give(collection, **other) != first
    assert collection.inputs.count() == 4


def test_one_browser_cannot_fill_the_board(collection: Collection) -> None:
    for number in range(INPUTS_PER_CLIENT):
        actions.give(
            actor=NOBODY, collection=collection, words=words(f"Nummer {number}"), client="same"
        )
    with pytest.raises(actions.TooMany):
        actions.give(actor=NOBODY, collection=collection, words=words("Én til"), client="same")


def test_nobody_can_have_somebody_elses_mailbox_filled(collection: Collection) -> None:
    for number in range(LETTERS_PER_ADDRESS + 2):
        give(collection, f"Nummer {number}", address="offer@example.com")
    assert len(letters_to("offer@example.com")) == LETTERS_PER_ADDRESS


@pytest.mark.parametrize("state", [CollectionState.DRAFT, CollectionState.CLOSED])
def test_nothing_is_given_to_what_is_not_open(begin: Begin, state: CollectionState) -> None:
    with pytest.raises(Refused):
        give(begin(state=state))


def test_nothing_is_given_after_the_last_day_or_to_staffs_own(begin: Begin) -> None:
    with pytest.raises(Refused):
        give(begin(last_day=timezone.localdate() - timedelta(days=1)))
    with pytest.raises(Refused):
        give(begin(is_for_all=False))
    assert give(begin(last_day=timezone.localdate())).pk


def test_any_staff_writes_into_what_is_open_and_relatives_do_not(
    make_person: MakePerson, collection: Collection
) -> None:
    caseworker = make_person(Role.CASEWORKER)
    made = actions.enter(
        actor=caseworker, collection=collection, words=words(), channel=Channel.PHONE
    )
    assert (made.received_by, made.channel) == (caseworker, Channel.PHONE)
    with pytest.raises(Refused):
        actions.enter(
            actor=make_person(Role.RELATIVE),
            collection=collection,
            words=words(),
            channel=Channel.PHONE,
        )


def test_a_sheet_adds_each_row_once_also_when_two_people_say_the_same(
    coordinator: Person, collection: Collection
) -> None:
    rows = [words("Mere aflastning"), words("Mere aflastning"), words("Bedre kørsel")]
    first = actions.import_rows(actor=coordinator, collection=collection, rows=rows)
    assert (first.added, first.known) == (3, 0)
    again = actions.import_rows(actor=coordinator, collection=collection, rows=rows)
    assert (again.added, again.known) == (0, 3)
    more = [*rows, words("mere   AFLASTNING"), words("Bedre kørsel", voice=Voice.STAFF)]
    third = actions.import_rows(actor=coordinator, collection=collection, rows=more)
    assert (third.added, third.known) == (2, 3)


def test_what_was_erased_does_not_come_back_with_the_sheet(
    coordinator: Person, collection: Collection
) -> None:
    actions.import_rows(actor=coordinator, collection=collection, rows=[words()])
    actions.erase(actor=NOBODY, input=Input.objects.get())
    again = actions.import_rows(actor=coordinator, collection=collection, rows=[words()])
    assert again.added == 0
    assert Input.objects.get().text == ""


def test_a_quote_needs_leave_and_disappears_with_it(coordinator: Person, say: Say) -> None:
    with pytest.raises(ValidationError, match="ikke sagt ja"):
        actions.release_quote(actor=coordinator, input=say(), quote="Ord", quote_by="mor")
    allowed = say("Må gerne", quote_allowed=True)
    actions.release_quote(actor=coordinator, input=allowed, quote="Ord", quote_by="pårørende")
    assert list(Input.objects.quotable()) == [allowed]
    actions.withdraw_quote_consent(actor=NOBODY, input=allowed)
    allowed.refresh_from_db()
    assert (allowed.quote, allowed.quote_by, allowed.quote_allowed) == ("", "", False)


def test_a_quote_taken_back_can_be_worded_anew(coordinator: Person, say: Say) -> None:
    said = say(quote_allowed=True)
    actions.release_quote(actor=coordinator, input=said, quote="Ord", quote_by="pårørende")
    actions.take_back_quote(actor=coordinator, input=said)
    assert not Input.objects.quotable().exists()
    actions.release_quote(actor=coordinator, input=said, quote="Bedre", quote_by="pårørende")
    assert Input.objects.quotable().exists()


def test_who_says_stop_is_forgotten_and_gets_nothing_more(collection: Collection) -> None:
    made = give(collection, address="mor@example.com", contact={"phone": "20001234"})
    actions.stop_telling(actor=NOBODY, input=made)
    made.refresh_from_db()
    assert (made.address, made.address_key, made.contact) == (None, None, None)
    assert made.text == SECRET
    assert [each.state for each in letters_to("mor@example.com")] == [State.SUPPRESSED]


def test_erasing_leaves_an_empty_row_in_its_cluster(
    coordinator: Person, say: Say, group: Group
) -> None:
    said = say(quote_allowed=True, contact={"phone": "20001234"})
    cluster = group(said)
    actions.release_quote(actor=coordinator, input=said, quote="Ord", quote_by="mor")
    for _twice in range(2):
        actions.erase(actor=NOBODY, input=said)
    said.refresh_from_db()
    assert (said.text, said.quote, said.contact, said.state) == ("", "", None, InputState.ERASED)
    assert said.cluster == cluster
    assert Entry.objects.filter(verb="inputs.erase", about=said.about).count() == 1


def test_staff_erases_for_those_who_ask_by_phone(
    coordinator: Person, make_person: MakePerson, say: Say
) -> None:
    said = say()
    with pytest.raises(Refused):
        actions.erase_for_person(actor=make_person(Role.CASEWORKER), input=said)
    actions.erase_for_person(actor=coordinator, input=said)
    said.refresh_from_db()
    assert said.is_erased


def test_what_was_put_aside_counts_no_more_until_taken_back(coordinator: Person, say: Say) -> None:
    said = say()
    actions.set_aside(actor=coordinator, input=said, aside=True)
    assert not Input.objects.on_board().exists()
    actions.set_aside(actor=coordinator, input=said, aside=False)
    assert Input.objects.on_board().exists()


def test_contacts_are_forgotten_after_three_years(coordinator: Person, say: Say) -> None:
    old, new = say("Gammel", contact={"phone": "1"}), say("Ny", contact={"phone": "2"})
    Input.objects.filter(pk=old.pk).update(
        received_at=timezone.now() - KEEP_CONTACT - timedelta(days=1)
    )
    assert actions.forget_old_contacts() == 1
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.contact, old.contact_consent, old.text) == (None, "", "Gammel")
    assert new.contact == {"phone": "2"}
    assert not OutcomeCall.objects.exists()
