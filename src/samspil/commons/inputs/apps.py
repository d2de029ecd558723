from django.apps import AppConfig


class InputsConfig(AppConfig):
    name = "samspil.commons.inputs"
    label = "inputs"
