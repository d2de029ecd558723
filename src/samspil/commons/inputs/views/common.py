"""What the pages for staff share."""

from typing import cast

from django.db.models import Prefetch
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from samspil.base.people.models import Person
from samspil.commons.inputs.models import Cluster, Collection, Input, OutcomeChange
from samspil.commons.inputs.policies import (
    collections_visible_to,
    inputs_visible_to,
)
from samspil.kit.doors import actor_of


def person_of(request: HttpRequest) -> Person:
    """Return the person behind a door that lets in persons only."""
    return cast("Person", request.user)


def collection_of(request: HttpRequest, pk: int) -> Collection:
    """Return a collection the actor works with, or 404."""
    found = collections_visible_to(actor_of(request)).prefetch_related("places", "topics")
    return get_object_or_404(found, pk=pk)


def input_of(request: HttpRequest, pk: int) -> Input:
    """Return an input the actor may read, or 404."""
    found = inputs_visible_to(actor_of(request)).select_related("collection", "cluster")
    return get_object_or_404(found, pk=pk)


def cluster_of(pk: int) -> Cluster:
    """Return a cluster with what came of it, or 404; clusters are seen by all who gather."""
    changes = Prefetch("outcomes__changes", OutcomeChange.objects.order_by("at", "pk"))
    found = Cluster.objects.select_related("merged_into").prefetch_related(
        "places", "topics", changes, "pledges"
    )
    return get_object_or_404(found, pk=pk)
