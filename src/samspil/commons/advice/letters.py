"""Letters about talks: neutral subjects, never what a talk is about or that it is for relatives."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samspil.base.outbox.drafts import Draft, Paragraph, write
from samspil.base.outbox.letters import slot
from samspil.commons.advice.models import TalkRequest
from samspil.commons.advice.terms import SEAL_TALK
from samspil.kit.danish import danish_datetime
from samspil.kit.seals import seal

SAYS: dict[str, tuple[str | Promise, str | Promise]] = {
    "asked": (gettext_lazy("Vi har fået din besked"), gettext_lazy("Du hører fra os.")),
    "booked": (gettext_lazy("Din aftale"), gettext_lazy("Din aftale er %(when)s.")),
    "moved": (gettext_lazy("Din aftale er flyttet"), gettext_lazy("Den er nu %(when)s.")),
    "cancelled": (gettext_lazy("Din aftale er aflyst"), gettext_lazy("Du kan bede om en ny.")),
    "reminder": (gettext_lazy("Husk din aftale"), gettext_lazy("Den er %(when)s.")),
    "answered": (gettext_lazy("Du har fået svar"), gettext_lazy("Svaret står bag linket.")),
}
TELLS_ADVISER: dict[str, str | Promise] = {
    "new": gettext_lazy("Der er nyt i din kø."),
    "changed": gettext_lazy("En aftale er ændret."),
    "reminder": gettext_lazy("Du har en aftale %(when)s."),
}


def talk_path(talk: TalkRequest) -> str:
    """Return the page where somebody sees, moves and cancels their talk, without log-in."""
    return reverse("own_talk", args=[seal(SEAL_TALK, talk.ref)])


def to_asker(talk: TalkRequest, what: str) -> tuple[Draft, dict[str, str]]:
    """Write what somebody who asked for a talk is told, and what fills its slots.

    Args:
        talk: the talk.
        what: a key of `SAYS`.
    """
    subject, says = SAYS[what]
    with translation.override(talk.language):
        slots = ("link", "when") if "%(when)s" in str(says) else ("link",)
        draft = write(
            kind=f"talk-{what}",
            language=talk.language,
            subject=str(subject),
            paragraphs=[
                Paragraph(str(says) % {"when": slot("when")} if len(slots) > 1 else str(says)),
                Paragraph(
                    _("Se, flyt eller aflys her. Linket er kun til dig:"),
                    link=slot("link"),
                    label=_("Se mere"),
                ),
            ],
            slots=slots,
        )
        fields = {"link": settings.ORIGIN + talk_path(talk)}
        if len(slots) > 1 and talk.starts_at is not None:
            fields["when"] = danish_datetime(talk.starts_at)
    return draft, fields


def to_adviser(talk: TalkRequest, what: str) -> tuple[Draft, dict[str, str]]:
    """Write what an adviser is told; who it is stands behind log-in."""
    says = str(TELLS_ADVISER[what])
    slots = ("link", "when") if "%(when)s" in says else ("link",)
    draft = write(
        kind=f"talk-adviser-{what}",
        language="da",
        subject=_("Nyt i din kalender"),
        paragraphs=[
            Paragraph(says % {"when": slot("when")} if len(slots) > 1 else says),
            Paragraph(_("Log ind og se:"), link=slot("link"), label=_("Se din kø")),
        ],
        slots=slots,
    )
    fields = {"link": settings.ORIGIN + reverse("talk_queue")}
    if len(slots) > 1 and talk.starts_at is not None:
        fields["when"] = danish_datetime(talk.starts_at)
    return draft, fields
