"""Addresses of leaflets."""

from django.urls import path

from samspil.commons.leaflets import views

urlpatterns = [
    path("pjecer/", views.leaflets, name="leaflets"),
    path("pjecer/ny/", views.make, name="make_leaflet"),
    path("pjecer/ny/pjece.pdf", views.made, name="made_leaflet"),
    path("pjecer/gem/", views.keep, name="keep_leaflet"),
    path("pjecer/<int:pk>/ret/", views.edit, name="edit_leaflet"),
    path("pjecer/<int:pk>/slet/", views.delete, name="delete_leaflet"),
    path("pjecer/<int:pk>/<slug:slug>.pdf", views.leaflet, name="leaflet"),
]
