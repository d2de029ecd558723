"""Gathering: the desk, collections, writing down and importing, quotes, calls, pledges, the trace."""

import csv
from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.commons.inputs import actions
from samspil.commons.inputs.forms import (
    CellsForm,
    CollectionForm,
    EnterForm,
    FollowForm,
    PledgeForm,
    QuoteForm,
    SheetForm,
)
from samspil.commons.inputs.models import Collection, OutcomeCall, Pledge
from samspil.commons.inputs.policies import (
    collections_to_enter,
    collections_visible_to,
    inputs_visible_to,
    may_call_back,
    may_enter_inputs,
    may_enter_into,
    may_gather,
)
from samspil.commons.inputs.queries import (
    clusters_to_choose,
    collections_for_desk,
    last_entered,
    open_calls,
    overdue_pledges,
    pledges,
    quotes_to_word,
    trace_of,
    unused_clusters,
)
from samspil.commons.inputs.sheets import NoSheet, Sheet, read_cells, read_sheet, without_contacts
from samspil.commons.inputs.terms import PER_PAGE, CollectionState
from samspil.commons.inputs.views.common import collection_of, input_of, person_of
from samspil.kit.access import require
from samspil.kit.doors import actor_of, door, note_look, reads
from samspil.kit.editing import EditedMeanwhile


@door(may_enter_inputs)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show where people were asked, and what waits."""
    actor = actor_of(request)
    inputs = inputs_visible_to(actor)
    page = Paginator(collections_for_desk(collections_visible_to(actor)), PER_PAGE)
    context = {
        "page": page.get_page(request.GET.get("side")),
        "to_enter": collections_to_enter(actor).order_by("-created_at", "-pk"),
        "may_gather": bool(may_gather(actor)),
        "loose": inputs.loose().count(),
        "quotes": inputs.filter(quotes_to_word()).count(),
        "calls": open_calls().count() if may_call_back(actor) else 0,
        "pledges": overdue_pledges().count(),
        "unused": unused_clusters().count(),
    }
    return render(request, "inputs/desk.html", context)


@door(may_gather)
@never_cache
def begin(request: HttpRequest) -> HttpResponseBase:
    """Begin a collection; a link may fill in what it comes from."""
    asked = {name: request.GET.get(name, "")[:200] for name in ("title", "kind", "held_on")}
    source = {name: request.GET.get(name, "")[:200] for name in ("source_title", "source_url")}
    form = CollectionForm(request.POST or None, initial={**asked, **source})
    if request.method == "POST" and form.is_valid():
        made = actions.begin_collection(
            actor=person_of(request), asking=form.asking(), **form.chosen()
        )
        messages.success(request, _("Kladden er gemt. Åbn indsamlingen, når du er klar."))
        return redirect("collection", pk=made.pk)
    return render(request, "inputs/edit_collection.html", {"form": form})


@door(may_gather)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what is asked; two who save at once both keep what they wrote."""
    found = collection_of(request, pk)
    form = CollectionForm(request.POST or None, collection=found)
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, found, form)
        except EditedMeanwhile as meanwhile:
            form.add_error(None, str(meanwhile))
            form.data = request.POST.copy()
            form.data["version"] = str(meanwhile.current.version)
        else:
            messages.success(request, _("Indsamlingen er gemt."))
            return redirect("collection", pk=pk)
    return render(request, "inputs/edit_collection.html", {"form": form, "collection": found})


def _save(request: HttpRequest, found: Collection, form: CollectionForm) -> None:
    actions.save_collection(
        actor=actor_of(request),
        collection=found,
        version=form.cleaned_data["version"],
        asking=form.asking(),
        **form.chosen(),
    )


