"""Who may write and publish news, and who sees what."""

from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.commons.news.models import Article, ArticleQuerySet
from samspil.commons.news.terms import NEXT_STATES, ArticleState
from samspil.kit.access import EVERYWHERE, Actor, Role, Verdict, needs_role, refused

WRITERS = (Role.EDITOR, Role.COORDINATOR)


def may_write_news(actor: Actor) -> Verdict:
    """Editors and coordinators write news, wherever they hold the role."""
    return needs_role(actor, *WRITERS)


def may_edit_article(actor: Actor, article: Article) -> Verdict:
    """An editor for the municipality edits everything, one for a place what concerns only places of theirs."""
    verdict = may_write_news(actor)
    if verdict and actor.pk == article.author_id and article.state == ArticleState.DRAFT:
        return verdict
    places = [place.pk for place in article.places.all()]
    return may_write_for(actor, places, newsletter=article.to_newsletter)


def may_write_for(actor: Actor, places: Collection[int], *, newsletter: bool) -> Verdict:
    """An editor for the municipality writes to all, one for places to those places only."""
    verdict = may_write_news(actor)
    if not verdict or actor.holds(*WRITERS, place_id=EVERYWHERE):
        return verdict
    if newsletter:
        return refused(_("Kun en redaktør for hele kommunen kan sende til nyhedsbrevet."))
    if places and all(actor.holds(*WRITERS, place_id=place) for place in places):
        return verdict
    return refused(_("Nyheden gælder steder, du ikke er redaktør for."))


def may_publish(actor: Actor, article: Article, to: ArticleState) -> Verdict:
    """Whoever may edit an article may publish it, when it is in a state to."""
    places = [place.pk for place in article.places.all()]
    verdict = may_write_for(actor, places, newsletter=article.to_newsletter)
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
