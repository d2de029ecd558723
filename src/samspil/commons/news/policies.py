"""Who may write and publish news, and who sees what."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.commons.news.models import Article, ArticleQuerySet
from samspil.commons.news.terms import NEXT_STATES, ArticleState
from samspil.kit.access import Actor, Role, Verdict, may_for, needs_role, refused

WRITERS = (Role.EDITOR, Role.COORDINATOR)


def may_write_news(actor: Actor) -> Verdict:
    """Editors and coordinators write news, wherever they hold the role."""
    return needs_role(actor, *WRITERS)


def may_edit_article(actor: Actor, article: Article) -> Verdict:
    """An editor edits what concerns only places and topics of theirs, and drafts of their own."""
    verdict = may_write_news(actor)
    if verdict and actor.pk == article.author_id and article.state == ArticleState.DRAFT:
        return verdict
    return _may_write_to_those_of(actor, article)


def may_write_for(
    actor: Actor, places: Collection[int], topics: Collection[int], *, newsletter: bool
) -> Verdict:
    """An editor without limits writes to all, one for places or topics about those only."""
    verdict = may_write_news(actor)
    if not verdict or may_for(actor, WRITERS):
        return verdict
    if newsletter:
        return refused(_("Kun en redaktør for hele kommunen kan sende til nyhedsbrevet."))
    if may_for(actor, WRITERS, places=places, topics=topics):
        return verdict
    return refused(_("Nyheden gælder steder eller emner, du ikke er redaktør for."))


def _may_write_to_those_of(actor: Actor, article: Article) -> Verdict:
    return may_write_for(
        actor,
        [place.pk for place in article.places.all()],
        [topic.pk for topic in article.topics.all()],
        newsletter=article.to_newsletter,
    )


def may_publish(actor: Actor, article: Article, to: ArticleState) -> Verdict:
    """Whoever may edit an article may publish it, when it is in a state to."""
    verdict = _may_write_to_those_of(actor, article)
    if not verdict:
        return verdict
    if to not in NEXT_STATES[ArticleState(article.state)]:
        return refused(
            _("Nyheden er %(state)s og kan ikke blive %(to)s.")
            % {"state": ArticleState(article.state).label, "to": to.label}
        )
    return verdict


def visible_to(actor: Actor) -> ArticleQuerySet:
    """Return the articles an actor may see: what is published, and for writers what is not."""
    seen = Q(state=ArticleState.PUBLISHED)
    if may_write_news(actor):
        seen = Q()
    return Article.objects.filter(seen)
