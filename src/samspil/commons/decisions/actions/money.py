"""Keep the money of a thing: its frame, its lines, and what was spent."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samspil.base.audit.actions import record
from samspil.commons.decisions.actions.common import (
    check_not_ahead,
    check_year,
    current,
    own,
    set_reach,
    write_text,
)
from samspil.commons.decisions.models import Budget, BudgetLine, Owner, Spending
from samspil.commons.decisions.terms import Funding, LineKind, Recurrence, Source
from samspil.kit.access import Actor, Verdict, require
from samspil.kit.words import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """Where money comes from, and the most that may be spent, in kroner."""

    funding: Funding = Funding.UNKNOWN
    frame: Decimal | None = None
    saving: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one post costs: an amount in kroner once, or each year from the first to the last."""

    post: str
    amount: Decimal
    first_year: int
    last_year: int | None = None
    recurrence: Recurrence = Recurrence.ONE_OFF
    kind: LineKind = LineKind.PLANNED
    source: Source = Source.OWN


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """What was paid: an amount in kroner for a post, counted in a year."""

    post: str
    amount: Decimal
    year: int
    booked_on: date | None = None
    text: str = ""
    voucher: str = ""


def _check_amount(amount: Decimal | None, field: str, *, some: bool = False) -> None:
    if amount is None:
        return
    if amount < 0 or (some and amount == 0):
        raise ValidationError({field: _("Beløbet skal være større end 0.")})
    if amount != amount.quantize(Decimal("0.01")):
        raise ValidationError({field: _("Skriv højst to tal efter kommaet.")})


@transaction.atomic
def begin_budget(*, actor: Actor, may: Verdict, owner: Owner, frame: Frame | None = None) -> Budget:
    """Return the budget of a thing, made now unless it has one.

    Args:
        actor: who asks for it.
        may: the owner's answer.
        owner: what the money is for.
        frame: where it comes from, for a new one.

    Raises Refused when the owner says no, ValidationError for a negative frame.
    """
    require(may)
    found = Budget.objects.select_for_update(of=("self",)).filter(owner_key=owner.key).first()
    if owner.key and found is not None:
        return found
    budget = Budget()
    own(budget, owner)
    told = frame or Frame()
    _check_amount(told.frame, "frame")
    write_text(budget, asdict(told), {"saving"})
    try:
        with transaction.atomic():
            budget.save()
    except IntegrityError:
        # Somebody else began it at the same moment.
        return Budget.objects.get(owner_key=owner.key)
    set_reach(budget, owner.places, owner.topics)
    record(actor=actor, verb="decisions.begin_budget", thing=budget.thing, public=True)
    return budget


@transaction.atomic
def set_budget(
    *, actor: Actor, may: Verdict, budget: Budget, frame: Frame, version: int | None = None
) -> Budget:
    """Change where the money comes from and its frame.

    Raises Refused, EditedMeanwhile when somebody saved it since `version`, ValidationError for a negative frame.
    """
    require(may)
    _check_amount(frame.frame, "frame")
    found = current(budget, version)
    write_text(found, asdict(frame), {"saving"})
    found.version += 1
    found.save()
    record(actor=actor, verb="decisions.set_budget", thing=found.thing, public=True)
    return found


@transaction.atomic
def tell_owner(*, actor: Actor, may: Verdict, budget: Budget, owner: Owner) -> None:
    """Take over the owner's new name, address, places and topics.

    Raises Refused when the owner says no.
    """
    require(may)
    found = current(budget, None)
    own(found, owner)
    found.save(update_fields=["owner_key", "owner_label", "owner_url"])
    set_reach(found, owner.places, owner.topics)
    record(actor=actor, verb="decisions.tell_owner", thing=found.thing)


def _check_cost(cost: Cost) -> int:
    _check_amount(cost.amount, "amount")
    check_year(cost.first_year, "first_year")
    last = cost.first_year if cost.last_year is None else cost.last_year
    if cost.recurrence == Recurrence.ONE_OFF and last != cost.first_year:
        raise ValidationError(
            {"last_year": _("Et engangsbeløb har kun ét år. Vælg ”hvert år”, eller slet slutåret.")}
        )
    check_year(last, "last_year")
    if last < cost.first_year:
        raise ValidationError({"last_year": _("Det sidste år kommer før det første.")})
    return last


@transaction.atomic
def add_line(*, actor: Actor, may: Verdict, budget: Budget, cost: Cost) -> BudgetLine:
    """Add what a post costs to a budget.

    Raises Refused, ValidationError for negative money or years that run backwards.
    """
    require(may)
    last = _check_cost(cost)
    line = BudgetLine(budget=budget)
    write_text(line, asdict(cost) | {"last_year": last}, {"post"})
    line.save()
    record(actor=actor, verb="decisions.add_line", thing=budget.thing, public=True)
    return line


@transaction.atomic
def change_line(
    *, actor: Actor, may: Verdict, line: BudgetLine, cost: Cost, version: int | None = None
) -> BudgetLine:
    """Change what a post costs.

    Raises Refused, EditedMeanwhile, ValidationError as `add_line` does.
    """
    require(may)
    last = _check_cost(cost)
    found = current(line, version)
    write_text(found, asdict(cost) | {"last_year": last}, {"post"})
    found.version += 1
    found.save()
    record(actor=actor, verb="decisions.change_line", thing=line.budget.thing, public=True)
    return found


@transaction.atomic
def remove_line(*, actor: Actor, may: Verdict, line: BudgetLine) -> None:
    """Take a line out of a budget, unless money was spent on its post and no other line is about it.

    Raises Refused, ValidationError when something is booked on it.
    """
    require(may)
    budget = current(line.budget, None)
    others = budget.lines.filter(post=line.post).exclude(pk=line.pk)
    booked = budget.spendings.filter(post=line.post, reverses=None, reversed_by=None)
    if booked.exists() and not others.exists():
        raise ValidationError(_("Der er brugt penge på posten. Tilbagefør dem først."))
    line.delete()
    record(actor=actor, verb="decisions.remove_line", thing=budget.thing, public=True)


@transaction.atomic
def book_spending(*, actor: Actor, may: Verdict, budget: Budget, paid: Paid) -> Spending:
    """Write down what was paid.

    Raises Refused, ValidationError for money that is none, or a day that has not come.
    """
    require(may)
    _check_amount(paid.amount, "amount", some=True)
    check_year(paid.year, "year")
    today = timezone.localdate()
    check_not_ahead(paid.booked_on, today, "booked_on")
    row = Spending(budget=budget)
    write_text(
        row, asdict(paid) | {"booked_on": paid.booked_on or today}, {"post", "text", "voucher"}
    )
    row.save()
    record(actor=actor, verb="decisions.book_spending", thing=budget.thing, public=True)
    return row


@transaction.atomic
def reverse_spending(*, actor: Actor, may: Verdict, spending: Spending, why: str = "") -> Spending:
    """Take back what was booked by mistake, by a row of its own that says why.

    Raises Refused, ValidationError when it was taken back before or is such a row itself.
    """
    require(may)
    found = Spending.objects.select_for_update(of=("self",)).get(pk=spending.pk)
    if found.reverses_id or Spending.objects.filter(reverses=found).exists():
        raise ValidationError(_("Beløbet er allerede tilbageført."))
    row = Spending.objects.create(
        budget_id=found.budget_id,
        post=found.post,
        year=found.year,
        amount=found.amount,
        text=one_line(why)[:400],
        voucher=found.voucher,
        reverses=found,
    )
    record(actor=actor, verb="decisions.reverse_spending", thing=found.budget.thing, public=True)
    return row
