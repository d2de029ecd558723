"""Named reads of interests: who is interested (for letters), how many (for people)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import BitOr, F, Min, Q, QuerySet
from django.utils import timezone

from samspil.base.topics.queries import topic_web
from samspil.base.topics.terms import Dimension
from samspil.commons.interests.models import (
    CallTask,
    Choice,
    InterestProfile,
    ProfileQuerySet,
    SignUp,
)
from samspil.commons.interests.terms import ACCESS_KEY, Form, ProfileState
from samspil.commons.interests.wishes import Wishes
from samspil.kit.danish import danish_sort_key
from samspil.kit.encryption import address_key
from samspil.kit.small_numbers import COARSE, FLOOR, shown_count


def profile_of_address(address: str) -> InterestProfile | None:
    """Return the profile with an e-mail address, withdrawn ones left out."""
    return profile_of_key(address_key(address))


def profile_of_addresses(addresses: Iterable[str]) -> InterestProfile | None:
    """Return the profile of somebody with a log-in: the first of the addresses they have proved."""
    keys = [address_key(address) for address in addresses]
    open_ones = InterestProfile.objects.filter(address_key__in=keys, withdrawn_at__isnull=True)
    found = {profile.address_key: profile for profile in open_ones}
    return next((found[key] for key in keys if key in found), None)


def profile_of_key(key: UUID) -> InterestProfile | None:
    """Return the profile with the key of an e-mail address, withdrawn ones left out."""
    return (
        InterestProfile.objects.filter(address_key=key).exclude(withdrawn_at__isnull=False).first()
    )


def profile_of_visitor(
    addresses: Iterable[str], session: Mapping[str, Any]
) -> InterestProfile | None:
    """Return the visitor's own profile, opened by log-in or by a fresh code.

    Args:
        addresses: the verified addresses of the person logged in; none for a visitor.
        session: what the browser's session holds.
    """
    own = profile_of_addresses(addresses)
    if own is not None:
        return own
    ref, until = session.get(ACCESS_KEY, ["", 0])
    if ref and until > timezone.now().timestamp():
        profile = profile_of_ref(UUID(ref))
        return profile if profile is not None and profile.withdrawn_at is None else None
    return None


def address_keys_of_visitor(addresses: Iterable[str], session: Mapping[str, Any]) -> set[UUID]:
    """Return the keys of the addresses a visitor has proved to hold; see `profile_of_visitor`."""
    addresses = list(addresses)
    keys = {address_key(address) for address in addresses}
    profile = profile_of_visitor(addresses, session)
    if profile is not None and profile.address_key is not None:
        keys.add(profile.address_key)
    return keys


def profile_of_ref(ref: UUID) -> InterestProfile | None:
    """Return the profile a sealed link speaks of, also when it is withdrawn."""
    return InterestProfile.objects.filter(ref=ref).first()


def sign_up_of_ref(ref: UUID) -> SignUp | None:
    """Return the sign-up a confirmation link speaks of."""
    return SignUp.objects.filter(ref=ref).first()


def wishes_of(profile: InterestProfile) -> Wishes:
    """Return what a profile asks for, in the form the sign-up form shows."""
    choices = list(profile.choices.values_list("topic_id", "place_id"))
    return Wishes(
        topics=tuple(sorted(topic for topic, _ in choices if topic)),
        places=tuple(sorted(place for _, place in choices if place)),
        rhythm=profile.rhythm,
        language=profile.language,
        wants_full_text=profile.wants_full_text,
        wants_newsletter=profile.wants_newsletter,
        available_for=tuple(profile.available_for),
        consent_version=profile.consent_version,
    )


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a text concerns, said by topics and places."""

    topics: frozenset[int] = frozenset()
    places: frozenset[int] = frozenset()
    newsletter: bool = False

    @classmethod
    def of(
        cls, *, topics: Iterable[int] = (), places: Iterable[int] = (), newsletter: bool = False
    ) -> "Audience":
        """Return an audience from any iterables of ids."""
        return cls(frozenset(topics), frozenset(places), newsletter)