@door(may_gather)
@require_safe
@never_cache
@reads
def collection(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a collection with what came in."""
    found = collection_of(request, pk)
    note_look(request, about=found.thing, what="inputs.collection")
    inputs = found.inputs.select_related("cluster").order_by("-received_at", "-pk")
    page = Paginator(inputs, PER_PAGE).get_page(request.GET.get("side"))
    context = {"collection": found, "page": page, "sheet_form": SheetForm()}
    return render(request, "inputs/collection.html", context)


@door(may_gather)
@require_POST
def change_state(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open or close a collection."""
    found = collection_of(request, pk)
    to = CollectionState.CLOSED if request.POST.get("to") == "closed" else CollectionState.OPEN
    actions.change_state(actor=actor_of(request), collection=found, to=to)
    messages.success(
        request,
        _("Indsamlingen er åben.") if to == CollectionState.OPEN else _("Indsamlingen er lukket."),
    )
    return redirect("collection", pk=pk)


@door(may_enter_inputs)
@never_cache
def enter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down one input after another; what is alike stays filled for the next."""
    actor = person_of(request)
    found = get_object_or_404(collections_to_enter(actor), pk=pk)
    require(may_enter_into(actor, found))
    form = EnterForm(request.POST or None, initial=_kept(request))
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        actions.enter(
            actor=actor,
            collection=found,
            words=form.words(),
            channel=cleaned["channel"],
            received_on=cleaned["received_on"],
        )
        request.session["inputs_kept"] = {name: str(cleaned[name]) for name in form.kept}
        messages.success(request, _("Gemt. Skriv det næste."))
        return redirect("enter_input", pk=pk)
    context = {"form": form, "collection": found, "entered": last_entered(found, actor)}
    return render(request, "inputs/enter.html", context)


def _kept(request: HttpRequest) -> dict[str, str]:
    kept = request.session.get("inputs_kept", {})
    return {name: kept[name] for name in EnterForm.kept if name in kept}


@door(may_gather)
@require_POST
@never_cache
def import_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Look a sheet through and show what it would add; nothing is saved yet."""
    found = collection_of(request, pk)
    form = SheetForm(request.POST, request.FILES)
    context: dict[str, object] = {"collection": found, "form": form}
    if form.is_valid():
        try:
            sheet, cells = read_sheet(form.cleaned_data["sheet"].read())
        except NoSheet as error:
            form.add_error("sheet", str(error))
        else:
            context |= _looked_through(found, sheet)
            context["cells_form"] = CellsForm(initial={"cells": cells})
    return render(request, "inputs/import.html", context)


def _looked_through(found: Collection, sheet: Sheet) -> dict[str, object]:
    fresh = actions.new_rows(found, sheet.rows)
    return {
        "sheet": sheet,
        "new": len(fresh),
        "known": len(sheet.rows) - len(fresh),
        "examples": [words for words, _key in fresh[:5]],
    }


@door(may_gather)
@require_POST
@never_cache
def save_sheet(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Save the rows of a sheet that was looked through."""
    found = collection_of(request, pk)
    rows = _looked_through_before(CellsForm(request.POST))
    if rows is None:
        messages.error(request, _("Vælg regnearket igen."))
        return redirect("collection", pk=pk)
    done = actions.import_rows(actor=person_of(request), collection=found, rows=rows)
    if done.added:
        words = ngettext("%(n)s input er gemt.", "%(n)s input er gemt.", done.added)
        messages.success(request, words % {"n": done.added})
    else:
        messages.info(request, _("Alle rækker var her i forvejen. Der er ikke lagt noget til."))
    return redirect("collection", pk=pk)


def _looked_through_before(form: CellsForm) -> list[actions.Words] | None:
    """Return the rows that a form carries, or None when they are no sheet."""
    if not form.is_valid():
        return None
    try:
        rows = read_cells(form.cleaned_data["cells"]).rows
    except NoSheet:
        return None
    return rows if form.cleaned_data["consent"] else without_contacts(rows)


@door(may_gather)
@require_safe
@never_cache
@reads
def export(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve a collection as CSV, without contacts."""
    found = collection_of(request, pk)
    note_look(request, about=found.thing, what="inputs.export")
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="input-{found.pk}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Tekst"), _("Rolle"), _("Emner"), _("Citat"), _("Modtaget"), _("Tema")])
    inputs = found.inputs.on_board().select_related("cluster").prefetch_related("topics")
    for each in inputs.order_by("pk"):
        topics = ", ".join(topic.label for topic in each.topics.all())
        quote = _("ja") if each.quote_allowed else _("nej")
        day = timezone.localdate(each.received_at).isoformat()
        theme = each.cluster.title if each.cluster else ""
        row = [each.text, each.get_voice_display(), topics, quote, day, theme]
        writer.writerow([_cell(value) for value in row])
    return response


