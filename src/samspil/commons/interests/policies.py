"""Who may see and change interests."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samspil.commons.interests.models import InterestProfile, SignUp
from samspil.commons.interests.terms import UNDO_WITHDRAWAL, ProfileState
from samspil.kit.access import ALLOWED, Actor, Role, Verdict, needs_role, refused

WITHDRAWN = _("Du er afmeldt. Skriv dig op igen, hvis du vil have breve.")


def may_see_counts(actor: Actor) -> Verdict:
    """Those who plan see how many are interested, never who (rows P3 and X2)."""
    return needs_role(
        actor, Role.COORDINATOR, Role.EDITOR, Role.ADVISER, Role.MANAGER, Role.ADMINISTRATOR
    )


def may_enter_for_person(actor: Actor) -> Verdict:
    """Those who speak with people enter their wishes for them (row X3)."""
    return needs_role(actor, Role.COORDINATOR, Role.ADVISER)


def may_withdraw_for_person(actor: Actor, profile: InterestProfile) -> Verdict:
    """Staff withdraw those without e-mail; everybody else does it by their own link."""
    if profile.address_key is not None:
        return refused(_("Personen har en e-mail og afmelder sig selv."))
    return may_enter_for_person(actor)


def may_change_for_person(actor: Actor, profile: InterestProfile) -> Verdict:
    """Staff change the choices of those without e-mail; everybody else does it alone."""
    if profile.address_key is not None:
        return refused(_("Personen har en e-mail og retter sine valg selv."))
    if profile.state == ProfileState.WITHDRAWN:
        return refused(_("Personen er afmeldt. Skriv personen op igen."))
    return may_enter_for_person(actor)


def may_see_call_list(actor: Actor) -> Verdict:
    """The call and print list shows names; only those who call see it."""
    return needs_role(actor, Role.COORDINATOR, Role.ADVISER)


def may_confirm(sign_up: SignUp, profile: InterestProfile | None) -> Verdict:
    """A sign-up can be confirmed until it expires; a used link brings nobody back who withdrew."""
    if sign_up.is_expired:
        return refused(_("Linket er for gammelt."))
    if sign_up.confirmed_at is None:
        return ALLOWED
    return may_change(profile) if profile is not None else refused(WITHDRAWN)


def may_resume(profile: InterestProfile) -> Verdict:
    """A withdrawal can be undone for a day; a pause can always be ended."""
    if profile.withdrawn_at and profile.withdrawn_at < timezone.now() - UNDO_WITHDRAWAL:
        return refused(_("Det er for sent at fortryde. Skriv dig op igen."))
    return ALLOWED


def may_change(profile: InterestProfile) -> Verdict:
    """Choices can be changed until the person withdraws; after that signing up anew asks again."""
    if profile.state == ProfileState.WITHDRAWN:
        return refused(WITHDRAWN)
    return ALLOWED
