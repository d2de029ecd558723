from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "samspil.commons.offers"
    label = "offers"
