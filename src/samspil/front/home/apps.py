from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "samspil.front.home"
    label = "home"

    def ready(self) -> None:
        """Let places be found."""
        from samspil.base.search.sources import provide
        from samspil.front.home.search_texts import place_texts

        provide("place", place_texts)
