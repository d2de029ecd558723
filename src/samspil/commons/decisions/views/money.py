"""A budget's own pages: its lines, what was spent, and how it adds up."""

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.commons.decisions.actions import money
from samspil.commons.decisions.forms import BudgetForm, LineForm, SpendingForm
from samspil.commons.decisions.models import BudgetLine, Spending
from samspil.commons.decisions.policies import may_keep_money
from samspil.commons.decisions.queries.decisions import lines_of, spendings_of
from samspil.commons.decisions.queries.money import sums_of
from samspil.commons.decisions.views.common import kept_budget, may_of, saved
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, reads


@door(may_keep_money)
@require_safe
@never_cache
@reads
def budget(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a budget with all its lines and what was booked, to be worked on."""
    found = kept_budget(request, pk)
    context = {
        "budget": found,
        "sums": sums_of(found),
        "lines": lines_of(found),
        "spendings": spendings_of(found),
    }
    return render(request, "decisions/budget.html", context)


@door(may_keep_money)
@never_cache
def set_budget(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change where the money comes from, and its frame."""
    found = kept_budget(request, pk)
    form = BudgetForm(request.POST or None, budget=found)
    if request.method == "POST" and form.is_valid():
        frame, version = form.written(), form.cleaned_data["version"]
        if saved(
            request,
            form,
            lambda: money.set_budget(
                actor=actor_of(request),
                may=may_of(request, found),
                budget=found,
                frame=frame,
                version=version,
            ),
            _("Rammen er gemt."),
        ):
            return redirect("budget", pk=pk)
    return render(request, "decisions/budget_form.html", {"budget": found, "form": form})


@door(may_keep_money)
@never_cache
def add_line(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Add what a post costs."""
    found = kept_budget(request, pk)
    form = LineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cost, may = form.written(), may_of(request, found)
        if saved(
            request,
            form,
            lambda: money.add_line(actor=actor_of(request), may=may, budget=found, cost=cost),
            _("Linjen er gemt."),
        ):
            return redirect("budget", pk=pk)
    return render(request, "decisions/line_form.html", {"budget": found, "form": form})


def _line(request: HttpRequest, pk: int) -> BudgetLine:
    line = get_object_or_404(BudgetLine, pk=pk)
    line.budget = kept_budget(request, line.budget_id)
    return line


@door(may_keep_money)
@never_cache
def change_line(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a post costs."""
    line = _line(request, pk)
    form = LineForm(request.POST or None, line=line)
    if request.method == "POST" and form.is_valid():
        cost, may, version = (
            form.written(),
            may_of(request, line.budget),
            form.cleaned_data["version"],
        )
        if saved(
            request,
            form,
            lambda: money.change_line(
                actor=actor_of(request), may=may, line=line, cost=cost, version=version
            ),
            _("Linjen er gemt."),
        ):
            return redirect("budget", pk=line.budget_id)
    context = {"budget": line.budget, "form": form, "line": line}
    return render(request, "decisions/line_form.html", context)


@door(may_keep_money)
@require_POST
def remove_line(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a line out of a budget."""
    line = _line(request, pk)
    actor, may = actor_of(request), may_of(request, line.budget)
    pressed(
        request,
        lambda: money.remove_line(actor=actor, may=may, line=line),
        _("Linjen er fjernet."),
    )
    return redirect("budget", pk=line.budget_id)


@door(may_keep_money)
@never_cache
def book(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down what was paid."""
    found = kept_budget(request, pk)
    form = SpendingForm(request.POST or None, budget=found)
    if request.method == "POST" and form.is_valid():
        paid, may = form.written(), may_of(request, found)
        if saved(
            request,
            form,
            lambda: money.book_spending(actor=actor_of(request), may=may, budget=found, paid=paid),
            _("Beløbet er bogført."),
        ):
            return redirect("budget", pk=pk)
    return render(request, "decisions/spending_form.html", {"budget": found, "form": form})


@door(may_keep_money)
@require_POST
def reverse(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back what was booked by mistake."""
    spending = get_object_or_404(Spending, pk=pk)
    found = kept_budget(request, spending.budget_id)
    actor, may = actor_of(request), may_of(request, found)
    why = request.POST.get("why", "")
    pressed(
        request,
        lambda: money.reverse_spending(actor=actor, may=may, spending=spending, why=why),
        _("Beløbet er tilbageført."),
    )
    return redirect("budget", pk=found.pk)
