"""What the plans room knows about a person: what they are responsible for, what they said in office, their groups.

What is done in office stays when a person is erased: being responsible for an activity, telling how far it is,
moving a plan, choosing what a year is about, leading a group, sending a status. It names a row of the people
room, which then holds neither name nor address. That somebody takes part in a group is deleted.
"""

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from samspil.base.audit.actions import record
from samspil.kit.access import SYSTEM
from samspil.kit.encryption import address_key
from samspil.kit.erasure import Erasure
from samspil.work.plans.models import (
    Activity,
    Addressee,
    Group,
    GroupMember,
    PlanMove,
    StatusChange,
    StatusSending,
    YearFocus,
)

# Fields that are unreadable in a dump: who somebody is, and what was said within a group.
SENSITIVE = {
    "GroupMember": ("name", "contact"),
    "GroupNote": ("text", "done_with"),
}
COVERS = (
    "Activity",
    "Addressee",
    "FocusArea",
    "Group",
    "GroupMeeting",
    "GroupMember",
    "GroupNote",
    "GroupTask",
    "Plan",
    "PlanMove",
    "PlanVersion",
    "Quote",
    "StatusChange",
    "StatusSending",
    "StatusText",
    "Track",
    "YearFocus",
    "YearStep",
    "YearlyStatus",
)


def _members(address: str) -> QuerySet[GroupMember]:
    return GroupMember.objects.filter(
        Q(person__email__iexact=address.strip()) | Q(address_key=address_key(address))
    )


def export(address: str) -> dict[str, Any]:
    """Return everything kept about the person with an e-mail address."""
    email = address.strip()
    members = _members(address).select_related("group__plan", "group__focus__area", "person")
    return {
        "groups": [
            {
                "group": each.group.subject,
                "kind": each.group.kind,
                "name": each.full_name,
                "contact": each.contact,
                "side": each.side,
                "unit": each.unit,
                "joined": each.joined_on,
                "left": each.left_on,
                "tasks": list(each.tasks.order_by("pk").values("text", "due_on", "done_on")),
            }
            for each in members.order_by("pk").prefetch_related("tasks")
        ],
        "leads_groups": [
            each.subject
            for each in Group.objects.filter(lead__email__iexact=email)
            .select_related("plan", "focus__area")
            .order_by("pk")
        ],
        "responsible_for": list(
            Activity.objects.filter(responsible__email__iexact=email)
            .order_by("pk")
            .values("title", "plan__title", "state", "progress")
        ),
        "told": list(
            StatusChange.objects.filter(by__email__iexact=email)
            .order_by("pk")
            .values("at", "activity__title", "became", "progress", "note")
        ),
        "moved_plans": list(
            PlanMove.objects.filter(by__email__iexact=email)
            .order_by("pk")
            .values("at", "plan__title", "became", "why")
        ),
        "chose": list(
            YearFocus.objects.filter(chosen_by__email__iexact=email)
            .order_by("pk")
            .values("chosen_on", "year", "area__title", "why")
        ),
        "sent_status": list(
            StatusSending.objects.filter(by__email__iexact=email)
            .order_by("pk")
            .values("sent_at", "status__title", "addressee__name")
        ),
        "gets_status_for": list(
            Addressee.objects.filter(email__iexact=email).order_by("pk").values("name", "kind")
        ),
    }


@transaction.atomic
def erase(address: str, *, dry_run: bool) -> Erasure:
    """Delete that a person takes part in groups, and their address among those who get statuses.

    The committee or council stays on the list without an address; what was done in office stays too.
    """
    members = _members(address)
    addressees = Addressee.objects.filter(email__iexact=address.strip())
    counts = {"group_members": members.count(), "addressees": addressees.count()}
    if not dry_run:
        for member in members:
            record(actor=SYSTEM, verb="plans.erase", about=member.about, public=True)
            member.tasks.filter(unit="").update(unit=member.side_words)
        members.delete()
        addressees.update(email="")
    return Erasure(dry_run=dry_run, counts=counts)
