"""What makes tests stricter than a visit: undefined template variables fail, and so do skips under CI."""

import inspect
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.template import Template

HOUSE = Path(__file__).parent / "house"
MAY_SKIP = HOUSE / "may_skip.txt"
SOURCE = str(settings.SOURCE)


def _template_being_rendered() -> str:
    """Return the file of the template whose variable is looked up."""
    frame = inspect.currentframe()
    while frame is not None:
        itself: Any = frame.f_locals.get("self")
        origin = getattr(itself, "origin", None)
        if origin is not None and (isinstance(itself, Template) or hasattr(itself, "token")):
            return str(origin)
        frame = frame.f_back
    return ""


class UndefinedFails(str):
    """Stands for an undefined variable; fails for our own templates, is empty in those of others.

    Django asks whether it contains `%s` and then fills in the name of the variable.
    """

    __slots__ = ()

    def __contains__(self, key: object) -> bool:
        return key == "%s"

    def __mod__(self, name: Any) -> str:
        template = _template_being_rendered()
        if template.startswith(SOURCE):
            pytest.fail(f"Undefined variable {name} in {template}")
        return ""


@pytest.fixture(autouse=True, scope="session")
def _strict_templates() -> None:
    settings.TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UndefinedFails("undefined")


def may_skip() -> dict[str, str]:
    """Return the tests that may be skipped under CI, each with its reason."""
    lines = [line.partition("#") for line in MAY_SKIP.read_text(encoding="utf-8").splitlines()]
    return {test.strip(): why.strip() for test, _sign, why in lines if test.strip()}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Let a skipped test fail under CI unless the list allows it."""
    report: pytest.TestReport = yield
    wanted = report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI")
    if wanted and item.nodeid.partition("[")[0] not in may_skip():
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped under CI: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Any:
    """Let a skipped test file fail under CI unless the list allows it."""
    report: pytest.CollectReport = yield
    if report.skipped and os.environ.get("CI") and collector.nodeid not in may_skip():
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped under CI: {report.longrepr}"
    return report
