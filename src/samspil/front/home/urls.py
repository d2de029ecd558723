"""Addresses of the front page and what belongs to it."""

from django.urls import path

from samspil.front.home import views

urlpatterns = [
    path("", views.front_page, name="front_page"),
    path("steder/", views.places, name="places"),
    path("steder/<int:pk>/", views.place, name="place_by_number"),
    path("steder/<int:pk>-<slug:slug>/", views.place, name="place"),
    path("kommune/udgaver/", views.editions, name="municipality_editions"),
    path("min-side/", views.my_page, name="my_page"),
    path("skrivebord/", views.desk, name="desk"),
    path("tilgaengelighed/", views.accessibility_statement, name="accessibility_statement"),
    path("privatliv/", views.privacy_policy, name="privacy_policy"),
]

for_machines = [path("healthz", views.healthz, name="healthz")]
