"""Fill a new municipality's lists: topics, and words in plain language with what people say for them."""

from typing import Any

from django.core.management.base import BaseCommand

from samspil.base.topics.actions import load_standard_topics
from samspil.commons.lexicon.actions import load_standard_words
from samspil.kit.access import SYSTEM


class Command(BaseCommand):
    """May be run again at every new version: what editors changed or took away stays so."""

    help = "Add the topics and words that every municipality starts with; what is there stays."

    def handle(self, *args: Any, **options: Any) -> None:
        """Add what is missing."""
        load_standard_topics(actor=SYSTEM)
        load_standard_words(actor=SYSTEM)
        self.stdout.write("Topics and words are there.")
