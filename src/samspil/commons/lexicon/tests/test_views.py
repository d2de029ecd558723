"""Every page of the lexicon: works, not logged in, wrong role, unknown, bad input, kept pages."""

import csv
import re
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests.fixtures import MakePerson, log_in
from tests.pages import (
    EMOJI,
    HUGE,
    LONG,
    NUL,
    ODD_QUERIES,
    SCRIPT,
    assert_leads_to_log_in,
    assert_refused,
    text_of,
)

from samspil.commons.lexicon import actions
from samspil.commons.lexicon.models import LexiconEntry, MissedSearch, Synonym, UnclearWord
from samspil.commons.lexicon.terms import MOST_MARKS, EntryState, MissKind
from samspil.kit.access import SYSTEM, Role
from samspil.kit.view_choices import COOKIE

pytestmark = pytest.mark.django_db
ClientAs = Callable[..., Client]


def publish(word: str, **more: object) -> LexiconEntry:
    """Publish a word."""
    given = {"word": word, "meaning": f"{word} er godt.", **more}
    entry = actions.write_word(actor=SYSTEM, words=actions.Words(**given))  # type: ignore[arg-type]
    return actions.bring_to(actor=SYSTEM, entry=entry, to=EntryState.PUBLISHED)


@pytest.fixture
def desk(make_person: MakePerson) -> Client:
    return log_in(Client(), make_person(Role.EDITOR))


STAFF = ("lexicon_desk", "write_word", "synonyms", "add_synonym", "synonyms_csv", "import_synonyms",
         "unclear_words", "missed_searches", "missed_csv")  # fmt: skip
PRESSES = ("settle_unclear", "settle_missed")


def test_the_list_has_words_in_the_danish_order_by_letter(client: Client) -> None:
    for word in ("Åben", "Zebra", "Ældre", "aflastning", "Øre", "Aa-plan", "§ 85"):
        publish(word)
    page = text_of(client.get(reverse("lexicon")))
    order = ["§ 85", "aflastning", "Zebra", "Ældre", "Øre", "Aa-plan"]
    places = [page.index(f">{word}</a>") for word in order]
    assert places == sorted(places)
    letters = re.findall(r'tabindex="-1">(.)</h2>', page)
    assert letters == ["§", "A", "Z", "Æ", "Ø", "Å"]


def test_the_list_narrows_and_leads_on_when_there_is_nothing(client: Client) -> None:
    publish("Aflastning", forms=["pusterum"], word_en="Respite", meaning_en="A break.")
    publish("Botilbud")
    for words in ("flast", "pusterum", "RESPITE"):
        page = text_of(client.get(reverse("lexicon"), {"q": words}))
        assert "Aflastning</a>" in page
        assert "Botilbud</a>" not in page
    assert "?ord=xyz" in text_of(client.get(reverse("lexicon"), {"q": "xyz"}))
    assert "A break." in text_of(client.get("/en/leksikon/"))


def test_drafts_and_words_taken_out_are_not_found(client: Client) -> None:
    draft = actions.write_word(actor=SYSTEM, words=actions.Words(word="Kladde", meaning="x"))
    out = actions.bring_to(actor=SYSTEM, entry=publish("Væk"), to=EntryState.RETIRED)
    page = text_of(client.get(reverse("lexicon")))
    assert "Kladde" not in page
    assert "Væk" not in page
    for slug in (draft.slug, out.slug, "findes-ikke"):
        assert client.get(reverse("lexicon_word", args=[slug])).status_code == 404


def test_a_word_says_all_and_the_easy_version_when_wanted(client: Client) -> None:
    entry = publish(
        "Aflastning",
        easy="En pause.",
        example="Bo sover ude.",
        law="§ 84",
        ask="Spørg Bo.",
        forms=["fri"],
    )
    entry.see_also.set(
        [
            publish("Botilbud"),
            actions.write_word(actor=SYSTEM, words=actions.Words(word="Hemmelig")),
        ]
    )
    url = reverse("lexicon_word", args=[entry.slug])
    page = text_of(client.get(url))
    for words in (
        "Aflastning er godt.",
        "Bo sover ude.",
        "§ 84",
        "Spørg Bo.",
        "fri",
        ">Botilbud</a>",
    ):
        assert words in page
    assert "Hemmelig" not in page
    client.cookies[COOKIE] = "easy"
    assert "En pause." in text_of(client.get(url))


