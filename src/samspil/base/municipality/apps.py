from django.apps import AppConfig


class MunicipalityConfig(AppConfig):
    name = "samspil.base.municipality"
    label = "municipality"
