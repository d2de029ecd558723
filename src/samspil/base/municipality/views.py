"""Pages where the municipality decides how it presents itself."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.municipality import actions
from samspil.base.municipality.forms import (
    ColoursForm,
    ContactForm,
    ContentForm,
    FileForm,
    NameForm,
    PartsForm,
    TextForm,
)
from samspil.base.municipality.models import Edition
from samspil.base.municipality.policies import may_shape_municipality, wrong_accent, wrong_primary
from samspil.base.municipality.queries import (
    changes_of_draft,
    current_draft,
    current_edition,
    declared_texts,
    logo_files,
    wanted_content,
)
from samspil.base.municipality.terms import PREVIEW_KEY
from samspil.kit import colours as kit_colours
from samspil.kit.colours import accent_pairs, dark_pairs, primary_pairs
from samspil.kit.doors import actor_of, door, open_to_all, reads
from samspil.kit.lix import lix, verdict
from samspil.kit.own_words import PLACEHOLDERS, TextKind
from samspil.kit.view_choices import Appearance

FOR_EVER = "public, max-age=31536000, immutable"


@door(may_shape_municipality)
@require_safe
@never_cache
@reads
def municipality(request: HttpRequest) -> HttpResponseBase:
    """Show what can be decided, and what the draft would change."""
    draft = current_draft()
    context = {"draft": draft, "changes": changes_of_draft(draft) if draft else []}
    return render(request, "municipality/municipality.html", context)


def _sent(request: HttpRequest) -> dict[str, Any]:
    """Return what a form is made with: what was sent, if only an empty page of ticks, or nothing."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}


def _done(request: HttpRequest, form: Any, do: Callable[[], object]) -> bool:
    """Do what a valid form says; tell in the form what stands in the way."""
    try:
        do()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.success(request, _("Gemt i kladden. Alle ser det, når du udgiver."))
    return True


def _save(request: HttpRequest, form: ContentForm) -> bool:
    if not form.is_valid():
        return False
    actor = actor_of(request)
    return _done(request, form, lambda: actions.change(actor=actor, **form.said()))


@door(may_shape_municipality)
@never_cache
def name(request: HttpRequest) -> HttpResponseBase:
    """Decide the name and the logo."""
    form = NameForm(**_sent(request), content=wanted_content())
    if request.method == "POST" and _logo_fits(request, form) and _save(request, form):
        return redirect("municipality")
    context = {"form": form, "logo": (current_draft() or current_edition() or Edition()).logo}
    return render(request, "municipality/name.html", context)


def _logo_fits(request: HttpRequest, form: NameForm) -> bool:
    """Put the logo in the draft, if one came or the old one shall go."""
    if not form.is_valid():
        return False
    upload, actor = form.cleaned_data["logo"], actor_of(request)
    try:
        if upload or form.cleaned_data["without_logo"]:
            actions.change_logo(actor=actor, upload=upload)
    except ValidationError as error:
        form.add_error("logo", error.messages)
    return not form.errors


@door(may_shape_municipality)
@never_cache
def colours(request: HttpRequest) -> HttpResponseBase:
    """Decide the colours; those that cannot be read are refused."""
    content = wanted_content()
    form = ColoursForm(**_sent(request), content=content)
    if request.method == "POST" and _save(request, form):
        return redirect("municipality")
    primary, accent = str(form["primary"].value()), str(form["accent"].value())
    if kit_colours.is_colour(primary) and kit_colours.is_colour(accent):
        pairs = primary_pairs(primary) + accent_pairs(accent) + dark_pairs(primary)
    else:
        pairs = []
    return render(request, "municipality/colours.html", {"form": form, "pairs": pairs})


@door(may_shape_municipality)
@never_cache
def contact(request: HttpRequest) -> HttpResponseBase:
    """Decide how the municipality is reached."""
    form = ContactForm(**_sent(request), content=wanted_content())
    if request.method == "POST" and _save(request, form):
        return redirect("municipality")
    return render(request, "municipality/contact.html", {"form": form})


@door(may_shape_municipality)
@never_cache
def parts(request: HttpRequest) -> HttpResponseBase:
    """Decide which parts are open."""
    form, actor = PartsForm(**_sent(request), content=wanted_content()), actor_of(request)

    def close() -> None:
        actions.change(actor=actor, closed=form.closed())

    if request.method == "POST" and form.is_valid() and _done(request, form, close):
        return redirect("municipality")
    return render(request, "municipality/parts.html", {"form": form})


@door(may_shape_municipality)
@require_safe
@never_cache
@reads
def texts(request: HttpRequest) -> HttpResponseBase:
    """Show the texts that can be written in one's own words."""
    own, declared = wanted_content().texts, declared_texts().values()
    rows = [{"text": text, "is_own": text.key in own} for text in declared]
    groups = [
        {"heading": heading, "rows": [row for row in rows if row["text"].kind in kinds]}  # type: ignore[attr-defined]
        for heading, kinds in (
            (_("På siderne"), {TextKind.LINE, TextKind.PAGE}),
            (_("I brevene"), {TextKind.LETTER}),
            (_("Hjælp til dem, der arbejder her"), {TextKind.HELP}),
        )
    ]
    return render(request, "municipality/texts.html", {"groups": groups})