def test_public_pages_ask_the_same_number_of_questions_however_many_words(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entry = publish("Aflastning")
    for number in range(30):
        entry.see_also.add(publish(f"Ord {number}"))
    client.get(reverse("lexicon"))
    for url in (reverse("lexicon"), reverse("lexicon_word", args=[entry.slug])):
        client.get(url)
        with django_assert_num_queries(1):  # kept pages ask for the public version
            client.get(url)


def test_desks_ask_the_same_number_of_questions_however_many_rows(
    desk: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(30):
        entry = publish(f"Ord {number}")
        actions.add_synonym(
            actor=SYSTEM, meant=actions.Meant(said=f"s{number}", means=["x"], entry=entry)
        )
        actions.mark_unclear(word=f"ord {number}", path="/nyheder/", client=str(number))
        actions.note_missed_search(f"søgt {number}", MissKind.FOUND_NOTHING)
    for name in ("lexicon_desk", "synonyms", "unclear_words", "missed_searches"):
        with django_assert_max_num_queries(14):
            assert desk.get(reverse(name)).status_code == 200


@pytest.mark.parametrize("name", STAFF)
def test_staff_pages_are_for_those_who_keep_words(
    client: Client, client_as: ClientAs, desk: Client, name: str
) -> None:
    url = reverse(name)
    assert_leads_to_log_in(client, url)
    assert_refused(client_as(Role.CASEWORKER).get(url), "redaktør")
    assert desk.get(url).status_code == 200
    for query in ("q=%00", "side=abc", "tilstand=%00&periode=%00&slags=x&sagt=%00&ord=%00"):
        assert desk.get(f"{url}?{query}").status_code == 200


@pytest.mark.parametrize("name", ["edit_word", "delete_word", "edit_synonym", "remove_synonym"])
def test_what_is_not_there(desk: Client, client: Client, name: str) -> None:
    url = reverse(name, args=[999_999])
    assert_leads_to_log_in(client, url, method="post")
    assert desk.post(url, {"word": "x"}).status_code == 404


@pytest.mark.parametrize("query", [*ODD_QUERIES[6:12], "q=%3Cscript%3E", "ord=%00"])
def test_odd_questions_break_no_public_page(client: Client, query: str) -> None:
    for name in ("lexicon", "propose_word", "mark_unclear"):
        assert client.get(f"{reverse(name)}?{query}").status_code == 200


def test_an_editor_writes_publishes_takes_out_and_deletes(desk: Client, client: Client) -> None:
    other = publish("Botilbud")
    typed = {
        "word": "Aflastning",
        "meaning": SCRIPT,
        "forms": "aflastningen; aflaste\nfri",
        "see_also": "botilbud",
    }
    response = desk.post(reverse("write_word"), typed, follow=True)
    entry = LexiconEntry.objects.get(word="Aflastning")
    assert entry.forms == ["aflastningen", "aflaste", "fri"]
    assert [*entry.see_also.all()] == [other]
    assert "Kladden er gemt" in text_of(response)
    desk.post(reverse("bring_word", args=[entry.pk, "published"]))
    url = reverse("lexicon_word", args=[entry.slug])
    assert SCRIPT not in client.get(url).content.decode()
    old = desk.post(reverse("edit_word", args=[entry.pk]), {**typed, "meaning": "Ny", "version": 1})
    assert "En anden har gemt" in text_of(old)
    desk.post(reverse("edit_word", args=[entry.pk]), {**typed, "meaning": "Ny", "version": 2})
    assert "Ny" in text_of(client.get(url))
    desk.post(reverse("bring_word", args=[entry.pk, "retired"]))
    assert client.get(url).status_code == 404
    assert desk.post(reverse("bring_word", args=[entry.pk, "nej"])).status_code == 404
    assert_refused(desk.post(reverse("bring_word", args=[entry.pk, "proposed"])), "kan ikke blive")
    assert_refused(desk.post(reverse("delete_word", args=[entry.pk])), "Tag det ud")
    draft = actions.write_word(actor=SYSTEM, words=actions.Words(word="Kladde"))
    told = desk.post(reverse("bring_word", args=[draft.pk, "published"]), follow=True)
    assert "før du udgiver" in text_of(told)
    desk.post(reverse("delete_word", args=[draft.pk]))
    assert not LexiconEntry.objects.filter(pk=draft.pk).exists()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"word": ""}, "Skriv ordet."),
        ({"word": LONG}, "Ordet er for langt"),
        ({"word": "botilbud"}, "står i leksikonet allerede"),
        ({"word": "x", "see_also": "Findes ikke"}, "Står ikke i leksikonet: Findes ikke."),
        ({"word": "x", "forms": ",".join("abcdefghijklmnopqrstuvwxyzæøå1234")}, "Skriv højst 30."),
        ({"word": "x", "forms": LONG}, "Skriv højst 80 tegn for hver."),
        ({"word": NUL}, "Null"),
    ],
)
def test_a_word_that_cannot_be_saved_says_why(
    desk: Client, typed: dict[str, str], says: str
) -> None:
    publish("Botilbud")
    assert says in text_of(desk.post(reverse("write_word"), typed))
    assert LexiconEntry.objects.count() == 1


