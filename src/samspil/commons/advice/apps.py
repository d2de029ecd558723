from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "samspil.commons.advice"
    label = "advice"

    def ready(self) -> None:
        """Let advisers be found."""
        from samspil.base.search.sources import provide
        from samspil.commons.advice.search_texts import texts

        provide("adviser", texts)
