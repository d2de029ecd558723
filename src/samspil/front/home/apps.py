from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "samspil.front.home"
    label = "home"