def test_anybody_proposes_a_word(client: Client) -> None:
    url = reverse("propose_word")
    assert 'value="visitation"' in text_of(client.get(url, {"ord": "visitation"}))
    assert "Skriv ordet." in text_of(client.post(url, {"word": ""}))
    response = client.post(url, {"word": f"Visitation {EMOJI}", "example": SCRIPT}, follow=True)
    assert "Tak for ordet" in text_of(response)
    assert LexiconEntry.objects.get().state == EntryState.PROPOSED


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("/leksikon/", "/leksikon/"),
        ("/en/leksikon/", "/en/leksikon/"),
        ("/nyheder/7/", "/nyheder/7/"),
        ("/redaktion/leksikon/", ""),
        ("/findes-ikke/", ""),
        ("https://elsewhere.example/", ""),
        ("//elsewhere.example/", ""),
        ("/bekraeft/hemmelig/", ""),
        ("/nyheder/samlet/00000000-0000-0000-0000-000000000000/", ""),
        ("", ""),
    ],
)
def test_a_reader_marks_a_word_and_only_a_page_for_all_is_kept(path: str, kept: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(reverse("mark_unclear"), {"word": "Visitation 0101901234", "path": path})
    assert "visitation" in text_of(response)
    marked = UnclearWord.objects.get()
    assert (marked.word, marked.path) == ("visitation", kept)
    assert not response.cookies


def test_a_marked_word_that_is_known_is_explained_at_once(client: Client) -> None:
    publish("Visitation", forms=["visiteret"])
    url = reverse("mark_unclear")
    for headers in ({}, {"HX-Request": "true"}):
        page = text_of(client.post(url, {"word": "Visiteret"}, headers=headers))
        assert "Visitation er godt." in page
        assert ("<html" in page) is not bool(headers)
    assert "Skriv ordet, du ikke forstår." in text_of(client.post(url, {"word": ""}))
    assert "ikke hele sætningen" in text_of(client.post(url, {"word": LONG}))
    assert "Tak" in text_of(client.post(url, {"word": "0101901234"}))
    assert UnclearWord.objects.get().count == 2
    for _time in range(MOST_MARKS):
        response = client.post(url, {"word": "x"})
    assert response.status_code == 429


def test_the_form_stands_on_kept_pages_without_a_token(client: Client) -> None:
    entry = publish("Visitation")
    response = client.get(reverse("lexicon_word", args=[entry.slug]))
    assert reverse("mark_unclear") in text_of(response)
    assert "csrfmiddlewaretoken" not in text_of(response)


def test_an_editor_keeps_synonyms(desk: Client) -> None:
    publish("Aflastning")
    entry = LexiconEntry.objects.get()
    assert 'value="hund"' in text_of(desk.get(reverse("add_synonym"), {"sagt": "hund"}))
    typed = {
        "said": "Pusterum",
        "means": "aflastning, afløsning",
        "weight": "0,8",
        "language": "da",
    }
    desk.post(reverse("add_synonym"), typed)
    synonym = Synonym.objects.get()
    assert (synonym.said, synonym.means, synonym.weight) == (
        "pusterum",
        ["aflastning", "afløsning"],
        0.8,
    )
    assert "allerede" in text_of(desk.post(reverse("add_synonym"), typed))
    url = reverse("edit_synonym", args=[synonym.pk])
    assert 'value="0,8"' in text_of(desk.get(url))
    desk.post(url, {**typed, "weight": "1", "entry": entry.pk})
    assert Synonym.objects.get().entry == entry
    for wrong, says in (("0,1", "mellem 0,3 og 1"), ("nej", "som 0,8"), (str(HUGE), "mellem")):
        assert says in text_of(desk.post(url, {**typed, "weight": wrong}))
    assert "pusterum" in text_of(desk.get(reverse("synonyms"), {"q": "AFLØS"}))
    assert "pusterum" not in text_of(desk.get(reverse("synonyms"), {"q": "xyz"}))
    desk.post(reverse("remove_synonym", args=[synonym.pk]))
    assert not Synonym.objects.exists()


def test_synonyms_go_out_and_come_in_again_as_csv(desk: Client) -> None:
    actions.add_synonym(
        actor=SYSTEM, meant=actions.Meant(said="=fri", means=["a", "b"], weight=0.5, language="da")
    )
    sheet = desk.get(reverse("synonyms_csv")).content
    rows = [*csv.reader(StringIO(sheet.decode("utf-8-sig")), delimiter=";")]
    assert rows == [["Sagt", "Betyder", "Vægt", "Sprog"], ["'=fri", "a|b", "0.5", "da"]]
    Synonym.objects.all().delete()
    url = reverse("import_synonyms")
    response = desk.post(
        url, {"sheet": SimpleUploadedFile("s.csv", sheet + b"x;;1;\r\n")}, follow=True
    )
    assert "1 søgeord er gemt." in text_of(response)
    assert "linje 3" in text_of(response)
    synonym = Synonym.objects.get()
    assert (synonym.said, synonym.means, synonym.weight) == ("=fri", ["a", "b"], 0.5)
    for content, says in ((b"\xff\xfe\xfa", "UTF-8"), (b"a" * 1_000_001, "for stor"), (b"", "tom")):
        upload = SimpleUploadedFile("s.csv", content)
        assert says in text_of(desk.post(url, {"sheet": upload}))


def test_reports_lead_to_entries_and_synonyms(desk: Client) -> None:
    entry = publish("Botilbud")
    for word in ("visitation", "visitation", "botilbud"):
        actions.mark_unclear(word=word, path="/leksikon/", client="x")
    actions.note_missed_search("hvor er hunden?", MissKind.WRONG_THING)
    page = text_of(desk.get(reverse("unclear_words")))
    assert page.index("visitation") < page.index("<strong>botilbud")
    assert f"{reverse('write_word')}?ord=visitation" in page
    assert reverse("edit_word", args=[entry.pk]) in page
    missed = text_of(
        desk.get(reverse("missed_searches"), {"periode": "uge", "slags": "wrong_thing"})
    )
    assert "?sagt=hvor%20er%20hunden%3F" in missed
    assert "hunden" not in text_of(desk.get(reverse("missed_searches"), {"slags": "found_nothing"}))
    assert "hvor er hunden?;fandt det forkerte;1;" in text_of(desk.get(reverse("missed_csv")))
    assert "1 søgning gik galt" in text_of(desk.get(reverse("lexicon_desk")))
    desk.post(reverse("settle_unclear"), {"word": "visitation"})
    desk.post(reverse("settle_missed"), {"words": "hvor er hunden?"})
    assert "visitation" not in text_of(desk.get(reverse("unclear_words")))
    assert MissedSearch.objects.get().is_settled


@pytest.mark.parametrize("name", PRESSES)
def test_putting_aside_is_for_those_who_keep_words(
    client: Client, client_as: ClientAs, desk: Client, name: str
) -> None:
    url = reverse(name)
    assert_leads_to_log_in(client, url, method="post")
    assert_refused(client_as(Role.RELATIVE).post(url, {"word": "x", "words": "x"}), "redaktør")
    assert desk.get(url).status_code == 405
    assert desk.post(url, {"word": NUL, "words": LONG}).status_code == 302


def test_the_desk_of_all_shows_what_waits(desk: Client, client_as: ClientAs) -> None:
    actions.propose_word(actor=SYSTEM, word="Visitation", client="x")
    assert "1 forslag til et ord" in text_of(desk.get(reverse("desk")))
    assert "Leksikon og søgeord" not in text_of(client_as(Role.CASEWORKER).get(reverse("desk")))
