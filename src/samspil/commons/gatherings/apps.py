from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "samspil.commons.gatherings"
    label = "gatherings"
