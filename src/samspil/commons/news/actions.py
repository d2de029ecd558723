"""Write, publish, correct and gather news."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.base.audit.actions import record
from samspil.base.files.actions import forget_file, store_picture
from samspil.base.outbox.actions import take_back
from samspil.base.outbox.drafts import Draft
from samspil.base.people.models import Person
from samspil.base.places.models import Place
from samspil.base.search.actions import refresh
from samspil.base.topics.models import Topic
from samspil.commons.gatherings.models import Gathering
from samspil.commons.gatherings.queries import audience_of as audience_of_gathering
from samspil.commons.gatherings.queries import told_between
from samspil.commons.interests.actions import ask_to_call, write_to
from samspil.commons.interests.letters import in_every_variant
from samspil.commons.interests.queries import Audience, interested_in, receiving
from samspil.commons.interests.terms import Rhythm
from samspil.commons.news import letters
from samspil.commons.news.models import Article, Correction, Digest, DigestRun, Picture
from samspil.commons.news.policies import (
    may_edit_article,
    may_publish,
    may_write_for,
    may_write_news,
)
from samspil.commons.news.queries import audience_of, due_articles, published_between
from samspil.commons.news.terms import ArticleState
from samspil.kit.access import Actor, System, require
from samspil.kit.editing import EditedMeanwhile
from samspil.kit.words import one_line, readable

FIRST_STRETCH = {Rhythm.WEEKLY: timedelta(days=7), Rhythm.MONTHLY: timedelta(days=31)}


# A title becomes the subject of a letter and the title in a feed.
ONE_LINE = ("title", "title_en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """What an editor writes."""

    title: str
    summary: str
    body: str
    easy_body: str = ""
    title_en: str = ""
    summary_en: str = ""
    body_en: str = ""
    easy_body_en: str = ""
    to_newsletter: bool = False


def _write(article: Article, text: Text) -> None:
    for name in Text.__dataclass_fields__:
        value = getattr(text, name)
        if isinstance(value, str):
            value = one_line(value) if name in ONE_LINE else readable(value)
        setattr(article, name, value)


@transaction.atomic
def write_article(
    *, actor: Person, text: Text, topics: Iterable[Topic] = (), places: Iterable[Place] = ()
) -> Article:
    """Begin an article as a draft.

    Raises Refused when the actor may not write news.
    """
    require(may_write_news(actor))
    article = Article(author=actor)
    _write(article, text)
    article.save()
    article.topics.set(topics)
    article.places.set(places)
    record(actor=actor, verb="news.write_article", thing=article.thing)
    return article


@transaction.atomic
def save_article(
    *,
    actor: Person,
    article: Article,
    version: int,
    text: Text,
    topics: Iterable[Topic],
    places: Iterable[Place],
    note: str = "",
) -> Article:
    """Save a changed article; a published one gets a note that readers see.

    Args:
        actor: the editor.
        article: the article to change.
        version: the version the editor opened.
        text: what it says now.
        topics: what it is about now.
        places: where it concerns now.
        note: what was put right, needed when it is published.

    Raises:
        Refused: when the actor may not edit it.
        EditedMeanwhile: when somebody else saved it since `version`.
        ValidationError: when a published article is changed without a note.
    """
    current = Article.objects.select_for_update().get(pk=article.pk)
    require(may_edit_article(actor, current))
    if current.version != version:
        raise EditedMeanwhile(current)
    if current.is_published and not note.strip():
        raise ValidationError(
            {"note": _("Skriv, hvad du har rettet. Læserne kan se det på siden.")}
        )
    topics, places = list(topics), list(places)
    if current.published_at is not None or actor.pk != current.author_id:
        require(
            may_write_for(
                actor,
                [place.pk for place in places],
                [topic.pk for topic in topics],
                newsletter=text.to_newsletter,
            )
        )
    _write(current, text)
    current.version += 1
    current.save()
    current.topics.set(topics)
    current.places.set(places)
    if current.is_published:
        Correction.objects.create(article=current, note=note.strip(), by=actor)
    record(
        actor=actor,
        verb="news.correct" if current.is_published else "news.save_article",
        thing=current.thing,
        public=current.is_published,
    )
    if current.is_published:
        refresh("article", [current.pk])
    return current


@transaction.atomic
def add_picture(
    *, actor: Person, article: Article, upload: "UploadedFile[Any]", alt: str, alt_en: str = ""
) -> Picture:
    """Put a picture in an article, with words for those who do not see it.

    Raises Refused when the actor may not edit it, ValidationError for a bad file or missing words.
    """
    require(may_edit_article(actor, article))
    if not alt.strip():
        raise ValidationError({"alt": _("Skriv, hvad billedet viser.")})
    picture = Picture.objects.create(
        article=article,
        file=store_picture(actor=actor, upload=upload),
        alt=alt.strip(),
        alt_en=alt_en.strip(),
    )
    record(actor=actor, verb="news.add_picture", thing=article.thing, public=article.is_published)
    return picture


@transaction.atomic
def remove_picture(*, actor: Person, picture: Picture) -> None:
    """Take a picture out of an article.

    Raises Refused when the actor may not edit it.
    """
    article = picture.article
    require(may_edit_article(actor, article))
    file = picture.file
    picture.delete()
    forget_file(actor=actor, file=file)
    record(
        actor=actor, verb="news.remove_picture", thing=article.thing, public=article.is_published
    )


@transaction.atomic
def schedule(*, actor: Actor, article: Article, at: datetime) -> Article:
    """Let an article come out by itself at a time.

    Raises Refused when the actor may not, ValidationError when the time is past.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    require(may_publish(actor, article, ArticleState.SCHEDULED))
    if at <= timezone.now():
        raise ValidationError(
            {"publish_at": _("Tidspunktet er forbi. Vælg et senere, eller udgiv nu.")}
        )
    article.state, article.publish_at = ArticleState.SCHEDULED, at
    article.save(update_fields=["state", "publish_at", "updated_at"])
    record(actor=actor, verb="news.schedule", thing=article.thing)
    return article


