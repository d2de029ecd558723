"""Pages where places are written about; the public pages lie in front/home."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.audit.queries import entries_of_thing
from samspil.base.places import actions
from samspil.base.places.forms import PlaceForm
from samspil.base.places.models import Place
from samspil.base.places.policies import may_edit_place, may_keep_places, may_see_place_desk
from samspil.base.places.queries import missing_in, places_for_desk
from samspil.base.places.terms import PlaceKind
from samspil.kit.access import require
from samspil.kit.doors import actor_of, door, reads
from samspil.kit.editing import EditedMeanwhile, keep_typed


@door(may_see_place_desk)
@require_safe
@never_cache
@reads
def place_desk(request: HttpRequest) -> HttpResponseBase:
    """Show all places, what is missing about each, and which one may write about."""
    actor = actor_of(request)
    rows = [
        {"place": place, "missing": missing_in(place), "mine": bool(may_edit_place(actor, place))}
        for place in places_for_desk()
    ]
    context = {"rows": rows, "keeps_list": bool(may_keep_places(actor))}
    return render(request, "places/desk.html", context)


@door(may_keep_places)
@never_cache
def add_place(request: HttpRequest) -> HttpResponseBase:
    """Add a place."""
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        place = actions.add_place(
            actor=actor_of(request),
            kind=PlaceKind(form.cleaned_data["kind"]),
            parent=form.cleaned_data["parent"],
            facts=form.facts(),
            target_groups=form.chosen_groups(),
        )
        messages.success(request, _("Stedet er tilføjet."))
        return redirect("edit_place", pk=place.pk)
    return render(request, "places/place.html", {"form": form})


@door(may_see_place_desk)
@never_cache
def edit_place(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write about a place; two who save at the same time are told."""
    place = get_object_or_404(Place.objects.prefetch_related("target_groups"), pk=pk)
    require(may_edit_place(actor_of(request), place))
    keeps_list = bool(may_keep_places(actor_of(request)))
    form = PlaceForm(request.POST or None, place=place, keeps_list=keeps_list)
    if request.method == "POST" and form.is_valid() and _saved(request, place, form):
        messages.success(request, _("Stedet er gemt."))
        return redirect("edit_place", pk=pk)
    acts = entries_of_thing(place.thing)[:10]
    context = {"form": form, "place": place, "missing": missing_in(place), "acts": acts}
    return render(request, "places/place.html", {**context, "keeps_list": keeps_list})


def _saved(request: HttpRequest, place: Place, form: PlaceForm) -> bool:
    """Save, or tell in the form what stands in the way."""
    actor, cleaned = actor_of(request), form.cleaned_data
    try:
        actions.save_place(
            actor=actor,
            place=place,
            version=cleaned["version"] or 0,
            facts=form.facts(),
            target_groups=form.chosen_groups(),
        )
        if "kind" in cleaned:
            kind, parent = PlaceKind(cleaned["kind"]), cleaned["parent"]
            actions.move_place(actor=actor, place=place, kind=kind, parent=parent)
    except ValidationError as error:
        form.add_error(None, error)
    except EditedMeanwhile as meanwhile:
        keep_typed(form, meanwhile, advice=_("Gem igen, hvis det er din tekst, der gælder."))
    return not form.errors


@door(may_keep_places)
@require_POST
def close_place(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a place out of the lists, or into them again."""
    place = get_object_or_404(Place, pk=pk)
    if "reopen" in request.POST:
        actions.reopen_place(actor=actor_of(request), place=place)
        messages.success(request, _("Stedet er åbent igen."))
    else:
        actions.close_place(actor=actor_of(request), place=place)
        messages.success(request, _("Stedet er lukket. Du kan åbne det igen."))
    return redirect("edit_place", pk=pk)
