from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "samspil.base.outbox"
    label = "outbox"
