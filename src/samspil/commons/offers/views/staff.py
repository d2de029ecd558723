"""Where the catalogue is kept: list, form, preview, versions, duplicates, confirming, providers."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.commons.offers import actions
from samspil.commons.offers.forms import FilmForm, OfferForm, OfferPictureForm, ProviderForm
from samspil.commons.offers.models import Offer, OfferPicture, Provider
from samspil.commons.offers.policies import (
    may_answer_for,
    may_begin_offer,
    may_edit_offer,
    may_import_offers,
    may_keep_offers,
    may_read_reports,
    may_see_offer_desk,
    visible_to,
)
from samspil.commons.offers.queries import (
    alike,
    alike_to,
    due_for,
    history_of,
    missing_in,
    offer_numbers,
    offers_for_desk,
    offers_for_page,
    owners,
    providers,
    quality_of,
)
from samspil.commons.offers.terms import (
    DESK_PER_PAGE,
    LANGUAGES,
    MOST_REMINDED,
    NEXT_STATES,
    OfferState,
)
from samspil.kit.access import require
from samspil.kit.asking import number_asked
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, reads
from samspil.kit.editing import EditedMeanwhile, keep_typed
from samspil.kit.words import one_line


@door(may_see_offer_desk)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show offers with their quality and what waits."""
    actor, owner = actor_of(request), number_asked(request, "ansvarlig")
    asked = {
        "words": one_line(request.GET.get("q", ""))[:100],
        "state": request.GET.get("tilstand", ""),
        "only": request.GET.get("kun", ""),
    }
    page = Paginator(
        offers_for_desk(visible_to(actor), owner=owner, **asked), DESK_PER_PAGE
    ).get_page(request.GET.get("side"))
    rows = [(each, quality_of(each), bool(may_edit_offer(actor, each))) for each in page]
    context = {**asked, "page": page, "rows": rows, "owner": owner, "owners": owners()}
    may = {
        "begins": may_begin_offer(actor),
        "keeps": may_keep_offers(actor),
        "imports": may_import_offers(actor),
        "answers": may_read_reports(actor),
    }
    numbers = offer_numbers(actor)
    return render(
        request,
        "offers/desk.html",
        {**context, **may, "numbers": numbers, "states": OfferState.choices, "own": actor.pk},
    )


def _found(request: HttpRequest, pk: int) -> Offer:
    return get_object_or_404(offers_for_page(visible_to(actor_of(request))), pk=pk)


def _editable(request: HttpRequest, pk: int) -> Offer:
    found = _found(request, pk)
    require(may_edit_offer(actor_of(request), found))
    return found


@door(may_see_offer_desk)
@require_safe
@never_cache
@reads
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show how good an offer's page is, what is missing, and what can be done."""
    found, actor = _editable(request, pk), actor_of(request)
    answers = may_answer_for(actor, found)
    context = {
        "offer": found,
        "missing": missing_in(found),
        "quality": quality_of(found),
        "alike": alike_to(found) if answers else (),
        "answers_for": answers,
        "next_states": [
            each for each in OfferState if each in NEXT_STATES[OfferState(found.state)]
        ],
        "picture_form": OfferPictureForm(),
        "film_form": FilmForm(),
    }
    return render(request, "offers/prepare.html", context)


@door(may_begin_offer)
@never_cache
def write(request: HttpRequest) -> HttpResponseBase:
    """Begin an offer as a draft."""
    form = OfferForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "offers/edit.html", {"form": form})
    if "preview" in request.POST:
        return _preview(request, form, None)
    begun = actions.write_offer(actor=actor_of(request), facts=form.facts())
    messages.success(request, _("Kladden er gemt."))
    return redirect("prepare_offer", pk=begun.pk)


def _preview(request: HttpRequest, form: OfferForm, found: Offer | None) -> HttpResponseBase:
    shown = actions.preview(actor=actor_of(request), offer=found, facts=form.facts())
    languages = [LANGUAGES.get(code, code) for code in shown.languages]
    context = {"form": form, "offer": found, "shown": shown, "languages": languages}
    return render(request, "offers/edit.html", context)


@door(may_see_offer_desk)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change an offer; two who save at the same time both keep what they wrote."""
    found = _editable(request, pk)
    form = OfferForm(request.POST or None, offer=found)
    if request.method == "POST" and form.is_valid():
        if "preview" in request.POST:
            return _preview(request, form, found)
        if _saved(request, found, form):
            return redirect("prepare_offer", pk=pk)
    return render(request, "offers/edit.html", {"form": form, "offer": found})


def _saved(request: HttpRequest, found: Offer, form: OfferForm) -> bool:
    """Save, or tell in the form what stands in the way."""
    actor = actor_of(request)
    try:
        saved = actions.save_offer(
            actor=actor,
            offer=found,
            version=form.cleaned_data["version"],
            facts=form.facts(),
        )
    except ValidationError as error:
        form.add_error(None, error)
    except EditedMeanwhile as meanwhile:
        keep_typed(form, meanwhile, advice=_("Gem igen, hvis det er din tekst, der gælder."))
    else:
        if "confirm" in request.POST and saved.is_published:
            actions.confirm(actor=actor, offer=saved)
        messages.success(request, _("Tilbuddet er gemt."))
    return not form.errors


def _press(
    request: HttpRequest, pk: int, do: Callable[[Offer], object], done: str
) -> HttpResponseBase:
    found = _found(request, pk)
    pressed(request, lambda: do(found), done)
    return redirect("prepare_offer", pk=pk)


_DONE = {
    OfferState.DRAFT: lambda: _("Tilbuddet er en kladde igen."),
    OfferState.REVIEWED: lambda: _("Tilbuddet er set igennem. Nu kan det udgives."),
    OfferState.PUBLISHED: lambda: _("Tilbuddet er udgivet."),
    OfferState.PAUSED: lambda: _("Tilbuddet er sat på pause. Det vises ikke på siden."),
    OfferState.ARCHIVED: lambda: _("Tilbuddet er arkiveret. Du kan gøre det til en kladde igen."),
}


@door(may_see_offer_desk)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take an offer to another state."""
    wanted = request.POST.get("to", "")
    if wanted not in OfferState.values:
        return redirect("prepare_offer", pk=pk)
    to = OfferState(wanted)
    return _press(
        request,
        pk,
        lambda found: actions.move(actor=actor_of(request), offer=found, to=to),
        _DONE[to](),
    )


