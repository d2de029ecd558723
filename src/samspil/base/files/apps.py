from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "samspil.base.files"
    label = "files"
