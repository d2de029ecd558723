"""Pages where the topics are kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from samspil.base.topics import actions
from samspil.base.topics.forms import MergeForm, TopicForm
from samspil.base.topics.models import Topic
from samspil.base.topics.policies import may_edit_topics, may_merge
from samspil.base.topics.queries import topic_tree
from samspil.base.topics.terms import TopicKind
from samspil.kit.doors import actor_of, door, reads


@door(may_edit_topics)
@require_safe
@never_cache
@reads
def topics(request: HttpRequest) -> HttpResponseBase:
    """Show all topics by kind, in their trees."""
    kinds = [{"kind": kind, "rows": topic_tree(kind)} for kind in TopicKind]
    out = Topic.objects.exclude(pk__in=Topic.objects.in_use()).select_related("merged_into")
    return render(request, "topics/topics.html", {"kinds": kinds, "out": out})


@door(may_edit_topics)
@never_cache
def add_topic(request: HttpRequest) -> HttpResponseBase:
    """Add a topic."""
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        kind = TopicKind(cleaned.pop("kind"))
        actions.save_topic(actor=actor_of(request), kind=kind, **cleaned)
        messages.success(request, _("Emnet er tilføjet."))
        return redirect("topics")
    return render(request, "topics/topic.html", {"form": form})


@door(may_edit_topics)
@never_cache
def edit_topic(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change a topic."""
    topic = get_object_or_404(Topic, pk=pk)
    form = TopicForm(request.POST or None, topic=topic)
    if request.method == "POST" and form.is_valid():
        actions.save_topic(
            actor=actor_of(request), topic=topic, kind=TopicKind(topic.kind), **form.cleaned_data
        )
        messages.success(request, _("Emnet er gemt."))
        return redirect("topics")
    context = {"form": form, "topic": topic, "merge_form": MergeForm(topic=topic)}
    return render(request, "topics/topic.html", context)


@door(may_edit_topics)
@require_POST
def merge_topic(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make one topic of two; everybody's choice still counts."""
    topic = get_object_or_404(Topic, pk=pk)
    form = MergeForm(request.POST, topic=topic)
    if form.is_valid():
        verdict = may_merge(actor_of(request), topic, form.cleaned_data["into"])
        if verdict:
            actions.merge_topics(
                actor=actor_of(request), topic=topic, into=form.cleaned_data["into"]
            )
            messages.success(request, _("De to emner er nu ét. Alle valg gælder stadig."))
            return redirect("topics")
        form.add_error("into", str(verdict.why))
    return render(request, "topics/merge.html", {"form": form, "topic": topic})


@door(may_edit_topics)
@require_POST
def retire_topic(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a topic out of the lists, or put it back."""
    topic = get_object_or_404(Topic, pk=pk)
    actions.retire_topic(
        actor=actor_of(request), topic=topic, retired="restore" not in request.POST
    )
    messages.success(request, _("Gemt."))
    return redirect("topics")
