"""What is written to people about gatherings: when it is and a link, never what it is about."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from samspil.base.municipality.queries import current_face
from samspil.base.outbox.drafts import Draft, Paragraph, write
from samspil.base.outbox.letters import slot
from samspil.commons.gatherings.models import Gathering
from samspil.commons.interests import letters as interests
from samspil.kit.danish import danish_appointment, danish_datetime
from samspil.kit.markdown import html_of, plain_text


def own_link() -> str:
    """Return the address of one's own registration in the language now active, with a slot for whose."""
    return str(settings.ORIGIN + reverse("my_registration", args=[slot("seal")]))


def feedback_link() -> str:
    """Return the address where somebody says how it was, with a slot for whose."""
    return str(settings.ORIGIN + reverse("give_feedback", args=[slot("seal")]))


def in_every_language(write_one: Callable[[str], Draft]) -> dict[str, Draft]:
    """Write a letter in every language of the site, by language."""
    return {language: write_one(language) for language, _label in settings.LANGUAGES}


def _when(gathering: Gathering) -> str:
    return danish_appointment(gathering.starts_at, gathering.ends_at)


def _letter(kind: str, language: str, subject: str, paragraphs: Sequence[Paragraph]) -> Draft:
    return write(
        kind=f"gathering-{kind}",
        language=language,
        subject=subject,
        paragraphs=paragraphs,
        footer=[
            Paragraph(
                _("Du får brevet, fordi du meldte dig eller blev inviteret til et møde %(since)s.")
                % {"since": slot("since")}
            )
        ],
    )


def _about_seat(
    gathering: Gathering, kind: str, language: str, subject: str, words: str, label: str
) -> Draft:
    return _letter(
        kind,
        language,
        subject,
        [
            Paragraph(words % {"when": _when(gathering)}),
            Paragraph(
                _("Se hvad og hvor, føj det til din kalender, eller meld fra her:"),
                link=own_link(),
                label=label,
            ),
        ],
    )


def registered(gathering: Gathering, language: str) -> Draft:
    """Write that somebody has a seat."""
    with translation.override(language):
        return _about_seat(
            gathering,
            "registered",
            language,
            _("Du er tilmeldt"),
            _("Du har plads til mødet %(when)s. Var det ikke dig, der meldte dig, så meld fra."),
            _("Min tilmelding"),
        )


def waiting(gathering: Gathering, language: str) -> Draft:
    """Write that somebody waits for a seat."""
    with translation.override(language):
        return _about_seat(
            gathering,
            "waiting",
            language,
            _("Du står på venteliste"),
            _(
                "Der er fuldt til mødet %(when)s, og du står på venteliste. Bliver der plads, rykker du selv "
                "op, og vi skriver til dig."
            ),
            _("Min tilmelding"),
        )


def moved_up(gathering: Gathering, language: str) -> Draft:
    """Write that somebody who waited has a seat now."""
    with translation.override(language):
        return _about_seat(
            gathering,
            "moved-up",
            language,
            _("Du har fået en plads"),
            _(
                "Der er blevet plads til dig til mødet %(when)s. Kan du ikke komme alligevel, så meld fra, "
                "så en anden kan få pladsen."
            ),
            _("Min tilmelding"),
        )


def already(gathering: Gathering, language: str) -> Draft:
    """Write to somebody whose address was typed again that nothing has changed."""
    with translation.override(language):
        return _about_seat(
            gathering,
            "already",
            language,
            _("Du er allerede skrevet op"),
            _(
                "Nogen har skrevet din mailadresse til mødet %(when)s igen. Du er allerede skrevet op, og der "
                "er ikke ændret noget."
            ),
            _("Min tilmelding"),
        )


def changed_own(gathering: Gathering, language: str) -> Draft:
    """Write that somebody's own registration was changed."""
    with translation.override(language):
        return _about_seat(
            gathering,
            "changed-own",
            language,
            _("Din tilmelding er ændret"),
            _("Din tilmelding til mødet %(when)s er ændret, som du bad om."),
            _("Min tilmelding"),
        )


def cancelled_own(gathering: Gathering, language: str) -> Draft:
    """Write that somebody no longer comes, so that nobody is cancelled unnoticed."""
    with translation.override(language):
        return _letter(
            "cancelled-own",
            language,
            _("Du er meldt fra"),
            [
                Paragraph(_("Du er meldt fra mødet %(when)s.") % {"when": _when(gathering)}),
                Paragraph(
                    _("Var det en fejl, kan du melde dig til igen her:"),
                    link=own_link(),
                    label=_("Meld mig til igen"),
                ),
            ],
        )


def invitation(gathering: Gathering, language: str) -> Draft:
    """Write that somebody is invited and asked for an answer."""
    with translation.override(language):
        return _letter(
            "invitation",
            language,
            _("Vil du være med?"),
            [
                Paragraph(_("Du er inviteret til et møde %(when)s.") % {"when": _when(gathering)}),
                Paragraph(
                    _("Se, hvad det handler om, og svar ja eller nej her:"),
                    link=own_link(),
                    label=_("Svar på invitationen"),
                ),
            ],
        )


