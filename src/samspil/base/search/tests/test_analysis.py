"""Danish words: what is one word for whoever searches."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samspil.base.search.analysis.compounds import key_form, parts
from samspil.base.search.analysis.folding import plain, words_of
from samspil.base.search.analysis.keys import Vector, key_of, part_keys, root_key
from samspil.base.search.analysis.paragraphs import paragraphs_of
from samspil.base.search.analysis.phrases import phrase_key, phrases_within
from samspil.base.search.analysis.wishes import taken_apart


@pytest.mark.parametrize(
    "forms",
    [
        "barn barnet børn børnene børns boern",
        "bolig boligen boliger boligerne",
        "pårørende pårørendes paaroerende",
        "søskende soeskende SØSKENDE",
        "tilbud tilbuddet tilbuddene",
        "handicapbolig handicapboliger handicapboligerne",
        "bog bøger bøgerne",
        "mand mænd mændene",
        "Åparken Aaparken åparken",
    ],
)
def test_all_forms_and_spellings_have_one_key(forms: str) -> None:
    assert len({key_of(plain(each)) for each in forms.split()}) == 1


@pytest.mark.parametrize(
    ("word", "inside"),
    [
        ("aflastningstilbud", {"aflastning", "tilbud"}),
        ("handicapboliger", {"handicap", "bolig"}),
        ("søskendegruppe", {"søskende", "gruppe"}),
        ("bofællesskab", {"bo", "fællesskab"}),
        ("synshandicap", {"syn", "handicap"}),
        ("senhjerneskade", {"sen", "hjerneskade", "hjerne", "skade"}),
        ("børnehave", {"barn", "have"}),
        ("fleksjob", {"fleks", "job"}),
    ],
)
def test_a_compound_is_made_of_words(word: str, inside: set[str]) -> None:
    assert {each for each, _ends in parts(word)} == inside


@pytest.mark.parametrize(
    "word",
    ["søskende", "pårørende", "vejleder", "ledsager", "rådgivning", "afgørelse", "aflastning",
     "autisme", "kommunikation", "måltid", "fællesskab", "visitation"],
)  # fmt: skip
def test_what_only_looks_like_a_compound_is_none(word: str) -> None:
    assert parts(word) == ()


def test_the_last_word_of_a_compound_says_what_it_is() -> None:
    assert part_keys("aflastningstilbud") == (("tilbud", True), ("aflastning", False))


def test_a_compound_no_dictionary_has_takes_the_form_of_its_last_word() -> None:
    assert key_form("søskendegrupperne") == "søskendegruppe"


@pytest.mark.parametrize("words", ["svømme svømning", "ledsage ledsagelse", "ride ridning"])
def test_a_verb_and_the_noun_made_of_it_share_a_root(words: str) -> None:
    assert len({root_key(each) for each in words.split()}) == 1


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("§ 107", [("§107",)]),
        ("§107", [("§107",)]),
        ("paragraf 107", [("§107",)]),
        ("§ 83 a", [("§83a",)]),
        ("§ 83a og 84", [("§83a",), ("§84",)]),
        ("§§ 107 og 108", [("§107",), ("§108",)]),
        ("serviceloven § 85", [("§85", "sel§85")]),
        ("servicelovens § 85", [("§85", "sel§85")]),
        ("sel 85", [("§85", "sel§85")]),
        ("barnets lov 90", [("§90", "bl§90")]),
        ("§ 41 i serviceloven", [("§41", "sel§41")]),
        ("107 kr.", []),
        ("§", []),
    ],
)
def test_a_paragraph_is_known_however_it_is_written(text: str, keys: list[tuple[str, ...]]) -> None:
    assert paragraphs_of(text)[0] == keys


@pytest.mark.parametrize(
    ("typed", "age"),
    [
        ("bolig til 19-årig", 19),
        ("min søn på 7 år", 7),
        ("3-årige", 3),
        ("§ 107", None),
        ("tilbud", None),
    ],
)
def test_an_age_is_read_and_is_no_word(typed: str, age: int | None) -> None:
    query = taken_apart(typed)
    assert query.age == age
    assert not any(each.isdigit() for each in query.words)


def test_a_phrase_is_met_with_other_words_in_between() -> None:
    said = [key_of(each) for each in taken_apart("min datter vil slet ikke mere gå i skole").words]
    assert phrase_key("vil ikke i skole") in phrases_within(said)


def test_marks_are_no_words() -> None:
    vector = Vector()
    vector.add("Bolig", "A", title=True)
    vector.mark([":k'x\\"])
    assert vector.keys[:1] == ["bolig"]
    assert not any(each.startswith((":", "^")) for each in vector.keys)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=120))
def test_whatever_is_typed_is_taken_apart(typed: str) -> None:
    query = taken_apart(typed)
    assert len(query.words) <= 14
    assert all(words_of(each) for each in query.words)