def _matched(audience: Audience) -> QuerySet[Choice, Any]:
    """Return the profiles that share something with the audience and miss it in no dimension."""
    meeting = topic_web().meeting(audience.topics)
    dimensions = reduce(or_, meeting, 0) | (Dimension.PLACE if audience.places else 0)
    met_by = Q()
    for topic_ids in meeting.values():
        met_by |= Q(topic__in=sorted(topic_ids))
    if audience.places:
        met_by |= Q(place__in=sorted(audience.places))
    return (
        Choice.objects.filter(met_by)
        .values("profile_id")
        .annotate(met=BitOr("dimension"), named=Min(F("of_dimensions").bitand(int(dimensions))))
        .filter(met=F("named"))
        .values("profile_id")
    )


def interested_in(audience: Audience) -> ProfileQuerySet:
    """Return the active profiles that a text concerns (row P2).

    A profile is concerned when it shares a choice with the text in at least one dimension (subject, age,
    target group, place) and, in every dimension that both name, shares one there too. What a
    profile or a text leaves open excludes nobody. A text for the newsletter concerns all who want it.
    """
    concerned = Q(pk__in=[])
    if audience.topics or audience.places:
        concerned |= Q(pk__in=_matched(audience))
    if audience.newsletter:
        concerned |= Q(wants_newsletter=True)
    return InterestProfile.objects.receiving().filter(concerned)


def available_in(audience: Audience, forms: Collection[Form]) -> ProfileQuerySet:
    """Return the active profiles that a text concerns and that stand at disposal (row P3)."""
    people = InterestProfile.objects.receiving().exclude(available_for=[])
    if audience.topics or audience.places:
        people = people.filter(pk__in=_matched(audience))
    return people.filter(available_for__overlap=list(forms)) if forms else people


def receiving(profiles: Collection[int]) -> ProfileQuerySet:
    """Return those of some profiles that letters go out to."""
    return InterestProfile.objects.receiving().filter(pk__in=profiles)


MOST_CRITERIA = 2


def shown_reach(audience: Audience) -> str:
    """Return how many a text reaches, as it may be shown (row X2).

    With more than two criteria the steps are coarser: an editor may try many unions of topics, and
    what differs between two of them must not tell of one person.
    """
    criteria = len(audience.topics) + len(audience.places) + audience.newsletter
    step = COARSE if criteria > MOST_CRITERIA else FLOOR
    return shown_count(interested_in(audience).count(), step=step)


def shown_available(audience: Audience, forms: Collection[Form]) -> str:
    """Return how many stand at disposal, as it may be shown: at most two criteria at a time.

    Raises ValueError for more criteria, which could single somebody out.
    """
    if len(audience.topics) + len(audience.places) + len(forms) > MOST_CRITERIA:
        raise ValueError("At most two criteria at a time.")
    return shown_count(available_in(audience, forms).count())


def people_without_mail() -> ProfileQuerySet:
    """Return those who were entered by staff and have no e-mail."""
    return InterestProfile.objects.filter(address_key__isnull=True, withdrawn_at__isnull=True)


def by_name(people: Iterable[InterestProfile]) -> list[InterestProfile]:
    """Return people without e-mail by name in the Danish way; names can be read here only."""
    return sorted(people, key=lambda each: danish_sort_key(str(each.contact.get("name", ""))))


def open_call_tasks() -> QuerySet[CallTask]:
    """Return what is still to be told by phone or on paper, oldest first."""
    return CallTask.objects.filter(done_at__isnull=True).select_related("profile")


def expired_pauses() -> ProfileQuerySet:
    """Return the profiles whose pause is over."""
    return InterestProfile.objects.filter(
        state=ProfileState.PAUSED, paused_until__lte=timezone.localdate()
    )


def withdrawn_before(moment: datetime) -> ProfileQuerySet:
    """Return the profiles that were withdrawn before a moment."""
    return InterestProfile.objects.filter(state=ProfileState.WITHDRAWN, withdrawn_at__lt=moment)
