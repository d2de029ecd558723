"""Pages of the interests room."""

from datetime import timedelta
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from samspil.base.people.actions import TooMany
from samspil.base.people.queries import verified_addresses
from samspil.base.topics.models import Topic
from samspil.commons.interests import actions
from samspil.commons.interests.forms import (
    AddressForm,
    CodeForm,
    CountsForm,
    EnterForPersonForm,
    NewsletterForm,
    PauseForm,
    SignUpForm,
    WishesForm,
)
from samspil.commons.interests.models import AccessCode, CallTask, InterestProfile
from samspil.commons.interests.policies import (
    may_enter_for_person,
    may_see_call_list,
    may_see_counts,
)
from samspil.commons.interests.queries import (
    Audience,
    by_name,
    open_call_tasks,
    people_without_mail,
    profile_of_ref,
    profile_of_visitor,
    shown_available,
    shown_reach,
    sign_up_of_ref,
    wishes_of,
)
from samspil.commons.interests.terms import (
    ACCESS_KEY,
    ACCESS_LASTS,
    CONSENTS,
    SEAL_CONFIRM,
    SEAL_SUBSCRIPTION,
    WAY_ON_KEY,
    Form,
)
from samspil.kit.doors import actor_of, door, note_look, open_to_all, reads
from samspil.kit.networks import client_of
from samspil.kit.seals import unseal

CODE_KEY = "interests_code"
PRESSES = {"pause", "resume", "withdraw"}


@open_to_all
@never_cache
def sign_up(request: HttpRequest) -> HttpResponseBase:
    """Sign up for topics, or show the form (row P1)."""
    form = SignUpForm(request.POST or None)
    form.tick_place(request.GET.get("sted", ""))
    if request.method == "POST" and form.is_valid():
        return _sign_up(request, form)
    return render(request, "interests/sign_up.html", {"form": form})


@open_to_all
@never_cache
def newsletter(request: HttpRequest) -> HttpResponseBase:
    """Subscribe to the newsletter by e-mail alone, or show the form (row B7)."""
    form = NewsletterForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _sign_up(request, form)
    return render(request, "interests/newsletter.html", {"form": form})


def _sign_up(request: HttpRequest, form: SignUpForm | NewsletterForm) -> HttpResponseBase:
    try:
        actions.sign_up(
            actor=actor_of(request),
            address=form.cleaned_data["email"],
            wishes=form.wishes(),
            client=client_of(request),
        )
    except TooMany as error:
        form.add_error(None, str(error))
        template = "sign_up" if isinstance(form, SignUpForm) else "newsletter"
        return render(request, f"interests/{template}.html", {"form": form}, status=429)
    return redirect("sign_up_received")


@open_to_all
@require_safe
@reads
def sign_up_received(request: HttpRequest) -> HttpResponseBase:
    """Say that a letter is on its way; the same words whoever it is."""
    return render(request, "interests/sign_up_received.html")


