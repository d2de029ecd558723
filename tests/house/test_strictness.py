"""The tests' own strictness works."""

import os
from pathlib import Path

import pytest
from django.template import engines

from tests.strictness import SOURCE, UndefinedFails, may_skip

pytest_plugins = ["pytester"]


def test_an_undefined_variable_fails() -> None:
    django = engines["django"]
    template = django.from_string("{{ nobody.defined.this }}")
    template.template.origin.name = f"{SOURCE}/front/home/templates/home/x.html"  # type: ignore[attr-defined]
    with pytest.raises(pytest.fail.Exception, match="nobody"):
        template.render({})


def test_asking_whether_it_is_there_does_not() -> None:
    template = engines["django"].from_string("{% if nobody %}x{% endif %}y")
    template.template.origin.name = f"{SOURCE}/front/home/templates/home/x.html"  # type: ignore[attr-defined]
    assert template.render({}) == "y"


def test_templates_of_others_may_leave_variables_out() -> None:
    assert engines["django"].from_string("a{{ nobody }}b").render({}) == "ab"
    assert UndefinedFails("x") % "name" == ""


def test_every_allowed_skip_says_why() -> None:
    assert all(may_skip().values())


PROJECT = Path(__file__).resolve().parents[2]
CASES = """
import pytest

def test_skipped():
    pytest.skip("no browser")

@pytest.mark.skip(reason="later")
def test_marked():
    pass

@pytest.mark.xfail(reason="known")
def test_known():
    assert False

def test_listed():
    pytest.skip("listed")
"""


@pytest.mark.parametrize(
    ("ci", "outcome"), [("1", {"failed": 1, "errors": 1}), ("", {"skipped": 3})]
)
def test_a_skip_under_ci_fails_unless_listed(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, ci: str, outcome: dict[str, int]
) -> None:
    pytester.makepyfile(test_cases=CASES)
    pytester.makeconftest(
        "from tests import strictness\n"
        "from tests.strictness import pytest_runtest_makereport, pytest_make_collect_report\n"
        "strictness.may_skip = lambda: {'test_cases.py::test_listed': 'why'}\n"
    )
    monkeypatch.setenv("CI", ci)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(PROJECT), str(PROJECT / "src")]))
    result = pytester.runpytest_subprocess("-n0", "-p", "no:randomly", "-p", "no:django")
    counted = result.parseoutcomes()
    assert {name: counted.get(name, 0) for name in outcome} == outcome
    assert counted["xfailed"] == 1
