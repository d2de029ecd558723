"""A plan's year: what everybody sees of it, choosing, and the groups' own pages."""

from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.audit.queries import public_version
from samspil.base.people.queries import verified_addresses
from samspil.kit.access import may_if_logged_in, require
from samspil.kit.doors import actor_of, door, note_look, open_to_all, reads
from samspil.kit.keeping import keep_for_everybody
from samspil.work.plans.actions import groups, years
from samspil.work.plans.forms.years import (
    AnswerForm,
    ChooseForm,
    GroupForm,
    GroupMeetingForm,
    MemberForm,
    NoteForm,
    StepsForm,
    TaskForm,
)
from samspil.work.plans.models import (
    Group,
    GroupMember,
    GroupNote,
    GroupTask,
    Plan,
)
from samspil.work.plans.policies import (
    may_edit_plan,
    may_enter_group,
    may_follow_plans,
    may_lead_group,
    may_lead_year,
    may_plan_group_meeting,
    may_work_in_group,
    may_write_plans,
    may_write_status,
)
from samspil.work.plans.queries.plans import plan_seen
from samspil.work.plans.queries.status import drafts_and_sent
from samspil.work.plans.queries.years import (
    focuses_of,
    focuses_seen,
    groups_with_all,
    keys_of,
    meetings_for_members,
    meetings_of,
    membership,
    opened_years,
    own_groups,
    public_meetings,
    public_sparring,
    reference_group,
    sent_statuses,
    steps_of,
    taking_part,
    wheel_of_year,
)
from samspil.work.plans.views.common import (
    editable_plan,
    person_of,
    saved,
    seen_plan,
)


def _plan_of_year(request: HttpRequest, pk: int, year: int) -> Plan:
    found = seen_plan(request, pk)
    if year not in found.years:
        raise Http404
    return found


