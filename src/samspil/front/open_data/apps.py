from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "samspil.front.open_data"
    label = "open_data"
