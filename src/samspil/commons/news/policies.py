"""Who may write and publish news, and who sees what."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samspil.commons.news.models import Article, ArticleQuerySet
from samspil.commons.news.terms import NEXT_STATES, ArticleState
from samspil.kit.access import Actor, Role, Verdict, needs_role, refused

WRITERS = (Role.EDITOR, Role.COORDINATOR)


def may_write_news(actor: Actor) -> Verdict:
    """Editors and coordinators write news, wherever they hold the role."""
    return needs_role(actor, *WRITERS)


def may_edit_article(actor: Actor, article: Article) -> Verdict:
    """An editor for the municipality edits everything, one for a place what concerns only places of theirs."""
    verdict = may_write_news(actor)
    if not verdict or actor.pk == article.author_id:
        return verdict
    places = [place.pk for place in article.places.all()]
    if _holds_everywhere(actor) or (
        places and all(actor.holds(*WRITERS, place_id=place) for place in places)
    ):
        return verdict
    return refused(_("Nyheden gælder steder, du ikke er redaktør for."))


def may_publish(actor: Actor, article: Article, to: ArticleState) -> Verdict:
    """Whoever may edit an article may publish it, when it is in a state to."""
    verdict = may_edit_article(actor, article)
    if not verdict:
        return verdict
    if to not in NEXT_STATES[ArticleState(article.state)]:
        return refused(
            _("Nyheden er %(state)s og kan ikke blive %(to)s.")
            % {"state": ArticleState(article.state).label, "to": to.label}
        )
    return verdict


def _holds_everywhere(actor: Actor) -> bool:
    # No place has the id 0, so only a role for the whole municipality answers yes.
    return actor.holds(*WRITERS, place_id=0)


def visible_to(actor: Actor) -> ArticleQuerySet:
    """Return the articles an actor may see: what is published, and for writers what is not."""
    seen = Q(state=ArticleState.PUBLISHED)
    if may_write_news(actor):
        seen = Q()
    return Article.objects.filter(seen)
