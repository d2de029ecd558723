from django.apps import AppConfig


class GatheringsConfig(AppConfig):
    name = "samspil.commons.gatherings"
    label = "gatherings"

    def ready(self) -> None:
        """Let gatherings be found."""
        from samspil.base.search.sources import provide
        from samspil.commons.gatherings.search_texts import texts

        provide("gathering", texts)
