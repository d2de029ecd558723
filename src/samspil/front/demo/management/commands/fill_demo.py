"""`manage fill_demo`: fills an empty installation with an invented municipality."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samspil.base.people.models import Person
from samspil.front.demo import actions


class Command(BaseCommand):
    help = "Fills an empty installation with an invented municipality; leaves a filled one alone."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", choices=("small", "large"), default="small")

    def handle(self, *args: Any, size: str, **options: Any) -> None:
        actions.fill()
        if not Person.objects.exists():
            raise CommandError("Nothing was filled in.")
        if size == "large":
            actions.fill_large()
