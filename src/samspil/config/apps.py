from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "samspil.config"
    label = "config"
