"""How much of the two real plans, and of invented ones of other shapes, is found and placed right.

The real ones lie beside the checkout where it is written; without them only the invented ones are read.
"""

import argparse
import json
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samspil.config.settings")
django.setup()

from samspil.config.local import PROJECT  # noqa: E402
from samspil.work.plans.reading.plan import ReadPlan  # noqa: E402
from samspil.work.plans.reading.reader import read_plan  # noqa: E402
from samspil.work.plans.tests.reading import texts, writing  # noqa: E402

SEEDS = PROJECT.parent / "shared" / "seeds"


def counts(plan: ReadPlan) -> dict[str, int]:
    """Return how many things of each kind a plan holds."""
    areas = plan.focus_areas
    return {
        "tracks": len([track for track in plan.tracks if track.title]),
        "focus_areas": len(areas),
        "purposes": len([area for area in areas if area.purpose]),
        "whys": len([area for area in areas if area.why]),
        "quotes": sum(len(area.quotes) for area in areas),
        "activities": sum(len(area.activities) for area in areas),
        "initiatives": len(plan.initiatives),
        "with_economy": len([one for one in plan.initiatives if one.economy]),
        "with_amount": len([one for one in plan.initiatives if one.amount is not None]),
        "decisions": len(plan.decisions),
        "unplaced": len(plan.unplaced),
    }


def documents() -> dict[str, bytes]:
    """Return what is read, by name."""
    found = {file.name[:3]: file.read_bytes() for file in sorted(SEEDS.glob("*.txt"))}
    for name, text in vars(texts).items():
        if name.isupper():
            found[name.lower()] = text.encode()
    for name, write in vars(writing).items():
        if name in {"markdown", "plain", "wrapped"} or name.startswith("word_"):
            found[name] = write()
    return found


def main() -> None:
    """Read every document and print what was found in it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--json", action="store_true", help="print the JSON only")
    only_json = parser.parse_args().json
    figures = {}
    for name, content in documents().items():
        begun = time.monotonic()
        plan = read_plan(content, name)
        seconds = round(time.monotonic() - begun, 2)
        figures[name] = {"is_plan": plan.is_plan, **counts(plan), "seconds": seconds}
    print(json.dumps({"bench": "plans", "documents": figures}))
    if not only_json:
        for name, of in figures.items():
            said = ", ".join(f"{key} {value}" for key, value in of.items() if value)
            print(f"{name}: {said}")


if __name__ == "__main__":
    main()
