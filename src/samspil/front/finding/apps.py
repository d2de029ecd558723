from django.apps import AppConfig


class FindingConfig(AppConfig):
    name = "samspil.front.finding"
    label = "finding"
