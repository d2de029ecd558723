"""Addresses of the room."""

from django.urls import URLPattern

app_name = "inputs"
urlpatterns: list[URLPattern] = []
