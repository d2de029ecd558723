"""`./samspil check`: every check of the source that needs no running test."""

import ast
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from samspil.config.local import MANAGE, PROJECT, SOURCE, LauncherError

LONGEST_FILE = 500
LONGEST_VIEW = 15
CONCISE = ("--quiet", "--output-format", "concise")
PYTHON = (sys.executable, "-m")
LINT_IMPORTS = (
    sys.executable,
    "-c",
    "from importlinter.cli import lint_imports_command as c; c(['--no-logo'])",
)
STEPS: dict[str, Sequence[str]] = {
    "format": (*PYTHON, "ruff", "format", "--check", *CONCISE),
    "lint": (*PYTHON, "ruff", "check", *CONCISE),
    "types": (*PYTHON, "mypy"),
    "imports": LINT_IMPORTS,
    "migrations": (sys.executable, MANAGE, "makemigrations", "--check", "--dry-run"),
    "templates": (*PYTHON, "djlint", "--lint", "--quiet", "src"),
}


def run(chosen: Sequence[str]) -> int:
    """Run the chosen steps, or all; print what each failing one says; return 1 if one failed."""
    unknown = [name for name in chosen if name not in STEPS]
    if unknown:
        raise LauncherError(f"There is no step {unknown[0]}. Steps: {', '.join(STEPS)}.")
    failed = [name for name in chosen or STEPS if not _passes(name)]
    if not chosen:
        for warning in _thoughts():
            print(f"  worth a thought: {warning}")
    print(f"check: {'failed: ' + ', '.join(failed) if failed else 'all is well'}", flush=True)
    return 1 if failed else 0


def _passes(name: str) -> bool:
    if name == "templates" and not any(SOURCE.glob("**/templates/**/*.html")):
        return True
    begun = time.monotonic()
    done = subprocess.run(
        STEPS[name],
        cwd=PROJECT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    word = "failed" if done.returncode else "ok"
    print(f"  {name:<11}{word:<7}{time.monotonic() - begun:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    return done.returncode == 0


def _thoughts() -> Iterator[str]:
    """Yield where code has grown long or tangled; such lines ask for a thought and fail nothing."""
    for file in sorted(SOURCE.rglob("*.py")):
        text = file.read_text(encoding="utf-8")
        name = file.relative_to(PROJECT)
        if (lines := text.count("\n")) > LONGEST_FILE:
            yield f"{name} has {lines} lines"
        if file.name == "views.py":
            yield from _long_functions(name, text)
    tangled = [*PYTHON, "ruff", "check", *CONCISE, "--select", "C901"]
    told = subprocess.run(tangled, cwd=PROJECT, capture_output=True, text=True, check=False)
    yield from told.stdout.splitlines()


def _long_functions(name: Path, text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.end_lineno:
            length = node.end_lineno - node.body[0].lineno + 1
            if length > LONGEST_VIEW:
                yield f"{name}:{node.lineno} {node.name} has {length} lines"
