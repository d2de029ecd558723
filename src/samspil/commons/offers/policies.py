"""Who keeps the catalogue, who answers for an offer, and who reads what people tell."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.commons.offers.models import Offer, OfferQuerySet, OfferReport, Provider
from samspil.commons.offers.terms import NEXT_STATES, OfferState, ReportState
from samspil.kit.access import (
    ALLOWED,
    STAFF_ROLES,
    Actor,
    Role,
    Verdict,
    may_for,
    needs_role,
    refused,
)

KEEPERS = (Role.EDITOR, Role.COORDINATOR, Role.MANAGER)
DESK = (*sorted(STAFF_ROLES), Role.ORGANISATION)


def may_see_offer_desk(actor: Actor) -> Verdict:
    """Whoever works here keeps or owns offers; organisations propose their own."""
    return needs_role(actor, *DESK)


def may_begin_offer(actor: Actor) -> Verdict:
    """Editors, coordinators and managers begin offers, and organisations for their own provider."""
    return needs_role(actor, *KEEPERS, Role.ORGANISATION)


def may_keep_offers(actor: Actor) -> Verdict:
    """Editors, coordinators and managers keep the catalogue, wherever they hold the role."""
    return needs_role(actor, *KEEPERS)


def may_import_offers(actor: Actor) -> Verdict:
    """Editors, coordinators and managers of the whole municipality take many offers in at once."""
    return may_for(actor, KEEPERS)


def may_read_reports(actor: Actor) -> Verdict:
    """Whoever works here may answer for an offer and then reads what people tell about it."""
    return needs_role(actor, *sorted(STAFF_ROLES))


def _keeps(actor: Actor, offer: Offer) -> Verdict:
    return may_for(
        actor,
        KEEPERS,
        places=[place.pk for place in offer.places.all()],
        topics=[theme.pk for theme in offer.themes.all()],
    )


def _owns(actor: Actor, offer: Offer) -> bool:
    is_owner = actor.pk is not None and offer.owner_id == actor.pk
    return is_owner and bool(needs_role(actor, *sorted(STAFF_ROLES)))


def _represents(actor: Actor, offer: Offer) -> bool:
    if actor.pk is None or offer.provider_id is None or not actor.holds(Role.ORGANISATION):
        return False
    return offer.provider is not None and any(
        each.pk == actor.pk for each in offer.provider.representatives.all()
    )


def may_answer_for(actor: Actor, offer: Offer) -> Verdict:
    """Its owner answers for an offer, and whoever keeps all its places and themes."""
    return ALLOWED if _owns(actor, offer) else _keeps(actor, offer)


def may_edit_offer(actor: Actor, offer: Offer) -> Verdict:
    """Whoever answers for an offer changes it; an organisation changes drafts of its own."""
    if offer.state == OfferState.DRAFT and _represents(actor, offer):
        return ALLOWED
    return may_answer_for(actor, offer)


def may_move_offer(actor: Actor, offer: Offer, to: OfferState) -> Verdict:
    """Whoever answers for an offer takes it from state to state, as far as the states allow."""
    verdict = may_answer_for(actor, offer)
    if verdict and to not in NEXT_STATES[OfferState(offer.state)]:
        return refused(
            _("Tilbuddet er %(state)s og kan ikke blive %(to)s.")
            % {"state": OfferState(offer.state).label, "to": to.label}
        )
    return verdict


def may_confirm(actor: Actor, offer: Offer) -> Verdict:
    """Whoever answers for an offer that is out says that it still is right."""
    verdict = may_answer_for(actor, offer)
    if verdict and not offer.is_published:
        return refused(_("Kun et tilbud, der er udgivet, kan bekræftes."))
    return verdict


def may_report(offer: Offer) -> Verdict:
    """Everybody may tell something about an offer that is out."""
    return ALLOWED if offer.is_published else refused(_("Tilbuddet er ikke på siden mere."))


def may_answer_report(actor: Actor, report: OfferReport) -> Verdict:
    """Whoever answers for an offer reads and answers what people tell about it."""
    verdict = may_read_reports(actor)
    return may_answer_for(actor, report.offer) if verdict else verdict


def may_show_report(actor: Actor, report: OfferReport) -> Verdict:
    """What somebody told is shown only when that person has said yes."""
    verdict = may_answer_report(actor, report)
    if verdict and not report.may_publish:
        return refused(_("Den, der skrev, har ikke sagt ja til, at det bliver vist."))
    if verdict and report.state == ReportState.PUBLISHED:
        return refused(_("Det er allerede vist på siden."))
    return verdict


def visible_to(actor: Actor) -> OfferQuerySet:
    """Return the offers an actor may see: all for staff, its own for an organisation, else what is out."""
    if needs_role(actor, *sorted(STAFF_ROLES)):
        return Offer.objects.all()
    seen = Q(state=OfferState.PUBLISHED)
    if actor.holds(Role.ORGANISATION):
        seen |= Q(provider__in=_providers_of(actor))
    return Offer.objects.filter(seen)


def _providers_of(actor: Actor) -> list[int]:
    represented = Provider.representatives.through.objects.filter(person=actor.pk)
    return list(represented.order_by().values_list("provider", flat=True))
