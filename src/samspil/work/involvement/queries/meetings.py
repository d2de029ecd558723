"""Named reads of the meetings of initiatives."""

from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone

from samspil.commons.gatherings.models import Gathering, GatheringQuerySet
from samspil.kit.annual_wheel import WheelEntry
from samspil.work.involvement.models import Initiative, InitiativeMeeting, InvolvementPlan


def meetings_of(initiative: Initiative) -> GatheringQuerySet:
    """Return the meetings of an initiative, drafts too, for its staff."""
    linked = InitiativeMeeting.objects.filter(initiative=initiative).order_by()
    return Gathering.objects.filter(pk__in=linked.values("gathering")).in_lists()


def meetings_for_members(initiative: Initiative) -> GatheringQuerySet:
    """Return the meetings that those who take part know of."""
    return meetings_of(initiative).published()


def meetings_for_everybody(initiative: Initiative) -> GatheringQuerySet:
    """Return the meetings of an initiative that everybody may see and come to."""
    return meetings_of(initiative).for_everybody()


def meetings_ahead(initiative: Initiative) -> GatheringQuerySet:
    """Return the meetings that are to come, drafts too, that a new participant is invited to."""
    return meetings_of(initiative).exclude(state="cancelled").filter(starts_at__gt=timezone.now())


def wheel_dates(plans: Collection[InvolvementPlan]) -> list[WheelEntry]:
    """Return the public meetings of some plans as days of the wheel."""
    linked = InitiativeMeeting.objects.filter(initiative__plan__in=plans).order_by()
    gatherings = (
        Gathering.objects.for_everybody().in_lists().filter(pk__in=linked.values("gathering"))
    )
    return [
        WheelEntry(
            label=each.shown_title,
            starts_on=timezone.localdate(each.starts_at),
            url=reverse("gathering", args=[each.pk]),
            note=str(each.get_kind_display()),
            tone="faint" if each.is_cancelled else "strong",
        )
        for each in gatherings
    ]
