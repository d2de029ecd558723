"""A whole plan as a document to print, keep and put into a case."""

from collections.abc import Iterable

from django.utils import timezone, translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samspil.base.municipality.queries import current_face
from samspil.kit.danish import danish_date
from samspil.kit.documents.markdown import blocks_of
from samspil.kit.documents.parts import (
    Block,
    Document,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
)
from samspil.work.plans.models import Activity, FocusArea, Plan
from samspil.work.plans.queries.periods import words_of_period
from samspil.work.plans.queries.plans import activities_of, plan_seen


def _text(heading: str, text: str, level: int = 1) -> list[Block]:
    if not text:
        return []
    return [Heading(heading, level), *blocks_of(text, first_level=level + 1)]


def _listing(heading: str, texts: list[str]) -> list[Block]:
    return [Heading(heading, 2), Listing(texts)] if texts else []


def _strategy(plan: Plan) -> list[Block]:
    said = plan.foundation
    if not said.says_something:
        return []
    return [
        Heading(_("Strategigrundlag")),
        *_text(_("Vision"), said.vision, 2),
        *_text(_("Mission"), said.mission, 2),
        *_listing(_("Værdier"), said.value_list),
        *_listing(_("Bærende principper"), said.principle_list),
    ]


def _activities(title: str, activities: list[Activity]) -> list[Block]:
    if not activities:
        return []
    rows = [
        [
            each.full_title,
            "; ".join(filter(None, [each.responsible_unit, *each.partner_list])),
            words_of_period(each.starts_on, each.ends_on),
            f"{capfirst(each.get_state_display())}, {each.progress} %",
        ]
        for each in activities
    ]
    return [
        Table(
            caption=_("Aktiviteter: %(title)s") % {"title": title},
            columns=[_("Aktivitet"), _("Hvem"), _("Hvornår"), _("Status")],
            rows=rows,
        )
    ]


def _area(area: FocusArea, activities: list[Activity]) -> list[Block]:
    return [
        Heading(area.title, 2),
        *_text(_("Formål"), area.purpose, 3),
        *_text(_("Hvorfor"), area.why, 3),
        *_text(_("Hvordan"), area.how, 3),
        *(Quote(each.text, each.by) for each in area.quotes.all()),
        *_activities(area.title, activities),
    ]


def _by_area(activities: Iterable[Activity]) -> dict[int | None, list[Activity]]:
    found: dict[int | None, list[Activity]] = {}
    for each in activities:
        found.setdefault(each.area_id, []).append(each)
    return found


def plan_document(plan: Plan, *, origin: str) -> Document:
    """Return the whole of a plan as a document, in Danish, as it was decided.

    Args:
        plan: with its strategy.
        origin: the address our own pages begin with.
    """
    with translation.override("da"):
        seen, by_area = plan_seen(plan, quotes=True), _by_area(activities_of(plan))
        body: list[Block] = [
            *blocks_of(plan.intro),
            *_text(_("Hvem henvender planen sig til?"), plan.target_group),
            *_text(_("Det betyder ordene"), plan.definitions),
            *_text(_("Byggesten"), plan.building_blocks),
            *_strategy(plan),
        ]
        if seen.progress.counted:
            percent = {"percent": seen.progress.percent, "day": danish_date(timezone.localdate())}
            body.append(Heading(_("Så langt er planen")))
            body.append(Paragraph(_("Planen er nået %(percent)s %% den %(day)s.") % percent))
        for track in seen.tracks:
            body.append(Heading(track.track.title if track.track else _("Indsatsområder")))
            body.extend(blocks_of(track.track.text, first_level=2) if track.track else [])
            for each in track.areas:
                body.extend(_area(each.area, by_area.get(each.area.pk, [])))
        if initiatives := by_area.get(None, []):
            body.append(Heading(_("Initiativer")))
            body.extend(_activities(plan.title, initiatives))
            for initiative in initiatives:
                body.extend(_text(initiative.full_title, initiative.text, 2))
        body.extend(_text(_("Forventet effekt"), plan.expected_effect))
        body.extend(_text(_("Opfølgning"), plan.following_up))
        face = current_face()
        return Document(
            title=plan.title,
            subtitle=f"{capfirst(plan.get_kind_display())} {plan.period}",
            municipality=face.name,
            lines=[
                (_("Tilstand"), capfirst(plan.get_state_display())),
                (_("Besluttet"), danish_date(plan.decided_on) if plan.decided_on else ""),
            ],
            body=body,
            site=origin,
        )
