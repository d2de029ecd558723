"""Results in words, and addresses without one of the things chosen."""

from dataclasses import dataclass

from django import template
from django.template import Context
from django.urls import translate_url
from django.utils.translation import get_language

from samspil.base.search.queries import Result
from samspil.front.finding.queries import kind_label

register = template.Library()


@dataclass(frozen=True, slots=True)
class ShownResult:
    """What of a result is shown around its name."""

    kind: str
    url: str
    because: str


@register.simple_tag
def result_of(result: Result) -> ShownResult:
    """Return what of a result is shown around its name, in the visitor's language.

    Args:
        result: as the search gives it.
    """
    url = result.text.url
    if (get_language() or "da") != "da":
        url = translate_url(url, get_language() or "da")
    return ShownResult(kind_label(result.text.kind), url, ", ".join(result.because))


@register.simple_tag(takes_context=True)
def without(context: Context, parameter: str, value: str) -> str:
    """Return the address of this page without one of the values chosen, on its first page.

    Args:
        context: with the request.
        parameter: the name in the address.
        value: what is taken away.
    """
    asked = context["request"].GET.copy()
    asked.setlist(parameter, [each for each in asked.getlist(parameter) if each != value])
    asked.pop("side", None)
    return f"?{asked.urlencode()}"
