"""The lexicon for everybody, and the ways in which everybody adds to it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import get_language_from_path, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from samspil.base.audit.queries import public_version
from samspil.base.people.actions import TooMany
from samspil.commons.lexicon import actions
from samspil.commons.lexicon.forms import ProposeForm, UnclearForm
from samspil.commons.lexicon.queries import published_word, words_by_letter, words_for_readers
from samspil.commons.lexicon.terms import WORD_LENGTH
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.networks import client_of
from samspil.kit.words import one_line


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def lexicon(request: HttpRequest) -> HttpResponseBase:
    """Show all words from A to Å, or those that a search holds."""
    words = one_line(request.GET.get("q", ""))[:WORD_LENGTH]
    context = {"letters": words_by_letter(words), "words": words}
    return render(request, "lexicon/lexicon.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def word(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Show what one word means."""
    found = get_object_or_404(words_for_readers(), slug=slug)
    return render(request, "lexicon/word.html", {"entry": found})


@open_to_all
@never_cache
def propose(request: HttpRequest) -> HttpResponseBase:
    """Let anybody propose a word."""
    initial = {"word": one_line(request.GET.get("ord", ""))[:WORD_LENGTH]}
    form = ProposeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.propose_word(
                actor=actor_of(request), client=client_of(request), **form.cleaned_data
            )
        except TooMany as error:
            form.add_error(None, str(error))
            return render(request, "lexicon/propose.html", {"form": form}, status=429)
        return redirect("word_proposed")
    return render(request, "lexicon/propose.html", {"form": form})


@open_to_all
@require_safe
@reads
def proposed(request: HttpRequest) -> HttpResponseBase:
    """Thank for a word."""
    return render(request, "lexicon/proposed.html")


def _own_page(path: str) -> str:
    """Return the path of a public page that says nothing about who reads it, else nothing."""
    try:
        with override(get_language_from_path(path) or settings.LANGUAGE_CODE):
            match = resolve(path)
    except Resolver404:
        return ""
    is_open = getattr(match.func, "door", match) is None
    # A link in a letter carries a token in its path; pages that all share have numbers and names.
    told = all(isinstance(each, int) or key == "slug" for key, each in match.kwargs.items())
    return path if is_open and told else ""


# The form stands on pages that are kept for everybody and so hold no token; it does nothing in anybody's name.
@csrf_exempt
@open_to_all
@never_cache
def mark_unclear(request: HttpRequest) -> HttpResponseBase:
    """Count a word that a reader did not understand, and tell what it means when that is known."""
    template = (
        "lexicon/_marked.html" if request.headers.get("HX-Request") else "lexicon/unclear.html"
    )
    form = UnclearForm(request.POST or None, initial={"path": request.GET.get("side", "")})
    context: dict[str, Any] = {"form": form, "back": _own_page(form["path"].value() or "")}
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.mark_unclear(
                word=form.cleaned_data["word"], path=context["back"], client=client_of(request)
            )
        except TooMany as error:
            form.add_error(None, str(error))
            return render(request, template, context, status=429)
        context |= {"marked": kept or _("Ordet"), "entry": published_word(kept)}
    return render(request, template, context)
