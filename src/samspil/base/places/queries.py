"""Named reads of places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from samspil.base.audit.queries import public_version
from samspil.base.places.models import Place, PlaceQuerySet
from samspil.base.places.terms import SEVERAL, PlaceKind
from samspil.base.topics.models import Topic
from samspil.kit.danish import danish_sort_key
from samspil.kit.keeping import keep_part


def open_places() -> PlaceQuerySet:
    """Return the places that are in use, by name."""
    return Place.objects.in_use()


@dataclass(frozen=True, slots=True)
class OfferedPlace:
    """A place as a form or a filter offers it, in the language of the visit."""

    pk: int
    label: str


@keep_part(public_version)
def offered_places() -> Sequence[OfferedPlace]:
    """Return the places people may choose, by name; kept until something public changes."""
    return [OfferedPlace(place.pk, place.label) for place in open_places()]


def find_places(
    *, words: str = "", age: int | None = None, kind: PlaceKind | None = None
) -> QuerySet[Place]:
    """Return the open places that have all the words, are for an age and of a kind."""
    places = open_places().in_lists()
    if kind is not None:
        places = places.filter(kind=kind)
    if age is not None:
        places = places.filter(
            Q(age_from__isnull=True) | Q(age_from__lte=age),
            Q(age_to__isnull=True) | Q(age_to__gte=age),
        )
    for word in words.split()[:6]:
        places = places.filter(_says(word))
    return places


def _says(word: str) -> Q:
    texts = ("name", "summary", "for_whom", "offers", "address")
    english = ("name_en", "summary_en", "for_whom_en", "offers_en")
    found = Q()
    for name in (*texts, *english):
        found |= Q(**{f"{name}__icontains": word})
    named = Topic.objects.filter(
        Q(name__icontains=word) | Q(name_en__icontains=word) | Q(hint__icontains=word)
    )
    through = Place.target_groups.through.objects.filter(topic__in=named)
    return found | Q(pk__in=through.values("place"))


def by_kind(places: Iterable[Place]) -> list[tuple[str, list[Place]]]:
    """Return places under the name of their kind, by name in the Danish way; no kind is empty."""
    groups: dict[PlaceKind, list[Place]] = {kind: [] for kind in SEVERAL}
    for place in sorted(places, key=lambda each: danish_sort_key(each.label)):
        groups[PlaceKind(place.kind)].append(place)
    return [(str(SEVERAL[kind]), group) for kind, group in groups.items() if group]


def place_for_page() -> QuerySet[Place]:
    """Return places with what a page says of those above and below them."""
    children = Place.objects.in_use().in_lists()
    return Place.objects.select_related("parent").prefetch_related(
        "target_groups", Prefetch("children", queryset=children, to_attr="open_children")
    )


def places_for_desk() -> QuerySet[Place]:
    """Return all places, open and closed, with what the desk shows of them."""
    return Place.objects.select_related("parent").order_by("-is_open", "name")


def possible_parents(place: Place | None = None) -> QuerySet[Place]:
    """Return what a place may lie under: no closed place, nothing below it, but what it lies under now."""
    if place is None:
        return open_places()
    allowed = Place.objects.filter(Q(is_open=True) | Q(pk=place.parent_id))
    return allowed.exclude(pk__in=with_places_below(place.pk))


def with_places_below(pk: int) -> set[int]:
    """Return a place's id and those of all places under it, closed ones too, by one query."""
    parents = dict(Place.objects.order_by().values_list("pk", "parent_id"))
    found, added = {pk}, {pk}
    while added:
        added = {each for each, parent in parents.items() if parent in added} - found
        found |= added
    return found


def missing_in(place: Place) -> list[str]:
    """Return what a visitor would look for in vain, in words for whoever writes about the place."""
    wanted = {
        _("ingen kort beskrivelse"): place.summary,
        _("ikke skrevet, hvem det er for"): place.for_whom,
        _("ikke skrevet, hvad I tilbyder pårørende"): place.offers,
        _("ingen let udgave"): place.easy_offers,
        _("ingen telefon"): place.phone,
        _("ingen e-mail"): place.email,
        _("ingen åbningstid"): place.opening_hours,
        _("ingen adresse"): place.address,
        _("intet på engelsk"): place.offers_en,
    }
    return [words for words, there in wanted.items() if not there]
