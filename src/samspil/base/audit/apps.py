from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samspil.base.audit"
    label = "audit"
