"""Make the file of Danish word forms that search reads in place."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from samspil.base.search.analysis.lemmas import prepare_words


class Command(BaseCommand):
    """Make the file of Danish word forms, once for each version of the dictionary."""

    help = "Make the file of Danish word forms that search reads."
    requires_system_checks: list[str] = []

    def handle(self, **_options: Any) -> None:
        self.stdout.write(str(prepare_words(settings.BUILD / "words")))
