"""Where an editor takes many offers in from a file, and takes all of them out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.people.models import Person
from samspil.commons.offers import actions
from samspil.commons.offers.actions import NotAsSeen, Plan, Publish
from samspil.commons.offers.dumps import TYPES, table, whole_dump
from samspil.commons.offers.forms import ImportForm, TakeInForm
from samspil.commons.offers.import_words import COLUMNS
from samspil.commons.offers.models import PendingImport
from samspil.commons.offers.policies import may_import_offers, may_keep_offers
from samspil.commons.offers.queries import pending_imports
from samspil.commons.offers.sheets import NoSheet, ReadFile, read_file, template_rows
from samspil.commons.offers.terms import DESK_PER_PAGE
from samspil.kit.doors import actor_of, door, reads


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)


@door(may_import_offers)
@never_cache
def upload(request: HttpRequest) -> HttpResponseBase:
    """Choose a file with many offers; it is looked through, and nothing is taken in yet."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    if form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            file = read_file(chosen.read())
        except NoSheet as error:
            form.add_error("file", str(error))
        else:
            kept = actions.keep_import(actor=_person(request), file=file, file_name=chosen.name)
            return redirect("look_through_offers", ref=kept.ref)
    context = {"form": form, "waiting": pending_imports(request.user.pk)}
    return render(request, "offers/import.html", context)


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the lists of what a file would do."""

    key: str
    label: str
    rows: Sequence[Any]


def _tabs(plan: Plan) -> list[Tab]:
    told = [
        Tab("fejl", _("Skal rettes"), plan.wrong),
        Tab("nye", _("Nye"), plan.new),
        Tab("aendres", _("Ændres"), plan.changed),
        Tab("ens", _("Uændret"), plan.same),
    ]
    return [tab for tab in told if tab.rows]


def _heading(file: ReadFile, name: str) -> str:
    return file.headings.get(name) or COLUMNS.get(name, ("",))[0]


def _shown(file: ReadFile, tab: Tab, number: str | None) -> dict[str, Any]:
    page = Paginator(tab.rows, DESK_PER_PAGE).get_page(number)
    if tab.key == "fejl":
        rows: list[Any] = [(each.row, _heading(file, each.field), each.what) for each in page]
    else:
        rows = [(each, [(_heading(file, c.field), c) for c in each.changes]) for each in page]
    return {"tab": tab, "page": page, "rows": rows}


def _own(request: HttpRequest, ref: UUID) -> PendingImport:
    return get_object_or_404(pending_imports(request.user.pk).defer(None), ref=ref)


@door(may_import_offers)
@never_cache
def look_through(request: HttpRequest, ref: UUID) -> HttpResponseBase:
    """Show what a file would do to the catalogue, and do it when somebody says so."""
    pending = _own(request, ref)
    file = actions.kept_file(pending)
    plan = actions.plan_import(actor=actor_of(request), file=file)
    data = request.POST if request.method == "POST" else None
    form = TakeInForm(data, wrong=plan.wrong_rows, new=len(plan.new))
    if form.is_valid() and _took_in(request, pending, form):
        return redirect("offers_desk")
    tabs = _tabs(plan)
    tab = next((each for each in tabs if each.key == request.GET.get("vis")), tabs[0])
    # What is on the page now is what the next yes is to.
    shown_form = {"form": form, "seen": plan.digest, "pending": pending, "plan": plan}
    context = shown_form | {"tabs": tabs, "unknown": file.unknown}
    context |= _shown(file, tab, request.GET.get("side"))
    return render(request, "offers/look_through.html", context)


def _took_in(request: HttpRequest, pending: PendingImport, form: TakeInForm) -> bool:
    said = form.cleaned_data
    publish = Publish.COMPLETE if said.get("publish") else Publish.NONE
    try:
        plan = actions.take_in(
            actor=_person(request),
            pending=pending,
            publish=publish,
            skip_bad=bool(said.get("leave_out")),
            as_seen=said["seen"],
        )
    except NotAsSeen:
        form.add_error(
            None, _("Kataloget er ændret, siden du så filen igennem. Se den igennem igen.")
        )
        return False
    messages.success(request, _told(plan))
    return True


def _told(plan: Plan) -> str:
    return _("Filen er lagt ind: %(new)s nye, %(changed)s ændret, %(same)s uændret.") % {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": len(plan.same),
    }


@door(may_import_offers)
@require_POST
def drop(request: HttpRequest, ref: UUID) -> HttpResponseBase:
    """Throw away a file that was looked through."""
    actions.drop_import(actor=_person(request), pending=_own(request, ref))
    messages.success(request, _("Filen er smidt væk. Intet er ændret."))
    return redirect("import_offers")


def _file(content: bytes, name: str, form: str) -> HttpResponse:
    response = HttpResponse(content, content_type=TYPES[form])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form}"'
    return response


@door(may_import_offers)
@require_safe
@never_cache
@reads
def template(request: HttpRequest, form: str) -> HttpResponseBase:
    """Serve an empty sheet with its columns and an example."""
    if form not in {"csv", "xlsx"}:
        raise Http404
    return _file(table(template_rows(), form), "skabelon-tilbud", form)


@door(may_keep_offers)
@require_safe
@never_cache
@reads
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """Serve all offers, drafts among them, as a file that may be taken in again."""
    if form not in TYPES:
        raise Http404
    return _file(whole_dump(form), "alle-tilbud", form)
