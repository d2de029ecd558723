"""Every page of the inputs room: works, not logged in, wrong role, not yours, bad input."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.fixtures import MakePerson, letters_to, log_in
from tests.pages import EMOJI, HUGE, LONG, NUL, ODD_QUERIES, SCRIPT, assert_leads_to_log_in, text_of

from samspil.base.audit.models import Entry
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.commons.inputs import actions
from samspil.commons.inputs.models import Cluster, Collection, Input, OutcomeCall, Pledge, Step
from samspil.commons.inputs.terms import SEAL_INPUT, CollectionState, InputState, PledgeState
from samspil.commons.inputs.tests.conftest import SECRET, Begin, Group, Say, give
from samspil.kit.access import SYSTEM, Role
from samspil.kit.seals import seal

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]

GATHERERS_ONLY = (
    "begin_collection", "collection", "edit_collection", "export_collection", "input_quotes", "pledges",
    "add_pledge", "follow_pledge", "input_board", "suggest_clusters", "clusters", "cluster", "edit_cluster",
    "input", "word_quote", "erase_input",
)  # fmt: skip
POSTS = (
    "collection_state", "import_inputs", "save_inputs", "input_called", "gather_cluster", "undo_step",
    "merge_cluster", "split_cluster", "put_cluster", "delete_cluster", "move_input", "take_back_quote",
    "set_aside_input",
)  # fmt: skip
WITHOUT_PK = {
    "begin_collection", "input_quotes", "pledges", "add_pledge", "input_board", "suggest_clusters", "clusters",
    "inputs_desk", "input_calls", "gather_cluster",
}  # fmt: skip


def address(name: str, pk: int = 1) -> str:
    return reverse(name, args=[] if name in WITHOUT_PK else [pk])


@pytest.fixture
def desk(coordinator: Person) -> Client:
    return log_in(Client(), coordinator)


@pytest.mark.parametrize(
    "name", [*GATHERERS_ONLY, "inputs_desk", "input_calls", "enter_input", *POSTS]
)
def test_staff_pages_lead_to_log_in(name: str) -> None:
    method = "post" if name in POSTS else "get"
    assert_leads_to_log_in(Client(), address(name), method=method)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.RELATIVE, Role.EDITOR])
@pytest.mark.parametrize("name", [*GATHERERS_ONLY, *POSTS, "input_calls"])
def test_only_those_who_gather_come_in(client_as: ClientAs, role: Role, name: str) -> None:
    client = client_as(role)
    url = address(name)
    response = client.post(url) if name in POSTS else client.get(url)
    assert response.status_code == 403


@pytest.mark.parametrize("name", sorted({*GATHERERS_ONLY, "enter_input"} - WITHOUT_PK))
def test_what_is_not_there_is_not_found(desk: Client, name: str) -> None:
    assert desk.get(address(name, 999)).status_code == 404


def test_what_belongs_to_another_place_is_not_found(
    make_person: MakePerson, here: Place, say: Say
) -> None:
    said = say()
    client = log_in(Client(), make_person(Role.COORDINATOR, place=here))
    for name, pk in (
        ("collection", said.collection_id),
        ("export_collection", said.collection_id),
        ("input", said.pk),
        ("word_quote", said.pk),
        ("erase_input", said.pk),
    ):
        assert client.get(address(name, pk)).status_code == 404
    assert client.post(address("move_input", said.pk)).status_code == 404
    for name in ("input_board", "inputs_desk", "input_quotes", "suggest_clusters"):
        page = client.get(address(name))
        assert page.status_code == 200
        assert "epilepsi" not in text_of(page)


def test_the_desk_says_what_waits(
    desk: Client, say: Say, group: Group, coordinator: Person
) -> None:
    say(quote_allowed=True)
    called = group(say("Ring til mig", contact={"phone": "20000017"}))
    actions.record_outcome(
        actor=SYSTEM, cluster=called, key="a:1", label="A", url="/a/", state="i gang", tell=True
    )
    actions.record_pledge(
        actor=coordinator,
        area="Teknik",
        what="Lyd",
        given_on=timezone.localdate(),
        due_on=timezone.localdate() - timedelta(days=1),
    )
    page = text_of(desk.get(address("inputs_desk")))
    for words in ("1 input er ikke", "1 citat kan", "1 skal ringes op", "1 tilsagn er over"):
        assert words in page
    assert "epilepsi" not in page


def test_other_staff_see_only_where_they_may_write(client_as: ClientAs, say: Say) -> None:
    said = say()
    caseworker = client_as(Role.CASEWORKER)
    page = text_of(caseworker.get(address("inputs_desk")))
    assert address("enter_input", said.collection_id) in page
    assert f'"{address("collection", said.collection_id)}"' not in page
    write = caseworker.get(address("enter_input", said.collection_id))
    assert write.status_code == 200
    assert "epilepsi" not in text_of(write)


def test_a_collection_is_begun_with_what_a_link_fills_in(desk: Client) -> None:
    url = address("begin_collection") + "?title=Workshop&source_url=/moeder/3/&source_title=Mødet"
    assert 'value="Workshop"' in text_of(desk.get(url))
    filled = {
        "title": "Workshop",
        "kind": "workshop",
        "source_url": "/moeder/3/",
        "source_title": "Mødet",
    }
    assert desk.post(address("begin_collection"), filled).status_code == 302
    made = Collection.objects.get()
    assert (made.source_url, made.state) == ("/moeder/3/", CollectionState.DRAFT)
    desk.post(address("collection_state", made.pk), {"to": "open"})
    made.refresh_from_db()
    assert made.state == CollectionState.OPEN
    assert "Mødet" in text_of(desk.get(address("collection", made.pk)))


def test_an_empty_form_says_what_to_do_and_keeps_what_was_typed(desk: Client) -> None:
    page = text_of(desk.post(address("begin_collection"), {"intro": "Noget skrevet"}))
    assert "Skriv, hvad indsamlingen hedder." in page
    assert "Noget skrevet" in page


def test_a_stale_collection_form_is_not_saved(desk: Client, collection: Collection) -> None:
    filled = {"title": "Ny", "kind": "site", "version": "99"}
    page = desk.post(address("edit_collection", collection.pk), filled)
    assert "En anden har gemt" in text_of(page)
    collection.refresh_from_db()
    assert collection.title == "Hvad mangler?"


def test_writing_one_after_another_keeps_what_is_alike(
    desk: Client, collection: Collection
) -> None:
    url, yesterday = address("enter_input", collection.pk), timezone.localdate() - timedelta(days=1)
    filled = {
        "text": "Mere musik",
        "voice": "young",
        "channel": "paper",
        "received_on": yesterday.isoformat(),
    }
    assert desk.post(url, filled).url == url  # type: ignore[attr-defined]
    made = Input.objects.get()
    assert (made.voice, made.channel, made.received_at.date()) == ("young", "paper", yesterday)
    page = text_of(desk.get(url))
    assert "Gemt. Skriv det næste." in page
    assert '<option value="young" selected>' in page
    assert f'value="{yesterday.isoformat()}"' in page


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"text": ""}, "Skriv, hvad du vil sige."),
        ({"received_on": "2999-01-01"}, "Dagen er ikke kommet"),
        ({"email": "a@example.com"}, "Uden personens ja"),
        ({"name": "Gerda"}, "Skriv telefon eller e-mail"),
        ({"voice": "kongen"}, "kongen"),
        ({"topics": str(HUGE)}, str(HUGE)),
    ],
)
def test_what_is_wrong_in_an_input_is_told(
    desk: Client, collection: Collection, other: dict[str, str], words: str
) -> None:
    filled = {"text": "X", "voice": "young", "channel": "paper", "received_on": "2026-01-01"}
    page = desk.post(address("enter_input", collection.pk), filled | other)
    assert words in text_of(page)
    assert not Input.objects.exists()


def test_a_sheet_is_looked_through_saved_and_adds_nothing_twice(
    desk: Client, collection: Collection
) -> None:
    def upload() -> str:
        sheet = SimpleUploadedFile("a.csv", b"Tekst;Rolle\nMere musik;ung\n;ung\n")
        return text_of(desk.post(address("import_inputs", collection.pk), {"sheet": sheet}))

    page = upload()
    assert "1 nye input" in page
    assert "Her mangler teksten." in page
    assert not Input.objects.exists()
    (cells,) = re.findall(r'name="cells" value="(.*?)" id=', page)
    save = address("save_inputs", collection.pk)
    assert "1 input er gemt" in text_of(desk.post(save, {"cells": cells}, follow=True))
    assert "0 nye input. 1 var her" in upload()
    assert "Der er ikke lagt noget til" in text_of(desk.post(save, {"cells": cells}, follow=True))
    assert Input.objects.count() == 1


@pytest.mark.parametrize(
    "cells",
    [
        "",
        "nej",
        "[]",
        "[[]]",
        "[[1]]",
        '{"a": 1}',
        '[["a"]]',
        "[null]",
        '[[1, ["Tekst"]], [2, ["Mere musik"]]]',
    ],
)
def test_made_up_cells_save_nothing(desk: Client, collection: Collection, cells: str) -> None:
    save = address("save_inputs", collection.pk)
    page = text_of(desk.post(save, {"cells": cells}, follow=True))
    assert "Vælg regnearket igen" in page
    assert "Der er ikke lagt noget til" not in page
    assert not Input.objects.exists()


def test_a_file_that_is_no_sheet_says_so(desk: Client, collection: Collection) -> None:
    odd = SimpleUploadedFile("a.xlsx", b"\x00\x01")
    page = desk.post(address("import_inputs", collection.pk), {"sheet": odd})
    assert "Filen kan ikke læses" in text_of(page)
    assert "Vælg et regneark" in text_of(desk.post(address("import_inputs", collection.pk)))


def test_the_export_holds_no_contacts_and_no_formulas(
    desk: Client, collection: Collection, say: Say
) -> None:
    say('=HYPERLINK("http://evil")', address="mor@example.com", contact={"phone": "20000017"})
    csv = desk.get(address("export_collection", collection.pk)).content.decode("utf-8-sig")
    assert "'=HYPERLINK" in csv
    assert "mor@" not in csv
    assert "2000" not in csv


def test_the_page_of_an_input_shows_its_trace_and_the_look_is_written_down(
    desk: Client, collection: Collection, group: Group
) -> None:
    said = give(collection, address="mor@example.com")
    cluster = group(said)
    actions.record_outcome(
        actor=SYSTEM,
        cluster=cluster,
        key="a:1",
        label="Én indgang",
        url="/a/",
        state="i gang",
        tell=True,
    )
    page = text_of(desk.get(address("input", said.pk)))
    for words in (SECRET, "Kørsel", "Én indgang", "i gang", "Brev på vej"):
        assert words in page
    assert "mor@example.com" not in page
    assert Entry.objects.filter(about=said.about, verb="inputs.read").exists()


def test_a_quote_is_worded_and_taken_back(desk: Client, say: Say) -> None:
    said = say(quote_allowed=True)
    assert "Gør citatet klar" in text_of(desk.get(address("input_quotes")))
    url = address("word_quote", said.pk)
    assert "Skriv de ord, der må vises." in text_of(desk.post(url, {"quote": ""}))
    desk.post(url, {"quote": "Ord", "quote_by": "forælder"})
    said.refresh_from_db()
    assert (said.quote, said.quote_by) == ("Ord", "forælder")
    desk.post(address("take_back_quote", said.pk))
    said.refresh_from_db()
    assert said.quote == ""
    silent = say("Nej tak")
    refused = desk.post(address("word_quote", silent.pk), {"quote": "Ord", "quote_by": "forælder"})
    assert "ikke sagt ja" in text_of(refused)


def test_an_input_is_put_aside_and_erased(desk: Client, say: Say) -> None:
    said = say()
    desk.post(address("set_aside_input", said.pk), {"aside": "1"})
    said.refresh_from_db()
    assert said.state == InputState.SET_ASIDE
    assert desk.get(address("erase_input", said.pk)).status_code == 200
    desk.post(address("erase_input", said.pk))
    said.refresh_from_db()
    assert (said.state, said.text) == (InputState.ERASED, "")
    assert "er slettet" in text_of(
        desk.post(address("set_aside_input", said.pk), {"aside": "1"}, follow=True)
    )


def test_those_to_call_are_seen_by_who_calls_and_the_look_is_written_down(
    desk: Client, say: Say, group: Group
) -> None:
    said = say(contact={"name": "Gerda Bach", "phone": "20000017"})
    actions.record_outcome(
        actor=SYSTEM,
        cluster=group(said),
        key="a:1",
        label="A",
        url="/a/",
        state="i gang",
        tell=True,
    )
    assert "Gerda Bach" in text_of(desk.get(address("input_calls")))
    assert Entry.objects.filter(about=said.about, verb="inputs.calls").exists()
    desk.post(address("input_called", OutcomeCall.objects.get().pk))
    assert "Der er ingen at ringe til" in text_of(desk.get(address("input_calls")))
    assert desk.post(address("input_called", 999)).status_code == 404


def test_a_pledge_is_recorded_and_followed(desk: Client, group: Group) -> None:
    cluster = group()
    assert "selected" in text_of(desk.get(address("add_pledge") + f"?tema={cluster.pk}"))
    filled = {"area": "Teknik", "what": "Lyd", "given_on": "2026-01-01", "cluster": cluster.pk}
    assert "Skriv, hvad de har lovet." in text_of(
        desk.post(address("add_pledge"), filled | {"what": ""})
    )
    desk.post(address("add_pledge"), filled)
    pledge = Pledge.objects.get()
    assert pledge.cluster == cluster
    url = address("follow_pledge", pledge.pk)
    stale = desk.post(url, {"state": "kept", "version": "99"})
    assert "En anden har gemt" in text_of(stale)
    desk.post(url, {"state": "kept", "version": "1"})
    pledge.refresh_from_db()
    assert pledge.state == PledgeState.KEPT
    assert "Holdt" in text_of(desk.get(address("pledges")))


def test_cards_are_moved_by_the_form_and_undone(desk: Client, say: Say, group: Group) -> None:
    said, cluster = say(), group()
    filled = {"to": cluster.pk, "seen_in": "", "filter": "q=bussen&ond=1", "place": "tema-0"}
    moved = desk.post(address("move_input", said.pk), filled)
    assert moved.url == address("input_board") + "?q=bussen#tema-0"  # type: ignore[attr-defined]
    said.refresh_from_db()
    assert said.cluster == cluster
    again = desk.post(address("move_input", said.pk), filled, follow=True)
    assert "En anden har flyttet det imens" in text_of(again)
    step = Step.objects.get(kind="move")
    desk.post(address("undo_step", step.pk))
    said.refresh_from_db()
    assert said.cluster is None


@pytest.mark.parametrize(
    "filled",
    [{"to": "999"}, {"to": str(HUGE)}, {"to": NUL}, {"place": '"><script>'}, {"back": "²"}],
)
def test_odd_moves_break_nothing(desk: Client, say: Say, filled: dict[str, str]) -> None:
    assert desk.post(address("move_input", say().pk), filled).status_code in {302, 404}


def test_chosen_cards_become_a_cluster(desk: Client, say: Say) -> None:
    bus, job = say("Bus"), say("Job")
    desk.post(address("gather_cluster"), {"title": "Kørsel", "inputs": [bus.pk, "²", HUGE]})
    cluster = Cluster.objects.get()
    assert (cluster.title, list(cluster.inputs.all())) == ("Kørsel", [bus])
    page = desk.post(address("gather_cluster"), {"title": "", "inputs": [job.pk]}, follow=True)
    assert "Giv temaet et navn." in text_of(page)


def test_the_step_of_another_is_not_found(
    desk: Client, make_person: MakePerson, say: Say, group: Group
) -> None:
    step = actions.move(actor=make_person(Role.MANAGER), input=say(), to=group(), seen_in=None)
    assert desk.post(address("undo_step", step.pk)).status_code == 404


def test_proposals_are_accepted_renamed_or_left(desk: Client, say: Say) -> None:
    bus = [say("Bussen til dagtilbuddet er forsinket"), say("Bussen til dagtilbud kommer sent")]
    job = [say("Et job med løn"), say("Job med støtte")]
    page = text_of(desk.get(address("suggest_clusters")))
    assert "Forslag 2" in page
    assert "Forslag 3" not in page
    filled = {
        "accept": ["1"],
        "title-1": "Kørsel",
        "inputs-1": [each.pk for each in bus],
        "title-2": "Job",
        "inputs-2": [each.pk for each in job],
    }
    desk.post(address("suggest_clusters"), filled)
    cluster = Cluster.objects.get()
    assert (cluster.title, set(cluster.inputs.all())) == ("Kørsel", set(bus))
    desk.post(address("suggest_clusters"), {})
    assert Cluster.objects.count() == 1


def test_a_cluster_is_renamed_split_merged_put_and_deleted(
    desk: Client, say: Say, group: Group
) -> None:
    bus, taxi = say("Bus"), say("Taxa")
    cluster, other = group(bus, taxi), group(title="Andet")
    edit = address("edit_cluster", cluster.pk)
    desk.post(edit, {"title": "Kørsel og bus", "version": "1"})
    assert "En anden har gemt" in text_of(desk.post(edit, {"title": "X", "version": "1"}))
    desk.post(address("split_cluster", cluster.pk), {"title": "Taxa", "inputs": [taxi.pk]})
    split = Cluster.objects.get(title="Taxa")
    desk.post(address("merge_cluster", split.pk), {"into": cluster.pk})
    assert set(cluster.inputs.all()) == {bus, taxi}
    assert desk.get(address("cluster", split.pk)).url == address("cluster", cluster.pk)  # type: ignore[attr-defined]
    desk.post(address("put_cluster", other.pk), {"way": "up"})
    rows = text_of(desk.get(address("clusters")))
    assert rows.index("Andet") < rows.index("Kørsel og bus")
    assert "ikke tomt" in text_of(desk.post(address("delete_cluster", cluster.pk), follow=True))
    desk.post(address("delete_cluster", other.pk))
    assert not Cluster.objects.filter(pk=other.pk).exists()
    assert desk.post(address("merge_cluster", cluster.pk), {"into": 999}).status_code == 404


@pytest.mark.parametrize(
    "name", ["input_board", "inputs_desk", "clusters", "cluster", "collection"]
)
def test_more_rows_ask_the_database_no_more(
    desk: Client,
    say: Say,
    group: Group,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    name: str,
) -> None:
    cluster = group(say("Første"), title="Tema 0")
    url = address(name, cluster.pk if name == "cluster" else cluster.inputs.get().collection_id)

    def asked() -> list[str]:
        with django_assert_max_num_queries(80) as counted:
            assert desk.get(url).status_code == 200
        return [each["sql"][:90] for each in counted.captured_queries]

    asked()
    before = asked()
    for number in range(1, 6):
        group(say(f"Nummer {number}"), title=f"Tema {number}")
        said = say(f"Løs {number}")
        if number > 2:
            actions.move(actor=said.received_by or Person(), input=said, to=cluster, seen_in=None)
    asked()  # what everybody sees has changed, and is read anew once
    assert asked() == before


@pytest.mark.parametrize("query", ODD_QUERIES)
def test_odd_questions_break_no_page(desk: Client, say: Say, query: str) -> None:
    said = say()
    for name, pk in (("input_board", 0), ("inputs_desk", 0), ("collection", said.collection_id)):
        assert desk.get(f"{address(name, pk)}?{query}").status_code in {200, 404}
    assert desk.get(f"{address('input_board')}?indsamling={query}&hvem={query}").status_code == 200
    assert Client().get(f"{reverse('have_your_say')}?{query}").status_code == 200


# What everybody sees.


def test_everybody_sees_what_is_asked_and_what_came_of_it(
    begin: Begin, say: Say, group: Group, coordinator: Person
) -> None:
    begin(title="Åben for alle")
    begin(title="Kladden", state=CollectionState.DRAFT)
    begin(title="Kun os", is_for_all=False)
    said = say(quote_allowed=True)
    cluster = group(said, title="Kørsel")
    actions.release_quote(actor=coordinator, input=said, quote="Bussen!", quote_by="forælder")
    before = text_of(Client().get(reverse("have_your_say")))
    assert "Åben for alle" in before
    assert not [words for words in ("Kladden", "Kun os", "Kørsel", "Bussen!") if words in before]
    actions.record_outcome(
        actor=SYSTEM, cluster=cluster, key="a:1", label="Ny aftale", url="/a/", state="i gang",
        tell=False, public=True,
    )  # fmt: skip
    after = text_of(Client().get(reverse("have_your_say")))
    for words in ("Kørsel", "Bussen!", "forælder", "Ny aftale", "i gang", "under 5"):
        assert words in after
    assert "epilepsi" not in after


def filled(**other: str) -> dict[str, str]:
    return {"text": SECRET, "voice": "relative"} | other


def test_somebody_speaks_without_an_account_and_is_thanked(collection: Collection) -> None:
    client, url = Client(), reverse("give_input", args=[collection.pk])
    assert client.get(url).status_code == 200
    thanked = client.post(
        url, filled(email="mor@example.com", consent="on", may_quote="on"), follow=True
    )
    assert "Vi skriver til dig" in text_of(thanked)
    assert "epilepsi" not in text_of(thanked)
    made = Input.objects.get()
    assert (made.text, made.quote_allowed, made.address) == (SECRET, True, "mor@example.com")
    assert len(letters_to("mor@example.com")) == 1


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"text": ""}, "Skriv, hvad du vil sige."),
        ({"voice": ""}, "Vælg, hvem du er."),
        ({"email": "nej"}, "navn@eksempel.dk"),
        ({"email": "mor@example.com"}, "Sæt kryds, hvis vi må gemme"),
        ({"phone": "20000017"}, "Sæt kryds, hvis vi må gemme"),
        ({"text": "x" * 4001}, "4000"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(
    collection: Collection, other: dict[str, str], words: str
) -> None:
    url = reverse("give_input", args=[collection.pk])
    page = text_of(Client().post(url, filled(**other)))
    assert words in page
    assert 'value="relative"' in page
    assert other.get("text", "epilepsi") in page
    assert not Input.objects.exists()


@pytest.mark.parametrize("text", [EMOJI, LONG, SCRIPT])
def test_odd_words_are_kept_as_they_are(collection: Collection, desk: Client, text: str) -> None:
    Client().post(reverse("give_input", args=[collection.pk]), filled(text=text))
    made = Input.objects.get()
    assert made.text == text
    assert SCRIPT not in desk.get(address("input", made.pk)).content.decode()


def test_what_fills_every_field_is_no_person(collection: Collection) -> None:
    url = reverse("give_input", args=[collection.pk])
    page = text_of(Client().post(url, filled(website="http://spam")))
    assert "Tryk på Send igen" in page
    assert "epilepsi" in page
    assert "http://spam" not in page
    assert not Input.objects.exists()


def test_contacts_of_a_sheet_are_kept_with_consent_only(
    desk: Client, collection: Collection
) -> None:
    cells = '[["Tekst", "E-mail", "Telefon"], ["%s", "mor@example.com", "20000017"]]'
    save = address("save_inputs", collection.pk)
    desk.post(save, {"cells": cells % "Uden"})
    desk.post(save, {"cells": cells % "Med", "consent": "on"})
    assert [each.address for each in Input.objects.order_by("pk")] == [None, "mor@example.com"]


def test_who_tries_too_often_keeps_what_was_typed(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("samspil.commons.inputs.actions.gathering.INPUTS_PER_CLIENT", 0)
    response = Client().post(reverse("give_input", args=[collection.pk]), filled())
    assert response.status_code == 429
    assert "epilepsi" in text_of(response)


def test_what_is_over_says_so_and_what_is_not_for_all_is_not_found(begin: Begin) -> None:
    over, ours = begin(state=CollectionState.CLOSED), begin(is_for_all=False)
    draft = begin(state=CollectionState.DRAFT)
    client = Client()
    assert "lukket for svar" in text_of(client.get(reverse("give_input", args=[over.pk])))
    client.post(reverse("give_input", args=[over.pk]), filled())
    assert not Input.objects.exists()
    for each in (ours, draft):
        assert client.get(reverse("give_input", args=[each.pk])).status_code == 404
    assert client.get(reverse("give_input", args=[999])).status_code == 404


def test_easy_words_and_english_are_there(begin: Begin) -> None:
    made = begin(title_en="What is missing?", intro="Langt", easy_intro="Kort", intro_en="Long")
    client, url = Client(), reverse("give_input", args=[made.pk])
    assert "Langt" in text_of(client.get(url))
    client.cookies["samspil_view"] = "easy"
    assert "Kort" in text_of(client.get(url))
    english = text_of(client.get("/en" + url))
    assert "What is missing?" in english


def token_of(said: Input) -> str:
    return seal(SEAL_INPUT, said.ref)


def test_the_trace_shows_the_words_to_nobody_but_the_person_logged_in(
    collection: Collection, make_person: MakePerson, group: Group
) -> None:
    said = give(collection, address="mor@example.com")
    actions.record_outcome(
        actor=SYSTEM,
        cluster=group(said),
        key="a:1",
        label="Ny aftale",
        url="/a/",
        state="i gang",
        tell=True,
    )
    url = reverse("input_trace", args=[token_of(said)])
    stranger = log_in(Client(), make_person(Role.RELATIVE))
    for client in (Client(), stranger):
        page = text_of(client.get(url))
        assert "epilepsi" not in page
        assert "Ny aftale" in page
        assert "i gang" in page
    mother = log_in(Client(), make_person(Role.RELATIVE, email="mor@example.com"))
    assert "epilepsi" in text_of(mother.get(url))


@pytest.mark.parametrize("name", ["input_trace", "input_thanks", "erase_own_input"])
@pytest.mark.parametrize("token", ["x", "A" * 43, "æ", "A" * 400])
def test_a_link_that_is_not_ours_opens_nothing(name: str, token: str) -> None:
    assert Client().get(reverse(name, args=[token])).status_code == 404


def test_from_the_trace_one_says_stop_withdraws_the_quote_and_erases(
    collection: Collection,
) -> None:
    said = give(collection, address="mor@example.com", quote_allowed=True)
    client, token = Client(), token_of(said)
    for name in ("stop_telling", "withdraw_quote"):
        assert client.get(reverse(name, args=[token])).status_code == 405
        assert client.post(reverse(name, args=[token])).status_code == 302
    said.refresh_from_db()
    assert (said.address, said.quote_allowed, said.text) == (None, False, SECRET)
    erase = reverse("erase_own_input", args=[token])
    assert client.get(erase).status_code == 200
    said.refresh_from_db()
    assert said.text == SECRET
    assert client.post(erase).status_code == 302
    assert client.get(reverse("input_trace", args=[token])).status_code == 404
    said.refresh_from_db()
    assert said.text == ""


def test_what_people_miss_reaches_those_who_gather(desk: Client) -> None:
    visitor = Client()
    address = "/sig-din-mening/savner/?ord=ridning for voksne"
    assert "Jeg ledte efter: ridning for voksne" in text_of(visitor.get(address))
    assert not Collection.objects.exists()
    assert "Fejl" in text_of(visitor.post(address, {"text": "", "voice": "relative"}))
    for said in ("Vi savner ridning for voksne.", "Et sted at danse."):
        answer = visitor.post(address, {"text": said, "voice": "relative"}, follow=True)
        assert answer.status_code == 200
    standing = Collection.objects.get()
    assert standing.created_by is None
    assert {each.text for each in standing.inputs.all()} == {
        "Vi savner ridning for voksne.",
        "Et sted at danse.",
    }
    assert standing.title in text_of(desk.get("/input/"))


def test_a_closed_collection_of_what_is_missed_says_so(client: Client, coordinator: Person) -> None:
    client.post("/sig-din-mening/savner/", {"text": "Et sted at danse.", "voice": "relative"})
    standing = Collection.objects.get()
    actions.change_state(actor=coordinator, collection=standing, to=CollectionState.CLOSED)
    assert "<textarea" not in text_of(client.get("/sig-din-mening/savner/"))
