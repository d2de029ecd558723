"""Pages where an administrator sees what became of letters and mends it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.outbox import actions
from samspil.base.outbox.forms import AddressForm, RetryForm
from samspil.base.outbox.policies import may_mend_letters, may_see_letters_to, may_see_state
from samspil.base.outbox.queries import (
    deliveries_of,
    health,
    suppression_of,
    trouble_by_kind_and_day,
    with_replies,
)
from samspil.base.outbox.terms import MOST_SHOWN, PER_PAGE, about_address
from samspil.kit.access import require
from samspil.kit.doors import actor_of, door, note_look, reads
from samspil.kit.encryption import address_key


@door(may_see_state)
@require_safe
@never_cache
@reads
def trouble(request: HttpRequest) -> HttpResponseBase:
    """Show by kind and day which letters did not arrive, and what the mail server said."""
    page = Paginator(trouble_by_kind_and_day(), PER_PAGE).get_page(request.GET.get("side"))
    context = {
        "page": page,
        "rows": with_replies(page),
        "health": health(),
        "form": AddressForm(),
    }
    return render(request, "outbox/trouble.html", context)


@door(may_mend_letters)
@require_POST
def retry(request: HttpRequest) -> HttpResponseBase:
    """Send the failed letters of one kind from one day again."""
    form = RetryForm(request.POST)
    if not form.is_valid():
        raise Http404
    count = actions.retry_failed(actor=actor_of(request), **form.cleaned_data)
    if count:
        words = ngettext(
            "%(count)s brev bliver sendt igen.", "%(count)s breve bliver sendt igen.", count
        )
        messages.success(request, words % {"count": count})
    else:
        messages.warning(
            request,
            _("Ingen af brevene kan sendes: teksten er slettet, eller modtageren har fred."),
        )
    return redirect("letters_in_trouble")


@door(may_see_state)
@never_cache
@reads
def receiver(request: HttpRequest) -> HttpResponseBase:
    """Show how the letters to one address stand; the address is posted, never in a link."""
    form = AddressForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        key = address_key(address)
        require(may_see_letters_to(actor_of(request), address))
        note_look(request, about=about_address(key), what="outbox.receiver")
        context |= {
            "address": address,
            "letters": deliveries_of(key)[:MOST_SHOWN],
            "suppression": suppression_of(key),
        }
    return render(request, "outbox/receiver.html", context)


@door(may_mend_letters)
@require_POST
def lift(request: HttpRequest) -> HttpResponseBase:
    """Let letters go to an address again."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render(request, "outbox/receiver.html", {"form": form})
    address = form.cleaned_data["email"]
    if actions.lift_suppression(actor=actor_of(request), address=address):
        messages.success(request, _("Adressen får breve igen fra nu af."))
    else:
        messages.info(request, _("Adressen var ikke holdt i fred."))
    return redirect("letters_to")
