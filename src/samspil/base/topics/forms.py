"""The shape and words of editing topics."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.base.topics.models import Topic
from samspil.base.topics.queries import possible_parents, topics_in_use, topics_not_merged
from samspil.base.topics.terms import NAME_LENGTH, TopicKind
from samspil.kit.forms import Form


class TopicForm(Form):
    """A topic's names and its place in the tree."""

    kind = forms.ChoiceField(label=_("Slags"), choices=TopicKind.choices)
    name = forms.CharField(
        label=_("Navn"),
        max_length=NAME_LENGTH,
        error_messages={
            "required": _("Skriv et navn."),
            "max_length": _("Navnet er for langt. Skriv højst 120 tegn."),
        },
    )
    name_en = forms.CharField(label=_("Navn på engelsk"), max_length=NAME_LENGTH, required=False)
    hint = forms.CharField(
        label=_("Hvad folk kender det som"), max_length=NAME_LENGTH, required=False
    )
    hint_en = forms.CharField(
        label=_("Det samme på engelsk"), max_length=NAME_LENGTH, required=False
    )
    parent: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        label=_("Ligger under"), queryset=None, required=False, empty_label=_("Ingen")
    )

    def __init__(self, *args: Any, topic: Topic | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.topic = topic
        parent: Any = self.fields["parent"]
        parent.queryset = topics_in_use()
        if topic is not None:
            del self.fields["kind"]
            parent.queryset = possible_parents(topic)
            names = ("name", "name_en", "hint", "hint_en", "parent")
            self.initial.update({name: getattr(topic, name) for name in names})

    def clean(self) -> dict[str, Any]:
        """Refuse a name that is taken and a parent of another kind or below the topic itself."""
        cleaned = super().clean() or {}
        kind = self.topic.kind if self.topic else cleaned.get("kind")
        twins = topics_not_merged().filter(kind=kind, name__iexact=cleaned.get("name", ""))
        if self.topic:
            twins = twins.exclude(pk=self.topic.pk)
        if twins.exists():
            self.add_error("name", _("Der er allerede et emne med det navn."))
        parent = cleaned.get("parent")
        if parent is not None and parent.kind != kind:
            self.add_error("parent", _("Vælg et emne af samme slags."))
        above = parent
        while above is not None:
            if self.topic and above.pk == self.topic.pk:
                self.add_error("parent", _("Et emne kan ikke ligge under sig selv."))
                break
            above = above.parent
        return cleaned


class MergeForm(Form):
    """Which topic another one becomes."""

    into: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        label=_("Læg sammen med"),
        queryset=None,
        help_text=_("Alle, der har valgt det første, får det, der kommer om det andet."),
        error_messages={"required": _("Vælg det emne, der skal blive tilbage.")},
    )

    def __init__(self, *args: Any, topic: Topic, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into: Any = self.fields["into"]
        into.queryset = topics_in_use(TopicKind(topic.kind)).exclude(pk=topic.pk)
