"""Making leaflets, and handing over those that are kept (row N4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.people.actions import TooMany, limit_attempts
from samspil.commons.leaflets import actions
from samspil.commons.leaflets.forms import LeafletForm
from samspil.commons.leaflets.models import Leaflet
from samspil.commons.leaflets.policies import may_keep_leaflets
from samspil.commons.leaflets.queries import chosen_offers, found_for, found_offers, told
from samspil.commons.leaflets.terms import MADE_PER, MOST_MADE, MOST_OFFERS, TITLE_LENGTH, Told
from samspil.commons.offers.models import Offer
from samspil.commons.offers.queries import CATALOGUE_FACETS, FACET_PARAMETERS
from samspil.kit.documents.making import file_name, leaflet_pdf
from samspil.kit.doors import actor_of, door, open_to_all, reads
from samspil.kit.editing import EditedMeanwhile, keep_typed
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.networks import client_of
from samspil.kit.words import one_line

_LONGEST_VALUE = 60


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address of a visit chooses."""

    asked: dict[str, str]
    words: str
    ticked: list[int] = field(default_factory=list)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choices as they stand in an address."""
        pairs = [(FACET_PARAMETERS[name], value) for name, value in self.asked.items()]
        return [*pairs, *([("q", self.words)] if self.words else [])]

    @property
    def query(self) -> str:
        """The choices as the end of an address."""
        return urlencode(self.pairs)

    def offers(self) -> list[Offer]:
        """Return the offers that are ticked, or all that are found."""
        return chosen_offers(self.ticked) if self.ticked else found_offers(self.asked, self.words)


def _chosen(request: HttpRequest) -> Chosen:
    values = {
        name: request.GET.get(FACET_PARAMETERS[name], "")[:_LONGEST_VALUE]
        for name in CATALOGUE_FACETS
    }
    return Chosen(
        {name: value for name, value in values.items() if value},
        one_line(request.GET.get("q", ""))[:100],
        _ticks(request.GET.getlist("tilbud")),
    )


def _ticks(given: Sequence[str]) -> list[int]:
    return [
        int(each) for each in given[:500] if each.isascii() and each.isdigit() and len(each) < 16
    ]


def _pdf(title: str, intro: str, offers: Sequence[Offer]) -> HttpResponse:
    response = HttpResponse(leaflet_pdf(told(title, intro, offers)), content_type="application/pdf")
    name = content_disposition_header(as_attachment=True, filename=file_name(title, "pdf"))
    response["Content-Disposition"] = name or "attachment"
    return response


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def leaflets(request: HttpRequest) -> HttpResponseBase:
    """List the leaflets that are kept."""
    keeps = bool(may_keep_leaflets(actor_of(request)))
    rows = [(each, Chosen(each.asked, each.words).query) for each in Leaflet.objects.all()[:200]]
    return render(request, "leaflets/leaflets.html", {"rows": rows, "keeps": keeps})


@open_to_all
@require_safe
@never_cache
@reads
def make(request: HttpRequest) -> HttpResponseBase:
    """Choose what is to be in a leaflet, out of what the catalogue finds."""
    return _make_page(request, LeafletForm())


def _make_page(
    request: HttpRequest, form: LeafletForm, kept: Leaflet | None = None, status: int = 200
) -> HttpResponse:
    chosen = _chosen(request)
    found = found_for(chosen.asked, chosen.words)
    numbers = [offer.pk for offer in found.page]
    fixed = kept.ticked if kept else []
    context = {
        "found": found,
        "offers": chosen_offers([*fixed, *numbers]),
        "words": chosen.words,
        "most": MOST_OFFERS,
        "path": request.path if status == 200 else reverse("make_leaflet"),
        "action": f"{request.path if kept else reverse('keep_leaflet')}?{chosen.query}",
        "form": form,
        "kept": kept,
        "keeps": bool(may_keep_leaflets(actor_of(request))),
        "title": one_line(request.GET.get("titel", ""))[:TITLE_LENGTH],
        "failed": status != 200,
        "too_many": status == 429,
        "ticked": _ticks(request.POST.getlist("tilbud")) if form.is_bound else fixed or numbers,
    }
    return render(request, "leaflets/make.html", context, status=status)


@open_to_all
@require_safe
@never_cache
def made(request: HttpRequest) -> HttpResponseBase:
    """Hand over a leaflet of what is chosen, as PDF; nothing of it is kept."""
    try:
        limit_attempts(what="leaflets.make", who=client_of(request), per=MADE_PER, most=MOST_MADE)
    except TooMany:
        return _make_page(request, LeafletForm(), status=429)
    offers = _chosen(request).offers()
    title = one_line(request.GET.get("titel", ""))[:TITLE_LENGTH] or _("Tilbud")
    return _pdf(title, "", offers) if offers else _make_page(request, LeafletForm(), status=400)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def leaflet(request: HttpRequest, pk: int, slug: str) -> HttpResponseBase:
    """Hand over a leaflet that is kept, with what holds today."""
    found = get_object_or_404(Leaflet, pk=pk)
    offers = Chosen(found.asked, found.words, found.ticked).offers()
    return _pdf(found.title, found.intro, offers)


@door(may_keep_leaflets)
@never_cache
def keep(request: HttpRequest) -> HttpResponseBase:
    """Keep a leaflet of what is chosen, or show it first."""
    return _kept(request, LeafletForm(request.POST or None), None)


@door(may_keep_leaflets)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a leaflet that is kept, or show first how it becomes."""
    kept = get_object_or_404(Leaflet, pk=pk)
    now = {
        "title": kept.title,
        "intro": kept.intro,
        "follows": not kept.ticked,
        "version": kept.version,
    }
    return _kept(request, LeafletForm(request.POST or None, initial=now), kept)


def _kept(request: HttpRequest, form: LeafletForm, kept: Leaflet | None) -> HttpResponseBase:
    if request.method != "POST" or not form.is_valid():
        return _make_page(request, form, kept)
    chosen, said = _chosen(request), form.cleaned_data
    ticked = [] if said["follows"] else _ticks(request.POST.getlist("tilbud"))
    if not ticked and not said["follows"]:
        form.add_error(None, _("Sæt kryds ved mindst ét tilbud."))
        return _make_page(request, form, kept)
    told_of = Told(said["title"], said["intro"], chosen.asked, chosen.words, ticked)
    if "look" in request.POST:
        return _pdf(
            told_of.title, told_of.intro, Chosen(chosen.asked, chosen.words, ticked).offers()
        )
    return _save(request, form, kept, told_of)


def _save(
    request: HttpRequest, form: LeafletForm, kept: Leaflet | None, told_of: Told
) -> HttpResponseBase:
    actor = actor_of(request)
    try:
        if kept is None:
            actions.keep_leaflet(actor=actor, told=told_of)
        else:
            version = form.cleaned_data["version"]
            actions.save_leaflet(actor=actor, leaflet=kept, version=version, told=told_of)
    except EditedMeanwhile as meanwhile:
        keep_typed(form, meanwhile, advice=_("Gem igen, hvis det er din pjece, der gælder."))
        return _make_page(request, form, kept)
    messages.success(request, _("Pjecen er gemt. Adressen er altid den samme."))
    return redirect("leaflets")


@door(may_keep_leaflets)
@never_cache
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a leaflet away, after a page that asks."""
    found = get_object_or_404(Leaflet, pk=pk)
    if request.method != "POST":
        return render(request, "leaflets/delete.html", {"leaflet": found})
    actions.delete_leaflet(actor=actor_of(request), leaflet=found)
    messages.success(request, _("Pjecen er slettet."))
    return redirect("leaflets")
