"""Letters of the plans room: to those responsible, and to committees and councils."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.base.outbox.drafts import Draft, Paragraph, write
from samspil.work.plans.models import Activity, YearlyStatus

LANGUAGE = "da"


def _address(name: str, *args: object) -> str:
    return str(settings.ORIGIN + reverse(name, args=args))


def _counted(late: int, silent: int, soon: int) -> list[str]:
    lines = []
    if late:
        lines.append(ngettext("%(n)s er over tiden.", "%(n)s er over tiden.", late) % {"n": late})
    if silent:
        lines.append(
            ngettext(
                "%(n)s har ingen fortalt om længe.", "%(n)s har ingen fortalt om længe.", silent
            )
            % {"n": silent}
        )
    if soon:
        lines.append(ngettext("%(n)s slutter snart.", "%(n)s slutter snart.", soon) % {"n": soon})
    return lines


def reminder(activities: Sequence[Activity]) -> Draft:
    """Write to somebody responsible how many activities wait for a word; what they are stands behind log-in.

    Each activity is counted once, by what is most pressing.
    """
    late = [each for each in activities if each.is_overdue]
    silent = [each for each in activities if each.is_silent and not each.is_overdue]
    soon = len(activities) - len(late) - len(silent)
    with translation.override(LANGUAGE):
        return write(
            kind="plans-reminder",
            language=LANGUAGE,
            subject=_("Hvor langt er dine aktiviteter?"),
            paragraphs=[
                Paragraph(_("Du er ansvarlig for aktiviteter i en plan:")),
                *(Paragraph(line) for line in _counted(len(late), len(silent), soon)),
                Paragraph(
                    _("Ét tryk er nok, hvis intet er ændret. Du logger ind for at svare."),
                    link=_address("own_activities"),
                    label=_("Fortæl, hvor det står til"),
                ),
            ],
            footer=[
                Paragraph(_("Du får højst ét brev om måneden om den samme aktivitet.")),
            ],
        )


def status_sent(status: YearlyStatus) -> Draft:
    """Write to a committee or council that the yearly status can be read; all of it is public."""
    with translation.override(LANGUAGE):
        facts = [
            f"{label}: {value}"
            for label, value in (
                (_("Sagsnummer"), status.case_number),
                (_("Dokumentnummer"), status.document_number),
            )
            if value
        ]
        return write(
            kind="yearly-status",
            language=LANGUAGE,
            subject=status.title,
            paragraphs=[
                Paragraph(
                    _("Her er den årlige status på %(plan)s. Den er til jeres orientering.")
                    % {"plan": status.plan.title}
                ),
                *(Paragraph(fact) for fact in facts),
                Paragraph(
                    _("På siden ligger den også som PDF og som Word til sagen."),
                    link=_address("yearly_status", status.plan_id, status.year),
                    label=_("Læs status"),
                ),
            ],
            footer=[Paragraph(_("I får status en gang om året, sådan som planen siger."))],
        )
