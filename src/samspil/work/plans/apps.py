from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "samspil.work.plans"
    label = "plans"
