from django.apps import AppConfig


class LexiconConfig(AppConfig):
    name = "samspil.commons.lexicon"
    label = "lexicon"

    def ready(self) -> None:
        """Let words be found, and be explained where they stand."""
        from samspil.base.search.sources import provide
        from samspil.commons.lexicon.context import begin
        from samspil.commons.lexicon.search_texts import texts
        from samspil.kit.explaining import explain_with

        provide("word", texts)
        explain_with(begin)
