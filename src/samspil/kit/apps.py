from django.apps import AppConfig


class KitConfig(AppConfig):
    name = "samspil.kit"
    label = "kit"
