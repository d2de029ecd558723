"""Template filters and tags that every template may use."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, cast
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.core.paginator import Page
from django.template import Context, Node, NodeList, Template
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from samspil.kit import danish, small_numbers
from samspil.kit.doors import actor_of
from samspil.kit.explaining import explained as explained_html
from samspil.kit.markdown import html_of
from samspil.kit.next_steps import NextStep, next_steps

register = template.Library()
type OptionGroup = tuple[str, Sequence[tuple[int, str]]]
register.filter("danish_date", danish.danish_date)
register.filter("danish_datetime", danish.danish_datetime)
register.filter("short_month", danish.short_month)
register.filter("clock", danish.clock)
register.filter("kroner", danish.kroner)
register.filter("kroner_short", danish.kroner_short)
register.filter("shown_count", small_numbers.shown_count)


MOST_EDITIONS = 20


class OnceNode(Node):
    """A part of a page that is the same for everybody, made once per language and edition."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.made: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        municipality = context.get("municipality")
        edition = getattr(municipality, "key", "")
        key = (get_language(), edition, settings.DEMO, settings.ROOT_URLCONF)
        if edition is None:
            return self._made(context)
        if key not in self.made:
            if len(self.made) >= MOST_EDITIONS:
                self.made.clear()
            self.made[key] = self._made(context)
        return self.made[key]

    def _made(self, context: Context) -> SafeString:
        # Without the page's own context nothing about a visitor can get in here and stay.
        known = {name: context.get(name) for name in ("municipality", "footer_links")}
        bare = Context({**known, "is_demo": settings.DEMO})
        with bare.bind_template(cast("Template", context.template)):
            return self.nodelist.render(bare)


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """Make what stands until `{% endonce %}` once per language and edition of the site, not once per page.

    Inside it only `municipality`, `footer_links` and `is_demo` are known; blocks and components cannot stand there.
    """
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodelist)


@register.filter
def unlocalized(number: int | Decimal) -> str:
    """Return a number for machines: without thousands separator."""
    return str(number)


@register.filter
def markdown(text: str, first_level: int = 2) -> SafeString:
    """Return Markdown as safe HTML, with headings that start at h2 or at the level given.

    On public pages words of the lexicon are explained where they stand (`kit.explaining`).
    """
    cleaned = html_of(str(text), first_level=first_level)
    return mark_safe(explained_html(cleaned))  # noqa: S308 - html_of returns cleaned HTML only


@register.filter
def explained(text: str) -> SafeString:
    """Return a plain text with words of the lexicon explained where they stand, on public pages."""
    return mark_safe(explained_html(escape(text)))  # noqa: S308 - escaped here


@register.simple_tag(takes_context=True)
def own_text(context: Context, key: str) -> str:
    """Return a text in the municipality's own words or the standard ones (`kit.own_words`)."""
    return str(context["municipality"].text(key))


@register.simple_tag(takes_context=True)
def own_markdown(context: Context, key: str) -> SafeString:
    """Return such a text, written as Markdown, as safe HTML."""
    return markdown(own_text(context, key), 3)


@register.simple_tag
def moment(value: date) -> SafeString:
    """Return a day or moment as `<time>`: in words for people, as ISO 8601 for machines."""
    words = (
        danish.danish_datetime(value) if isinstance(value, datetime) else danish.danish_date(value)
    )
    # Lists hold dozens, and format_html would take half the time.
    return mark_safe(f'<time datetime="{value.isoformat()}">{words}</time>')  # noqa: S308


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
    return _icon(name, str(label), css)


@cache
def _icon(name: str, label: str, css: str) -> SafeString:
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


_OWN_SIGN = {"success", "warning", "error", "info"}


@register.simple_tag
def badge(words: object, kind: str = "neutral") -> SafeString:
    """Return where something stands, as `c-status-badge` does, for rows of which there are many."""
    # Escaped before it is looked up, so that a text and markup that reads alike are two things.
    return _badge(conditional_escape(cast("str", words)), kind)


@lru_cache(maxsize=500)
def _badge(words: str, kind: str) -> SafeString:
    css = "badge" if kind == "neutral" else f"badge badge-{kind}"
    sign = _icon(kind if kind in _OWN_SIGN else "time", "", "")
    return format_html('<span class="{}">{}{}</span>', css, sign, words)


@register.simple_tag
def progress(percent: int, label: str) -> SafeString:
    """Return how far something is as a bar with the number beside it.

    Args:
        percent: 0 to 100.
        label: what it is the progress of, for those who do not see the bar.
    """
    return format_html(
        '<span class="progress"><progress max="100" value="{}" aria-label="{}"></progress>'
        '<span class="progress__number">{}\u00a0%</span></span>',
        percent,
        label,
        percent,
    )


@register.simple_tag(takes_context=True)
def page_address(context: Context, parameter: str, number: int) -> str:
    """Return the address of another page of this list, with the rest of the query kept."""
    request = context.get("request")
    lists = request.GET.lists() if request is not None else ()
    rest = [(name, value) for name, values in lists if name != parameter for value in values]
    return f"?{urlencode([*rest, (parameter, str(number))])}"


@register.simple_tag(takes_context=True, name="next_steps")
def steps_from(context: Context, slot: str, thing: Any) -> list[NextStep]:
    """Return what rooms above offer to make of a thing, for those who may (`kit.next_steps`)."""
    return next_steps(actor_of(context["request"]), slot, thing.pk)


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


def _attributes(given: dict[str, Any]) -> str:
    return "".join(
        f" {name}" if value is True else f' {name}="{escape(value)}"'
        for name, value in given.items()
        if value is not None and value is not False
    )


def _box(option: dict[str, Any]) -> str:
    group = "form-group-radio" if option["type"] == "radio" else "form-group-checkbox"
    return (
        f'<div class="{group}">\n  <input type="{option["type"]}" name="{escape(option["name"])}"'
        f' value="{escape(option["value"])}"{_attributes(option["attrs"])}>'
        f'<label for="{escape(option["attrs"].get("id", ""))}">'
        f"{conditional_escape(option['label'])}</label>\n</div>"
    )


@register.simple_tag
def boxes(options: Iterable[dict[str, Any]]) -> SafeString:
    """Return the ticks or radios of a group; in one pass since there may be a hundred.

    Args:
        options: what Django's widgets tell of each; names of attributes are the code's own.
    """
    return mark_safe("".join(map(_box, options)))  # noqa: S308 - all values are escaped above


@register.simple_tag
def options(groups: Sequence[OptionGroup], chosen: int | None) -> SafeString:
    """Return the options of a select, by group; in one pass since there may be a hundred.

    Args:
        groups: name of the group and its pairs of value and words.
        chosen: the value that is chosen.
    """
    parts: list[str] = []
    for name, pairs in groups:
        parts.append(f'<optgroup label="{escape(name)}">')
        for value, words in pairs:
            selected = " selected" if value == chosen else ""
            parts.append(f'<option value="{value:d}"{selected}>{escape(words)}</option>')
        parts.append("</optgroup>")
    return mark_safe("".join(parts))  # noqa: S308 - numbers, and words that are escaped above