@transaction.atomic
def unschedule(*, actor: Actor, article: Article) -> Article:
    """Take a planned article back to draft.

    Raises Refused when the actor may not.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    require(may_publish(actor, article, ArticleState.DRAFT))
    article.state, article.publish_at = ArticleState.DRAFT, None
    article.save(update_fields=["state", "publish_at", "updated_at"])
    record(actor=actor, verb="news.unschedule", thing=article.thing)
    return article


@transaction.atomic
def publish(*, actor: Actor, article: Article) -> int:
    """Publish an article and queue exactly one letter to each person it concerns (row P2).

    The page and the letters become real in one transaction. Publishing again, after taking down or by
    a second press, sends nobody a second letter.

    Returns:
        The number of letters queued now; those with a weekly or monthly rhythm get theirs then.

    Raises Refused when the actor may not.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.is_published:
        return 0
    require(may_publish(actor, article, ArticleState.PUBLISHED))
    return _publish(actor, article)


def _publish(actor: Actor, article: Article) -> int:
    article.state, article.publish_at = ArticleState.PUBLISHED, None
    article.published_at = article.published_at or timezone.now()
    article.save(update_fields=["state", "publish_at", "published_at", "updated_at"])
    concerned = interested_in(audience_of(article))
    sent = write_to(
        people=concerned.filter(rhythm=Rhythm.AT_ONCE),
        drafts=partial(_drafts, article),
        key=f"news:{article.pk}",
    )
    ask_to_call(
        profiles=concerned.filter(address_key__isnull=True),
        thing=article.thing,
        title=article.title,
        path=reverse("article", args=[article.pk]),
    )
    record(actor=actor, verb="news.publish", thing=article.thing, public=True)
    refresh("article", [article.pk])
    return sent


def _drafts(article: Article) -> dict[str, Draft]:
    return in_every_variant(
        lambda language, full: letters.article_letter(article, language=language, full=full)
    )


