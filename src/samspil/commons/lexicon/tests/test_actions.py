"""Words, synonyms and reports: what changes, who may, what the search and the readers see of it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures import MakePerson

from samspil.base.audit.queries import public_version
from samspil.base.people.actions import TooMany
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.search.models import SearchSaying, SearchText
from samspil.commons.lexicon import actions
from samspil.commons.lexicon.actions import words as loading
from samspil.commons.lexicon.models import LexiconEntry, MissedSearch, Synonym, UnclearWord
from samspil.commons.lexicon.queries import missed_searches, unclear_words
from samspil.commons.lexicon.terms import MOST_PROPOSALS, EntryState, MissKind, Period
from samspil.kit.access import NOBODY, SYSTEM, Refused, Role
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import without_traces

pytestmark = pytest.mark.django_db
Words, Meant = actions.Words, actions.Meant


@pytest.fixture
def editor(make_person: MakePerson) -> Person:
    return make_person(Role.EDITOR)


def written(editor: Person, word: str = "Aflastning", **more: object) -> LexiconEntry:
    """Write a word as a draft."""
    words = Words(**{"word": word, "meaning": "En pause.", **more})  # type: ignore[arg-type]
    return actions.write_word(actor=editor, words=words)


def published(editor: Person, word: str = "Aflastning", **more: object) -> LexiconEntry:
    """Publish a word."""
    entry = written(editor, word, **more)
    return actions.bring_to(actor=editor, entry=entry, to=EntryState.PUBLISHED)


def sayings(source: str = "") -> dict[str, tuple[list[str], float]]:
    """Return what the search knows: said → means and weight."""
    found = SearchSaying.objects.filter(source__startswith=source)
    return {each.said: (each.means, each.weight) for each in found}


def test_a_word_goes_from_proposal_to_readers_and_out_again(editor: Person) -> None:
    actions.propose_word(actor=NOBODY, word=" Aflastning\0 ", meaning="fri?", client="1.2.3.4")
    entry = LexiconEntry.objects.get()
    assert (entry.word, entry.state, entry.slug) == ("Aflastning", "proposed", "aflastning")
    words = Words(
        word="Aflastning",
        forms=["aflastningen", "aflastningen", " "],
        meaning="En pause.",
        word_en="Respite care",
    )
    before = public_version()
    entry = actions.save_word(actor=editor, entry=entry, version=1, words=words)
    assert (entry.state, entry.forms, public_version()) == ("draft", ["aflastningen"], before)
    assert not SearchText.objects.filter(kind="word").exists()
    actions.mark_unclear(word="aflastningen", path="/", client="x")
    entry = actions.bring_to(actor=editor, entry=entry, to=EntryState.PUBLISHED)
    assert public_version() > before
    assert not unclear_words(Period.WEEK)
    assert SearchText.objects.get(kind="word").url == "/leksikon/aflastning/"
    assert sayings() == {
        "aflastningen": (["Aflastning"], 1.0),
        "respite care": (["Aflastning"], 0.9),
    }
    entry = actions.bring_to(actor=editor, entry=entry, to=EntryState.RETIRED)
    assert not sayings()
    assert not SearchText.objects.filter(kind="word").exists()
    actions.bring_to(actor=editor, entry=entry, to=EntryState.PUBLISHED)
    assert sayings()


def test_who_may_not(make_person: MakePerson, editor: Person) -> None:
    entry = published(editor)
    synonym = actions.add_synonym(actor=editor, meant=Meant(said="fri", means=["aflastning"]))
    local = make_person(Role.EDITOR, place=Place.objects.create(name="Huset", kind="house"))
    for actor in (NOBODY, make_person(Role.CASEWORKER), local):
        for act in (
            lambda who: written(who, "Nyt"),
            lambda who: actions.save_word(actor=who, entry=entry, version=2, words=Words(word="x")),
            lambda who: actions.bring_to(actor=who, entry=entry, to=EntryState.RETIRED),
            lambda who: actions.delete_word(actor=who, entry=entry),
            lambda who: actions.add_synonym(actor=who, meant=Meant(said="x", means=["y"])),
            lambda who: actions.save_synonym(
                actor=who, synonym=synonym, meant=Meant(said="x", means=["y"])
            ),
            lambda who: actions.remove_synonym(actor=who, synonym=synonym),
            lambda who: actions.import_synonyms(actor=who, sheet="a;b;1;"),
            lambda who: actions.settle_unclear(actor=who, word="x"),
            lambda who: actions.settle_missed(actor=who, words="x"),
            lambda who: actions.load_standard_words(actor=who),
        ):
            with pytest.raises(Refused):
                act(actor)


def test_what_stands_in_the_way_of_a_word(editor: Person) -> None:
    empty = written(editor, "Tom", meaning="")
    with pytest.raises(ValidationError):
        actions.bring_to(actor=editor, entry=empty, to=EntryState.PUBLISHED)
    with pytest.raises(Refused):
        actions.bring_to(actor=editor, entry=empty, to=EntryState.RETIRED)
    entry = published(editor)
    with pytest.raises(ValidationError):
        written(editor, " aflastning ")
    with pytest.raises(ValidationError):
        actions.save_word(actor=editor, entry=entry, version=2, words=Words(word="Aflastning"))
    with pytest.raises(EditedMeanwhile):
        actions.save_word(actor=editor, entry=entry, version=1, words=Words(word="Ny", meaning="x"))
    with pytest.raises(Refused):
        actions.delete_word(actor=editor, entry=entry)
    actions.delete_word(actor=editor, entry=empty)
    assert set(LexiconEntry.objects.all()) == {entry}
    assert written(editor, "Aflastning!").slug == "aflastning-2"
    assert written(editor, "¶").slug == "ord"


def test_a_word_is_proposed_once_and_not_without_end() -> None:
    for number in range(MOST_PROPOSALS):
        actions.propose_word(
            actor=NOBODY, word="Visitation" if number else "visitation", client="1"
        )
    assert LexiconEntry.objects.count() == 1
    with pytest.raises(TooMany):
        actions.propose_word(actor=NOBODY, word="Ny", client="1")


def test_a_synonym_works_at_once_and_only_as_long_as_it_stands(editor: Person) -> None:
    before = public_version()
    said = Meant(said=" Hvem PASSER min søn ", means=["Aflastning", "aflastning", ""], weight=0.8)
    synonym = actions.add_synonym(actor=editor, meant=said)
    assert sayings("editor") == {"hvem passer min søn": (["aflastning"], 0.8)}
    assert public_version() > before  # kept pages of results are made anew
    with pytest.raises(ValidationError):
        actions.add_synonym(actor=editor, meant=said)
    synonym = actions.save_synonym(
        actor=editor,
        synonym=synonym,
        meant=Meant(said="barnepige", means=["afløsning"], weight=0.5),
    )
    assert sayings("editor") == {"barnepige": (["afløsning"], 0.5)}
    entry = published(editor)
    actions.save_synonym(
        actor=editor,
        synonym=synonym,
        meant=Meant(said="barnepige", means=["aflastning"], entry=entry),
    )
    assert not sayings("editor")
    assert sayings(entry.thing) == {"barnepige": (["aflastning"], 1.0)}
    synonym.refresh_from_db()
    actions.remove_synonym(actor=editor, synonym=synonym)
    assert not sayings()
    for wrong in (
        Meant(said=" ", means=["x"]),
        Meant(said="x", means=[" "]),
        Meant(said="x", means=["y"], weight=0.2),
    ):
        with pytest.raises(ValidationError):
            actions.add_synonym(actor=editor, meant=wrong)


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let little be shipped."""
    lines = {
        "words.jsonl": [
            {
                "word": "Aflastning",
                "forms": ["aflastningen"],
                "meaning": "En pause.",
                "see_also": ["Afløsning"],
            },
            {
                "word": "Afløsning",
                "forms": [],
                "meaning": "En kommer hjem.",
                "see_also": ["Findes ikke"],
            },
        ],
        "sayings.jsonl": [
            {"said": "pusterum", "means": ["aflastning"], "weight": 0.9, "lang": "da"},
            {"said": "pusterum", "means": ["afløsning"], "weight": 0.1, "lang": "da"},
            {"said": "Fri", "means": ["aflastning"], "weight": 0.9, "lang": "da"},
        ],
    }
    monkeypatch.setattr(loading, "_lines", lines.__getitem__)


