import re

from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template, engines
from django.test import RequestFactory

from samspil.kit.forms import DateInput, Form
from samspil.kit.shelf import ShelfForm


class SmallForm(Form):
    email = forms.EmailField(label="E-mail", help_text="Vi skriver sjældent.")
    note = forms.CharField(label="Note", required=False, max_length=20, widget=forms.Textarea)
    way = forms.ChoiceField(label="Vej", choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect)
    group = forms.MultipleChoiceField(
        label="Gruppe",
        required=False,
        choices=[("Børn", [("1", "En")]), ("Voksne", [("2", "To")])],
        widget=forms.CheckboxSelectMultiple,
    )
    yes = forms.BooleanField(label="Ja")
    day = forms.DateField(label="Dag", widget=DateInput)


def rendered(source: str, **context: object) -> str:
    template = engines["django"].from_string(source)
    return re.sub(r"\s+", " ", template.render(dict(context), RequestFactory().get("/?q=x&page=3")))


def component(source: str, **context: object) -> str:
    # Strings are not read by the loader that knows components, so its compiler is asked here.
    from django_cotton.compiler_regex import CottonCompiler  # noqa: PLC0415

    return rendered(CottonCompiler().process(source), **context)


def test_a_field_has_label_hint_and_input_tied_together() -> None:
    html = rendered("{{ form.email.as_field_group }}", form=SmallForm())
    assert '<label class="form-label" for="id_email">E-mail' in html
    assert 'id="id_email_helptext"' in html
    assert 'aria-describedby="id_email_helptext"' in html
    assert 'class="form-input"' in html
    assert "valgfrit" not in html


def test_an_error_is_said_at_the_field_and_in_the_summary_with_the_same_words() -> None:
    form = SmallForm({"email": ""})
    assert '<span class="sr-only">Fejl: </span>Udfyld ”E-mail”.' in rendered(
        "{{ form.email.as_field_group }}", form=form
    )
    summary = component('<c-error-summary :form="form" />', form=form)
    assert '<a href="#id_email">Udfyld ”E-mail”.</a>' in summary
    assert '<a href="#id_way_0">Vælg under ”Vej”.</a>' in summary
    assert '<a href="#id_yes">Sæt kryds ved ”Ja”.</a>' in summary
    assert 'tabindex="-1"' in summary


def test_no_summary_without_errors() -> None:
    assert component('<c-error-summary :form="form" />', form=SmallForm()).strip() == ""


def test_optional_fields_say_so_and_long_texts_count() -> None:
    html = rendered("{{ form.note.as_field_group }}", form=SmallForm())
    assert "(valgfrit)" in html
    assert 'data-maxlength="20"' in html
    assert ' maxlength="' not in html
    assert 'aria-describedby="id_note_limit"' in html


def test_choices_stand_in_a_fieldset_with_named_groups() -> None:
    html = rendered(
        "{{ form.way.as_field_group }}{{ form.group.as_field_group }}", form=SmallForm()
    )
    assert '<legend class="form-label">Vej</legend>' in html
    assert 'class="form-radio"' in html
    assert 'class="form-checkbox"' in html
    assert 'role="group" aria-labelledby="id_group_group_0"' in html


def test_a_day_is_written_as_browsers_read_it() -> None:
    html = rendered("{{ form.day }}", form=SmallForm(initial={"day": "2023-05-04"}))
    assert 'type="date"' in html
    assert 'value="2023-05-04"' in html


def test_own_words_for_an_empty_field_come_first() -> None:
    assert ShelfForm({}).errors["name"] == ["Skriv dit navn."]


def test_text_from_people_is_escaped_in_every_component() -> None:
    nasty = '"><script>alert(1)</script>'
    html = component(
        '<c-alert :heading="x">{{ x }}</c-alert><c-card :heading="x" :href="x" :subheading="x" />'
        '<c-tag :href="x">{{ x }}</c-tag><c-empty-state :heading="x">{{ x }}</c-empty-state>'
        '<c-button :href="x">{{ x }}</c-button><c-accordion :heading="x">{{ x }}</c-accordion>'
        '<c-table :caption="x"></c-table><c-status-badge>{{ x }}</c-status-badge>'
        '<c-definition-list :items="pairs" />',
        x=nasty,
        pairs=[(nasty, nasty)],
    )
    assert "<script" not in html


def test_a_form_stands_on_the_page_once() -> None:
    html = component('<c-form :form="form" data-x="1" />', form=SmallForm())
    assert html.count('name="email"') == 1
    assert '<form action="" method="post" novalidate data-x="1">' in html


def test_pagination_keeps_the_query() -> None:
    page = Paginator(range(100), 10).get_page(3)
    html = component('<c-pagination :page="page" />', page=page)
    assert 'href="?q=x&amp;page=2"' in html
    assert 'aria-current="page"' in html
    assert (
        component('<c-pagination :page="page" />', page=Paginator([], 10).get_page(1)).strip() == ""
    )


def test_a_table_tag_works_without_a_request() -> None:
    template = Template('{% load kit %}{% page_address "page" 2 %}')
    assert template.render(Context()) == "?page=2"
