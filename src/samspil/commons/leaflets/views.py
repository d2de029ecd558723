"""Making leaflets, and handing over those that are kept (row N4)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.audit.queries import public_version
from samspil.base.people.actions import TooMany, limit_attempts
from samspil.commons.leaflets import actions
from samspil.commons.leaflets.forms import LeafletForm
from samspil.commons.leaflets.models import Leaflet
from samspil.commons.leaflets.policies import may_keep_leaflets
from samspil.commons.leaflets.queries import chosen_offers, found_offers, told
from samspil.commons.leaflets.terms import INTRO_LENGTH, MADE_PER, MOST_MADE, TITLE_LENGTH
from samspil.commons.offers.models import Offer
from samspil.commons.offers.queries import CATALOGUE_FACETS, FACET_PARAMETERS
from samspil.kit.documents.making import file_name, leaflet_pdf
from samspil.kit.doors import actor_of, door, open_to_all, reads
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
    context = {"leaflets": Leaflet.objects.all()[:200], "keeps": keeps}
    return render(request, "leaflets/leaflets.html", context)


@open_to_all
@require_safe
@never_cache
@reads
def make(request: HttpRequest) -> HttpResponseBase:
    """Choose what is to be in a leaflet, out of what the catalogue finds."""
    return _made_page(request, LeafletForm())


def _made_page(request: HttpRequest, form: LeafletForm, status: int = 200) -> HttpResponse:
    chosen = _chosen(request)
    found = found_offers(chosen.asked, chosen.words)
    context = {
        "found": found,
        "chosen": chosen,
        "form": form,
        "keeps": bool(may_keep_leaflets(actor_of(request))),
        "title": one_line(request.GET.get("titel", ""))[:TITLE_LENGTH],
        "too_many": status == 429,
        "ticked": _ticks(request.POST.getlist("tilbud")) or [each.pk for each in found],
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
        return _made_page(request, LeafletForm(), status=429)
    offers = _chosen(request).offers()
    title = one_line(request.GET.get("titel", ""))[:TITLE_LENGTH] or _("Tilbud")
    intro = request.GET.get("ord", "")[:INTRO_LENGTH]
    return _pdf(title, intro, offers) if offers else _made_page(request, LeafletForm(), 400)


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
    """Keep a leaflet of what is chosen."""
    form, chosen = LeafletForm(request.POST or None), _chosen(request)
    if request.method != "POST" or not form.is_valid():
        return _made_page(request, form)
    said = form.cleaned_data
    ticked = [] if said.pop("follows") else _ticks(request.POST.getlist("tilbud"))
    actions.save_leaflet(
        actor=actor_of(request), asked=chosen.asked, words=chosen.words, ticked=ticked, **said
    )
    messages.success(request, _("Pjecen er gemt. Adressen er altid den samme."))
    return redirect("leaflets")


@door(may_keep_leaflets)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a leaflet away."""
    actions.delete_leaflet(actor=actor_of(request), leaflet=get_object_or_404(Leaflet, pk=pk))
    messages.success(request, _("Pjecen er slettet."))
    return redirect("leaflets")