def test_what_is_shipped_comes_once_and_an_editors_change_stays(
    editor: Person, shipped: None
) -> None:
    actions.load_standard_words(actor=SYSTEM)
    entry = LexiconEntry.objects.get(word="Aflastning")
    assert [each.word for each in entry.see_also.all()] == ["Afløsning"]
    assert sayings("standard:0.90") == {
        "pusterum": (["aflastning"], 0.9),
        "fri": (["aflastning"], 0.9),
    }
    assert sayings("standard:0.30") == {"pusterum": (["afløsning"], 0.3)}
    assert sayings(entry.thing) == {"aflastningen": (["Aflastning"], 1.0)}
    assert SearchText.objects.filter(kind="word").count() == 2

    actions.save_word(
        actor=editor, entry=entry, version=1, words=Words(word="Pause", meaning="Vores ord.")
    )
    changed = Synonym.objects.get(said="pusterum", weight=0.9)
    actions.save_synonym(
        actor=editor, synonym=changed, meant=Meant(said="åndehul", means=["pause"], weight=0.7)
    )
    actions.remove_synonym(actor=editor, synonym=Synonym.objects.get(said="fri"))
    actions.load_standard_words(actor=SYSTEM)
    assert set(LexiconEntry.objects.values_list("word", flat=True)) == {"Pause", "Afløsning"}
    assert sayings("standard") == {"åndehul": (["pause"], 0.7), "pusterum": (["afløsning"], 0.3)}
    assert actions.add_synonym(actor=editor, meant=Meant(said="fri", means=["pause"], weight=0.9))
    with pytest.raises(Refused):
        actions.delete_word(actor=editor, entry=entry)


