"""The shape and words of proposing and answering."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from samspil.kit.forms import EmailField, Form
from samspil.work.involvement.actions.proposals import ProposalText
from samspil.work.involvement.models import Initiative, Proposal
from samspil.work.involvement.terms import TITLE_LENGTH, WORDS_LENGTH, ProposerRole


class ProposalForm(Form):
    """What somebody proposes, without an account."""

    title = forms.CharField(
        label=_("Hvad foreslår du?"),
        max_length=TITLE_LENGTH,
        help_text=_("Kort, som en overskrift."),
        error_messages={"required": _("Skriv kort, hvad du foreslår.")},
    )
    what = forms.CharField(
        label=_("Fortæl mere"),
        max_length=WORDS_LENGTH,
        help_text=_("Skriv ikke navne eller andet, der kan genkendes. Vi skal kun kende idéen."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Fortæl lidt mere om, hvad du foreslår.")},
    )
    why = forms.CharField(
        label=_("Hvorfor er det vigtigt?"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    role = forms.ChoiceField(
        label=_("Hvem er du?"),
        choices=ProposerRole.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvem du er.")},
    )
    email = EmailField(
        label=_("Din e-mail"),
        required=False,
        help_text=_("Kun hvis du vil have svar på mail. Vi bruger den ikke til andet."),
    )
    may_be_shown = forms.BooleanField(
        label=_("I må vise forslaget og svaret på siden, uden at der står, hvem jeg er"),
        required=False,
    )

    def text(self) -> ProposalText:
        """Return what was proposed."""
        cleaned = self.cleaned_data
        return ProposalText(
            title=cleaned["title"],
            what=cleaned["what"],
            why=cleaned["why"],
            role=cleaned["role"],
            address=cleaned["email"],
            may_be_shown=cleaned["may_be_shown"],
            language=(get_language() or "da")[:2],
        )


ACCEPT, DECLINE = "accept", "decline"


class AnswerProposalForm(Form):
    """What becomes of a proposal, and why."""

    decision = forms.ChoiceField(
        label=_("Hvad bliver der af forslaget?"),
        choices=[
            (ACCEPT, _("Det bliver til noget")),
            (DECLINE, _("Det bliver ikke til noget nu")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Vælg, hvad der bliver af forslaget.")},
    )
    initiative = forms.ChoiceField(
        label=_("Hvilket initiativ bliver det til?"),
        required=False,
        help_text=_("Kun når det bliver til noget."),
    )
    answer = forms.CharField(
        label=_("Svar"),
        max_length=WORDS_LENGTH,
        help_text=_("Skriv til den, der foreslog det. Siger du nej, så skriv hvorfor."),
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Skriv et svar til den, der foreslog det.")},
    )
    answer_en = forms.CharField(
        label=_("Svar på engelsk"),
        required=False,
        max_length=WORDS_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    show = forms.BooleanField(label=_("Vis forslag og svar på siden"), required=False)

    def __init__(
        self,
        *args: Any,
        proposal: Proposal,
        initiatives: list[Initiative],
        chosen: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initiatives = {str(each.pk): each for each in initiatives}
        field: Any = self.fields["initiative"]
        field.choices = [
            ("", _("Vælg et initiativ")),
            *((key, f"{each.plan.year}: {each.title}") for key, each in self.initiatives.items()),
        ]
        if chosen in self.initiatives:
            self.initial.update(decision=ACCEPT, initiative=chosen)
        if not proposal.may_be_shown:
            del self.fields["show"]

    def clean(self) -> dict[str, Any]:
        """Ask for the initiative when it comes to something."""
        cleaned = super().clean() or {}
        if cleaned.get("decision") == ACCEPT and not cleaned.get("initiative"):
            self.add_error("initiative", _("Vælg det initiativ, forslaget bliver til."))
        return cleaned

    @property
    def becomes(self) -> Initiative | None:
        """The initiative that was chosen, when it comes to something."""
        if self.cleaned_data["decision"] != ACCEPT:
            return None
        return self.initiatives[self.cleaned_data["initiative"]]
