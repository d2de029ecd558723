"""The arrows that import tools do not see, and the same file names everywhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models
from django.template.loader import get_template

from samspil.config.management.commands.access_matrix import pages
from tests.house.rooms import SOURCE, folder_of, height, may_point, room_of, rooms

ROOMS = list(rooms())
OURS = [model for model in apps.get_models() if room_of(model.__module__)]
FLOORS = "|".join(path.name for path in SOURCE.iterdir() if (path / "__init__.py").exists())
NAMES = {
    "__init__", "apps", "urls", "views", "api", "tasks", "admin", "forms", "actions",
    "personal_data", "letters", "queries", "policies", "models", "terms",
    "management", "migrations", "templates", "templatetags", "static", "tests", "README",
}  # fmt: skip
# What a room gives to be found; a room that has nothing public has none.
NAMES |= {"search_texts"}
# Files a room has beside those names, and why. The kit has no domain and names its files as it likes.
MORE = {
    "base.audit": {"middleware": "writes looks down after the page"},
    "base.municipality": {
        "content": "all that is decided, between form, file and table",
        "context": "the municipality on every page",
        "middleware": "answers for parts that are closed",
    },
    "base.people": {
        "adapter": "how allauth behaves here",
        "middleware": "asks staff for a second factor",
    },
    "base.outbox": {
        "backend": "takes the mails of others into the outbox",
        "deliver": "the worker that speaks SMTP",
        "drafts": "a letter before it is kept",
    },
    "base.topics": {
        "data": "standard topics with their source",
        "ticks": "the part of a form by which rooms above choose topics",
    },
    "base.search": {
        "analysis": "Danish words as keys; knows no models",
        "looking": "the statement that weighs texts, between query and table",
        "sources": "which kinds of texts there are, told by the rooms above",
    },
    "commons.advice": {
        "calendars": "iCalendar of one talk",
        "data": "postcodes with their source",
        "slots": "free times, computed; knows no models",
    },
    "commons.gatherings": {"calendars": "iCalendar, made for several pages"},
    "commons.inputs": {
        "likeness": "finds alike texts, in a process of its own",
        "sheet_cells": "reads a spreadsheet, in a process of its own",
        "sheets": "what a sheet says, between file and action",
        "suggestions": "what belongs together, between board and likeness",
    },
    "commons.interests": {"wishes": "what a person asks for, between form and profile"},
    "commons.lexicon": {
        "context": "explains the words of every public page",
        "data": "standard words, and what people say for them",
        "explaining": "finds words in a page's text; knows no visit",
    },
    "commons.news": {"feeds": "Atom, a kind of view"},
    "commons.offers": {
        "data": "services and offers of FFB with their source",
        "dumps": "the catalogue as files",
        "hsds_records": "services of HSDS 3.0 as records",
        "import_words": "how other catalogues name what we name",
        "records": "an offer as plain values, between file and table",
        "sheet_book": "writes a spreadsheet, in a process of its own",
        "sheet_cells": "reads a spreadsheet, in a process of its own",
        "sheets": "an uploaded file, between browser and action",
        "hsds": "the catalogue in the words of HSDS 3.0, for the API",
        "structured": "schema.org, for machines that read a page",
    },
    "front.demo": {
        "catalogue": "the invented offers, as lines that anybody could take in",
        "advice": "advisers, and who asks for a talk",
        "cast": "the invented people",
        "content_projects": "the invented project and its money",
        "projects": "fills projects, money and decisions",
        "large": "rows in bulk, for benchmarks",
        "content": "the invented news and places",
        "content_involvement": "the invented plan for involvement",
        "involvement": "fills a year of involvement",
        "lexicon": "marks words and searches in vain",
        "gatherings": "the invented meetings and who comes",
        "offers": "owners, dates and reports in the catalogue",
        "plans": "fills plans, and tells how far they are",
        "plans_year": "fills a year of a plan, and its status",
        "content_plans": "the invented plans",
        "content_inputs": "what the invented people said",
        "inputs": "gathers and groups what they said",
    },
    "front.home": {"context": "the main menu on every page"},
    "work.plans": {"reading": "a plan out of a document, before it is kept; knows no models"},
}


def test_the_order_is_read_from_the_contracts() -> None:
    assert height("front.home") > height("commons.news") > height("commons.interests")
    assert height("commons.interests") > height("base.people") > height("base.audit")
    assert height("base.audit") > height("kit")
    assert not may_point("base.topics", "base.places")


def test_every_view_has_a_door() -> None:
    open_ended = [page.route for page in pages() if not hasattr(page.view, "door")]
    assert open_ended == []


def test_the_page_of_who_may_enter_what_is_as_the_doors_say() -> None:
    call_command("access_matrix", check=True)


def _keys(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    for field in [*model._meta.local_fields, *model._meta.local_many_to_many]:
        if isinstance(field.related_model, type):
            yield field.name, room_of(field.related_model.__module__)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_to_own_or_lower_rooms(model: type[models.Model]) -> None:
    room = room_of(model.__module__)
    wrong = {name: to for name, to in _keys(model) if to and not may_point(room, to)}
    assert wrong == {}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_keys_into_lower_rooms_leave_no_name_behind(model: type[models.Model]) -> None:
    room = room_of(model.__module__)
    named = [
        field.name
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.is_relation
        and isinstance(field.related_model, type)
        and room_of(field.related_model.__module__) not in {"", room}
        and not field.remote_field.hidden  # type: ignore[union-attr]
    ]
    assert named == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_rows_have_an_order_or_are_never_listed(model: type[models.Model]) -> None:
    never_listed = {"interests.Choice", "people.RateCount", "audit.PublicVersion"}
    if not model._meta.auto_created and not model._meta.label.startswith("outbox."):
        assert bool(model._meta.ordering) is (model._meta.label not in never_listed)


def templates() -> list[tuple[str, Path]]:
    return [
        (room, file)
        for room in ROOMS
        for file in sorted(folder_of(room).glob("templates/**/*.html"))
    ]


def _home_of(name: str) -> str | None:
    """Return the room whose template folder holds a name; None for those of others."""
    for room in ROOMS:
        if (folder_of(room) / "templates" / name).exists():
            return room
    return None


@pytest.mark.parametrize(
    ("room", "file"), templates(), ids=lambda value: getattr(value, "name", value)
)
def test_templates_take_from_own_or_lower_rooms(room: str, file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    taken = re.findall(r"{%\s*(?:include|extends)\s+(\S+)", text)
    assert all(name[0] in "\"'" for name in taken), "the name of a template is written out"
    for name in taken:
        assert get_template(name.strip("\"'"))
        home = _home_of(name.strip("\"'"))
        assert home is None or may_point(room, home), f"{name} lies in {home}"


def sources() -> list[Path]:
    left_out = {"tests", "migrations"}
    return [
        file
        for file in sorted(SOURCE.rglob("*.py"))
        if not left_out.intersection(file.relative_to(SOURCE).parts)
        and file.relative_to(SOURCE).parts[0] != "config"
    ]


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(SOURCE)))
def test_no_dotted_imports_in_strings(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    found = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.fullmatch(rf"samspil\.({FLOORS})(\.\w+)*", node.value)
    ]
    own = ".".join(["samspil", *file.relative_to(SOURCE).parts[:-1]])
    reads_own_data = 'files("' in file.read_text(encoding="utf-8")
    assert set(found) <= ({own} if file.name == "apps.py" or reads_own_data else set())


@pytest.mark.parametrize("room", [room for room in ROOMS if room != "kit"])
def test_files_have_the_names_of_the_house(room: str) -> None:
    there = {
        path.name.partition(".")[0]
        for path in folder_of(room).iterdir()
        if path.name != "__pycache__"
    }
    assert there - NAMES == set(MORE.get(room, {}))


@pytest.mark.parametrize("room", ROOMS)
def test_every_room_has_a_readme_and_tests(room: str) -> None:
    assert (folder_of(room) / "README.md").exists()
    assert list(folder_of(room).glob("tests/test_*.py"))
