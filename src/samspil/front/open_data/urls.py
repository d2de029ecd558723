"""Addresses of open data."""

from django.urls import path

from samspil.front.open_data import views

urlpatterns = [path("aabne-data/", views.page, name="open_data")]

for_machines = [
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
