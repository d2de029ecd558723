"""Ticks by which a form says what something is about, alike wherever staff choose topics."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samspil.base.topics.models import Topic
from samspil.base.topics.queries import offered_topics
from samspil.base.topics.terms import TopicKind
from samspil.kit.forms import Form


class TopicTicks(Form):
    """The part of a form that asks what something is about and whom it concerns."""

    themes = forms.MultipleChoiceField(
        label=_("Emner"), required=False, widget=forms.CheckboxSelectMultiple
    )
    age_groups = forms.MultipleChoiceField(
        label=_("Alder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    target_groups = forms.MultipleChoiceField(
        label=_("Målgrupper"), required=False, widget=forms.CheckboxSelectMultiple
    )

    kind_fields = {
        "themes": (TopicKind.THEME, TopicKind.TAG),
        "age_groups": (TopicKind.AGE_GROUP,),
        "target_groups": (TopicKind.TARGET_GROUP,),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = offered_topics()
        for name, kinds in self.kind_fields.items():
            field: Any = self.fields[name]
            field.choices = [(str(t.pk), t.label) for t in topics if t.kind in kinds]

    def tick(self, topics: Iterable[Topic]) -> None:
        """Begin with some topics ticked; a merged one ticks the one it became."""
        chosen = [str(topic.merged_into_id or topic.pk) for topic in topics]
        self.initial.update(dict.fromkeys(self.kind_fields, chosen))

    def ticked(self) -> QuerySet[Topic]:
        """Return the topics that were ticked."""
        chosen = [pk for name in self.kind_fields for pk in self.cleaned_data[name]]
        return Topic.objects.filter(pk__in=chosen)
