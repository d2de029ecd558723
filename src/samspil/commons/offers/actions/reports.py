"""Take in what people tell about offers, answer it, and show what they allow."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send, stop
from samspil.base.people.actions import limit_attempts
from samspil.base.people.models import Person
from samspil.commons.offers import letters
from samspil.commons.offers.models import Offer, OfferReport
from samspil.commons.offers.policies import may_answer_report, may_report, may_show_report
from samspil.commons.offers.terms import (
    KEEP_TOLD,
    RATE_WINDOW,
    REPORTS_PER_CLIENT,
    ReportKind,
    ReportState,
)
from samspil.kit.access import Actor, System, require
from samspil.kit.encryption import address_key
from samspil.kit.words import readable


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What somebody tells about an offer.

    Args:
        kind: an error, an experience or praise.
        text: the words; they lie encrypted.
        voice: as whom somebody speaks.
        address: where to tell that there is an answer; empty for nowhere.
        may_publish: whether staff may show it, in words nobody can be known by.
    """

    kind: ReportKind
    text: str
    voice: str = ""
    address: str = ""
    may_publish: bool = False


def report(*, actor: Actor, offer: Offer, told: Told, client: str) -> OfferReport:
    """Take in what somebody tells about an offer; nobody needs an account.

    Args:
        actor: the visitor.
        offer: one that is out.
        told: what is told.
        client: the network address, counted as a keyed hash.

    Raises:
        TooMany: when one client has sent very many.
        Refused: when the offer is not out any more.
    """
    limit_attempts(
        what="offers.report.client", who=client, per=RATE_WINDOW, most=REPORTS_PER_CLIENT
    )
    with transaction.atomic():
        current = Offer.objects.select_related("owner").get(pk=offer.pk)
        require(may_report(current))
        address = told.address.strip()
        made = OfferReport.objects.create(
            offer=current,
            kind=told.kind,
            voice=told.voice,
            text=readable(told.text).strip(),
            address=address,
            address_key=address_key(address) if address else None,
            language=(get_language() or "da")[:2],
            may_publish=told.may_publish,
        )
        record(actor=actor, verb="offers.report", thing=made.thing)
        if current.owner is not None and current.owner.is_active:
            send(
                draft=letters.told(),
                address=current.owner.email,
                dedupe_key=f"offers:told:{current.owner_id}:{timezone.localdate()}",
            )
    return made


def _locked(report: OfferReport) -> OfferReport:
    return (
        OfferReport.objects.select_for_update(of=("self",))
        .select_related("offer")
        .get(pk=report.pk)
    )


@transaction.atomic
def answer_report(
    *, actor: Person, report: OfferReport, answer: str, we_did: str = ""
) -> OfferReport:
    """Answer what somebody told; who left an address gets a letter that there is an answer.

    Args:
        actor: who answers.
        report: what was told.
        answer: the answer, read behind the writer's own link.
        we_did: what was done because of it, shown to all when the writer allows it.

    Raises Refused when the actor may not, ValidationError without an answer.
    """
    current = _locked(report)
    require(may_answer_report(actor, current))
    if not answer.strip():
        raise ValidationError({"answer": _("Skriv et svar.")})
    current.answer, current.we_did = readable(answer).strip(), readable(we_did).strip()
    current.answered_at, current.answered_by = timezone.now(), actor
    if current.state == ReportState.NEW:
        current.state = ReportState.ANSWERED
    current.save()
    shown = current.state == ReportState.PUBLISHED
    record(actor=actor, verb="offers.answer_report", thing=current.thing, public=shown)
    if current.address:
        send(
            draft=letters.answered(current.language),
            address=current.address,
            dedupe_key=f"offers:answered:{current.ref}",
            subscription=current.ref,
            fields={"link": letters.report_link(current)},
        )
    return current


@transaction.atomic
def publish_report(
    *, actor: Actor, report: OfferReport, you_said: str, we_did: str = ""
) -> OfferReport:
    """Show what somebody told, in words that staff has gone through so that nobody can be known.

    Raises Refused when the writer has not said yes or the actor may not, ValidationError without words.
    """
    current = _locked(report)
    require(may_show_report(actor, current))
    if not you_said.strip():
        raise ValidationError({"you_said": _("Skriv det, som alle skal kunne læse.")})
    current.you_said, current.we_did = readable(you_said).strip(), readable(we_did).strip()
    current.state, current.published_at = ReportState.PUBLISHED, timezone.now()
    current.save()
    record(actor=actor, verb="offers.publish_report", thing=current.thing, public=True)
    return current


@transaction.atomic
def withdraw_report(*, actor: Actor, report: OfferReport) -> OfferReport:
    """Show what somebody told no more; the answer stays.

    Raises Refused when the actor may not.
    """
    current = _locked(report)
    require(may_answer_report(actor, current))
    current.state = ReportState.ANSWERED if current.answer else ReportState.REJECTED
    current.save(update_fields=["state"])
    record(actor=actor, verb="offers.withdraw_report", thing=current.thing, public=True)
    return current


@transaction.atomic
def reject_report(*, actor: Actor, report: OfferReport) -> OfferReport:
    """Lay aside what is spam or does not belong here.

    Raises Refused when the actor may not.
    """
    current = _locked(report)
    require(may_answer_report(actor, current))
    shown = current.state == ReportState.PUBLISHED
    current.state = ReportState.REJECTED
    current.save(update_fields=["state"])
    record(actor=actor, verb="offers.reject_report", thing=current.thing, public=shown)
    return current


@transaction.atomic
def erase_report(*, actor: Actor, ref: UUID) -> bool:
    """Erase what somebody told, with all that was shown of it; whoever holds its link may.

    Returns:
        Whether there was something to erase.
    """
    found = OfferReport.objects.select_for_update().filter(ref=ref).first()
    if found is None:
        return False
    shown, thing = found.state == ReportState.PUBLISHED, found.thing
    stop(subscription=found.ref)
    found.delete()
    record(actor=actor, verb="offers.erase_report", thing=thing, public=shown)
    return True


@transaction.atomic
def forget_old_reports(*, actor: System) -> int:
    """Forget addresses of those who were answered long ago, and what was laid aside.

    Returns:
        How many reports were touched.
    """
    before = timezone.now() - KEEP_TOLD
    answered = OfferReport.objects.filter(answered_at__lt=before, address_key__isnull=False)
    forgotten = answered.update(address="", address_key=None)
    aside = OfferReport.objects.filter(state=ReportState.REJECTED, received_at__lt=before)
    deleted, _rows = aside.delete()
    if forgotten or deleted:
        record(actor=actor, verb="offers.forget_old_reports")
    return forgotten + deleted
