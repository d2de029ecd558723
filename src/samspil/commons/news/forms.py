"""The shape and words of writing news."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from samspil.base.places.queries import offered_places, open_places
from samspil.base.topics.ticks import TopicTicks
from samspil.commons.news.actions import Text
from samspil.commons.news.models import Article
from samspil.commons.news.terms import (
    ALT_LENGTH,
    BODY_LENGTH,
    NOTE_LENGTH,
    SUMMARY_LENGTH,
    TITLE_LENGTH,
)
from samspil.kit.forms import DateTimeInput, Form, VersionField


def _long(label: Any, rows: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=BODY_LENGTH,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class ArticleForm(TopicTicks):
    """What an article says and whom it concerns."""

    title = forms.CharField(
        label=_("Overskrift"),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": _("Skriv en overskrift."),
            "max_length": _("Overskriften er for lang. Skriv højst 140 tegn."),
        },
    )
    summary = forms.CharField(
        label=_("Kort fortalt"),
        max_length=SUMMARY_LENGTH,
        help_text=_("To eller tre sætninger. De står på forsiden og i oversigten."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv to eller tre sætninger om, hvad det handler om.")},
    )
    body = _long(
        _("Tekst"),
        14,
        required=True,
        help_text=_(
            "Skriv ## foran en mellemrubrik, - foran et punkt og [ord](https://…) for et link."
        ),
    )
    easy_body = _long(
        _("Teksten let at læse"),
        6,
        help_text=_("Korte sætninger og kendte ord. Én ting ad gangen."),
    )
    places = forms.MultipleChoiceField(
        label=_("Steder"), required=False, widget=forms.CheckboxSelectMultiple
    )
    to_newsletter = forms.BooleanField(
        label=_("Send også til alle, der får nyhedsbrevet"), required=False
    )
    title_en = forms.CharField(
        label=_("Overskrift på engelsk"), required=False, max_length=TITLE_LENGTH
    )
    summary_en = forms.CharField(
        label=_("Kort fortalt på engelsk"),
        required=False,
        max_length=SUMMARY_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    body_en = _long(_("Tekst på engelsk"), 10)
    easy_body_en = _long(_("Let at læse på engelsk"), 5)
    version = VersionField(widget=forms.HiddenInput, required=False)
    note = forms.CharField(
        label=_("Hvad har du rettet?"),
        required=False,
        max_length=NOTE_LENGTH,
        help_text=_("Nyheden er udgivet. Læserne kan se din note på siden."),
    )

    text_fields = tuple(Text.__dataclass_fields__)

    def __init__(self, *args: Any, article: Article | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places: Any = self.fields["places"]
        places.choices = [(str(place.pk), place.label) for place in offered_places()]
        if article is None or not article.is_published:
            del self.fields["note"]
        else:
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = _("Skriv, hvad du har rettet.")
        if article is not None:
            self._fill(article)

    def _fill(self, article: Article) -> None:
        self.initial.update({name: getattr(article, name) for name in self.text_fields})
        self.tick(article.topics.all())
        self.initial.update(
            places=[str(place.pk) for place in article.places.all()],
            version=article.version,
        )

    def text(self) -> Text:
        """Return what was written."""
        return Text(**{name: self.cleaned_data[name] for name in self.text_fields})

    def chosen(self) -> dict[str, Any]:
        """Return the topics and places that were ticked."""
        return {
            "topics": self.ticked(),
            "places": open_places().filter(pk__in=self.cleaned_data["places"]),
        }


class PictureForm(Form):
    """A picture and the words for those who do not see it."""

    picture = forms.FileField(
        label=_("Billede"),
        help_text=_("JPG, PNG, WebP eller GIF på højst 20 MB."),
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    alt = forms.CharField(
        label=_("Hvad viser billedet?"),
        max_length=ALT_LENGTH,
        help_text=_("Læses op for dem, der ikke kan se det."),
        error_messages={"required": _("Skriv, hvad billedet viser.")},
    )
    alt_en = forms.CharField(label=_("Det samme på engelsk"), required=False, max_length=ALT_LENGTH)


class ScheduleForm(Form):
    """When an article comes out by itself."""

    publish_at = forms.DateTimeField(
        label=_("Dato og tid"),
        widget=DateTimeInput,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%d-%m-%Y %H:%M", "%d.%m.%Y %H.%M"],
        error_messages={
            "required": _("Vælg dato og tid."),
            "invalid": _("Skriv dato og tid som 2026-05-04 16:30."),
        },
    )


class TakeDownForm(Form):
    """Why an article is taken down."""

    why = forms.CharField(
        label=_("Hvorfor tager du den ned?"),
        max_length=200,
        error_messages={"required": _("Skriv kort hvorfor.")},
    )
