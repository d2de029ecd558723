from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "samspil.base.places"
    label = "places"
