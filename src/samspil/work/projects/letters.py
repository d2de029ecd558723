"""Letters of the projects room: a report is due."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.base.outbox.drafts import Draft, Paragraph, write
from samspil.work.projects.models import Report

LANGUAGE = "da"


def reports_due(reports: Sequence[Report]) -> Draft:
    """Write to somebody responsible how many reports are due; which they are stands behind log-in."""
    number = len(reports)
    with translation.override(LANGUAGE):
        return write(
            kind="projects-report",
            language=LANGUAGE,
            subject=_("En rapport skal snart sendes"),
            paragraphs=[
                Paragraph(
                    ngettext(
                        "Du er ansvarlig for %(n)s rapport, der snart skal sendes.",
                        "Du er ansvarlig for %(n)s rapporter, der snart skal sendes.",
                        number,
                    )
                    % {"n": number}
                ),
                Paragraph(
                    _("Sig til på siden, når den er sendt. Du logger ind for at se den."),
                    link=settings.ORIGIN + reverse("projects_desk"),
                    label=_("Se projekterne"),
                ),
            ],
            footer=[Paragraph(_("Du får brev en måned og en uge før, og ikke oftere."))],
        )
