"""Addresses of the kit: how pages look, and the shelf of components."""

from django.urls import path

from samspil.kit import views

urlpatterns = [
    path("visning/", views.view_choices, name="view_choices"),
    path("kit/hylde/", views.shelf, name="shelf"),
]
