"""Sums of money by year and post, exact to the last øre."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from samspil.commons.decisions.models import Budget, BudgetLine, Spending
from samspil.commons.decisions.terms import LineKind

NOTHING = Decimal(0)


@dataclass(slots=True)
class Amounts:
    """What is planned, decided and spent, in kroner."""

    planned: Decimal = NOTHING
    decided: Decimal = NOTHING
    spent: Decimal = NOTHING

    def add(self, other: "Amounts") -> None:
        """Add other amounts to these."""
        self.planned += other.planned
        self.decided += other.decided
        self.spent += other.spent

    @property
    def left(self) -> Decimal:
        """What is decided and not yet spent; below nothing when too much is spent."""
        return self.decided - self.spent

    @property
    def is_past(self) -> bool:
        """Whether more is spent than was decided."""
        return self.spent > self.decided

    @property
    def percent(self) -> int:
        """How much of what is decided is spent, at most 100, rounded down."""
        if not self.decided:
            return 100 if self.spent > 0 else 0
        return int(max(NOTHING, min(self.spent, self.decided)) * 100 // self.decided)


@dataclass(slots=True)
class Sums:
    """The money of one or several budgets: per year, per post, and in all."""

    frame: Decimal | None = None
    years: dict[int, Amounts] = field(default_factory=lambda: defaultdict(Amounts))
    posts: dict[str, Amounts] = field(default_factory=lambda: defaultdict(Amounts))
    cells: dict[tuple[str, int], Amounts] = field(default_factory=lambda: defaultdict(Amounts))
    sources: dict[str, Decimal] = field(default_factory=lambda: defaultdict(Decimal))
    total: Amounts = field(default_factory=Amounts)

    def add(self, post: str, year: int, amounts: Amounts) -> None:
        """Add what one post costs in one year."""
        for place in (
            self.years[year],
            self.posts[post],
            self.cells[post, year],
            self.total,
        ):
            place.add(amounts)

    @property
    def by_year(self) -> list[tuple[int, Amounts]]:
        """The years in order with their amounts."""
        return sorted(self.years.items())

    @property
    def by_post(self) -> list[tuple[str, Amounts]]:
        """The posts with their amounts, the largest first."""
        return sorted(
            self.posts.items(),
            key=lambda one: (-max(one[1].decided, one[1].planned, one[1].spent), one[0]),
        )

    @property
    def foreseen(self) -> Decimal:
        """What is planned and decided together."""
        return self.total.planned + self.total.decided

    @property
    def over_frame(self) -> Decimal | None:
        """How much more than the frame is foreseen or spent; None when it holds, or there is none."""
        if self.frame is None:
            return None
        over = max(self.foreseen, self.total.spent) - self.frame
        return over if over > 0 else None

    @property
    def overspent(self) -> list[tuple[int, Decimal]]:
        """The years in which more was spent than decided, and how much more."""
        return [(year, one.spent - one.decided) for year, one in self.by_year if one.is_past]


def sums(budget_ids: Collection[int]) -> dict[int, Sums]:
    """Return the money of some budgets by their ids, in two queries; years of yearly lines are counted out.

    Args:
        budget_ids: whose money.
    """
    found = {pk: Sums() for pk in budget_ids}
    lines = BudgetLine.objects.filter(budget__in=found).select_related("budget")
    for line in lines.only(
        "budget", "budget__frame", "post", "amount", "first_year", "last_year", "kind", "source"
    ):
        one = found[line.budget_id]
        one.frame = line.budget.frame
        _count(one, line)
    spendings = Spending.objects.filter(budget__in=found).select_related("budget")
    for row in spendings.only("budget", "budget__frame", "post", "year", "amount", "reverses_id"):
        one = found[row.budget_id]
        one.frame = row.budget.frame
        one.add(row.post, row.year, Amounts(spent=row.signed))
    return found


def _count(one: Sums, line: BudgetLine) -> None:
    for year in line.years:
        if line.kind == LineKind.DECIDED:
            one.add(line.post, year, Amounts(decided=line.amount))
        else:
            one.add(line.post, year, Amounts(planned=line.amount))
        one.sources[line.source] += line.amount


def sums_of(budget: Budget) -> Sums:
    """Return the money of one budget."""
    one = sums([budget.pk])[budget.pk]
    one.frame = budget.frame
    return one


def together(several: Iterable[Sums]) -> Sums:
    """Return the money of several budgets as one: a plan's, or a year's; it has no frame of its own.

    Args:
        several: what `sums` returned for each.
    """
    whole = Sums()
    for one in several:
        for (post, year), amounts in one.cells.items():
            whole.add(post, year, amounts)
        for source, amount in one.sources.items():
            whole.sources[source] += amount
    return whole
