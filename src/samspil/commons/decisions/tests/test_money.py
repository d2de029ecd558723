"""Money: it adds up to the last øre, nothing is negative, what is booked stays."""

import threading
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samspil.commons.decisions.actions import money
from samspil.commons.decisions.actions.common import own
from samspil.commons.decisions.models import Budget, BudgetLine, Spending
from samspil.commons.decisions.queries.money import Amounts, Sums, _count, sums, sums_of, together
from samspil.commons.decisions.terms import LineKind, Recurrence, Source
from samspil.commons.decisions.tests.conftest import OWNER
from samspil.kit.access import ALLOWED, SYSTEM, Refused, refused
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.kroner import amount_of

pytestmark = pytest.mark.django_db
NO = refused("Nej")
COST = money.Cost(post="Frikøb", amount=Decimal(10), first_year=2025)
PAID = money.Paid(post="Frikøb", amount=Decimal("250000.25"), year=2025)


def test_yearly_lines_count_in_each_year(budget: Budget) -> None:
    money.book_spending(actor=SYSTEM, may=ALLOWED, budget=budget, paid=PAID)
    found = sums_of(budget)
    assert [year for year, _amounts in found.by_year] == [2025, 2026, 2027]
    assert found.total == Amounts(Decimal("900001.50"), Decimal(3_000_000), Decimal("250000.25"))
    assert found.cells["Frikøb", 2025].left == Decimal("749999.75")
    assert found.foreseen == Decimal("3900001.50")
    assert found.over_frame is None
    assert found.overspent == []


def test_a_warning_past_the_frame_and_for_a_year_that_is_overspent(budget: Budget) -> None:
    frame = money.Frame(frame=Decimal(3_900_000))
    budget = money.set_budget(actor=SYSTEM, may=ALLOWED, budget=budget, frame=frame)
    assert sums_of(budget).over_frame == Decimal("1.50")
    paid = replace(PAID, amount=Decimal(1_000_001))
    money.book_spending(actor=SYSTEM, may=ALLOWED, budget=budget, paid=paid)
    assert sums_of(budget).overspent == [(2025, Decimal(1))]


