"""What the involvement room knows about a person: what they proposed, were asked, said and take part in.

What staff plan, answer and write in office stays when a person is erased; it names a row of the people
room, which then holds neither name nor address. Who was added without an e-mail is erased by the staff of the
initiative, since there is no address to ask by.
"""

from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from samspil.base.audit.actions import record
from samspil.kit.access import SYSTEM
from samspil.kit.encryption import address_key
from samspil.kit.erasure import Erasure
from samspil.work.involvement.models import (
    Initiative,
    Invitation,
    NoteVersion,
    Participant,
    Proposal,
)

# Fields that are unreadable in a dump: who somebody is, and what they wrote.
SENSITIVE = {
    "Proposal": ("title", "what", "why", "address"),
    "Invitation": ("name", "contact", "note"),
    "Participant": ("name", "contact", "address"),
    "Note": ("title", "body"),
    "NoteVersion": ("title", "body"),
}
COVERS = (
    "Initiative",
    "InitiativeMeeting",
    "Proposal",
    "InvitationRound",
    "Invitation",
    "Participant",
    "Note",
    "NoteVersion",
    "SharedFile",
)


def export(address: str) -> dict[str, Any]:
    """Return everything kept about the person with an e-mail address."""
    key = address_key(address)
    responsible = Initiative.objects.filter(responsible__email__iexact=address.strip())
    return {
        "proposals": [
            {
                "created": each.created_at,
                "title": each.title,
                "what": each.what,
                "why": each.why,
                "role": each.role,
                "may_be_shown": each.may_be_shown,
                "state": each.state,
                "answer": each.answer,
                "became": each.initiative.title if each.initiative else None,
            }
            for each in Proposal.objects.filter(address_key=key).select_related("initiative")
        ],
        "invitations": [
            {
                "invited": each.round.sent_at,
                "to": each.round.initiative.title,
                "answer": each.answer,
                "answered": each.answered_at,
                "name": each.name,
                "contact": each.contact,
                "note": each.note,
            }
            for each in _invitations(address).select_related("round__initiative")
        ],
        "takes_part_in": [
            {
                "initiative": each.initiative.title,
                "name": each.name,
                "contact": each.contact,
                "joined": each.joined_on,
                "left": each.left_on,
                "wrote": [
                    {"at": version.at, "title": version.title, "text": version.body}
                    for version in NoteVersion.objects.filter(participant=each).order_by("pk")
                ],
            }
            for each in Participant.objects.filter(address_key=key).select_related("initiative")
        ],
        "responsible_for": list(responsible.order_by("pk").values("title", "state")),
    }


def _invitations(address: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(profile__address_key=address_key(address))


@transaction.atomic
def erase(address: str, *, dry_run: bool) -> Erasure:
    """Delete what a person proposed, was asked and takes part in; say what is, or would be, deleted.

    Notes written together belong to all who wrote them; they stay, without the name.
    """
    key = address_key(address)
    proposals = Proposal.objects.filter(address_key=key)
    participants = Participant.objects.filter(address_key=key)
    invitations = _invitations(address)
    counts = {
        "proposals": proposals.count(),
        "invitations": invitations.count(),
        "participations": participants.count(),
    }
    if not dry_run:
        shown = proposals.filter(is_shown=True).exists()
        for about in (
            *(each.about for each in proposals),
            *(each.about for each in invitations),
            *(each.about for each in participants),
        ):
            record(actor=SYSTEM, verb="involvement.erase", about=about, public=shown)
        participants.delete()
        invitations.delete()
        proposals.delete()
    return Erasure(dry_run=dry_run, counts=counts)
