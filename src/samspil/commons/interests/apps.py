from django.apps import AppConfig


class InterestsConfig(AppConfig):
    name = "samspil.commons.interests"
    label = "interests"
