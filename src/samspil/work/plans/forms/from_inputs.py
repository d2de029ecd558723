"""The shape and words of making part of a plan out of what people said."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.commons.inputs.models import Cluster
from samspil.kit.forms import Form
from samspil.work.plans.models import FocusArea, Plan
from samspil.work.plans.terms import LINE_LENGTH


class FromClusterForm(Form):
    """Where something people said becomes a focus area or an activity, and what it is called."""

    where = forms.ChoiceField(
        label=_("Hvor i planerne?"), error_messages={"required": _("Vælg, hvor det skal stå.")}
    )
    title = forms.CharField(
        label=_("Overskrift"),
        max_length=LINE_LENGTH,
        error_messages={"required": _("Skriv en overskrift.")},
    )
    text = forms.CharField(
        label=_("Formål eller beskrivelse"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self, *args: Any, cluster: Cluster, plans: Iterable[Plan], as_area: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places: dict[str, tuple[Plan, FocusArea | None]] = {}
        groups: list[tuple[str, list[tuple[str, Any]]]] = []
        for plan in plans:
            self.places[f"plan-{plan.pk}"] = (plan, None)
            options: list[tuple[str, Any]] = [
                (
                    f"plan-{plan.pk}",
                    _("Nyt indsatsområde i planen") if as_area else _("Direkte under planen"),
                )
            ]
            if not as_area:
                for area in plan.areas.all():
                    self.places[f"area-{area.pk}"] = (plan, area)
                    options.append((f"area-{area.pk}", area.title))
            groups.append((plan.title, options))
        field: Any = self.fields["where"]
        field.choices = groups
        self.initial.update(title=cluster.title, text=cluster.summary)

    def place(self) -> tuple[Plan, FocusArea | None]:
        """Return the plan, and for an activity the focus area it lies in."""
        return self.places[self.cleaned_data["where"]]