def _cell(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text


@door(may_gather)
@require_safe
@never_cache
@reads
def input_page(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one input and its trace, to the letter that told the person."""
    found = input_of(request, pk)
    note_look(request, about=found.about, what="inputs.read")
    context = {
        "input": found,
        "trace": trace_of(found),
        "may_call": bool(may_call_back(actor_of(request))),
    }
    return render(request, "inputs/input.html", context)


@door(may_gather)
@require_safe
@never_cache
@reads
def quotes(request: HttpRequest) -> HttpResponseBase:
    """Show the inputs whose person allows a quote that nobody has worded."""
    waiting = inputs_visible_to(actor_of(request)).filter(quotes_to_word())
    page = Paginator(waiting.select_related("collection").order_by("pk"), PER_PAGE)
    note_look(request, about="inputs:quotes", what="inputs.quotes")
    return render(request, "inputs/quotes.html", {"page": page.get_page(request.GET.get("side"))})


@door(may_gather)
@never_cache
def quote(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Word a quote that everybody may read."""
    found = input_of(request, pk)
    form = QuoteForm(request.POST or None, input=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.release_quote(actor=actor_of(request), input=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Citatet må vises nu."))
            return redirect("input", pk=pk)
    note_look(request, about=found.about, what="inputs.read")
    return render(request, "inputs/quote.html", {"form": form, "input": found})


def _pressed(
    request: HttpRequest, pk: int, do: Callable[..., object], done: str, **more: object
) -> HttpResponseBase:
    try:
        do(actor=actor_of(request), input=input_of(request, pk), **more)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
    return redirect("input", pk=pk)


@door(may_gather)
@require_POST
def take_back_quote(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a quote no more."""
    return _pressed(request, pk, actions.take_back_quote, _("Citatet vises ikke mere."))


@door(may_gather)
@require_POST
def set_aside(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put an input aside, or take it back."""
    aside = request.POST.get("aside") == "1"
    done = _("Inputtet er lagt til side.") if aside else _("Inputtet tæller med igen.")
    return _pressed(request, pk, actions.set_aside, done, aside=aside)


@door(may_gather)
@never_cache
def erase(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Erase an input because the person asked for it, after a page that asks."""
    found = input_of(request, pk)
    if request.method != "POST":
        return render(request, "inputs/erase_for_person.html", {"input": found})
    actions.erase_for_person(actor=actor_of(request), input=found)
    messages.success(request, _("Inputtet er slettet."))
    return redirect("collection", pk=found.collection_id)


@door(may_call_back)
@require_safe
@never_cache
@reads
def calls(request: HttpRequest) -> HttpResponseBase:
    """Show whom to call and what to tell, to those who call; the look is written down."""
    waiting = list(open_calls())
    for call in waiting:
        note_look(request, about=call.input.about, what="inputs.calls")
    return render(request, "inputs/calls.html", {"calls": waiting})


@door(may_call_back)
@require_POST
def mark_called(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Note that somebody has been told."""
    call = get_object_or_404(OutcomeCall, pk=pk)
    actions.mark_called(actor=actor_of(request), call=call)
    messages.success(request, _("Noteret."))
    return redirect("input_calls")


@door(may_gather)
@require_safe
@never_cache
@reads
def pledge_list(request: HttpRequest) -> HttpResponseBase:
    """Show what other areas said they would do."""
    page = Paginator(pledges(), PER_PAGE).get_page(request.GET.get("side"))
    return render(request, "inputs/pledges.html", {"page": page})


@door(may_gather)
@never_cache
def add_pledge(request: HttpRequest) -> HttpResponseBase:
    """Record what another area said it would do."""
    initial = {"cluster": request.GET.get("tema", "")[:9]}
    form = PledgeForm(request.POST or None, clusters=clusters_to_choose(), initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.record_pledge(actor=person_of(request), **form.values())
        messages.success(request, _("Tilsagnet er skrevet op."))
        return redirect("pledges")
    return render(request, "inputs/pledge.html", {"form": form})


@door(may_gather)
@never_cache
def follow_pledge(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Note how far another area is."""
    found = get_object_or_404(Pledge.objects.select_related("cluster"), pk=pk)
    form = FollowForm(request.POST or None, pledge=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.follow_pledge(actor=actor_of(request), pledge=found, **form.values())
        except EditedMeanwhile as meanwhile:
            form.add_error(None, str(meanwhile))
            form.data = request.POST.copy()
            form.data["version"] = str(meanwhile.current.version)
        else:
            messages.success(request, _("Tilsagnet er gemt."))
            return redirect("pledges")
    return render(request, "inputs/pledge.html", {"form": form, "pledge": found})
