"""What is found, in which order, and why."""

from collections.abc import Collection, Iterable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samspil.base.search import sources
from samspil.base.search.actions import refresh, refresh_all, set_sayings
from samspil.base.search.models import SearchTerm, SearchText
from samspil.base.search.queries import search
from samspil.base.search.terms import EVERY, Saying, Text

pytestmark = pytest.mark.django_db

TEXTS = {
    each.key: each
    for each in (
        Text(
            key="respite",
            ref="K1",
            url="/1/",
            title="Aflastning i en familie",
            summary="Dit barn er væk en weekend.",
            keywords=["Barnets lov § 90", "Serviceloven § 84"],
            age_from=0,
            age_to=17,
            facets={"theme": ["1"], "target": [EVERY]},
        ),
        Text(
            key="shared",
            url="/2/",
            title="Bofællesskab for unge",
            summary="Et sted at bo for dig med autisme.",
            keywords=["Serviceloven § 107"],
            age_from=18,
            age_to=30,
            facets={"theme": ["2"], "target": ["autism"]},
        ),
        Text(
            key="homes",
            url="/3/",
            title="Handicapboliger i Åparken",
            summary="Lejligheder med plads til en kørestol.",
            facets={"theme": ["2"], "target": ["mobility"]},
        ),
        Text(
            key="swim",
            url="/4/",
            title="Svømning for alle",
            title_en="Swimming for all",
            summary="Vandet er varmt.",
            facets={"theme": ["3"], "target": [EVERY]},
        ),
        Text(key="over", url="/5/", title="Svømmestævne", until=timezone.now() - timedelta(days=1)),
    )
}


def texts(keys: Collection[str] | None) -> Iterable[Text]:
    return [each for key, each in TEXTS.items() if keys is None or key in keys]


@pytest.fixture(autouse=True)
def index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_SOURCES", {"thing": texts})
    refresh_all()


def keys(typed: str, **more: object) -> list[str]:
    return [each.text.key for each in search(typed, **more).results]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("aflastning", "respite"),
        ("aflastningstilbud", "respite"),
        ("aflasning", "respite"),
        ("aflast", "respite"),
        ("boern weekend", "respite"),
        ("barnets lov 90", "respite"),
        ("§ 84", "respite"),
        ("paragraf 107", "shared"),
        ("autsime", "shared"),
        ("bolig", "homes"),
        ("handicapbolig", "homes"),
        ("bolig til handicap", "homes"),
        ("aaparken", "homes"),
        ("koerestole", "homes"),
        ("svømme", "swim"),
        ("svømmehal", "swim"),
        ("swimming", "swim"),
        ("koerestlo", "homes"),
    ],
)
def test_what_one_means_comes_first(typed: str, first: str) -> None:
    assert keys(typed)[:1] == [first]


@pytest.mark.parametrize("typed", ["giraf", "xyzzyx", "' & | ! :*", "§", "\0", "🦒", "og i at"])
def test_what_nobody_has_is_not_made_up(typed: str) -> None:
    assert keys(typed) == []


def test_nothing_typed_finds_all_that_is_not_over() -> None:
    assert set(keys("")) == {"respite", "shared", "homes", "swim"}
    assert keys("svømmestævne") != ["over"]


def test_a_word_taken_for_another_is_told() -> None:
    assert search("autsime").taken_as == {"autsime": "autisme"}


def test_an_age_brings_what_is_for_it_first_and_hides_nothing() -> None:
    assert keys("bo 19 år")[:1] == ["shared"]
    assert keys("", age=10) == ["respite", "homes", "swim"]


def test_facets_narrow_and_what_is_for_all_always_meets() -> None:
    assert set(keys("", facets={"target": ["autism"]})) == {"respite", "shared", "swim"}
    assert set(keys("", facets={"target": ["autism"], "theme": ["2"]})) == {"shared"}
    assert keys("", facets={"target": ["autism", "mobility"], "theme": ["2"]}) == [
        "shared",
        "homes",
    ]
    assert set(keys("", facets={"target": ["nobody"]})) == {"respite", "swim"}
    assert keys("", facets={"theme": ["9"]}) == []