@open_to_all
@require_safe
@keep_for_everybody(public_version)
@reads
def year(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Show a year of a plan: what it is about, who works on it, how far it is, and what happens when."""
    found = _plan_of_year(request, pk, year)
    focuses = focuses_seen(found, year)
    reference = reference_group(found)
    context = {
        "plan": found,
        "year": year,
        "focuses": focuses,
        "wheel": wheel_of_year(found, year, [each.focus.area_id for each in focuses]),
        "steps": steps_of(found, year),
        "meetings": public_meetings(found, year),
        "reference": reference,
        "advisers": taking_part(reference.members.all()) if reference else None,
        "sparring": public_sparring(found, year),
        "statuses": sent_statuses(found),
        "progress": plan_seen(found).progress,
        "years": opened_years(found),
        "may_lead": bool(may_edit_plan(actor_of(request), found)),
    }
    return render(request, "plans/year.html", context)


def _own_plan(request: HttpRequest, pk: int, year: int) -> Plan:
    found = editable_plan(request, pk)
    if year not in found.years:
        raise Http404
    return found


@door(may_write_plans)
@require_safe
@never_cache
@reads
def prepare(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Show a year to those who lead it, with what can be done."""
    found, actor = _own_plan(request, pk, year), actor_of(request)
    steps = list(steps_of(found, year))
    context = {
        "plan": found,
        "year": year,
        "years": found.years,
        "steps": steps,
        "steps_form": StepsForm(steps=steps),
        "focuses": focuses_seen(found, year),
        "reference": reference_group(found),
        "status": drafts_and_sent(found).get(year),
        "verdict": may_lead_year(actor, found),
        "may_write_status": bool(may_write_status(actor, found)),
    }
    return render(request, "plans/year_prepare.html", context)


@door(may_write_plans)
@require_POST
def open_year(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Propose days for the steps of a year."""
    found = _own_plan(request, pk, year)
    years.open_year(actor=actor_of(request), plan=found, year=year)
    return redirect("prepare_year", pk=pk, year=year)


@door(may_write_plans)
@never_cache
def plan_steps(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Move the steps of a year."""
    found = _own_plan(request, pk, year)
    form = StepsForm(request.POST or None, steps=steps_of(found, year))
    if request.method == "POST" and form.is_valid():
        saved(
            request,
            form,
            lambda: years.plan_steps(
                actor=actor_of(request), plan=found, year=year, days=form.days()
            ),
            _("Datoerne er gemt."),
        )
        if form.is_valid():
            return redirect("prepare_year", pk=pk, year=year)
    return render(request, "plans/year_steps.html", {"plan": found, "year": year, "form": form})


@door(may_write_plans)
@never_cache
def choose(request: HttpRequest, pk: int, year: int) -> HttpResponseBase:
    """Choose what a year is about."""
    found = _own_plan(request, pk, year)
    require(may_lead_year(actor_of(request), found))
    areas = [each.area for each in plan_seen(found).areas]
    form = ChooseForm(request.POST or None, areas=areas, focuses=focuses_of(found, year))
    if request.method == "POST" and form.is_valid():
        saved(
            request,
            form,
            lambda: years.choose_areas(
                actor=actor_of(request), plan=found, year=year, chosen=form.chosen()
            ),
            _("Årets indsatsområder er valgt. Sæt nu grupperne."),
        )
        if form.is_valid():
            return redirect("prepare_year", pk=pk, year=year)
    return render(request, "plans/year_choose.html", {"plan": found, "year": year, "form": form})


@door(may_write_plans)
@require_POST
def set_up_reference_group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Set up the group that advises."""
    group = groups.set_up_reference_group(actor=actor_of(request), plan=editable_plan(request, pk))
    return redirect("prepare_group", pk=group.pk)


def _as_member(request: HttpRequest, group: Group) -> GroupMember | None:
    actor = actor_of(request)
    return membership(actor, keys_of(verified_addresses(actor)), group)


def _group(request: HttpRequest, pk: int) -> tuple[Group, GroupMember | None]:
    """Return a group one takes part in or leads; for everybody else it is not there."""
    group = get_object_or_404(groups_with_all(), pk=pk)
    member = _as_member(request, group)
    if not may_enter_group(actor_of(request), group, member):
        raise Http404
    return group, member


def _led(request: HttpRequest, pk: int) -> Group:
    """Return a group the actor leads; 404 when they may not even enter it."""
    group, _member = _group(request, pk)
    require(may_lead_group(actor_of(request), group))
    return group


@door(may_if_logged_in)
@require_safe
@never_cache
@reads
def my_groups(request: HttpRequest) -> HttpResponseBase:
    """Show the groups one takes part in or leads."""
    actor = actor_of(request)
    rows = own_groups(actor, keys_of(verified_addresses(actor)))
    return render(request, "plans/year_groups.html", {"groups": rows})


def _note_names(request: HttpRequest, tasks: Iterable[GroupTask]) -> None:
    """Note that the names of those who do tasks were shown; names of staff are no secret."""
    seen = {each.member.about for each in tasks if each.member and not each.member.is_staff}
    for about in sorted(seen):
        note_look(request, about=about, what="plans.group_tasks")


@door(may_if_logged_in)
@require_safe
@never_cache
@reads
def group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a group to those who take part: purpose, meetings, tasks to tick off, and notes."""
    found, member = _group(request, pk)
    actor = actor_of(request)
    may_lead = bool(may_lead_group(actor, found))
    tasks = found.tasks.select_related("member__person")
    if may_lead:
        _note_names(request, tasks)
    context = {
        "group": found,
        "member": member,
        "meetings": meetings_for_members(found).upcoming(),
        "tasks": tasks,
        "notes": found.notes.all(),
        "may_lead": may_lead,
        "may_work": bool(may_work_in_group(actor, found, member)),
        "note_form": NoteForm(),
    }
    return render(request, "plans/year_group.html", context)


@door(may_if_logged_in)
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Leave a group oneself."""
    _found, member = _group(request, pk)
    if member is None:
        raise Http404
    groups.leave_group(actor=actor_of(request), member=member)
    return redirect("my_groups")


def _task(request: HttpRequest, pk: int) -> tuple[GroupTask, GroupMember | None]:
    task = get_object_or_404(GroupTask.objects.select_related("group"), pk=pk)
    _found, member = _group(request, task.group_id)
    return task, member


@door(may_if_logged_in)
@require_POST
def tick_task(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Tick a task off, or take the tick back."""
    task, member = _task(request, pk)
    groups.tick_task(
        actor=actor_of(request), task=task, member=member, done="again" not in request.POST
    )
    return redirect("plan_group", pk=task.group_id)


@door(may_if_logged_in)
@never_cache
def write_note(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down what the group said."""
    found, member = _group(request, pk)
    form = NoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        groups.write_note(actor=actor_of(request), group=found, member=member, **form.cleaned_data)
        return redirect("plan_group", pk=pk)
    context = {"group": found, "form": form}
    return render(request, "plans/year_note.html", context)


@door(may_follow_plans)
@require_safe
@never_cache
@reads
def prepare_group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Show a group to those who lead it, with who takes part; that it was seen is written down."""
    found = _led(request, pk)
    members = [each for each in found.members.all() if each.left_on is None]
    for each in members:
        note_look(request, about=each.about, what="plans.group_members")
    context = {
        "group": found,
        "members": members,
        "meetings": meetings_of(found),
        "tasks": found.tasks.select_related("member__person"),
        "member_form": MemberForm(),
        "task_form": TaskForm(members=members),
        "may_call": may_plan_group_meeting(actor_of(request), found),
    }
    return render(request, "plans/year_group_prepare.html", context)


@door(may_follow_plans)
@never_cache
def edit_group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change what a group is for and who leads it."""
    found = _led(request, pk)
    form = GroupForm(request.POST or None, group=found)
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = saved(
            request,
            form,
            lambda: groups.save_group(
                actor=actor_of(request),
                group=found,
                version=form.cleaned_data["version"],
                purpose=form.cleaned_data["purpose"],
                lead=form.chosen_lead(),
            ),
            _("Gruppen er gemt."),
        )
        if form.is_valid():
            return redirect("plan_group", pk=pk)
    context = {"group": found, "form": form, "theirs": theirs}
    return render(request, "plans/year_group_edit.html", context)


@door(may_follow_plans)
@require_POST
def end_group(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that a group has done its work, or let it work on."""
    found = _led(request, pk)
    do = groups.take_up_group if "again" in request.POST else groups.end_group
    do(actor=actor_of(request), group=found)
    return redirect("prepare_group", pk=pk)


def _added(
    request: HttpRequest, found: Group, form: Any, add: Any, done: str, heading: str
) -> HttpResponseBase:
    """Save what a form adds to a group; with an error, show the form alone with all that was typed."""
    if form.is_valid():
        saved(request, form, add, done)
    if form.is_valid():
        return redirect("prepare_group", pk=found.pk)
    context = {"group": found, "form": form, "heading": heading}
    return render(request, "plans/year_group_add.html", context)


@door(may_follow_plans)
@never_cache
@require_POST
def add_member(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take somebody into a group."""
    found, form = _led(request, pk), MemberForm(request.POST)
    return _added(
        request,
        found,
        form,
        lambda: groups.add_member(actor=actor_of(request), group=found, new=form.new()),
        _("Personen er med i gruppen."),
        _("Tag en med i gruppen"),
    )


@door(may_follow_plans)
@require_POST
def remove_member(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let somebody out of a group."""
    member = get_object_or_404(GroupMember.objects.current(), pk=pk)
    found = _led(request, member.group_id)
    member.group = found
    groups.remove_member(actor=actor_of(request), member=member)
    return redirect("prepare_group", pk=found.pk)


@door(may_follow_plans)
@never_cache
@require_POST
def add_task(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down what was agreed."""
    found = _led(request, pk)
    form = TaskForm(request.POST, members=found.members.current().select_related("person"))
    return _added(
        request,
        found,
        form,
        lambda: groups.add_task(actor=actor_of(request), group=found, **form.task()),
        _("Opgaven er gemt."),
        _("Aftal en opgave"),
    )


@door(may_follow_plans)
@require_POST
def remove_task(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remove a task that was written by mistake."""
    task, _member = _task(request, pk)
    groups.remove_task(actor=actor_of(request), task=task)
    return redirect("prepare_group", pk=task.group_id)


@door(may_follow_plans)
@never_cache
def answer_note(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what was done with what the group said, and whether everybody may read it."""
    note = get_object_or_404(GroupNote.objects.select_related("group"), pk=pk)
    found = _led(request, note.group_id)
    form = AnswerForm(request.POST or None, note=note)
    theirs = None
    if request.method == "POST" and form.is_valid():
        theirs = saved(
            request,
            form,
            lambda: groups.answer_note(actor=actor_of(request), note=note, **form.cleaned_data),
            _("Det er gemt."),
        )
        if form.is_valid():
            return redirect("plan_group", pk=found.pk)
    context = {"group": found, "form": form, "theirs": theirs}
    return render(request, "plans/year_note_answer.html", context)


@door(may_follow_plans)
@never_cache
def plan_meeting(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Begin a meeting of a group; the rest is done where meetings are planned."""
    found = _led(request, pk)
    require(may_plan_group_meeting(actor_of(request), found))
    form = GroupMeetingForm(
        request.POST or None,
        initial={"title": f"{found.get_kind_display()}: {found.subject}".capitalize()[:140]},
    )
    begun: list[Any] = []
    if request.method == "POST" and form.is_valid():
        saved(
            request,
            form,
            lambda: begun.append(
                groups.plan_meeting(actor=person_of(request), group=found, meeting=form.meeting())
            ),
            _("Kladden er gemt. Dem, der er med, hører om det, når du udgiver mødet."),
        )
    if begun:
        return redirect("prepare_gathering", pk=begun[0].pk)
    return render(request, "plans/year_group_meeting.html", {"group": found, "form": form})