@door(may_shape_municipality)
@never_cache
def text(request: HttpRequest, key: str) -> HttpResponseBase:
    """Write one text in one's own words."""
    declared, content = declared_texts().get(key), wanted_content()
    if declared is None:
        raise Http404
    form = TextForm(**_sent(request), text=declared, content=content)
    if request.method == "POST" and form.is_valid():
        both = {"danish": form.cleaned_data["da"], "english": form.cleaned_data["en"]}
        actor = actor_of(request)
        if _done(request, form, lambda: actions.change_text(actor=actor, key=key, **both)):
            return redirect("municipality_texts")
    number = lix(str(form["da"].value() or declared.default))
    context = {"form": form, "text": declared, "lix": number, "lix_words": verdict(number)}
    return render(request, "municipality/text.html", {**context, "placeholders": PLACEHOLDERS})


@door(may_shape_municipality)
@require_POST
def preview(request: HttpRequest) -> HttpResponseBase:
    """Let one's own session see the draft, light or dark, or see what holds again."""
    how = request.POST.get("how", "")
    if how in {Appearance.LIGHT, Appearance.DARK}:
        request.session[PREVIEW_KEY] = how
        return redirect("front_page")
    request.session.pop(PREVIEW_KEY, None)
    return redirect("municipality")


@door(may_shape_municipality)
@require_POST
def publish(request: HttpRequest) -> HttpResponseBase:
    """Let the draft hold from now on."""
    version = request.POST.get("version", "")
    known = int(version) if version.isdecimal() and len(version) < 9 else 0
    try:
        actions.publish_draft(actor=actor_of(request), version=known)
    except actions.ChangedMeanwhile:
        messages.warning(request, _("Kladden er ændret, siden du så den. Se den igen, og udgiv."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        request.session.pop(PREVIEW_KEY, None)
        messages.success(request, _("Udgivet. Alle ser det nu."))
    return redirect("municipality")


@door(may_shape_municipality)
@require_POST
def discard(request: HttpRequest) -> HttpResponseBase:
    """Throw the draft away."""
    actions.discard_draft(actor=actor_of(request))
    request.session.pop(PREVIEW_KEY, None)
    messages.success(request, _("Kladden er kasseret. Intet er ændret for besøgende."))
    return redirect("municipality")


@door(may_shape_municipality)
@require_POST
def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make the draft what an earlier edition was."""
    edition = get_object_or_404(Edition.objects.select_related("logo"), pk=pk)
    actions.fetch_edition(actor=actor_of(request), edition=edition)
    messages.success(request, _("Den gamle udgave er hentet frem som kladde. Se den, og udgiv."))
    return redirect("municipality")


@door(may_shape_municipality)
@never_cache
def file(request: HttpRequest) -> HttpResponseBase:
    """Take in a file as draft, so that one sees what it changes before it holds."""
    form = FileForm(**_sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            left_out = actions.take_in(actor=actor_of(request), text=form.cleaned_data["file"])
        except ValidationError as error:
            form.add_error("file", error.messages)
        else:
            messages.success(request, _("Filen er læst ind som kladde. Se, hvad den ændrer."))
            if left_out:
                words = _("Det kendes ikke her og er sprunget over: %(names)s.")
                messages.warning(request, words % {"names": ", ".join(left_out)[:500]})
            return redirect("municipality")
    return render(request, "municipality/file.html", {"form": form, "draft": current_draft()})


@door(may_shape_municipality)
@require_safe
@never_cache
@reads
def export(request: HttpRequest) -> HttpResponseBase:
    """Give everything that holds as one file."""
    response = HttpResponse(
        actions.exported(Edition.objects.select_related("logo").first()),
        content_type="application/json",
    )
    response["Content-Disposition"] = 'attachment; filename="kommune.json"'
    return response


@open_to_all
@require_safe
@reads
def logo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve a logo that was published, and that of the draft to those who may change it."""
    shapes = bool(may_shape_municipality(actor_of(request)))
    found = get_object_or_404(logo_files(with_draft=shapes), pk=pk)
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    response["Cache-Control"] = FOR_EVER.replace("public", "private") if shapes else FOR_EVER
    return response


@open_to_all
@require_safe
@reads
def colour_sheet(request: HttpRequest, primary: str, accent: str) -> HttpResponseBase:
    """Serve the colours of the address as a style sheet; it never changes, so it is kept for ever."""
    if wrong_primary(f"#{primary}") or wrong_accent(f"#{accent}"):
        raise Http404
    sheet = kit_colours.stylesheet(f"#{primary}", f"#{accent}")
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER
    return response
