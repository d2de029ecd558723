"""Letters about offers: discreet, with what they are about behind the link."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.base.outbox.drafts import Draft, Paragraph, write
from samspil.base.outbox.letters import slot
from samspil.commons.offers.models import OfferReport
from samspil.commons.offers.terms import SEAL_REPORT
from samspil.kit.seals import seal


def report_link(report: OfferReport) -> str:
    """Return the address where somebody reads the answer, in their language."""
    with translation.override(report.language):
        path = reverse("offer_report_answer", args=[seal(SEAL_REPORT, report.ref)])
        return f"{settings.ORIGIN}{path}"


def answered(language: str) -> Draft:
    """Write the letter that says there is an answer."""
    with translation.override(language):
        return write(
            kind="offer-report-answered",
            language=language,
            subject=_("Du har fået svar"),
            paragraphs=[
                Paragraph(
                    _("Du skrev til os. Nu er der et svar:"),
                    link=slot("link"),
                    label=_("Læs svaret"),
                )
            ],
            slots=("link",),
            footer=[
                Paragraph(
                    _(
                        "Du får brevet, fordi du skrev til os og gav os din mail. På siden kan du slette det, "
                        "du skrev."
                    )
                )
            ],
        )


def told() -> Draft:
    """Write the letter that tells an owner that somebody wrote; it leads behind log-in."""
    with translation.override("da"):
        return write(
            kind="offer-told",
            language="da",
            subject=_("Nyt fra en besøgende"),
            paragraphs=[
                Paragraph(
                    _("Nogen har skrevet om et tilbud, du er ansvarlig for."),
                    link=settings.ORIGIN + reverse("offer_reports"),
                    label=_("Læs, og svar"),
                )
            ],
            footer=[
                Paragraph(
                    _("Du får brevet højst én gang om dagen, fordi du er ansvarlig for tilbud.")
                )
            ],
        )


def please_confirm(number: int) -> Draft:
    """Write the letter that asks an owner to confirm; it leads behind log-in.

    Args:
        number: how many offers are due.
    """
    with translation.override("da"):
        words = ngettext(
            "Ét tilbud venter på, at du bekræfter, at det stadig passer.",
            "%(number)s tilbud venter på, at du bekræfter, at de stadig passer.",
            number,
        )
        return write(
            kind="offers-confirm",
            language="da",
            subject=_("Passer det stadig?"),
            paragraphs=[
                Paragraph(
                    words % {"number": number},
                    link=settings.ORIGIN + reverse("confirm_offers"),
                    label=_("Se dem, og bekræft"),
                )
            ],
            footer=[
                Paragraph(
                    _("Du får brevet højst én gang om ugen, fordi du er ansvarlig for tilbud.")
                )
            ],
        )
