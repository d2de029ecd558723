"""Rows of which a plan has many, written in one pass."""

from collections.abc import Iterable

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samspil.kit.markdown import html_of
from samspil.kit.templatetags.kit import badge, progress
from samspil.work.plans.models import Activity
from samspil.work.plans.queries.periods import words_of_period
from samspil.work.plans.queries.progress import Progress
from samspil.work.plans.queries.timeline import Bar, Timeline

register = template.Library()


@register.filter
def period(activity: Activity) -> str:
    """Return when an activity takes place, or nothing."""
    return words_of_period(activity.starts_on, activity.ends_on)


@register.filter
def in_words(seen: Progress) -> str:
    """Return how many activities are where, as one line."""
    counts = (
        (seen.done, ngettext("%(n)s færdig", "%(n)s færdige", seen.done)),
        (seen.running, _("%(n)s i gang")),
        (seen.blocked, _("%(n)s går i stå")),
        (seen.overdue, ngettext("%(n)s over tiden", "%(n)s over tiden", seen.overdue)),
    )
    said = [words % {"n": number} for number, words in counts if number]
    total = ngettext("%(n)s aktivitet", "%(n)s aktiviteter", seen.counted) % {"n": seen.counted}
    return ", ".join([total, *said])


def flags_of(activity: Activity) -> list[SafeString]:
    """Return the badges of an activity: its state and what stands out."""
    badges = [badge(capfirst(activity.state_label), activity.tone)]
    if activity.is_overdue:
        badges.append(badge(_("Over tiden"), "warning"))
    if activity.is_silent:
        badges.append(badge(_("Ikke omtalt længe"), "warning"))
    return badges


@register.filter
def flags(activity: Activity) -> SafeString:
    """Return the badges of an activity side by side."""
    return format_html_join(" ", "{}", ((each,) for each in flags_of(activity)))


def _address(activity: Activity) -> str:
    if activity.area_id:
        return f"{reverse('focus_area', args=[activity.area_id])}#{anchor(activity)}"
    return f"{reverse('work_plan', args=[activity.plan_id])}#{anchor(activity)}"


@register.filter
def anchor(part: object) -> str:
    """Return the id of a part of a plan on the pages it stands on."""
    return str(part.thing).replace(":", "-")  # type: ignore[attr-defined]


@register.simple_tag
def activity_list(activities: Iterable[Activity], level: int = 3) -> SafeString:
    """Return activities as a list, each with where it stands, when and who, and a link to its area."""
    return format_html_join(
        "\n",
        '<article class="news-item" id="{}"><p class="news-item__when">{}</p><h{} class="news-item__title">{}</h{}>'
        "<p>{}</p>{}<p>{}</p></article>",
        (
            (
                f"liste-{each.pk}",
                each.area.title if each.area else "",
                level,
                _linked(each),
                level,
                format_html_join(" ", "{}", ((one,) for one in flags_of(each))),
                # What lies in a focus area is described there; the rest has no other page.
                "" if each.area_id else html_of(each.text, first_level=level + 1),
                _facts(each),
            )
            for each in activities
        ),
    )


def _linked(activity: Activity) -> SafeString | str:
    if not activity.area_id:
        return activity.full_title
    return format_html('<a href="{}">{}</a>', _address(activity), activity.full_title)


def _facts(activity: Activity) -> SafeString:
    parts: list[str] = [
        words
        for words in (
            words_of_period(activity.starts_on, activity.ends_on),
            activity.responsible_unit,
            activity.now,
        )
        if words
    ]
    bar = progress(activity.progress, _("Fremdrift: %(title)s") % {"title": activity.title})
    return format_html("{} {}", bar, " · ".join(parts))


def _grid(timeline: Timeline) -> tuple[SafeString, SafeString | str]:
    """Return what stands behind and before every bar: the years, and today."""
    years = format_html_join(
        "", '<path class="timeline__grid" d="M{} 0V20"/>', ((x,) for x in timeline.grid)
    )
    if timeline.now is None:
        return years, ""
    return years, format_html('<path class="timeline__now" d="M{} 0V20"/>', timeline.now)


def _bar(bar: Bar, years: SafeString, now: SafeString | str) -> SafeString:
    return format_html(
        '<svg class="timeline__bar timeline__bar--{}" viewBox="0 0 1000 20" preserveAspectRatio="none" '
        'aria-hidden="true" focusable="false">{}<rect class="timeline__span" x="{}" y="4" width="{}" height="12"/>'
        '<rect class="timeline__done" x="{}" y="4" width="{}" height="12"/>{}</svg>',
        bar.activity.state,
        years,
        bar.start,
        bar.width,
        bar.start,
        bar.done,
        now,
    )


@register.simple_tag
def timeline_rows(timeline: Timeline) -> SafeString:
    """Return the rows of a timeline: what, when as words, as a bar, and where it stands."""
    titles = {
        "what": _("Aktivitet"),
        "when": _("Hvornår"),
        "state": _("Status"),
    }
    years, now = _grid(timeline)
    rows = []
    for lane in timeline.lanes:
        if lane.title:
            rows.append(
                format_html('<tr><th colspan="4" scope="rowgroup">{}</th></tr>', lane.title)
            )
        rows.extend(
            format_html(
                '<tr><td data-title="{}">{}</td><td data-title="{}">{}</td><td class="timeline__cell">{}</td>'
                '<td data-title="{}">{} {}\u00a0%</td></tr>',
                titles["what"],
                _linked(bar.activity),
                titles["when"],
                words_of_period(bar.activity.starts_on, bar.activity.ends_on) or _("Hele perioden"),
                _bar(bar, years, now),
                titles["state"],
                badge(capfirst(bar.activity.state_label), bar.activity.tone),
                bar.activity.progress,
            )
            for bar in lane.bars
        )
    return format_html_join("\n", "{}", ((row,) for row in rows))
