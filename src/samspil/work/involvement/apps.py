from django.apps import AppConfig


class InvolvementConfig(AppConfig):
    name = "samspil.work.involvement"
    label = "involvement"
