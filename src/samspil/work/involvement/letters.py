"""Letters of the involvement room: neutral subjects; what it is about stands behind the link."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from samspil.base.municipality.queries import current_face
from samspil.base.outbox.drafts import Draft, Paragraph, write
from samspil.base.outbox.letters import REPLY, SEAL_REPLY, slot
from samspil.commons.interests.letters import footer, in_every_variant, withdraw_url
from samspil.kit.danish import danish_date
from samspil.kit.language import in_language
from samspil.kit.seals import seal
from samspil.work.involvement.models import Initiative, Invitation, InvitationRound, Proposal
from samspil.work.involvement.terms import SEAL_PROPOSAL, SEAL_UNDO


def _address(name: str, *args: object) -> str:
    return str(settings.ORIGIN + reverse(name, args=args))


def _neutral() -> str:
    return _("Nyt fra %(municipality)s") % {"municipality": current_face().name}


def proposal_link(proposal: Proposal) -> str:
    """Return the address where a proposer follows the proposal, in the language they wrote in."""
    with translation.override(proposal.language):
        return _address("proposal", seal(SEAL_PROPOSAL, proposal.ref))


def _proposal_letter(proposal: Proposal, kind: str, words: str, label: str) -> Draft:
    """Write a letter to whoever proposed something; what was proposed is not in it."""
    return write(
        kind=kind,
        language=proposal.language,
        subject=_("Dit forslag"),
        paragraphs=[
            Paragraph(words, link=slot("link"), label=label),
            Paragraph(
                _(
                    "Har du ikke skrevet til os? Så har nogen tastet din mail ved en fejl, og du skal ikke gøre noget."
                )
            ),
        ],
        slots=("link",),
    )


def proposal_received(proposal: Proposal) -> Draft:
    """Write the letter that says thank you."""
    with translation.override(proposal.language):
        return _proposal_letter(
            proposal,
            "proposal-received",
            _("Tak for dit forslag. Vi læser det og svarer dig. Her kan du følge det:"),
            _("Følg mit forslag"),
        )


def proposal_answered(proposal: Proposal) -> Draft:
    """Write the letter that says there is an answer, whichever it is."""
    with translation.override(proposal.language):
        return _proposal_letter(
            proposal,
            "proposal-answered",
            _("Der er svar på dit forslag:"),
            _("Læs svaret"),
        )


def proposal_outcome(proposal: Proposal) -> Draft:
    """Write the letter that says what came of what somebody proposed."""
    with translation.override(proposal.language):
        return _proposal_letter(
            proposal,
            "proposal-outcome",
            _("Nu kan du læse, hvad der kom ud af dit forslag:"),
            _("Læs, hvad der kom ud af det"),
        )


def _asking(round: InvitationRound, kind: str, language: str, *, full: bool, opening: str) -> Draft:
    """Write what an invited person gets: a question behind a link, or in full for who chose so."""
    initiative = round.initiative
    until = _(
        "Svar senest %(day)s. Du kan sige ja eller nej, og ingen ser dit navn, før du siger ja."
    ) % {"day": danish_date(round.answer_by)}
    paragraphs = [
        Paragraph(opening, link=_address("answer_round", slot(REPLY)), label=_("Læs og svar")),
        Paragraph(until),
    ]
    if full:
        words = in_language(round.words, round.words_en)
        paragraphs[1:1] = [
            Paragraph(f"{initiative.shown_title}\n{initiative.shown_purpose}"),
            *([Paragraph(words)] if words else []),
        ]
    return write(
        kind=f"{kind}-full" if full else kind,
        language=language,
        subject=_neutral(),
        paragraphs=paragraphs,
        footer=footer(language),
        withdraw_url=withdraw_url(language),
    )


def invitation(round: InvitationRound, language: str, *, full: bool) -> Draft:
    """Write the invitation; each receiver's link is sealed by the outbox."""
    with translation.override(language):
        return _asking(
            round,
            "invitation",
            language,
            full=full,
            opening=_("Vi har noget, du måske vil være med til."),
        )


def reminder(round: InvitationRound, language: str, *, full: bool) -> Draft:
    """Write the one reminder to those who have not answered."""
    with translation.override(language):
        return _asking(
            round,
            "invitation-reminder",
            language,
            full=full,
            opening=_(
                "Vi har spurgt dig, om du vil være med til noget, og vil gerne høre dit svar."
            ),
        )


def invitations(round: InvitationRound) -> dict[str, Draft]:
    """Write the invitation in every language, as a link and in full."""
    return in_every_variant(lambda language, full: invitation(round, language, full=full))


