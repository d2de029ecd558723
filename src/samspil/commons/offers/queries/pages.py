"""Offers with all that a page or a list tells of them."""

from collections.abc import Collection

from django.db.models import Prefetch, QuerySet

from samspil.base.places.models import Place
from samspil.commons.offers.models import Offer, OfferPicture, OfferQuerySet


def with_links(offers: QuerySet[Offer]) -> QuerySet[Offer]:
    """Return offers with their provider, topics and places."""
    places = Prefetch("places", queryset=Place.objects.in_lists())
    return offers.select_related("provider").prefetch_related("target_groups", "themes", places)


def offers_for_page(offers: OfferQuerySet) -> QuerySet[Offer]:
    """Return offers with all that their page tells, without the bytes of files."""
    pictures = OfferPicture.objects.select_related("file").defer("file__content")
    return (
        with_links(offers)
        .select_related("merged_into", "owner", "video", "video_captions")
        .defer("video__content", "video_captions__content")
        .prefetch_related(Prefetch("pictures", queryset=pictures))
    )


def offers_of_places(places: Collection[int]) -> OfferQuerySet:
    """Return what everybody may read about offers at some places, by name."""
    through = Offer.places.through.objects.filter(place__in=places)
    return Offer.objects.published().in_lists().filter(pk__in=through.values("offer"))
