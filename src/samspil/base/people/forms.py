"""The shape and words of giving roles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.base.people.policies import may_give_role_somewhere
from samspil.base.people.terms import NAME_LENGTH, WHY_LENGTH
from samspil.base.places.models import Place
from samspil.base.places.queries import open_places
from samspil.base.topics.models import Topic
from samspil.base.topics.queries import topics_in_use
from samspil.kit.access import Actor, Role
from samspil.kit.forms import WRONG_ADDRESS, DateInput, EmailField, Form


class RoleForm(Form):
    """Who gets which role, where and until when."""

    email = EmailField(
        widget=forms.EmailInput(attrs={"inputmode": "email"}),
        error_messages={"required": _("Indtast en e-mail."), "invalid": WRONG_ADDRESS},
    )
    name = forms.CharField(label=_("Navn"), max_length=NAME_LENGTH, required=False)
    role = forms.ChoiceField(label=_("Rolle"))
    place: "forms.ModelChoiceField[Place]" = forms.ModelChoiceField(
        label=_("Sted"), queryset=None, required=False, empty_label=_("Hele kommunen")
    )
    topic: "forms.ModelChoiceField[Topic]" = forms.ModelChoiceField(
        label=_("Emne"),
        queryset=None,
        required=False,
        empty_label=_("Alle emner"),
        help_text=_(
            "Kun for redaktører og koordinatorer. Så gælder rollen kun det emne og emnerne under det."
        ),
    )
    until = forms.DateField(label=_("Til og med"), required=False, widget=DateInput)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = [
            (each.value, each.label) for each in Role if may_give_role_somewhere(actor, each)
        ]
        place: Any = self.fields["place"]
        place.queryset = open_places()
        topic: Any = self.fields["topic"]
        topic.queryset = topics_in_use()


class AdminSessionForm(Form):
    """Why somebody acts as administrator."""

    why = forms.CharField(
        label=_("Hvorfor har du brug for det?"),
        max_length=WHY_LENGTH,
        help_text=_("Begrundelsen gemmes i loggen. Skriv ikke noget om personer."),
        error_messages={"required": _("Skriv kort hvorfor.")},
    )
