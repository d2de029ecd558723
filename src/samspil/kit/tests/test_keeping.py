"""What pages are made of: kept per language and arguments, never older than the public version."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone, translation
from tests.pages import text_of

from samspil.kit import keeping
from samspil.kit.keeping import STORE, KeptPage, keep_for_everybody, keep_part


class Number:
    """A public version that a test raises, and how often it was asked for."""

    def __init__(self) -> None:
        self.value = 1
        self.asked = 0

    def __call__(self) -> int:
        self.asked += 1
        return self.value


@pytest.fixture
def number() -> Number:
    return Number()


def test_it_is_made_again_when_public_things_change(number: Number) -> None:
    made: list[int] = []

    @keep_part(number)
    def part() -> int:
        made.append(number.value)
        return number.value

    assert [part(), part()] == [1, 1]
    number.value = 2
    assert [part(), part()] == [2, 2]
    number.value = 1
    assert part() == 1
    assert made == [1, 2, 1]


def test_each_language_and_argument_has_its_own(number: Number) -> None:
    @keep_part(number)
    def part(of: str) -> str:
        return f"{of} {translation.get_language()}"

    for _again in range(2):
        for language in ("da", "en"):
            with translation.override(language):
                assert part("a") == f"a {language}"
                assert part(of="b") == f"b {language}"


def test_a_change_while_it_is_made_makes_it_stale_at_once(number: Number) -> None:
    @keep_part(number)
    def part() -> int:
        number.value += 1
        return number.value

    assert part() == 2
    assert part() == 3


@pytest.mark.django_db(transaction=True)
def test_a_transaction_neither_keeps_nor_takes(number: Number) -> None:
    seen = ["before"]

    @keep_part(number)
    def part() -> str:
        return seen[-1]

    with transaction.atomic():
        seen.append("what is rolled back")
        assert part() == "what is rolled back"
    seen.append("after")
    assert part() == "after"
    with transaction.atomic():
        seen.append("own change")
        assert part() == "own change"
    assert part() == "after"


def test_a_kept_page_asks_once_for_all_its_parts(number: Number, rf: RequestFactory) -> None:
    @keep_part(number)
    def part(name: str) -> str:
        return name

    @keep_for_everybody(number)
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(part("a") + part("b"))

    assert text_of(page(rf.get("/"))) == "ab"
    assert number.asked == 1
    part("a")
    assert number.asked == 2


def test_a_failing_page_leaves_no_number_behind(number: Number, rf: RequestFactory) -> None:
    @keep_part(number)
    def part() -> int:
        return number.value

    @keep_for_everybody(number)
    def page(request: HttpRequest) -> HttpResponse:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        page(rf.get("/"))
    number.value = 2
    assert part() == 2


def test_the_first_answer_is_compressed_once_and_like_the_next(
    number: Number, rf: RequestFactory
) -> None:
    @keep_for_everybody(number)
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse("æøå" * 200)

    answers = [page(rf.get("/", headers={"accept-encoding": "gzip"})) for _again in range(2)]
    assert [answer.headers["Content-Encoding"] for answer in answers] == ["gzip", "gzip"]
    assert text_of(page(rf.get("/"))) == "æøå" * 200


def test_a_kept_file_keeps_its_name(number: Number, rf: RequestFactory) -> None:
    @keep_for_everybody(number)
    def file(request: HttpRequest) -> HttpResponse:
        named = {"Content-Disposition": 'attachment; filename="plan.csv"'}
        return HttpResponse("a;b", content_type="text/csv", headers=named)

    for _again in range(2):
        assert file(rf.get("/"))["Content-Disposition"] == 'attachment; filename="plan.csv"'


def test_a_page_that_tells_what_is_over_lasts_its_time(
    number: Number, rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count()

    @keep_for_everybody(number, lasts=timedelta(minutes=5))
    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(str(next(made)))

    now = datetime(2026, 5, 4, 12, 1, tzinfo=UTC)
    for minutes, expected in ((0, "0"), (3, "0"), (4, "1"), (8, "1"), (9, "2")):
        moment = now + timedelta(minutes=minutes)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        assert text_of(page(rf.get("/"))) == expected


def test_pages_take_no_more_memory_than_they_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "MOST_KEPT", 100)
    for name in ("a", "b", "a", "c"):
        STORE.put((name,), KeptPage(1, b"x" * 40, "text/html"))
    assert [*STORE.pages] == [("a",), ("c",)]
    STORE.put(("a",), KeptPage(1, b"x" * 60, "text/html"))
    assert STORE.get(("a",), 1) == KeptPage(1, b"x" * 60, "text/html")
    assert STORE.get(("c",), 1) is not None


def test_a_change_gives_up_the_pages_made_before_it() -> None:
    STORE.put(("a",), KeptPage(1, b"old", "text/html"))
    STORE.put(("b",), KeptPage(2, b"new", "text/html"))
    assert [*STORE.pages] == [("b",)]