def test_what_is_really_shipped_is_whole() -> None:
    words, said = loading._lines("words.jsonl"), loading._lines("sayings.jsonl")
    assert len(words) >= 50
    assert len({each["word"].lower() for each in words}) == len(words)
    assert all(each["meaning"] and each["meaning_en"] and each["easy"] for each in words)
    assert len(said) >= 900
    assert all(each["said"] and each["means"] for each in said)


def test_synonyms_come_from_a_sheet_and_others_stay(editor: Person) -> None:
    actions.add_synonym(actor=editor, meant=Meant(said="fri", means=["aflastning"], weight=0.9))
    entry = published(editor)
    own = actions.add_synonym(actor=editor, meant=Meant(said="orlov", means=["x"], entry=entry))
    sheet = (
        "\ufeffSagt;Betyder;Vægt;Sprog\r\npusterum;aflastning|afløsning;0,8;da\r\n\r\n"
        "'=cmd;ord;;\r\nforkert;;1;\r\nforkert;x;2;\r\nforkert;x;1;kl\r\norlov;pause;1;\r\n"
    )
    done = actions.import_synonyms(actor=editor, sheet=sheet)
    assert (done.saved, done.wrong) == (3, [5, 6, 7])
    own.refresh_from_db()
    assert (own.means, own.entry) == (["pause"], entry)
    assert sayings("editor") == {
        "fri": (["aflastning"], 0.9),
        "pusterum": (["aflastning", "afløsning"], 0.8),
        "=cmd": (["ord"], 1.0),
    }


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Aflastning til min søn", "aflastning til min søn"),
        ("010190-1234 hjælp", "hjælp"),
        ("hjælp 01 01 90 12 34", "hjælp"),
        ("ring +45 70 00 12 34 nu", "ring + nu"),
        ("mor@example.com aflastning", "aflastning"),
        ("https://example.com/x?cpr=1 bolig", "bolig"),
        ("§ 85 og § 141", "§ 85 og § 141"),
        ("a\0b\n c", "ab c"),
        ("ord " * 40, "ord ord ord"),
        ("å" * 99, "å" * 12),
        ("0101901234", ""),
    ],
)
def test_what_could_tell_who_typed_is_left_out(typed: str, kept: str) -> None:
    assert without_traces(typed, 12 if len(typed) > 80 else 80) == kept


@settings(max_examples=30, deadline=None)
@given(
    st.from_regex(r"[0-3][0-9][ .-]?[01][0-9][ .-]?[0-9]{2}[ -]{0,2}[0-9]{4}", fullmatch=True),
    st.text(max_size=10),
)
def test_no_cpr_number_is_kept(number: str, around: str) -> None:
    kept = without_traces(f"{around} {number} {around}", 80)
    assert number[-4:] not in kept or number[-4:] in around


def test_searches_that_went_wrong_are_counted_without_the_searcher(editor: Person) -> None:
    for _time in range(3):
        actions.note_missed_search("Min søn 010190-1234", MissKind.FOUND_NOTHING)
    actions.note_missed_search("Pusterum", "wrong_thing")
    actions.note_missed_search("0101901234", MissKind.FOUND_NOTHING)
    rows = [(row["words"], row["kind"], row["times"]) for row in missed_searches(Period.WEEK)]
    assert rows == [("min søn", "found_nothing", 3), ("pusterum", "wrong_thing", 1)]
    assert {field.name for field in MissedSearch._meta.fields} == {
        "id",
        "words",
        "kind",
        "day",
        "count",
        "is_settled",
    }
    with pytest.raises(ValueError, match="nej"):
        actions.note_missed_search("x", "nej")

    actions.add_synonym(actor=editor, meant=Meant(said="pusterum", means=["aflastning"]))
    actions.settle_missed(actor=editor, words="min søn")
    assert not missed_searches(Period.ALL)
    actions.note_missed_search("min søn", MissKind.FOUND_NOTHING)
    assert missed_searches(Period.WEEK)[0]["times"] == 4


def test_old_counts_are_left_out_and_forgotten(editor: Person) -> None:
    actions.note_missed_search("gammel", MissKind.FOUND_NOTHING)
    actions.mark_unclear(word="Visitation", path="/x/", client="1")
    for days, shown in ((8, (False, True)), (40, (False, False))):
        day = timezone.localdate() - timedelta(days=days)
        MissedSearch.objects.update(day=day)
        assert (
            missed_searches(Period.WEEK).exists(),
            missed_searches(Period.MONTH).exists(),
        ) == shown
    assert actions.forget_old_reports() == 0
    MissedSearch.objects.update(day=timezone.localdate() - timedelta(days=400))
    assert actions.forget_old_reports() == 1
    assert UnclearWord.objects.get().word == "visitation"


def test_a_flood_of_words_does_not_fill_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("samspil.commons.lexicon.actions.reports.MOST_A_DAY", 2)
    for number in "abc":
        actions.note_missed_search(number, MissKind.FOUND_NOTHING)
    assert MissedSearch.objects.count() == 2
