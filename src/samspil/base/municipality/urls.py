"""Addresses where the municipality decides how it presents itself."""

from django.urls import path

from samspil.base.municipality import views

urlpatterns = [
    path("kommune/", views.municipality, name="municipality"),
    path("kommune/navn/", views.name, name="municipality_name"),
    path("kommune/farver/", views.colours, name="municipality_colours_page"),
    path("kommune/kontakt/", views.contact, name="municipality_contact"),
    path("kommune/dele/", views.parts, name="municipality_parts"),
    path("kommune/tekster/", views.texts, name="municipality_texts"),
    path("kommune/tekster/<str:key>/", views.text, name="municipality_text"),
    path("kommune/vis/", views.preview, name="municipality_preview"),
    path("kommune/udgiv/", views.publish, name="municipality_publish"),
    path("kommune/kasser/", views.discard, name="municipality_discard"),
    path("kommune/udgaver/<int:pk>/hent/", views.fetch, name="municipality_fetch"),
    path("kommune/fil/", views.file, name="municipality_file"),
    path("kommune/fil/hent/", views.export, name="municipality_export"),
]

# The same in every language.
for_machines = [
    path("kommune/logo/<int:pk>/", views.logo, name="municipality_logo"),
    path(
        "kommune/farver/<slug:primary>/<slug:accent>.css",
        views.colour_sheet,
        name="municipality_colours",
    ),
]
