"""All addresses; the language stands in the path, Danish without one."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