@transaction.atomic
def take_down(*, actor: Actor, article: Article, why: str) -> Article:
    """Take a published article off the site, and its letters that have not left out of the queue.

    The reason stands in the audit.

    Raises Refused when the actor may not.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    require(may_publish(actor, article, ArticleState.TAKEN_DOWN))
    article.state = ArticleState.TAKEN_DOWN
    article.save(update_fields=["state", "updated_at"])
    record(actor=actor, verb="news.take_down", thing=article.thing, why=why[:200], public=True)
    refresh("article", [article.pk])
    take_back(drafts=list(_drafts(article).values()))
    return article


@transaction.atomic
def delete_draft(*, actor: Actor, article: Article) -> None:
    """Delete an article that was never published.

    Raises Refused when the actor may not edit it, ValidationError when it has been published.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    require(may_edit_article(actor, article))
    if article.published_at is not None:
        raise ValidationError(
            _("En nyhed, der har været udgivet, kan tages ned, men ikke slettes.")
        )
    thing = article.thing
    files = [picture.file for picture in article.pictures.select_related("file")]
    article.delete()
    for file in files:
        forget_file(actor=actor, file=file)
    record(actor=actor, verb="news.delete_draft", thing=thing)


def publish_due(*, actor: System) -> int:
    """Publish the scheduled articles whose time has come, each in its own transaction."""
    published = 0
    for pk in due_articles().values_list("pk", flat=True):
        with transaction.atomic():
            article = (
                Article.objects.select_for_update(skip_locked=True)
                .filter(pk=pk, state=ArticleState.SCHEDULED)
                .first()
            )
            if article is not None:
                _publish(actor, article)
                published += 1
    return published


@transaction.atomic
def send_digests(*, actor: System, rhythm: Rhythm, until: datetime) -> int:
    """Gather what is due since the last digest of this rhythm into one letter per person (row P2).

    That is: news that came out, and gatherings that were announced, moved or called off.

    The stretches follow each other without a gap, however long nothing ran. Nobody to whom nothing
    came out gets a letter, and running twice sends nothing twice.

    Args:
        actor: the house itself.
        rhythm: weekly or monthly.
        until: the end of the stretch.

    Returns:
        The number of letters queued.
    """
    last = DigestRun.objects.select_for_update().filter(rhythm=rhythm).first()
    since = last.until if last else until - FIRST_STRETCH[rhythm]
    if since >= until:
        return 0
    run = DigestRun.objects.create(rhythm=rhythm, since=since, until=until)
    news: list[Article | Gathering] = [
        *published_between(since, until),
        *told_between(since, until),
    ]
    due: dict[int, list[int]] = defaultdict(list)
    for number, each in enumerate(news):
        concerned = interested_in(_audience_of(each)).by_mail().filter(rhythm=rhythm)
        for profile in concerned.values_list("pk", flat=True):
            due[profile].append(number)
    alike: dict[tuple[int, ...], list[int]] = defaultdict(list)
    for profile, found in due.items():
        alike[tuple(found)].append(profile)
    return sum(
        _send_digest(run, [news[number] for number in found], profiles)
        for found, profiles in alike.items()
    )


def _audience_of(each: Article | Gathering) -> Audience:
    if isinstance(each, Gathering):
        return audience_of_gathering(each)
    return audience_of(each)


def _send_digest(
    run: DigestRun, news: Sequence[Article | Gathering], profiles: Sequence[int]
) -> int:
    things = ",".join(each.thing for each in news)
    digest = Digest.objects.create(run=run, key=hashlib.sha256(things.encode()).hexdigest())
    articles = [each for each in news if isinstance(each, Article)]
    gatherings = [each for each in news if isinstance(each, Gathering)]
    digest.articles.set(articles)
    digest.gatherings.set(gatherings)
    return write_to(
        people=receiving(profiles),
        drafts=lambda: in_every_variant(
            lambda language, full: letters.digest_letter(
                digest, articles, gatherings, language=language, full=full
            )
        ),
        key=f"digest:{run.pk}",
    )
