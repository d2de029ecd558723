"""Grouping: the board, moving cards, clusters, and proposals of what belongs together."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.commons.inputs import actions
from samspil.commons.inputs.forms import BoardForm, ClusterForm
from samspil.commons.inputs.models import Cluster, Input, Step
from samspil.commons.inputs.policies import (
    collections_visible_to,
    inputs_visible_to,
    may_edit_cluster,
    may_gather,
)
from samspil.commons.inputs.queries import (
    Wanted,
    clusters_to_choose,
    clusters_with_numbers,
    last_step,
    numbers_behind,
    voices,
)
from samspil.commons.inputs.queries import board as board_of
from samspil.commons.inputs.suggestions import ApartError, suggest
from samspil.commons.inputs.terms import MOST_ON_BOARD
from samspil.commons.inputs.views.common import cluster_of, input_of, person_of
from samspil.kit.access import require
from samspil.kit.doors import actor_of, door, note_look, reads
from samspil.kit.editing import EditedMeanwhile

FILTERS = ("q", "indsamling", "hvem", "emne")


def _wanted(form: BoardForm) -> Wanted:
    cleaned = form.cleaned_data if form.is_valid() else {}
    return Wanted(
        words=cleaned.get("q", ""),
        collection=int(cleaned.get("indsamling") or 0) or None,
        voice=cleaned.get("hvem", ""),
        topic=int(cleaned.get("emne") or 0) or None,
    )


def _filter(asked: QueryDict) -> str:
    return urlencode([(name, asked[name][:100]) for name in FILTERS if asked.get(name)])


@door(may_gather)
@require_safe
@never_cache
@reads
def board(request: HttpRequest) -> HttpResponseBase:
    """Show what nobody has grouped, and the clusters, as columns of cards."""
    actor = actor_of(request)
    form = BoardForm(request.GET or None, collections=collections_visible_to(actor))
    wanted = _wanted(form)
    note_look(request, about="inputs:board", what="inputs.board")
    clusters = list(clusters_to_choose())
    context = {
        "filter_form": form,
        "wanted": wanted,
        "filter": _filter(request.GET),
        "board": board_of(inputs_visible_to(actor), wanted, clusters),
        "clusters": clusters,
        "last_step": last_step(person_of(request)),
    }
    return render(request, "inputs/board.html", context)


def _back(request: HttpRequest) -> HttpResponseBase:
    """Lead back to the board with what it showed, or to the cluster the card was moved on."""
    if request.POST.get("back", "").isdecimal():
        return redirect("cluster", pk=int(request.POST["back"][:9]))
    kept = _filter(QueryDict(request.POST.get("filter", "")[:500]))
    place = request.POST.get("place", "")
    anchor = f"#{place}" if place.replace("-", "").isalnum() and len(place) < 30 else ""
    return redirect(f"{reverse('input_board')}{'?' + kept if kept else ''}{anchor}")


def _number(request: HttpRequest, name: str) -> int | None:
    asked = request.POST.get(name, "")
    return int(asked) if asked.isdecimal() and len(asked) < 10 else None


def _done(request: HttpRequest, do: Callable[[], object], done: str) -> bool:
    """Do something on the board and say how it went."""
    try:
        do()
    except EditedMeanwhile:
        messages.warning(
            request, _("En anden har flyttet det imens. Se, hvor det ligger nu, og prøv igen.")
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, done)
        return True
    return False


@door(may_gather)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Move a card into a cluster, or out of all."""
    found = input_of(request, pk)
    to_pk = _number(request, "to")
    to = get_object_or_404(Cluster, pk=to_pk) if to_pk else None
    seen_in = _number(request, "seen_in")
    words = _("Flyttet til ”%(title)s”.") % {"title": to.title} if to else _("Taget ud af temaet.")
    _done(
        request,
        lambda: actions.move(actor=person_of(request), input=found, to=to, seen_in=seen_in),
        words,
    )
    return _back(request)


def _chosen(request: HttpRequest) -> list[Input]:
    asked = [pk for pk in request.POST.getlist("inputs") if pk.isdecimal() and len(pk) < 10]
    visible = inputs_visible_to(actor_of(request))
    return list(visible.filter(pk__in=asked).select_related("collection"))


@door(may_gather)
@require_POST
def gather(request: HttpRequest) -> HttpResponseBase:
    """Make a new cluster, of the chosen cards or empty."""
    collection = (
        collections_visible_to(actor_of(request)).filter(pk=_number(request, "of") or 0).first()
    )
    _done(
        request,
        lambda: actions.gather(
            actor=person_of(request),
            title=request.POST.get("title", "")[:140],
            inputs=_chosen(request),
            of=collection,
        ),
        _("Temaet er oprettet."),
    )
    return _back(request)