@door(may_see_offer_desk)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete a draft that was never out."""
    found, actor = _found(request, pk), actor_of(request)
    gone = pressed(
        request, lambda: actions.delete_draft(actor=actor, offer=found), _("Kladden er slettet.")
    )
    return redirect("offers_desk") if gone else redirect("prepare_offer", pk=pk)


@door(may_see_offer_desk)
@require_safe
@never_cache
@reads
def versions(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show how an offer read before, and what each saving changed."""
    found = _editable(request, pk)
    return render(request, "offers/versions.html", {"offer": found, "history": history_of(found)})


@door(may_see_offer_desk)
@never_cache
def confirm(request: HttpRequest) -> HttpResponseBase:
    """Confirm what one is responsible for: ticks and one button."""
    actor = actor_of(request)
    due = list(due_for(actor.pk or 0)[:MOST_REMINDED])
    if request.method != "POST":
        return render(request, "offers/confirm.html", {"due": due})
    ticked = set(request.POST.getlist("offer"))
    number = actions.confirm_many(actor=actor, offers=[o.pk for o in due if str(o.pk) in ticked])
    words = ngettext("%(number)s tilbud er bekræftet.", "%(number)s tilbud er bekræftet.", number)
    messages.success(request, words % {"number": number})
    return redirect("confirm_offers")


@door(may_see_offer_desk)
@require_POST
def confirm_one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Confirm one offer."""
    return _press(
        request,
        pk,
        lambda found: actions.confirm(actor=actor_of(request), offer=found),
        _("Tilbuddet er bekræftet."),
    )


@door(may_keep_offers)
@require_safe
@never_cache
@reads
def duplicates(request: HttpRequest) -> HttpResponseBase:
    """Show offers that are likely the same."""
    return render(
        request, "offers/duplicates.html", {"pairs": alike(visible_to(actor_of(request)))}
    )


@door(may_keep_offers)
@require_POST
def merge(request: HttpRequest, pk: int, into: int) -> HttpResponseBase:
    """Make one of two offers."""
    goes, stays = _found(request, pk), _found(request, into)
    pressed(
        request,
        lambda: actions.merge(actor=actor_of(request), offer=goes, into=stays),
        _("De to er nu ét tilbud. Den gamle adresse fører til det."),
    )
    return redirect("offer_duplicates")


@door(may_see_offer_desk)
@require_POST
def add_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a picture of an offer."""
    found = _editable(request, pk)
    form = OfferPictureForm(request.POST, request.FILES)
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            actions.add_picture(
                actor=actor_of(request),
                offer=found,
                upload=cleaned["picture"],
                alt=cleaned["alt"],
                alt_en=cleaned["alt_en"],
            )
        except ValidationError as error:
            form.add_error("picture", error.messages)
        else:
            return redirect("prepare_offer", pk=pk)
    return render(request, "offers/file.html", {"offer": found, "form": form})


@door(may_see_offer_desk)
@require_POST
def remove_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a picture no more."""
    seen = OfferPicture.objects.filter(offer__in=visible_to(actor_of(request)))
    found = get_object_or_404(seen.select_related("offer", "file"), pk=pk)
    actions.remove_picture(actor=actor_of(request), picture=found)
    messages.success(request, _("Billedet er fjernet."))
    return redirect("prepare_offer", pk=found.offer_id)


@door(may_see_offer_desk)
@require_POST
def add_film(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a film of our own."""
    found = _editable(request, pk)
    form = FilmForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            actions.add_film(actor=actor_of(request), offer=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect("prepare_offer", pk=pk)
    return render(request, "offers/file.html", {"offer": found, "form": form})


@door(may_see_offer_desk)
@require_POST
def remove_film(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show the film no more."""
    return _press(
        request,
        pk,
        lambda found: actions.remove_film(actor=actor_of(request), offer=found),
        _("Filmen er fjernet."),
    )


@door(may_keep_offers)
@require_safe
@never_cache
@reads
def provider_list(request: HttpRequest) -> HttpResponseBase:
    """Show who gives offers."""
    return render(request, "offers/providers.html", {"providers": providers()})


@door(may_keep_offers)
@never_cache
def edit_provider(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """Write down who gives offers."""
    found = get_object_or_404(Provider, pk=pk) if pk is not None else None
    form = ProviderForm(request.POST or None, provider=found)
    if request.method == "POST" and form.is_valid():
        ours = found is not None and found.is_municipality
        try:
            actions.save_provider(
                actor=actor_of(request), provider=found, is_municipality=ours, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return redirect("offer_providers")
    return render(request, "offers/provider.html", {"form": form, "provider": found})
