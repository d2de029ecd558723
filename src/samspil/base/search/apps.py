from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "samspil.base.search"
    label = "search"
