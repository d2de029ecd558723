"""The shape and words of telling how far something is."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.kit.forms import Form, VersionField
from samspil.work.plans.actions.progress import Status
from samspil.work.plans.models import Activity
from samspil.work.plans.terms import LINE_LENGTH, TITLE_LENGTH, ActivityState


class StatusForm(Form):
    """How far an activity is."""

    state = forms.ChoiceField(
        label=_("Hvor står det til?"), choices=ActivityState.choices, widget=forms.RadioSelect
    )
    progress = forms.IntegerField(
        label=_("Hvor langt er den, i procent?"),
        required=False,
        min_value=0,
        max_value=100,
        help_text=_("Ikke begyndt er altid 0, og færdig er altid 100."),
        widget=forms.NumberInput(attrs={"class": "input-width-xs", "step": "5"}),
        error_messages={
            "min_value": _("Skriv et tal fra 0 til 100."),
            "max_value": _("Skriv et tal fra 0 til 100."),
            "invalid": _("Skriv et tal fra 0 til 100."),
        },
    )
    note = forms.CharField(
        label=_("Hvad sker der lige nu?"),
        required=False,
        max_length=LINE_LENGTH,
        help_text=_("Alle kan læse det. Skriv ikke om bestemte personer."),
    )
    blocked_why = forms.CharField(
        label=_("Hvorfor går det i stå?"), required=False, max_length=LINE_LENGTH
    )
    unblocked_by = forms.CharField(
        label=_("Hvem kan få det i gang igen?"),
        required=False,
        max_length=TITLE_LENGTH,
        help_text=_("En afdeling, et udvalg eller en leder."),
    )
    version = VersionField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.update(
            state=activity.state,
            progress=activity.progress,
            note=activity.now,
            blocked_why=activity.blocked_why,
            unblocked_by=activity.unblocked_by,
            version=activity.version,
        )

    def status(self) -> Status:
        """Return what was said."""
        cleaned = self.cleaned_data
        return Status(
            state=cleaned["state"],
            progress=cleaned["progress"] or 0,
            note=cleaned["note"],
            blocked_why=cleaned["blocked_why"],
            unblocked_by=cleaned["unblocked_by"],
        )
