from django.apps import AppConfig


class TopicsConfig(AppConfig):
    name = "samspil.base.topics"
    label = "topics"
