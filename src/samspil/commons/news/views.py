"""Pages of the news room."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.audit.queries import public_version
from samspil.base.people.models import Person
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import canonical, topic_choices
from samspil.commons.news import actions, letters
from samspil.commons.news.forms import ArticleForm, PictureForm, ScheduleForm, TakeDownForm
from samspil.commons.news.models import Article, Digest, Picture
from samspil.commons.news.policies import may_edit_article, may_write_news, visible_to
from samspil.commons.news.queries import (
    NewsPaginator,
    news_for_desk,
    reach_of,
    with_pictures,
)
from samspil.commons.news.terms import PER_PAGE, ArticleState
from samspil.kit.access import require
from samspil.kit.asking import number_asked
from samspil.kit.buttons import pressed
from samspil.kit.doors import actor_of, door, open_to_all, reads
from samspil.kit.editing import EditedMeanwhile, keep_typed
from samspil.kit.keeping import keep_for_everybody
from samspil.kit.lix import lix
from samspil.kit.words import one_line


def _author(request: HttpRequest) -> Person:
    return cast("Person", request.user)


def _topic_asked(request: HttpRequest) -> Topic | None:
    asked = number_asked(request, "emne")
    if asked is None:
        return None
    return canonical(get_object_or_404(Topic.objects.select_related("merged_into"), pk=asked))


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def archive(request: HttpRequest) -> HttpResponseBase:
    """Show what came out, newest first, by topic and words."""
    topic = _topic_asked(request)
    words = one_line(request.GET.get("q", ""))[:100]
    page = NewsPaginator(topic, words).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "topic": topic,
        "chosen": topic.pk if topic else None,
        "words": words,
        "topics": topic_choices(),
    }
    return render(request, "news/archive.html", context)


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def article(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show one article."""
    found = get_object_or_404(
        with_pictures(visible_to(actor_of(request))).prefetch_related("topics", "corrections"),
        pk=pk,
    )
    return render(request, "news/article.html", {"article": found})


@open_to_all
@require_safe
@reads
def picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Serve a picture of an article the visitor may see."""
    found = get_object_or_404(
        Picture.objects.select_related("file").filter(article__in=visible_to(actor_of(request))),
        pk=pk,
    )
    response = HttpResponse(bytes(found.file.content), content_type=found.file.content_type)
    response["Cache-Control"] = "private, max-age=86400"
    return response


@open_to_all
@require_safe
@reads
def digest(request: HttpRequest, ref: UUID) -> HttpResponseBase:
    """Show the articles that one letter gathered."""
    found = get_object_or_404(Digest.objects.select_related("run"), ref=ref)
    context = {
        "digest": found,
        "articles": found.articles.published().in_lists(),
        "gatherings": found.gatherings.for_everybody().in_lists(),
    }
    return render(request, "news/digest.html", context)


@door(may_write_news)
@require_safe
@never_cache
@reads
def desk(request: HttpRequest) -> HttpResponseBase:
    """Show all articles to those who write them."""
    wanted = request.GET.get("tilstand", "")
    articles = news_for_desk(visible_to(actor_of(request)))
    if wanted in ArticleState.values:
        articles = articles.filter(state=wanted)
    page = Paginator(articles, PER_PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "wanted": wanted, "states": ArticleState.choices}
    return render(request, "news/desk.html", context)


@door(may_write_news)
@never_cache
def write(request: HttpRequest) -> HttpResponseBase:
    """Begin an article."""
    form = ArticleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        begun = actions.write_article(actor=_author(request), text=form.text(), **form.chosen())
        messages.success(request, _("Kladden er gemt."))
        return redirect("prepare_article", pk=begun.pk)
    return render(request, "news/write.html", {"form": form})


def _editable(request: HttpRequest, pk: int) -> Article:
    found = get_object_or_404(
        with_pictures(visible_to(actor_of(request))).prefetch_related("topics", "places"), pk=pk
    )
    require(may_edit_article(actor_of(request), found))
    return found


@door(may_write_news)
@never_cache
def edit(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change an article; two who save at the same time both keep what they wrote."""
    found = _editable(request, pk)
    form = ArticleForm(request.POST or None, article=found)
    context: dict[str, object] = {"form": form, "article": found}
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, found, form)
        except EditedMeanwhile as meanwhile:
            keep_typed(form, meanwhile)
            context["theirs"] = meanwhile.current
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Nyheden er gemt."))
            return redirect("prepare_article", pk=found.pk)
    return render(request, "news/edit.html", context)


