"""Where it is said what people mean."""

import csv

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.search.terms import PHRASE_LENGTH
from samspil.commons.lexicon import actions
from samspil.commons.lexicon.forms import SheetForm, SynonymForm
from samspil.commons.lexicon.models import Synonym
from samspil.commons.lexicon.policies import may_keep_words
from samspil.commons.lexicon.queries import synonyms_for_desk
from samspil.commons.lexicon.terms import PER_PAGE
from samspil.kit.doors import actor_of, door, reads
from samspil.kit.spreadsheets import spreadsheet_cell
from samspil.kit.words import one_line


@door(may_keep_words)
@require_safe
@never_cache
@reads
def synonyms(request: HttpRequest) -> HttpResponseBase:
    """Show what people say and what it means."""
    words = one_line(request.GET.get("q", ""))[:PHRASE_LENGTH]
    page = Paginator(synonyms_for_desk(words), PER_PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "words": words, "sheet_form": SheetForm()}
    return render(request, "lexicon/synonyms.html", context)


@door(may_keep_words)
@never_cache
def add(request: HttpRequest) -> HttpResponseBase:
    """Say what people mean by something, perhaps by a search that went wrong."""
    said = one_line(request.GET.get("sagt", ""))[:PHRASE_LENGTH]
    form = SynonymForm(request.POST or None, initial={"said": said})
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_synonym(actor=actor_of(request), meant=form.meant())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Gemt. Det virker fra næste søgning."))
            return redirect("synonyms")
    return render(request, "lexicon/synonym.html", {"form": form})


@door(may_keep_words)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what people mean by something."""
    found = get_object_or_404(Synonym.objects.filter(is_off=False), pk=pk)
    form = SynonymForm(request.POST or None, synonym=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_synonym(actor=actor_of(request), synonym=found, meant=form.meant())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Gemt. Det virker fra næste søgning."))
            return redirect("synonyms")
    return render(request, "lexicon/synonym.html", {"form": form, "synonym": found})


@door(may_keep_words)
@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let something said mean nothing more."""
    found = get_object_or_404(Synonym.objects.filter(is_off=False), pk=pk)
    actions.remove_synonym(actor=actor_of(request), synonym=found)
    messages.success(request, _("Fjernet. Det virker fra næste søgning."))
    return redirect("synonyms")


@door(may_keep_words)
@require_safe
@never_cache
@reads
def export(request: HttpRequest) -> HttpResponseBase:
    """Serve all synonyms as CSV, as they can be taken in again."""
    response = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="soegeord.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([_("Sagt"), _("Betyder"), _("Vægt"), _("Sprog")])
    for each in synonyms_for_desk():
        cells = (each.said, "|".join(each.means), each.weight, each.language)
        writer.writerow(map(spreadsheet_cell, cells))
    return response


@door(may_keep_words)
@never_cache
def take_in(request: HttpRequest) -> HttpResponseBase:
    """Take synonyms in from a CSV file."""
    form = SheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        brought = actions.import_synonyms(actor=actor_of(request), sheet=form.cleaned_data["sheet"])
        messages.success(request, _("%(count)s søgeord er gemt.") % {"count": brought.saved})
        if brought.wrong:
            lines = ", ".join(map(str, brought.wrong[:20]))
            messages.warning(request, _("Vi forstod ikke linje %(lines)s.") % {"lines": lines})
        return redirect("synonyms")
    return render(request, "lexicon/import.html", {"form": form})
