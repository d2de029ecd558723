"""`manage demo_people`: prints whom one can be in the demo and how."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from samspil.front.demo.cast import CAST


class Command(BaseCommand):
    help = "Prints the people of the demo with the addresses that log in as them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--origin", default=settings.ORIGIN)

    def handle(self, *args: Any, origin: str, **options: Any) -> None:
        for person in CAST:
            address = f"{origin}/demo/som/{person.key}/"
            self.stdout.write(f"  {address:<42} {person.name}, {person.about}")
        self.stdout.write(f"  {origin + '/demo/indbakke/':<42} all letters that were sent")
