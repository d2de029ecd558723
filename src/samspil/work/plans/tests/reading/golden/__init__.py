"""Plans a stranger might try, each with the truth beside it, and how much of it is found."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from samspil.work.plans.reading.reader import as_json, read_plan
from samspil.work.plans.tests.reading.golden import word

HERE = Path(__file__).parent
SAVED_AS_OLD_WINDOWS = "upside_down.txt"
ACTIVITY = ("owner", "period", "partners")


@cache
def documents() -> dict[str, tuple[bytes, dict[str, Any]]]:
    """Return name → the file's bytes and what a careful person finds in it."""
    found: dict[str, tuple[bytes, dict[str, Any]]] = {}
    for truth in sorted(HERE.glob("*.json")):
        [file] = (one for one in HERE.glob(f"{truth.stem}.*") if one.suffix in {".md", ".txt"})
        content = file.read_bytes()
        if file.name == SAVED_AS_OLD_WINDOWS:
            content = content.decode().replace("\n", "\r\n").encode("cp1252")
        found[file.name] = content, json.loads(truth.read_text(encoding="utf-8"))
    for name, (write, written_truth) in word.WRITTEN.items():
        found[name] = write(), written_truth
    return found


def no_plans() -> list[Path]:
    """Return the files that hold no plan."""
    return sorted(HERE.glob("none_*.txt"))


@dataclass
class Score:
    """How many facts there are, how many were found, and in words what is missing or made up."""

    there: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)


def score(name: str) -> Score:
    """Return how well a document is read, fact by fact, each at its place in the plan."""
    content, truth = documents()[name]
    wanted = Counter(map(_alike, _true_facts(truth)))
    read: Any = as_json(read_plan(content, name))
    found = Counter(map(_alike, _read_facts(read)))
    result = Score()
    for fact, times in wanted.items():
        result.there[fact[0]] += times
        result.right[fact[0]] += min(times, found[fact])
    for fact in wanted - found:
        result.missed.append(f"- {' | '.join(fact)}")
    for fact in found - wanted:
        result.invented[fact[0]] += 1
        result.missed.append(f"+ {' | '.join(fact)}")
    return result


Fact = tuple[str, ...]


def _alike(fact: Fact) -> Fact:
    """Return a fact without what no reader minds: line breaks, the dash of years, a last full stop."""
    return tuple(" ".join(one.replace("–", "-").split()).rstrip(".") for one in fact)


def _true_facts(truth: dict[str, Any]) -> Iterator[Fact]:
    initiatives = [
        dict(zip(("letter", "title", "economy", "amount"), one, strict=True))
        for one in truth.get("initiatives", ())
    ]
    tracks = [
        {
            "title": track["title"],
            "focus_areas": [
                {
                    **area,
                    "activities": [
                        dict(zip(("text", *ACTIVITY), one, strict=False))
                        for one in area.get("activities", ())
                    ],
                }
                for area in track["areas"]
            ],
        }
        for track in truth.get("tracks", ())
    ]
    yield from _read_facts(
        {
            "plan": truth,
            "tracks": tracks,
            "initiatives": initiatives,
            "decisions": truth.get("decisions", ()),
        }
    )


def _read_facts(read: dict[str, Any]) -> Iterator[Fact]:
    plan = read["plan"]
    for part in ("title", "period", "vision", "mission"):
        if plan.get(part):
            yield part, plan[part]
    yield from (("value", value) for value in plan.get("values", ()))
    for track in read["tracks"]:
        if track["title"]:
            yield "track", track["title"]
        for area in track["focus_areas"]:
            yield "area", track["title"], area["title"]
            yield from _area_facts(area)
    for one in read["initiatives"]:
        yield "initiative", one["letter"], one["title"]
        yield "economy", one["letter"], one["economy"]
        if one["amount"]:
            yield "amount", one["letter"], str(one["amount"])
    for decision in read["decisions"]:
        for part in ("body", "date", "case_number", "decision"):
            if decision.get(part):
                yield "decision", part, decision[part]


def _area_facts(area: dict[str, Any]) -> Iterator[Fact]:
    where = area["title"]
    for part in ("purpose", "why"):
        if area.get(part):
            yield part, where, area[part]
    yield from (("quote", where, quote) for quote in area.get("quotes", ()))
    for one in area["activities"]:
        yield "activity", where, one["text"]
        yield from ((part, one["text"], one[part]) for part in ACTIVITY if one.get(part))
