"""Template filters and tags that every template may use."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms.utils import flatatt
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from samspil.kit import danish, small_numbers
from samspil.kit.markdown import html_of

register = template.Library()
register.filter("danish_date", danish.danish_date)
register.filter("danish_datetime", danish.danish_datetime)
register.filter("short_month", danish.short_month)
register.filter("clock", danish.clock)
register.filter("kroner", danish.kroner)
register.filter("kroner_short", danish.kroner_short)
register.filter("shown_count", small_numbers.shown_count)


@register.filter
def unlocalized(number: int | Decimal) -> str:
    """Return a number for machines: without thousands separator."""
    return str(number)


@register.filter
def markdown(text: str) -> SafeString:
    """Return Markdown as safe HTML, with headings that start at h2."""
    return mark_safe(html_of(text))  # noqa: S308 - html_of returns cleaned HTML only


@register.simple_tag
def moment(value: date) -> SafeString:
    """Return a day or moment as `<time>`: in words for people, as ISO 8601 for machines."""
    words = (
        danish.danish_datetime(value) if isinstance(value, datetime) else danish.danish_date(value)
    )
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), words)


@register.simple_tag
def appointment(start: datetime, end: datetime) -> SafeString:
    """Return when people meet as `<time>`, with the day of the week."""
    words = danish.danish_appointment(start, end)
    return format_html('<time datetime="{}">{}</time>', start.isoformat(), words)


@register.simple_tag
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """Return one of our icons.

    Args:
        name: its name in `icons.svg` (the list stands in `assets/build.mjs`).
        label: what it says; without one it is decoration and silent to a screen reader.
        css: further classes.
    """
    address = f"{static('icons.svg')}#{name}"
    classes = f"icon-svg {css}".strip()
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}" focusable="false">'
            '<use href="{}"></use></svg>',
            classes,
            label,
            address,
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>',
        classes,
        address,
    )


@register.simple_tag(takes_context=True)
def page_address(context: Context, parameter: str, number: int) -> str:
    """Return the address of another page of this list, with the rest of the query kept."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else None
    if query is None:
        return f"?{parameter}={number}"
    query[parameter] = str(number)
    return f"?{query.urlencode()}"


@register.simple_tag
def page_numbers(page: Page[Any]) -> list[int | None]:
    """Return the numbers to show around a page; None stands for a gap."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return [number if isinstance(number, int) else None for number in numbers]


@register.simple_tag
def stylesheet_if_built() -> SafeString:
    """Return the link to our style sheet, or nothing when the file cannot be found."""
    try:
        address = static("samspil.css")
    except ValueError:
        return SafeString("")
    return format_html('<link rel="stylesheet" href="{}">', address)


_BOX = (
    '<div class="{}">\n  <input type="{}" name="{}" value="{}"{}><label for="{}">{}</label>\n</div>'
)


@register.simple_tag
def choice(option: dict[str, Any]) -> SafeString:
    """Return one tick or radio of a group; written in Python since a form may hold a hundred."""
    group = "form-group-radio" if option["type"] == "radio" else "form-group-checkbox"
    attributes = option["attrs"]
    return format_html(
        _BOX,
        group,
        option["type"],
        option["name"],
        str(option["value"]),
        flatatt(attributes),
        attributes.get("id", ""),
        option["label"],
    )


@register.simple_tag
def options(groups: list[tuple[str, list[tuple[int, str]]]], chosen: int | None) -> SafeString:
    """Return the options of a select, by group.

    Args:
        groups: name of the group and its pairs of value and words.
        chosen: the value that is chosen.
    """
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        (
            (
                name,
                format_html_join(
                    "",
                    '<option value="{}"{}>{}</option>',
                    (
                        (str(value), mark_safe(" selected") if value == chosen else "", words)
                        for value, words in pairs
                    ),
                ),
            )
            for name, pairs in groups
        ),
    )
