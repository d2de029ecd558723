from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "samspil.front.demo"
    label = "demo"
