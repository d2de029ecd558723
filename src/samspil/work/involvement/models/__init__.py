"""The plan of the year, what people propose, who is asked and takes part, and what they work on together."""

from samspil.work.involvement.models.communities import Note, NoteVersion, SharedFile
from samspil.work.involvement.models.invitations import Invitation, InvitationRound, Participant
from samspil.work.involvement.models.meetings import InitiativeMeeting
from samspil.work.involvement.models.plans import Initiative, InvolvementPlan
from samspil.work.involvement.models.proposals import Proposal

__all__ = [
    "Initiative",
    "InitiativeMeeting",
    "Invitation",
    "InvitationRound",
    "InvolvementPlan",
    "Note",
    "NoteVersion",
    "Participant",
    "Proposal",
    "SharedFile",
]
