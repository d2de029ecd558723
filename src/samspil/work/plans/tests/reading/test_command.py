"""The command that reads a plan for scripts."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from samspil.work.plans.tests.reading import texts


def run(path: Path, *options: str) -> tuple[str, str]:
    out, err = io.StringIO(), io.StringIO()
    call_command("import_plan", str(path), *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_prints_json_of_the_promised_shape(tmp_path: Path) -> None:
    file = tmp_path / "plan"
    file.write_text(texts.MARKDOWN_WITH_TRACKS, encoding="utf-8")
    out, err = run(file, "--dry-run", "--json")
    found = json.loads(out)
    assert err == ""
    assert list(found) == ["plan", "tracks", "initiatives", "decisions"]
    assert found["plan"] == {
        "title": "Handicappolitisk handleplan 2024-2027",
        "period": "2024-2027",
        "kind": "disability_plan",
        "vision": "Alle skal kunne leve et godt liv i Lillevang.",
        "mission": "",
        "values": ["Ligeværd", "Nærhed", "Mod"],
        "principles": [],
    }
    area = found["tracks"][0]["focus_areas"][0]
    assert list(area) == ["title", "purpose", "why", "quotes", "activities"]
    assert area["activities"][1] == {
        "text": "Oprette en boligguide",
        "owner": "Visitationen",
        "period": "",
        "partners": "",
    }


def test_prints_an_outline(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text(texts.ACTION_PLAN, encoding="utf-8")
    out, _err = run(file, "--dry-run")
    assert "Initiativ 1: Pårørendevejleder [needs_appropriation 550000 kr.]" in out


def test_says_on_standard_error_that_it_is_no_plan(tmp_path: Path) -> None:
    file = tmp_path / "boller.txt"
    file.write_text(texts.RECIPE, encoding="utf-8")
    out, err = run(file, "--dry-run", "--json")
    assert json.loads(out)["tracks"] == []
    assert "ligner ikke en plan" in err


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError):
        run(tmp_path / "none.txt", "--dry-run")
    with pytest.raises(CommandError, match="directory"):
        run(tmp_path, "--dry-run")
