"""Takes offers in from a file with one JSON object on each line, and publishes them at once."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from samspil.base.topics.actions import load_standard_topics
from samspil.base.topics.models import Topic
from samspil.commons.lexicon.actions import load_standard_words
from samspil.commons.lexicon.models import LexiconEntry
from samspil.commons.offers import actions
from samspil.commons.offers.actions import Plan, Publish, SomeWrong
from samspil.commons.offers.sheets import NoSheet, read_file
from samspil.kit.access import SYSTEM


class Command(BaseCommand):
    """Take offers in; the same file again changes nothing, a changed line changes its offer."""

    help = "Take offers in from JSON lines (also CSV, Excel and HSDS) and publish them."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and how careful to be."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--skip-bad", action="store_true", help="leave out bad lines")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done")

    def handle(self, *args: Any, **options: Any) -> None:
        """Take the file in or say line by line why not; any bad line ends with exit status 1."""
        if not (options["dry_run"] or Topic.objects.exists()):
            load_standard_topics(actor=SYSTEM)
        if not (options["dry_run"] or LexiconEntry.objects.exists()):
            # Without what people say for things, half of what is taken in is not found.
            load_standard_words(actor=SYSTEM)
        with translation.override("en"):
            self._import(options["file"], dry=options["dry_run"], skip_bad=options["skip_bad"])

    def _import(self, path: Path, *, dry: bool, skip_bad: bool) -> None:
        try:
            file = read_file(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror}") from error
        except NoSheet as error:
            raise CommandError(f"{path}: {error}") from error
        do = actions.plan_import if dry else actions.import_offers
        more: dict[str, Any] = {} if dry else {"skip_bad": skip_bad}
        try:
            plan = do(actor=SYSTEM, file=file, publish=Publish.ALL, needs_id=True, **more)
        except SomeWrong as error:
            plan = error.plan
        self._explain(plan)
        if plan.wrong and not skip_bad:
            raise CommandError(
                f"{plan.wrong_rows} bad lines; nothing was imported."
                " Mend them, or leave them out with --skip-bad."
            )
        self._tell(plan, dry=dry)

    def _explain(self, plan: Plan) -> None:
        for each in plan.wrong:
            place = f"line {each.row}, {each.field}" if each.field else f"line {each.row}"
            self.stderr.write(f"{place}: {each.what}")

    def _tell(self, plan: Plan, *, dry: bool) -> None:
        words = f"{len(plan.new)} new, {len(plan.changed)} changed, {len(plan.same)} unchanged"
        left = f", {plan.wrong_rows} left out" if plan.wrong else ""
        self.stdout.write(f"{words}{left}{' (dry run: nothing was imported)' if dry else ''}")
