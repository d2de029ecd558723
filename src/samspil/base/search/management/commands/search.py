"""Search from the command line, as a visitor would."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from samspil.base.search.queries import search


class Command(BaseCommand):
    """Print what a search finds, best first."""

    help = "Search what is public: manage search 'aflastning til børn' --json"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("query", help="what one would type into the box")
        parser.add_argument("--json", action="store_true", help="print JSON for scripts")
        parser.add_argument("--limit", type=int, default=20, help="how many results (20)")
        parser.add_argument("--kind", action="append", default=[], help="only this kind of text")

    def handle(self, **options: Any) -> None:
        found = search(options["query"], kinds=options["kind"], per_page=options["limit"])
        if not options["json"]:
            for each in found.results:
                self.stdout.write(
                    f"{each.score:6.3f}  {each.text.kind}:{each.text.key}  {each.text.title}"
                )
            self.stdout.write(f"{found.total} i alt")
            return
        told = {
            "query": options["query"],
            "total": found.total,
            "taken_as": found.taken_as,
            "results": [
                {
                    "rank": rank,
                    "kind": each.text.kind,
                    "id": each.text.ref or each.text.key,
                    "title": each.text.title,
                    "url": each.text.url,
                    "score": round(each.score, 4),
                    "because": list(each.because),
                }
                for rank, each in enumerate(found.results, 1)
            ],
        }
        self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
