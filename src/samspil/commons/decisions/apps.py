from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "samspil.commons.decisions"
    label = "decisions"
