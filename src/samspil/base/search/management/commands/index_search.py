"""Read all that is public into the search again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from samspil.base.search.actions import count_words, refresh_all


class Command(BaseCommand):
    """Read all public texts of all rooms again, or only count their words."""

    help = "Read all that is public into the search again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--count-only", action="store_true", help="only count words anew")

    def handle(self, **options: Any) -> None:
        if options["count_only"]:
            count_words()
        else:
            refresh_all()
