"""Reads a plan from a file and shows what was found, for scripts and for whoever wants to look first."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from samspil.kit.access import SYSTEM
from samspil.work.plans.actions.importing import AlreadyThere, digest_of, import_plan
from samspil.work.plans.reading.plan import ReadPlan
from samspil.work.plans.reading.reader import as_json, read_plan


class Command(BaseCommand):
    """Read a plan from Word, Markdown or plain text, and keep it as a draft unless it is a dry run."""

    help = "Read a plan from Word, Markdown or plain text and keep it as a draft."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and how to print."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="print and save nothing")
        parser.add_argument("--json", action="store_true", help="print JSON for scripts")

    def _keep(self, plan: ReadPlan, content: bytes) -> None:
        try:
            made = import_plan(actor=SYSTEM, read=plan, digest=digest_of(content))
        except AlreadyThere as there:
            self.stderr.write(
                f"It was taken in before, as plan {there.plan.pk}; nothing was added."
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        else:
            self.stderr.write(f"Kept as a draft: plan {made.pk}.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the plan; a file that holds none is said on standard error."""
        file: Path = options["file"]
        try:
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        plan = read_plan(content, file.name)
        if not plan.is_plan:
            self.stderr.write(plan.why_not)
        for note in plan.notes:
            self.stderr.write(note)
        if not options["dry_run"]:
            self._keep(plan, content)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(plan), ensure_ascii=False, indent=2))
        else:
            self.stdout.write("\n".join(_outline(plan)))


def _outline(plan: ReadPlan) -> list[str]:
    """Return the lines of a plan as somebody reads them."""
    lines = [" ".join(filter(None, [plan.title, f"({plan.period})" if plan.period else ""]))]
    for name, text in (("Vision", plan.vision), ("Mission", plan.mission)):
        if text:
            lines.append(f"{name}: {text}")
    for name, texts in (("Værdier", plan.values), ("Principper", plan.principles)):
        if texts:
            lines.append(f"{name}: {', '.join(texts)}")
    for track in plan.tracks:
        lines += ["", f"Spor: {track.title or '–'}"]
        for area in track.focus_areas:
            lines += [
                f"  Indsatsområde: {area.title}",
                f"    Formål: {area.purpose}",
                f"    Hvorfor: {area.why}",
            ]
            lines += [f"    Citat: {quote}" for quote in area.quotes]
            lines += [f"    • {activity.text}" for activity in area.activities]
    for initiative in plan.initiatives:
        money = f" {initiative.amount} kr." if initiative.amount is not None else ""
        lines.append(
            f"Initiativ {initiative.letter}: {initiative.title} [{initiative.economy}{money}]"
        )
    for decision in plan.decisions:
        lines.append(
            f"Beslutning: {decision.body} {decision.date} {decision.case_number} {decision.decision}"
        )
    if plan.unplaced:
        lines += ["", "Fandt ingen plads:", *plan.unplaced]
    return lines
