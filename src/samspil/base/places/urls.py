"""Addresses where places are written about."""

from django.urls import path

from samspil.base.places import views

urlpatterns = [
    path("redaktion/steder/", views.place_desk, name="place_desk"),
    path("redaktion/steder/nyt/", views.add_place, name="add_place"),
    path("redaktion/steder/<int:pk>/", views.edit_place, name="edit_place"),
    path("redaktion/steder/<int:pk>/luk/", views.close_place, name="close_place"),
]
