from django.apps import AppConfig


class LeafletsConfig(AppConfig):
    name = "samspil.commons.leaflets"
    label = "leaflets"
