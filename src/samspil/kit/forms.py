"""Forms as DKFDS wants them: markup, classes and errors that say what to do."""

from typing import Any, ClassVar

from django import forms
from django.forms import widgets
from django.forms.renderers import BaseRenderer, DjangoTemplates
from django.template.loader import get_template
from django.utils.translation import gettext_lazy as _

Template = Any  # whatever a template backend returns; Django has no type for it


class BoundField(forms.BoundField):
    """A field on the page, with the classes and ids that our templates need."""

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: widgets.Widget | None = None
    ) -> dict[str, Any]:
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        own = str(widget.attrs.get("class", ""))
        css = " ".join(filter(None, [_css_of(widget), own]))
        if css:
            built["class"] = css
        if self.use_fieldset:
            built.pop("aria-invalid", None)
            built.pop("required", None)
        if self.limit:
            built["maxlength"] = False  # too much text is an error to mend, not keys that die
            built["aria-describedby"] = " ".join(
                filter(None, [self.aria_describedby, f"{self.auto_id}_limit"])
            )
        return built

    @property
    def kind(self) -> str:
        """What the template tells apart: hidden, checkbox, choices or input."""
        widget = self.field.widget
        if widget.is_hidden:
            return "hidden"
        if isinstance(widget, widgets.CheckboxInput):
            return "checkbox"
        return "choices" if self.use_fieldset else "input"

    @property
    def limit(self) -> int | None:
        """The number of characters a long text may have."""
        if isinstance(self.field.widget, widgets.Textarea):
            return getattr(self.field, "max_length", None)
        return None

    @property
    def error_target(self) -> str:
        """The id that the error summary links to: the input, or the first of a group."""
        return self.id_for_label or f"{self.auto_id}_0"


def _css_of(widget: widgets.Widget) -> str:
    if isinstance(widget, widgets.CheckboxInput):
        return "form-checkbox"
    if isinstance(widget, widgets.CheckboxSelectMultiple):
        return "form-checkbox"
    if isinstance(widget, widgets.RadioSelect):
        return "form-radio"
    if isinstance(widget, widgets.Select):
        return "form-select"
    if isinstance(widget, widgets.FileInput) or widget.is_hidden:
        return ""
    return "form-input"


class Renderer(BaseRenderer):
    """Renders forms with our templates and, where we have none, with Django's own."""

    form_template_name = "kit/form/form.html"
    field_template_name = "kit/form/field.html"
    bound_field_class = BoundField

    own_templates: ClassVar[dict[str, str]] = {
        "django/forms/widgets/radio.html": "kit/form/choices.html",
        "django/forms/widgets/checkbox_select.html": "kit/form/choices.html",
    }

    def __init__(self) -> None:
        self.fallback = DjangoTemplates()

    def get_template(self, template_name: str) -> Template:
        name = self.own_templates.get(template_name, template_name)
        if name.startswith("django/forms/"):
            return self.fallback.get_template(name)
        return get_template(name)


class PlainWords:
    """Makes a form say what to do where a field is empty, naming the field.

    A field's own `error_messages={"required": …}` comes first: "Indtast din e-mail." is better
    than any sentence made by a machine.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            if (
                field.error_messages.get("required")
                == forms.Field.default_error_messages["required"]
            ):
                label = field.label or name.replace("_", " ").capitalize()
                field.error_messages["required"] = _required_words(field) % {"label": label}


def _required_words(field: forms.Field) -> Any:
    if isinstance(field, forms.FileField):
        return _("Vælg en fil under ”%(label)s”.")
    if isinstance(field.widget, widgets.CheckboxInput):
        return _("Sæt kryds ved ”%(label)s”.")
    if isinstance(field.widget, widgets.ChoiceWidget):
        return _("Vælg under ”%(label)s”.")
    return _("Udfyld ”%(label)s”.")


class Form(PlainWords, forms.Form):
    """The form all rooms start from."""


class ModelForm(PlainWords, forms.ModelForm):  # type: ignore[type-arg]
    """The form for a model, where a room wants one."""


def _plain_local_part(address: str) -> None:
    """Refuse addresses that no provider gives and that look like another or break a letter."""
    local = address.rpartition("@")[0]
    if not local.isascii() or set(local) & set('"\\ ,;:<>()[]'):
        raise forms.ValidationError(WRONG_ADDRESS)


WRONG_ADDRESS = _("Skriv en e-mail som navn@eksempel.dk.")


class EmailField(forms.EmailField):
    """An e-mail address, with words for what to do."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail"))
        super().__init__(
            **{
                "max_length": 254,
                "widget": forms.EmailInput(attrs={"autocomplete": "email", "inputmode": "email"}),
                "validators": [_plain_local_part],
                "error_messages": {
                    "required": _("Indtast din e-mail."),
                    "invalid": WRONG_ADDRESS,
                    "max_length": _("E-mailen er for lang. Skriv højst 254 tegn."),
                },
                **kwargs,
            }
        )


class VersionField(forms.IntegerField):
    """The version that was opened; whatever else comes is no version, so nothing is overwritten."""

    def clean(self, value: Any) -> int:
        """Return the number, or 0."""
        try:
            return super().clean(value) or 0
        except forms.ValidationError:
            return 0


class DateInput(widgets.DateInput):
    """The browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class TimeInput(widgets.TimeInput):
    """The browser's own clock."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


class DateTimeInput(widgets.DateTimeInput):
    """The browser's own calendar with a clock."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")
