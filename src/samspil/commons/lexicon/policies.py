"""Who keeps the lexicon and the words of the search."""

from django.utils.translation import gettext_lazy as _

from samspil.commons.lexicon.models import LexiconEntry
from samspil.commons.lexicon.terms import NEXT_STATES, EntryState
from samspil.kit.access import Actor, Role, Verdict, may_for, refused

KEEPERS = (Role.EDITOR, Role.COORDINATOR)


def may_keep_words(actor: Actor) -> Verdict:
    """A word stands on every page, so only editors and coordinators without limits keep them."""
    return may_for(actor, KEEPERS)


def may_bring_to(actor: Actor, entry: LexiconEntry, to: EntryState) -> Verdict:
    """Whoever keeps the words brings one to a state that can come next."""
    verdict = may_keep_words(actor)
    if verdict and to not in NEXT_STATES[EntryState(entry.state)]:
        return refused(
            _("Ordet er %(state)s og kan ikke blive %(to)s.")
            % {"state": EntryState(entry.state).label, "to": to.label}
        )
    return verdict


def may_delete_word(actor: Actor, entry: LexiconEntry) -> Verdict:
    """A proposal or a draft that was never shipped can be deleted; other words are taken out."""
    verdict = may_keep_words(actor)
    gone = entry.state in {EntryState.PROPOSED, EntryState.DRAFT} and not entry.standard_key
    if verdict and not gone:
        return refused(_("Ordet kan ikke slettes. Tag det ud i stedet."))
    return verdict
