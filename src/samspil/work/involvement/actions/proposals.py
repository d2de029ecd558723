"""Propose an initiative without an account, and answer what was proposed."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.outbox.actions import send
from samspil.base.outbox.drafts import Draft
from samspil.base.people.actions import count_attempt, limit_attempts
from samspil.base.people.models import Person
from samspil.kit.access import Actor, require
from samspil.kit.encryption import address_key
from samspil.kit.words import one_line, readable
from samspil.work.involvement import letters
from samspil.work.involvement.models import Initiative, Proposal
from samspil.work.involvement.policies import (
    may_answer_proposal,
    may_edit_initiative,
    may_plan_involvement,
)
from samspil.work.involvement.terms import (
    PROPOSALS_PER_ADDRESS,
    PROPOSALS_PER_CLIENT,
    RATE_WINDOW,
    ProposalState,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalText:
    """What somebody proposes."""

    title: str
    what: str
    role: str
    why: str = ""
    address: str = ""
    language: str = "da"
    may_be_shown: bool = False


def propose(*, actor: Actor, text: ProposalText, client: str) -> Proposal:
    """Keep a proposal and, when there is an address, thank for it by a letter (row P4).

    Args:
        actor: whoever proposes; nobody needs an account.
        text: what is proposed.
        client: where the request comes from, for counting.

    Raises TooMany when one client has proposed very often.
    """
    limit_attempts(
        what="involvement.propose.client", who=client, per=RATE_WINDOW, most=PROPOSALS_PER_CLIENT
    )
    address = text.address.strip()
    letters_sent = (
        count_attempt(what="involvement.propose.address", who=address, per=RATE_WINDOW)
        if address
        else 0
    )
    with transaction.atomic():
        proposal = Proposal.objects.create(
            title=one_line(text.title),
            what=readable(text.what).strip(),
            why=readable(text.why).strip(),
            role=text.role,
            address=address or None,
            address_key=address_key(address) if address else None,
            language=text.language,
            may_be_shown=text.may_be_shown,
        )
        record(actor=actor, verb="involvement.propose", about=proposal.about)
        if address and letters_sent <= PROPOSALS_PER_ADDRESS:
            _tell(proposal, letters.proposal_received(proposal), "received")
    return proposal


def _tell(proposal: Proposal, draft: Draft, what: str) -> None:
    if proposal.address:
        send(
            draft=draft,
            address=proposal.address,
            dedupe_key=f"involvement:proposal:{what}:{proposal.ref}",
            fields={"link": letters.proposal_link(proposal)},
        )


def _locked(proposal: Proposal) -> Proposal:
    return Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)


def _answer(
    actor: Person, proposal: Proposal, state: ProposalState, answer: str, answer_en: str
) -> None:
    if not (answer := readable(answer).strip()):
        raise ValidationError({"answer": _("Skriv et svar til den, der foreslog det.")})
    proposal.state, proposal.answer = state, answer
    proposal.answer_en = readable(answer_en).strip()
    proposal.answered_at, proposal.answered_by = timezone.now(), actor
    proposal.save()
    record(
        actor=actor,
        verb=f"involvement.proposal_{state}",
        thing=proposal.initiative.thing if proposal.initiative is not None else "",
        about=proposal.about,
        public=proposal.is_shown,
    )
    _tell(proposal, letters.proposal_answered(proposal), "answered")


@transaction.atomic
def accept(
    *,
    actor: Person,
    proposal: Proposal,
    initiative: Initiative,
    answer: str,
    answer_en: str = "",
    show: bool = False,
) -> Proposal:
    """Answer a proposal with an initiative it becomes or joins; the proposer is told by letter.

    Args:
        actor: the coordinator.
        proposal: what was proposed.
        initiative: what it becomes.
        answer: words to the proposer.
        answer_en: the same in English.
        show: let everybody read proposal and answer, when the proposer agreed to it.

    Raises Refused when the actor may not or it has its answer, ValidationError without an answer.
    """
    proposal = _locked(proposal)
    require(may_answer_proposal(actor, proposal))
    require(may_edit_initiative(actor, initiative))
    proposal.initiative = initiative
    proposal.is_shown = show and proposal.may_be_shown
    _answer(actor, proposal, ProposalState.ACCEPTED, answer, answer_en)
    if initiative.is_public:
        record(actor=actor, verb="involvement.from_proposal", thing=initiative.thing, public=True)
    return proposal


@transaction.atomic
def decline(
    *, actor: Person, proposal: Proposal, answer: str, answer_en: str = "", show: bool = False
) -> Proposal:
    """Answer a proposal with why it does not come to anything now; the proposer is told by letter.

    Raises Refused when the actor may not or it has its answer, ValidationError without a reason.
    """
    proposal = _locked(proposal)
    require(may_answer_proposal(actor, proposal))
    proposal.is_shown = show and proposal.may_be_shown
    _answer(actor, proposal, ProposalState.DECLINED, answer, answer_en)
    return proposal


@transaction.atomic
def show(*, actor: Actor, proposal: Proposal, shown: bool) -> Proposal:
    """Let everybody read a proposal and its answer, or take it off the page again.

    Raises Refused when the actor may not, ValidationError without the proposer's leave or an answer.
    """
    require(may_plan_involvement(actor))
    proposal = _locked(proposal)
    if shown and (proposal.is_new or not proposal.may_be_shown):
        raise ValidationError(_("Den, der foreslog det, har ikke sagt ja til, at det bliver vist."))
    proposal.is_shown = shown
    proposal.save(update_fields=["is_shown"])
    verb = "involvement.show_proposal" if shown else "involvement.hide_proposal"
    record(actor=actor, verb=verb, about=proposal.about, public=True)
    return proposal