def test_facets_are_counted_with_what_is_for_all() -> None:
    found = search("")
    assert found.facets == {
        "type": {"thing": 4},
        "theme": {"1": 1, "2": 2, "3": 1},
        "target": {"autism": 3, "mobility": 3},
    }


def test_kinds_narrow() -> None:
    assert keys("svømning", kinds=["thing"]) == ["swim"]
    assert keys("svømning", kinds=["other"]) == []


def test_pages_follow_each_other() -> None:
    both = [search("", page=page, per_page=2) for page in (1, 2)]
    assert [len(each.results) for each in both] == [2, 2]
    assert len({each.text.key for found in both for each in found.results}) == 4
    assert {each.total for each in both} == {4}


def test_sayings_work_at_once_and_can_be_taken_back() -> None:
    assert keys("pusterum") == []
    set_sayings({"editor": [Saying(said="pusterum", means=["aflastning"], weight=0.9)]})
    assert keys("pusterum") == ["respite"]
    assert keys("et pusterumm") == ["respite"]
    set_sayings({"editor": []})
    assert keys("pusterum") == []


def test_a_phrase_is_met_whole_or_not_at_all() -> None:
    set_sayings({"editor": [Saying(said="blive våd", means=["svømning"])]})
    assert keys("jeg vil gerne blive rigtig våd") == ["swim"]


def test_a_saying_of_little_words_is_left_out() -> None:
    set_sayings({"editor": [Saying(said="og i at", means=["svømning"])]})
    assert keys("og i at") == []


def test_what_a_result_meets_is_told() -> None:
    assert search("varm svømning").results[0].because == ("varm", "svømning")


def test_what_lies_near_is_kept_apart_from_results() -> None:
    found = search("svømning giraf elefant næsehorn flodhest krokodille")
    assert found.results == []
    assert [each.text.key for each in found.near] == ["swim"]


def test_refreshing_one_takes_in_its_new_words_and_drops_what_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(TEXTS, "swim", Text(key="swim", url="/4/", title="Ridning"))
    refresh("thing", ["swim"])
    assert (keys("ridning"), keys("svømning")) == (["swim"], [])
    monkeypatch.delitem(TEXTS, "swim")
    refresh("thing", ["swim"])
    assert keys("ridning") == []
    assert SearchText.objects.count() == len(TEXTS)


def test_words_are_counted() -> None:
    uses = dict(SearchTerm.objects.values_list("term", "uses"))
    assert (uses[""], uses["bolig"], uses.get("giraf", 0)) == (5, 1, 0)


def test_a_search_asks_the_database_as_often_however_much_is_found(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(5):
        search("bolig")


def test_the_command_prints_what_scripts_need(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search", "aflastning", "--json")
    told = capsys.readouterr().out
    assert '"id": "K1"' in told
    assert '"kind": "thing"' in told
    call_command("search", "aflastning")
    assert "Aflastning i en familie" in capsys.readouterr().out


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=200))
def test_no_query_gives_an_error(typed: str) -> None:
    found = search(typed)
    assert found.total >= len(found.results)


@pytest.mark.parametrize(
    "typed",
    ["'", "\\", "a'b", "a\\'b", "%", "%s", "%(x)s", "a & | b", ":*", "a:*", "§ 999999999", "x" * 5000, "ord " * 200,
     "\u202eabc", "é̂̃", "<b>", "a\x00b", "--", ";DROP TABLE", "$1", "{}", "§§§ 1 a b c", "1-1-1", "’’’", "a'-'b"],
)  # fmt: skip
def test_odd_queries_are_only_words(typed: str) -> None:
    search(typed)
    search(f"svømning {typed}")
