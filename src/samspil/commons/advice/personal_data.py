"""What the advice room knows about a person: talks asked for, and what is shown of an adviser."""

from typing import Any

from django.db import transaction

from samspil.base.audit.actions import record
from samspil.commons.advice.models import Adviser, TalkRequest
from samspil.kit.access import SYSTEM
from samspil.kit.encryption import address_key
from samspil.kit.erasure import Erasure

SENSITIVE = {"TalkRequest": ("address", "contact", "about", "note", "answer")}
COVERS = (
    "Adviser",
    "OfficeHours",
    "Absence",
    "TalkRequest",
    "Adviser_places",
    "Adviser_topics",
)


def export(address: str) -> dict[str, Any]:
    """Return everything kept about the person with an e-mail address."""
    talks = TalkRequest.objects.filter(address_key=address_key(address))
    adviser = Adviser.objects.filter(person__email__iexact=address).first()
    return {
        "talks": [
            {
                "asked": each.asked_at,
                "contact": each.contact,
                "way": each.way,
                "when": each.starts_at,
                "state": each.state,
                "about": each.about,
                "answer": each.answer,
                "note": each.note,
            }
            for each in talks
        ],
        "adviser": {
            "text": adviser.text,
            "phone": adviser.phone,
            "mail": adviser.mail,
            "postcodes": adviser.postcodes,
            "hours": [str(each) for each in adviser.hours.all()],
            "away": [str(each) for each in adviser.absences.all()],
        }
        if adviser
        else None,
    }


@transaction.atomic
def erase(address: str, *, dry_run: bool) -> Erasure:
    """Delete everything about the person with an e-mail address; say what is, or would be, deleted.

    The talks others asked an adviser for belong to those others: the adviser's row stays, without a person.
    """
    talks = TalkRequest.objects.filter(address_key=address_key(address))
    advisers = Adviser.objects.filter(person__email__iexact=address)
    counts = {"talks": talks.count(), "advisers": advisers.count()}
    if not dry_run:
        for talk in talks:
            record(actor=SYSTEM, verb="advice.erase", about=str(talk))
        talks.delete()
        for adviser in advisers:
            adviser.hours.all().delete()
            adviser.absences.all().delete()
        advisers.update(
            person=None, text="", text_en="", phone="", mail="", postcodes=[], is_open=False
        )
    return Erasure(dry_run=dry_run, counts=counts)
