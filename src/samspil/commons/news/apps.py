from django.apps import AppConfig


class NewsConfig(AppConfig):
    name = "samspil.commons.news"
    label = "news"

    def ready(self) -> None:
        """Let articles be found."""
        from samspil.base.search.sources import provide
        from samspil.commons.news.search_texts import texts

        provide("article", texts)