def reminders(round: InvitationRound) -> dict[str, Draft]:
    """Write the reminder in every language, as a link and in full."""
    return in_every_variant(lambda language, full: reminder(round, language, full=full))


def answer_links(invitation: Invitation, language: str) -> dict[str, str]:
    """Return where an answer is changed and where it is undone, sealed for one invitation."""
    with translation.override(language):
        return {
            "change": _address("answer_round", seal(SEAL_REPLY, invitation.key)),
            "undo": _address("undo_answer", seal(SEAL_UNDO, invitation.key)),
        }


def answer_received(language: str) -> Draft:
    """Write the letter that each answer causes, so that a stranger's press is noticed and undone."""
    with translation.override(language):
        return write(
            kind="answer-received",
            language=language,
            subject=_("Vi har fået dit svar"),
            paragraphs=[
                Paragraph(
                    _(
                        "Nogen, sikkert dig, har svaret på det, vi spurgte dig om. Du kan se og ændre svaret her:"
                    ),
                    link=slot("change"),
                    label=_("Se eller ændr mit svar"),
                ),
                Paragraph(
                    _(
                        "Var det ikke dig, der svarede? Så fortryd her. Det gamle link virker ikke bagefter."
                    ),
                    link=slot("undo"),
                    label=_("Det var ikke mig"),
                ),
            ],
            slots=("change", "undo"),
        )


def fresh_link(language: str) -> Draft:
    """Write the letter with a new link, after somebody said that the answer was not theirs."""
    with translation.override(language):
        return write(
            kind="answer-undone",
            language=language,
            subject=_("Svaret er fortrudt"),
            paragraphs=[
                Paragraph(
                    _(
                        "Svaret er slettet, og det gamle link virker ikke mere. Vil du selv svare, så brug dette:"
                    ),
                    link=slot("change"),
                    label=_("Læs og svar"),
                )
            ],
            slots=("change",),
        )


def _about(
    initiative: Initiative,
    language: str,
    kind: str,
    words: Sequence[str],
    *,
    link: str,
    label: str,
) -> Draft:
    paragraphs = [Paragraph(each) for each in words]
    return write(
        kind=kind,
        language=language,
        subject=_neutral(),
        paragraphs=[*paragraphs, Paragraph("", link=link, label=label)],
        footer=[Paragraph(_("Du får brevet, fordi du har sagt ja til at være med."))],
    )


def taken_in(initiative: Initiative, language: str) -> Draft:
    """Write the letter that says there is room."""
    with translation.override(language):
        name = "my_participation" if initiative.is_community else "initiative"
        args = [] if initiative.is_community else [initiative.pk]
        return _about(
            initiative,
            language,
            "taken-in",
            [_("Tak, fordi du sagde ja. Du er med.")],
            link=_address(name, *args),
            label=_("Se mere her"),
        )


def no_room(initiative: Initiative, language: str) -> Draft:
    """Write the letter that says there was no room this time."""
    with translation.override(language):
        return _about(
            initiative,
            language,
            "no-room",
            [
                _("Tak, fordi du sagde ja. Denne gang var der flere, end vi har plads til."),
                _(
                    "Vi har slettet det navn og den kontakt, du skrev. Vi spørger gerne igen en anden gang."
                ),
            ],
            link=_address("initiative", initiative.pk),
            label=_("Se, hvad det drejede sig om"),
        )


def cancelled(initiative: Initiative, language: str) -> Draft:
    """Write the letter that says it will not take place; why stands behind the link."""
    with translation.override(language):
        return _about(
            initiative,
            language,
            "initiative-cancelled",
            [_("Det, du har sagt ja til at være med til, bliver desværre ikke til noget.")],
            link=_address("initiative", initiative.pk),
            label=_("Læs hvorfor"),
        )


def result_told(initiative: Initiative, language: str) -> Draft:
    """Write the letter that says what came of it, to whoever took part."""
    with translation.override(language):
        return _about(
            initiative,
            language,
            "initiative-result",
            [_("Du var med. Nu kan du læse, hvad der kom ud af det. Tak for hjælpen.")],
            link=_address("initiative", initiative.pk),
            label=_("Læs, hvad der kom ud af det"),
        )


def sample(round: InvitationRound, *, full: bool) -> Draft:
    """Write an invitation as an invented person would get it; nobody is shown as an example."""
    language = (translation.get_language() or "da")[:2]
    draft = invitation(round, language, full=full)
    invented = {
        slot("since"): danish_date(date(2026, 5, 4)),
        slot("seal"): "x" * 43,
        slot(REPLY): "x" * 43,
    }
    for mark, words in invented.items():
        draft = replace(
            draft, text=draft.text.replace(mark, words), html=draft.html.replace(mark, words)
        )
    return draft