def _save(request: HttpRequest, found: Article, form: ArticleForm) -> None:
    actions.save_article(
        actor=_author(request),
        article=found,
        version=form.cleaned_data["version"],
        text=form.text(),
        note=form.cleaned_data.get("note", ""),
        **form.chosen(),
    )


@door(may_write_news)
@require_safe
@never_cache
@reads
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show an article as page, how many it reaches, and what can be done with it."""
    found = _editable(request, pk)
    context = {
        "article": found,
        "reach": reach_of(found),
        "lix": lix(found.body),
        "picture_form": PictureForm(),
        "schedule_form": ScheduleForm(),
        "take_down_form": TakeDownForm(),
    }
    return render(request, "news/prepare.html", context)


@door(may_write_news)
@require_safe
@never_cache
@reads
def letter(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show an article as the letter somebody gets, to an invented person."""
    found = _editable(request, pk)
    samples = [{"full": full, "sample": letters.sample(found, full=full)} for full in (False, True)]
    return render(request, "news/letter.html", {"article": found, "samples": samples})


@door(may_write_news)
@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Publish now."""
    found = _editable(request, pk)
    pressed(
        request,
        lambda: actions.publish(actor=actor_of(request), article=found),
        _("Nyheden er udgivet, og brevene er på vej."),
    )
    return redirect("prepare_article", pk=pk)


@door(may_write_news)
@require_POST
def schedule(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Publish at a time."""
    found = _editable(request, pk)
    form = ScheduleForm(request.POST)
    if form.is_valid():
        try:
            actions.schedule(
                actor=actor_of(request), article=found, at=form.cleaned_data["publish_at"]
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Nyheden udgives af sig selv til den tid."))
            return redirect("prepare_article", pk=pk)
    return render(request, "news/schedule.html", {"article": found, "form": form})


@door(may_write_news)
@require_POST
def unschedule(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a planned article back to draft."""
    found = _editable(request, pk)
    pressed(
        request,
        lambda: actions.unschedule(actor=actor_of(request), article=found),
        _("Nyheden er en kladde igen."),
    )
    return redirect("prepare_article", pk=pk)


@door(may_write_news)
@require_POST
def take_down(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a published article off the site."""
    found = _editable(request, pk)
    form = TakeDownForm(request.POST)
    if form.is_valid():
        actions.take_down(actor=actor_of(request), article=found, why=form.cleaned_data["why"])
        messages.success(request, _("Nyheden er taget ned. Du kan udgive den igen."))
        return redirect("prepare_article", pk=pk)
    return render(request, "news/take_down.html", {"article": found, "form": form})


@door(may_write_news)
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Delete a draft."""
    found = _editable(request, pk)
    gone = pressed(
        request,
        lambda: actions.delete_draft(actor=actor_of(request), article=found),
        _("Kladden er slettet."),
    )
    return redirect("news_desk") if gone else redirect("prepare_article", pk=pk)


@door(may_write_news)
@require_POST
def add_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Put a picture in an article."""
    found = _editable(request, pk)
    form = PictureForm(request.POST, request.FILES)
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            actions.add_picture(
                actor=_author(request),
                article=found,
                upload=cleaned["picture"],
                alt=cleaned["alt"],
                alt_en=cleaned["alt_en"],
            )
        except ValidationError as error:
            form.add_error("picture", error.messages)
        else:
            messages.success(request, _("Billedet er sat ind."))
            return redirect("prepare_article", pk=pk)
    return render(request, "news/picture.html", {"article": found, "form": form})


@door(may_write_news)
@require_POST
def remove_picture(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a picture out of an article."""
    found = get_object_or_404(Picture.objects.select_related("article"), pk=pk)
    actions.remove_picture(actor=_author(request), picture=found)
    messages.success(request, _("Billedet er fjernet."))
    return redirect("prepare_article", pk=found.article_id)