@open_to_all
@never_cache
def confirm_sign_up(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the button that confirms, and confirm when it is pressed."""
    ref = unseal(SEAL_CONFIRM, token)
    waiting = sign_up_of_ref(ref) if ref else None
    if waiting is None:
        raise Http404
    if request.method != "POST":
        return render(request, "interests/confirm.html", {"waiting": waiting})
    if waiting.is_expired:
        actions.send_confirmation_again(actor=actor_of(request), sign_up=waiting)
        return redirect("sign_up_received")
    profile = actions.confirm(actor=actor_of(request), sign_up=waiting)
    if waiting.confirmed_at is None:
        # Only the first press opens one's choices: letters get forwarded.
        _grant_access(request, profile)
    return redirect("confirmed")


@open_to_all
@require_safe
@never_cache
@reads
def confirmed(request: HttpRequest) -> HttpResponseBase:
    """Say that the sign-up stands."""
    return render(request, "interests/confirmed.html")


@csrf_exempt
@open_to_all
@never_cache
def withdraw(request: HttpRequest, token: str) -> HttpResponseBase:
    """Show the buttons behind the link in every letter; a POST pauses, resumes or withdraws at once.

    Mail programs press it for people (RFC 8058), so it needs no cookie and no form token, works with
    and without a body, and a GET changes nothing.
    """
    ref = unseal(SEAL_SUBSCRIPTION, token)
    if ref is None:
        raise Http404
    profile = profile_of_ref(ref)
    if request.method == "POST" and profile is not None:
        _press(request, profile)
        profile.refresh_from_db()
    context = {"profile": profile, "token": token, "pause": PauseForm()}
    return render(request, "interests/withdraw.html", context)


def _press(request: HttpRequest, profile: InterestProfile) -> None:
    """Do what the pressed button says; without one it is the one-click withdrawal."""
    actor = actor_of(request)
    match request.POST.get("press", "withdraw"):
        case "pause":
            _pause(request, profile)
        case "resume":
            actions.resume(actor=actor, profile=profile)
        case _:
            actions.withdraw(actor=actor, profile=profile)


def _pause(request: HttpRequest, profile: InterestProfile) -> None:
    form = PauseForm(request.POST)
    months = form.cleaned_data["length"] if form.is_valid() else ""
    until = timezone.localdate() + timedelta(days=30 * int(months)) if months else None
    actions.pause(actor=actor_of(request), profile=profile, until=until)


def _grant_access(request: HttpRequest, profile: InterestProfile) -> None:
    until = timezone.now() + ACCESS_LASTS
    request.session.cycle_key()
    request.session[ACCESS_KEY] = [str(profile.ref), until.timestamp()]


def _my_profile(request: HttpRequest) -> InterestProfile | None:
    return profile_of_visitor(verified_addresses(actor_of(request)), request.session)


@open_to_all
@never_cache
def my_interests(request: HttpRequest) -> HttpResponseBase:
    """Show and change one's own choices, or ask for a code first."""
    profile = _my_profile(request)
    if profile is None:
        return _ask_for_code(request)
    form = WishesForm(request.POST or None, wishes=wishes_of(profile))
    if request.method == "POST" and form.is_valid():
        actions.change(actor=actor_of(request), profile=profile, wishes=form.wishes())
        messages.success(request, _("Dine valg er gemt."))
        return redirect("my_interests")
    note_look(request, about=profile.about, what="interests.my_interests")
    return render(
        request,
        "interests/my_interests.html",
        {"form": form, "profile": profile, "pause": PauseForm()},
    )


def _ask_for_code(request: HttpRequest) -> HttpResponseBase:
    form = AddressForm(request.POST if "email" in request.POST else None)
    if request.method == "POST" and form.is_valid():
        try:
            code = actions.send_access_code(
                actor=actor_of(request),
                address=form.cleaned_data["email"],
                language=(get_language() or "da")[:2],
                client=client_of(request),
            )
        except TooMany as error:
            form.add_error(None, str(error))
        else:
            request.session[CODE_KEY] = str(code.ref)
            return redirect("type_code")
    return render(request, "interests/ask_for_code.html", {"form": form})


@open_to_all
@never_cache
def type_code(request: HttpRequest) -> HttpResponseBase:
    """Take the code from the mail and open one's own choices."""
    ref = request.session.get(CODE_KEY)
    if not ref:
        return redirect("my_interests")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = AccessCode.objects.filter(ref=ref).first()
        profile = None
        if code is not None:
            profile = actions.use_access_code(
                actor=actor_of(request), code=code, typed=form.cleaned_data["code"]
            )
        if profile is not None:
            request.session.pop(CODE_KEY)
            _grant_access(request, profile)
            return redirect(request.session.pop(WAY_ON_KEY, "my_interests"))
        form.add_error(
            "code", _("Koden passer ikke eller er for gammel. Prøv igen, eller bed om en ny.")
        )
    return render(request, "interests/type_code.html", {"form": form})


@open_to_all
@require_POST
@never_cache
def press_my_interests(request: HttpRequest) -> HttpResponseBase:
    """Pause, resume or withdraw from one's own page."""
    profile = _my_profile(request)
    if profile is None:
        return redirect("my_interests")
    if request.POST.get("press") in PRESSES:
        _press(request, profile)
    profile.refresh_from_db()
    if profile.withdrawn_at is not None:
        return redirect("withdrawn")
    messages.success(request, _("Det er gemt."))
    return redirect("my_interests")


@open_to_all
@require_safe
@reads
def withdrawn(request: HttpRequest) -> HttpResponseBase:
    """Say that no more letters come."""
    return render(request, "interests/withdrawn.html")


@open_to_all
@require_safe
@reads
def consent_text(request: HttpRequest, version: str) -> HttpResponseBase:
    """Show a version of the consent text."""
    if version not in CONSENTS:
        raise Http404
    return render(request, "interests/consent.html", {"consent": CONSENTS[version]})


@door(may_enter_for_person)
@never_cache
def enter_for_person(request: HttpRequest) -> HttpResponseBase:
    """Enter somebody who called or wrote on paper (row X3)."""
    form = EnterForPersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _enter(request, form)
        except TooMany as error:
            form.add_error(None, str(error))
            template = "interests/enter_for_person.html"
            return render(request, template, {"form": form}, status=429)
        return redirect("enter_for_person")
    return render(request, "interests/enter_for_person.html", {"form": form})


def _enter(request: HttpRequest, form: EnterForPersonForm) -> None:
    cleaned = form.cleaned_data
    if cleaned["email"]:
        actions.sign_up(
            actor=actor_of(request),
            address=cleaned["email"],
            wishes=form.wishes(),
            client=f"staff:{actor_of(request).pk}",
            source=cleaned["source"],
        )
        messages.success(request, _("Personen får et brev og bekræfter selv."))
        return
    actions.enter_for_person(
        actor=actor_of(request),
        wishes=form.wishes(),
        source=cleaned["source"],
        contact=form.contact(),
    )
    messages.success(request, _("Personen er skrevet op og står på ringelisten, når der er nyt."))


@door(may_enter_for_person)
@require_safe
@never_cache
@reads
def without_mail(request: HttpRequest) -> HttpResponseBase:
    """Show whom staff have entered, so that they can be withdrawn when they say so."""
    people = by_name(people_without_mail())
    for profile in people:
        note_look(request, about=profile.about, what="interests.without_mail")
    return render(request, "interests/without_mail.html", {"people": people})


@door(may_enter_for_person)
@never_cache
def change_for_person(request: HttpRequest, ref: UUID) -> HttpResponseBase:
    """Show and change what somebody without e-mail has chosen."""
    profile = get_object_or_404(people_without_mail(), ref=ref)
    form = WishesForm(request.POST or None, wishes=wishes_of(profile))
    note_look(request, about=profile.about, what="interests.change_for_person")
    if request.method == "POST" and form.is_valid():
        actions.change_for_person(actor=actor_of(request), profile=profile, wishes=form.wishes())
        messages.success(request, _("Personens valg er gemt."))
        return redirect("without_mail")
    context = {"form": form, "profile": profile}
    return render(request, "interests/change_for_person.html", context)


@door(may_enter_for_person)
@require_POST
def withdraw_for_person(request: HttpRequest, ref: UUID) -> HttpResponseBase:
    """Withdraw somebody without e-mail."""
    profile = get_object_or_404(InterestProfile, ref=ref, address_key__isnull=True)
    actions.withdraw_for_person(actor=actor_of(request), profile=profile)
    messages.success(request, _("Personen er afmeldt og bliver slettet inden for et døgn."))
    return redirect("without_mail")


@door(may_see_call_list)
@require_safe
@never_cache
@reads
def call_list(request: HttpRequest) -> HttpResponseBase:
    """Show whom to call or write to, and about what."""
    tasks = list(open_call_tasks()[:200])
    for task in tasks:
        note_look(request, about=task.profile.about, what="interests.call_list")
    return render(request, "interests/call_list.html", {"tasks": tasks})


@door(may_see_call_list)
@require_POST
def mark_told(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Note that somebody has been told."""
    task = get_object_or_404(CallTask.objects.select_related("profile"), pk=pk)
    actions.mark_told(actor=actor_of(request), task=task)
    messages.success(request, _("Noteret."))
    return redirect("call_list")


@door(may_see_counts)
@require_safe
@reads
def counts(request: HttpRequest) -> HttpResponse:
    """Show how many are interested and at disposal, never under 5 (row X2)."""
    form = CountsForm(request.GET or None)
    context: dict[str, object] = {"form": form}
    if form.is_bound and form.is_valid():
        topic = form.cleaned_data["topic"]
        wanted = [Form(form.cleaned_data["form"])] if form.cleaned_data["form"] else []
        audience = Audience.of(topics=[int(topic)] if topic else [], newsletter=not topic)
        context["interested"] = shown_reach(audience)
        context["available"] = shown_available(Audience.of(topics=audience.topics), wanted)
        context["topic"] = Topic.objects.get(pk=topic) if topic else None
    return render(request, "interests/counts.html", context)