def test_any_number_of_budgets_costs_two_queries(
    budget: Budget, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    other = money.begin_budget(actor=SYSTEM, may=ALLOWED, owner=replace(OWNER, key="plan:4"))
    money.add_line(actor=SYSTEM, may=ALLOWED, budget=other, cost=COST)
    with django_assert_num_queries(2):
        found = sums([budget.pk, other.pk])
    assert found[budget.pk].frame == Decimal(4_500_000)
    whole = together(found.values())
    assert whole.total.planned == Decimal("900011.50")
    assert whole.posts["Frikøb"].planned == 10


@given(
    st.lists(
        st.tuples(
            st.decimals(0, 10**9, places=2),
            st.integers(2000, 2050),
            st.integers(0, 9),
            st.sampled_from(LineKind),
            st.sampled_from(["a", "b"]),
        ),
        max_size=20,
    )
)
@settings(max_examples=60)
def test_sums_are_those_of_exact_arithmetic(rows: list[Any]) -> None:
    one = Sums()
    for amount, first, more, kind, post in rows:
        line = BudgetLine(
            post=post, amount=amount, first_year=first, last_year=first + more, kind=kind
        )
        _count(one, line)
    whole = sum((amount * (more + 1) for amount, _f, more, _k, _p in rows), Decimal(0))
    for parts in (one.years, one.posts, one.cells):
        assert sum((each.planned + each.decided for each in parts.values()), Decimal(0)) == whole
    assert one.foreseen == whole == sum(one.sources.values(), Decimal(0))


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"amount": Decimal(-1)}, "amount"),
        ({"amount": Decimal("0.001")}, "amount"),
        ({"first_year": 27}, "first_year"),
        ({"last_year": 2026}, "last_year"),
        ({"recurrence": Recurrence.YEARLY, "last_year": 2024}, "last_year"),
        ({"recurrence": Recurrence.YEARLY, "last_year": 9999}, "last_year"),
    ],
)
def test_money_that_makes_no_sense_is_refused(
    budget: Budget, change: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        money.add_line(actor=SYSTEM, may=ALLOWED, budget=budget, cost=replace(COST, **change))
    assert list(error.value.message_dict) == [field]


def test_the_database_takes_no_negative_money_either(budget: Budget) -> None:
    with pytest.raises(IntegrityError):
        BudgetLine.objects.create(
            budget=budget, post="a", amount=Decimal(-1), first_year=2025, last_year=2025
        )


def test_a_frame_below_nothing_is_refused(budget: Budget) -> None:
    with pytest.raises(ValidationError):
        money.set_budget(
            actor=SYSTEM, may=ALLOWED, budget=budget, frame=money.Frame(frame=Decimal(-1))
        )


def test_a_thing_has_one_budget(budget: Budget) -> None:
    assert money.begin_budget(actor=SYSTEM, may=ALLOWED, owner=OWNER) == budget
    moved = replace(OWNER, label="Nyt navn")
    money.tell_owner(actor=SYSTEM, may=ALLOWED, budget=budget, owner=moved)
    budget.refresh_from_db()
    assert budget.owner_label == "Nyt navn"


@pytest.mark.django_db(transaction=True)
def test_two_who_open_the_money_of_a_thing_at_once_get_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    together, found = threading.Barrier(2), []

    def at_once(*told: Any) -> None:
        own(*told)
        together.wait(timeout=10)

    def begin() -> None:
        try:
            found.append(money.begin_budget(actor=SYSTEM, may=ALLOWED, owner=OWNER).pk)
        finally:
            connection.close()

    monkeypatch.setattr(money, "own", at_once)
    threads = [threading.Thread(target=begin) for _each in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 2
    assert found == [Budget.objects.get().pk] * 2


def test_what_is_booked_is_reversed_once_and_never_deleted(budget: Budget) -> None:
    row = money.book_spending(actor=SYSTEM, may=ALLOWED, budget=budget, paid=PAID)
    back = money.reverse_spending(actor=SYSTEM, may=ALLOWED, spending=row, why="Forkert post")
    assert sums_of(budget).total.spent == 0
    assert Spending.objects.count() == 2
    for again in (row, back):
        with pytest.raises(ValidationError, match="allerede"):
            money.reverse_spending(actor=SYSTEM, may=ALLOWED, spending=again)


def test_a_post_with_money_spent_keeps_its_line(budget: Budget) -> None:
    row = money.book_spending(actor=SYSTEM, may=ALLOWED, budget=budget, paid=PAID)
    line = budget.lines.get(post="Frikøb")
    with pytest.raises(ValidationError, match="Tilbagefør"):
        money.remove_line(actor=SYSTEM, may=ALLOWED, line=line)
    money.reverse_spending(actor=SYSTEM, may=ALLOWED, spending=row)
    money.remove_line(actor=SYSTEM, may=ALLOWED, line=line)
    assert not budget.lines.filter(post="Frikøb").exists()


def test_two_who_change_a_line(budget: Budget) -> None:
    line = budget.lines.get(post="Frikøb")
    cost = replace(COST, amount=Decimal(7), source=Source.FUNDER)
    money.change_line(actor=SYSTEM, may=ALLOWED, line=line, cost=cost, version=1)
    with pytest.raises(EditedMeanwhile):
        money.change_line(actor=SYSTEM, may=ALLOWED, line=line, cost=COST, version=1)
    line.refresh_from_db()
    assert (line.amount, line.last_year) == (Decimal(7), 2025)


ACTS: list[Callable[[Budget], object]] = [
    lambda budget: money.begin_budget(actor=SYSTEM, may=NO, owner=OWNER),
    lambda budget: money.set_budget(actor=SYSTEM, may=NO, budget=budget, frame=money.Frame()),
    lambda budget: money.tell_owner(actor=SYSTEM, may=NO, budget=budget, owner=OWNER),
    lambda budget: money.add_line(actor=SYSTEM, may=NO, budget=budget, cost=COST),
    lambda budget: money.change_line(actor=SYSTEM, may=NO, line=budget.lines.all()[0], cost=COST),
    lambda budget: money.remove_line(actor=SYSTEM, may=NO, line=budget.lines.all()[0]),
    lambda budget: money.book_spending(actor=SYSTEM, may=NO, budget=budget, paid=PAID),
    lambda budget: money.reverse_spending(actor=SYSTEM, may=NO, spending=Spending(pk=1)),
]


@pytest.mark.parametrize("act", ACTS)
def test_an_owner_who_says_no_is_heard(budget: Budget, act: Callable[[Budget], object]) -> None:
    with pytest.raises(Refused):
        act(budget)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.500.000", Decimal(1_500_000)),
        ("1500000", Decimal(1_500_000)),
        ("12.500,50 kr.", Decimal("12500.50")),
        ("kr. 5", Decimal(5)),
        ("12,-", Decimal(12)),
        ("-5", Decimal(-5)),
        ("1.5", None),
        ("1,555", None),
        ("mange", None),
        ("", None),
        ("1e9", None),
        ("²", None),
    ],
)
def test_amounts_as_people_type_them(typed: str, amount: Decimal | None) -> None:
    assert amount_of(typed) == amount
