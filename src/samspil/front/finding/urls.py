"""Addresses of the search."""

from django.urls import path

from samspil.front.finding import views

urlpatterns = [
    path("soeg/", views.results, name="search"),
    path("soeg/forkert/", views.wrong, name="wrong_results"),
    path("soeg/forslag/", views.suggest, name="suggest"),
]