@door(may_gather)
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Undo what one did last."""
    step = get_object_or_404(Step, pk=pk, by=person_of(request))
    _done(request, lambda: actions.undo(actor=person_of(request), step=step), _("Fortrudt."))
    return _back(request)


@door(may_gather)
@never_cache
def suggestions(request: HttpRequest) -> HttpResponseBase:
    """Show what seems to belong together, and make clusters of what is accepted."""
    if request.method == "POST":
        return _accept(request)
    loose = inputs_visible_to(actor_of(request)).loose().select_related("collection")
    note_look(request, about="inputs:board", what="inputs.suggestions")
    context: dict[str, object] = {}
    try:
        context["suggestions"] = suggest(list(loose.order_by("pk")[:MOST_ON_BOARD]))
    except ApartError:
        context["failed"] = True
    return render(request, "inputs/suggestions.html", context)


def _accept(request: HttpRequest) -> HttpResponseBase:
    number, visible = 0, inputs_visible_to(actor_of(request))
    for key in request.POST.getlist("accept")[:MOST_ON_BOARD]:
        asked = [pk for pk in request.POST.getlist(f"inputs-{key}") if pk.isdecimal()]
        # What somebody has grouped meanwhile is theirs and stays where it is.
        inputs = list(visible.loose().filter(pk__in=[pk for pk in asked if len(pk) < 10]))
        title = request.POST.get(f"title-{key}", "")[:140]
        try:
            if inputs:
                actions.gather(actor=person_of(request), title=title, inputs=inputs)
                number += 1
        except (ValidationError, EditedMeanwhile) as error:
            messages.error(request, " ".join(getattr(error, "messages", [str(error)])))
    messages.success(request, _("Temaer oprettet: %(number)s.") % {"number": number})
    return redirect("input_board")


@door(may_gather)
@require_safe
@never_cache
@reads
def clusters(request: HttpRequest) -> HttpResponseBase:
    """Show all clusters in their order, with how many spoke and what came of each."""
    return render(request, "inputs/clusters.html", {"rows": clusters_with_numbers()})


@door(may_gather)
@require_safe
@never_cache
@reads
def cluster(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a cluster: what was said, what came of it, and what can be made of it."""
    found = cluster_of(pk)
    if found.merged_into_id is not None:
        return redirect("cluster", pk=found.merged_into_id)
    actor = actor_of(request)
    cards = inputs_visible_to(actor).on_board().filter(cluster=found).select_related("collection")
    note_look(request, about=found.thing, what="inputs.cluster")
    context = {
        "cluster": found,
        "cards": cards.order_by("-received_at", "-pk"),
        "voices": voices(numbers_behind([pk])[pk]),
        "others": clusters_to_choose().exclude(pk=pk),
        "may_edit": bool(may_edit_cluster(actor, found)),
        "last_step": last_step(person_of(request)),
    }
    return render(request, "inputs/cluster.html", context)


@door(may_gather)
@never_cache
def edit_cluster(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Rename a cluster and write what it is about."""
    found = cluster_of(pk)
    require(may_edit_cluster(actor_of(request), found))
    form = ClusterForm(request.POST or None, cluster=found)
    if request.method == "POST" and form.is_valid():
        try:
            actions.save_cluster(actor=actor_of(request), cluster=found, **form.values())
        except EditedMeanwhile as meanwhile:
            form.add_error(None, str(meanwhile))
            form.data = request.POST.copy()
            form.data["version"] = str(meanwhile.current.version)
        else:
            messages.success(request, _("Temaet er gemt."))
            return redirect("cluster", pk=pk)
    return render(request, "inputs/edit_cluster.html", {"form": form, "cluster": found})


@door(may_gather)
@require_POST
def merge(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put all of a cluster into another."""
    found = cluster_of(pk)
    into = get_object_or_404(Cluster.objects.current(), pk=_number(request, "into") or 0)
    done = _done(
        request,
        lambda: actions.merge(actor=person_of(request), cluster=found, into=into),
        _("Temaerne er slået sammen."),
    )
    return redirect("cluster", pk=into.pk if done else pk)


@door(may_gather)
@require_POST
def split(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take the chosen inputs of a cluster into a new one."""
    found = cluster_of(pk)
    title = request.POST.get("title", "")[:140]
    _done(
        request,
        lambda: actions.split(
            actor=person_of(request), cluster=found, inputs=_chosen(request), title=title
        ),
        _("Det nye tema er oprettet."),
    )
    return redirect("cluster", pk=pk)


@door(may_gather)
@require_POST
def put(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Move a cluster up or down among the others."""
    up = request.POST.get("way") == "up"
    actions.put_before(actor=actor_of(request), cluster=cluster_of(pk), up=up)
    return redirect(f"{reverse('clusters')}#tema-{pk}")


@door(may_gather)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete an empty cluster."""
    found = cluster_of(pk)
    done = _done(
        request,
        lambda: actions.delete_cluster(actor=actor_of(request), cluster=found),
        _("Temaet er slettet."),
    )
    return redirect("clusters") if done else redirect("cluster", pk=pk)
