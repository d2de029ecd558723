"""Where the words are kept."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.commons.lexicon import actions
from samspil.commons.lexicon.forms import WordForm
from samspil.commons.lexicon.models import LexiconEntry
from samspil.commons.lexicon.policies import may_delete_word, may_keep_words
from samspil.commons.lexicon.queries import lexicon_numbers, number_by_state, words_for_desk
from samspil.commons.lexicon.terms import NEXT_STATES, PER_PAGE, WORD_LENGTH, EntryState
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, reads
from samspil.kit.editing import EditedMeanwhile, keep_typed
from samspil.kit.lix import lix
from samspil.kit.words import one_line


@door(may_keep_words)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show the words in all states, and what waits."""
    words, state = one_line(request.GET.get("q", ""))[:WORD_LENGTH], request.GET.get("tilstand", "")
    state = state if state in EntryState.values else ""
    page = Paginator(words_for_desk(words, state), PER_PAGE).get_page(request.GET.get("side"))
    numbers = number_by_state()
    context = {
        "page": page,
        "words": words,
        "state": state,
        "states": [(each.value, each.label, numbers[each.value]) for each in EntryState],
        "numbers": lexicon_numbers(),
    }
    return render(request, "lexicon/desk.html", context)


@door(may_keep_words)
@never_cache
def write(request: HttpRequest) -> HttpResponseBase:
    """Begin a word."""
    initial = {"word": one_line(request.GET.get("ord", ""))[:WORD_LENGTH]}
    form = WordForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            begun = actions.write_word(
                actor=actor_of(request), words=form.words(), see_also=form.cleaned_data["see_also"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Kladden er gemt. Se på den, og udgiv den."))
            return redirect("edit_word", pk=begun.pk)
    return render(request, "lexicon/write.html", {"form": form})


@door(may_keep_words)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a word; two who save at the same time both keep what they wrote."""
    found = get_object_or_404(LexiconEntry.objects.prefetch_related("see_also"), pk=pk)
    form = WordForm(request.POST or None, entry=found)
    if request.method == "POST" and form.is_valid() and _saved(request, found, form):
        return redirect("edit_word", pk=pk)
    context = {
        "form": form,
        "entry": found,
        "next": NEXT_STATES[EntryState(found.state)],
        "may_delete": may_delete_word(actor_of(request), found),
        "lix": lix(found.meaning),
    }
    return render(request, "lexicon/edit.html", context)


def _saved(request: HttpRequest, found: LexiconEntry, form: WordForm) -> bool:
    try:
        actions.save_word(
            actor=actor_of(request),
            entry=found,
            version=form.cleaned_data["version"],
            words=form.words(),
            see_also=form.cleaned_data["see_also"],
        )
    except EditedMeanwhile as meanwhile:
        keep_typed(form, meanwhile, advice=_("Gem igen, hvis det er din tekst, der gælder."))
    except ValidationError as error:
        form.add_error(None, error)
    else:
        messages.success(request, _("Ordet er gemt."))
        return True
    return False


@door(may_keep_words)
@require_POST
def bring(request: HttpRequest, pk: int, to: str) -> HttpResponseBase:
    """Publish a word, or take it out."""
    found = get_object_or_404(LexiconEntry, pk=pk)
    if to not in EntryState.values:
        raise Http404
    done = {
        EntryState.PUBLISHED: _("Ordet er udgivet. Det bliver forklaret, hvor det står."),
        EntryState.RETIRED: _("Ordet er taget ud. Du kan udgive det igen."),
    }
    pressed(
        request,
        lambda: actions.bring_to(actor=actor_of(request), entry=found, to=EntryState(to)),
        done.get(EntryState(to), _("Gemt.")),
    )
    return redirect("edit_word", pk=pk)


@door(may_keep_words)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete a proposal or a draft."""
    found = get_object_or_404(LexiconEntry, pk=pk)
    actions.delete_word(actor=actor_of(request), entry=found)
    messages.success(request, _("Ordet er slettet."))
    return redirect("lexicon_desk")
