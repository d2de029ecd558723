from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "samspil.base.people"
    label = "people"
