"""The rooms of working communities: notes and files for those who take part, without an account."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.people.queries import verified_addresses
from samspil.commons.interests.queries import address_keys_of_visitor
from samspil.kit.doors import actor_of, open_to_all, reads
from samspil.kit.editing import EditedMeanwhile, keep_typed
from samspil.work.involvement.actions import communities, participants
from samspil.work.involvement.actions.communities import Writer
from samspil.work.involvement.forms.people import FileForm, NoteForm
from samspil.work.involvement.models import Initiative, Note
from samspil.work.involvement.policies import may_share
from samspil.work.involvement.queries.meetings import meetings_for_members
from samspil.work.involvement.queries.people import files_of, notes_of, participations_of
from samspil.work.involvement.views.common import for_members, to_code


@open_to_all
@never_cache
@require_safe
@reads
def mine(request: HttpRequest) -> HttpResponseBase:
    """Show in what one takes part, opened by log-in or a fresh code."""
    actor = actor_of(request)
    keys = address_keys_of_visitor(verified_addresses(actor), request.session)
    if not keys and not actor.is_authenticated:
        return to_code(request)
    return render(request, "involvement/mine.html", {"parts": participations_of(keys)})


@open_to_all
@never_cache
@require_safe
@for_members
@reads
def community(request: HttpRequest, initiative: Initiative, writer: Writer) -> HttpResponseBase:
    """Show the notes and files of a working community."""
    context = {
        "initiative": initiative,
        "participant": writer.participant,
        "notes": notes_of(initiative),
        "files": files_of(initiative),
        "meetings": meetings_for_members(initiative),
        "may_share": bool(may_share(writer.actor, initiative, writer.participant)),
        "file_form": FileForm(),
    }
    return render(request, "involvement/community.html", context)


@open_to_all
@never_cache
@for_members
def write_note(request: HttpRequest, initiative: Initiative, writer: Writer) -> HttpResponseBase:
    """Begin a note."""
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        note = communities.write_note(
            writer=writer,
            initiative=initiative,
            title=form.cleaned_data["title"],
            body=form.cleaned_data["body"],
        )
        messages.success(request, _("Noten er gemt."))
        return redirect("note", pk=initiative.pk, note=note.pk)
    return render(request, "involvement/write_note.html", {"initiative": initiative, "form": form})


def _note(initiative: Initiative, pk: int) -> Note:
    return get_object_or_404(notes_of(initiative), pk=pk)


@open_to_all
@never_cache
@require_safe
@for_members
@reads
def note(
    request: HttpRequest, initiative: Initiative, writer: Writer, note: int
) -> HttpResponseBase:
    """Show a note, or an earlier version of it."""
    found = _note(initiative, note)
    asked = request.GET.get("udgave", "")
    older = None
    if asked.isdecimal() and len(asked) < 9:
        older = get_object_or_404(found.versions.all(), number=int(asked))
    context = {
        "initiative": initiative,
        "note": found,
        "shown": older or found,
        "older": older,
        "may_share": bool(may_share(writer.actor, initiative, writer.participant)),
    }
    return render(request, "involvement/note.html", context)


@open_to_all
@never_cache
@for_members
def edit_note(
    request: HttpRequest, initiative: Initiative, writer: Writer, note: int
) -> HttpResponseBase:
    """Change a note; two who save at the same time both keep what they wrote."""
    found = _note(initiative, note)
    initial = {"title": found.title, "body": found.body, "version": found.version}
    form = NoteForm(request.POST or None, initial=initial)
    context: dict[str, object] = {"initiative": initiative, "note": found, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            communities.save_note(writer=writer, note=found, **form.cleaned_data)
        except EditedMeanwhile as meanwhile:
            keep_typed(form, meanwhile)
            context["theirs"] = meanwhile.current
        else:
            messages.success(request, _("Noten er gemt."))
            return redirect("note", pk=initiative.pk, note=found.pk)
    return render(request, "involvement/edit_note.html", context)


@open_to_all
@never_cache
@for_members
@require_POST
def share_file(request: HttpRequest, initiative: Initiative, writer: Writer) -> HttpResponseBase:
    """Share a file."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            communities.share_file(
                writer=writer,
                initiative=initiative,
                upload=form.cleaned_data["file"],
                title=form.cleaned_data["title"],
            )
        except ValidationError as error:
            form.add_error("file", error.messages)
        else:
            messages.success(request, _("Filen er delt."))
            return redirect("community", pk=initiative.pk)
    return render(request, "involvement/share_file.html", {"initiative": initiative, "form": form})


@open_to_all
@never_cache
@require_safe
@for_members
@reads
def shared_file(
    request: HttpRequest, initiative: Initiative, writer: Writer, file: int
) -> HttpResponseBase:
    """Hand out a file as a download."""
    found = get_object_or_404(initiative.files.select_related("file"), pk=file).file
    response = HttpResponse(bytes(found.content), content_type=found.content_type)
    disposition = content_disposition_header(as_attachment=True, filename=found.name)
    response["Content-Disposition"] = disposition or "attachment"
    return response


@open_to_all
@never_cache
@for_members
@require_POST
def remove_file(
    request: HttpRequest, initiative: Initiative, writer: Writer, file: int
) -> HttpResponseBase:
    """Take a file away."""
    found = get_object_or_404(files_of(initiative), pk=file)
    communities.remove_file(writer=writer, shared=found)
    messages.success(request, _("Filen er fjernet."))
    return redirect("community", pk=initiative.pk)


@open_to_all
@never_cache
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Leave what one takes part in, a working community or another initiative."""
    actor = actor_of(request)
    keys = address_keys_of_visitor(verified_addresses(actor), request.session)
    if not keys:
        return to_code(request)
    found = get_object_or_404(participations_of(keys), initiative=pk)
    participants.leave(actor=actor, participant=found)
    messages.success(request, _("Du er ikke med mere. Dit navn og din kontakt er slettet."))
    return redirect("my_participation")
