from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "samspil.commons.offers"
    label = "offers"

    def ready(self) -> None:
        from samspil.base.search.sources import provide
        from samspil.commons.offers.search_texts import KIND, texts

        provide(KIND, texts)
