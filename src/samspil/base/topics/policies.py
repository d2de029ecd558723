"""Who may change the topics."""

from django.utils.translation import gettext_lazy as _

from samspil.base.topics.models import Topic
from samspil.kit.access import Actor, Role, Verdict, needs_role, refused


def may_edit_topics(actor: Actor) -> Verdict:
    """Editors, coordinators, managers and administrators keep the topics for the municipality."""
    return needs_role(actor, Role.EDITOR, Role.COORDINATOR, Role.MANAGER, Role.ADMINISTRATOR)


def may_merge(actor: Actor, topic: Topic, into: Topic) -> Verdict:
    """Two topics of one kind may become one, unless that makes a circle."""
    verdict = may_edit_topics(actor)
    if not verdict:
        return verdict
    if topic.kind != into.kind:
        return refused(_("De to emner er ikke af samme slags."))
    if topic.pk == into.pk:
        return refused(_("Et emne kan ikke lægges sammen med sig selv."))
    if topic.merged_into_id or into.merged_into_id:
        return refused(_("Et af emnerne er allerede lagt sammen med et andet."))
    return refused_circle(topic, into)


def refused_circle(topic: Topic, into: Topic) -> Verdict:
    """A topic may not be merged into one that lies below it."""
    above = into.parent
    while above is not None:
        if above.pk == topic.pk:
            return refused(_("Det andet emne ligger under dette emne. Flyt det først."))
        above = above.parent
    return Verdict(allowed=True)