def reminder(gathering: Gathering, language: str) -> Draft:
    """Write that a gathering is near."""
    with translation.override(language):
        return _about_seat(
            gathering,
            "reminder",
            language,
            _("Husk dit møde"),
            _("Vi glæder os til at se dig %(when)s."),
            _("Se hvor og hvornår"),
        )


def changed(gathering: Gathering, language: str) -> Draft:
    """Write that time or place has changed."""
    with translation.override(language):
        return _letter(
            "changed",
            language,
            _("Der er ændret i dit møde"),
            [
                Paragraph(_("Mødet er nu %(when)s.") % {"when": _when(gathering)}),
                Paragraph(
                    _("Se, hvad der er ændret, og meld fra, hvis det ikke passer dig:"),
                    link=own_link(),
                    label=_("Se ændringen"),
                ),
            ],
        )


def called_off(gathering: Gathering, language: str) -> Draft:
    """Write that a gathering will not take place."""
    with translation.override(language):
        return _letter(
            "called-off",
            language,
            _("Dit møde er aflyst"),
            [
                Paragraph(_("Mødet %(when)s er aflyst.") % {"when": _when(gathering)}),
                Paragraph(_("Læs hvorfor her:"), link=own_link(), label=_("Læs mere")),
            ],
        )


def series_called_off(gathering: Gathering, language: str) -> Draft:
    """Write that a whole series will not take place, to somebody who came to several of it."""
    with translation.override(language):
        return _letter(
            "series-called-off",
            language,
            _("Dine møder er aflyst"),
            [
                Paragraph(
                    _("Rækken af møder, hvor det næste var %(when)s, er aflyst.")
                    % {"when": _when(gathering)}
                ),
                Paragraph(_("Læs hvorfor her:"), link=own_link(), label=_("Læs mere")),
            ],
        )


def ask_feedback(gathering: Gathering, language: str) -> Draft:
    """Ask somebody who was there how it was."""
    with translation.override(language):
        return _letter(
            "feedback",
            language,
            _("Hvordan var mødet?"),
            [
                Paragraph(
                    _("Tak, fordi du var med %(day)s.")
                    % {"day": danish_datetime(gathering.starts_at)}
                ),
                Paragraph(
                    _(
                        "Fortæl os med to klik, hvordan det var. Ingen kan se, hvad netop du svarede."
                    ),
                    link=feedback_link(),
                    label=_("Sig, hvordan det var"),
                ),
            ],
        )


def outcome(gathering: Gathering, language: str) -> Draft:
    """Tell somebody who was there what came of it (row X1)."""
    with translation.override(language):
        return _letter(
            "outcome",
            language,
            _("Hvad kom der ud af det?"),
            [
                Paragraph(
                    _("Du var med til et møde %(day)s. Nu kan du læse, hvad der kom ud af det.")
                    % {"day": danish_datetime(gathering.starts_at)}
                ),
                Paragraph(
                    _("Læs det her:"), link=own_link(), label=_("Læs, hvad der kom ud af det")
                ),
            ],
        )


def gathering_link(gathering: Gathering) -> str:
    """Return the address of a gathering in the language now active."""
    return str(settings.ORIGIN + reverse("gathering", args=[gathering.pk]))


def _safe_html(gathering: Gathering) -> SafeString:
    return mark_safe(html_of(gathering.shown_body))  # noqa: S308 - html_of returns cleaned HTML only


def announcement(gathering: Gathering, *, language: str, full: bool) -> Draft:
    """Write to somebody interested that there is something to come to.

    Args:
        gathering: what was made known.
        language: the language of the letter.
        full: whether what it is about stands in the letter, or only a link to it.
    """
    with translation.override(language):
        subject = _("Nyt fra %(municipality)s") % {"municipality": current_face().name}
        paragraphs = [
            Paragraph(
                _("Der er noget, du kan komme til."),
                link=gathering_link(gathering),
                label=_("Se hvad og hvornår"),
            )
        ]
        if full:
            subject = gathering.shown_title
            paragraphs = [
                Paragraph(f"{_when(gathering)}\n{gathering.shown_where}".strip()),
                Paragraph(gathering.shown_summary),
                Paragraph(plain_text(gathering.shown_body), html=_safe_html(gathering)),
                Paragraph("", link=gathering_link(gathering), label=_("Læs mere, og meld dig til")),
            ]
        return write(
            kind="gathering-announcement-full" if full else "gathering-announcement",
            language=language,
            subject=subject,
            paragraphs=paragraphs,
            footer=interests.footer(language),
            withdraw_url=interests.withdraw_url(language),
        )


def to_pass_on(gathering: Gathering) -> str:
    """Return a ready text that an organisation can send on or put on its own site."""
    lines = [
        gathering.shown_title,
        _when(gathering),
        gathering.shown_where,
        "",
        gathering.shown_summary,
        "",
        _("Læs mere, og meld dig til: %(link)s") % {"link": gathering_link(gathering)},
    ]
    return "\n".join(line for number, line in enumerate(lines) if line or number > 2)


SEAT_LETTERS: Mapping[str, Callable[[Gathering, str], Draft]] = {
    "registered": registered,
    "waiting": waiting,
    "moved_up": moved_up,
    "already": already,
    "changed_own": changed_own,
    "cancelled_own": cancelled_own,
    "invited": invitation,
}
