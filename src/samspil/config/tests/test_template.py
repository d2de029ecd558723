"""The database that test databases are copies of: made once, again when migrations change, never half."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from samspil.config import template
from samspil.config.embedded import EmbeddedDatabase
from samspil.config.local import LauncherError
from samspil.config.template import Template

MIGRATE = """
import os, psycopg
with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as connection:
    connection.execute("CREATE TABLE migrated (by text)")
"""


@pytest.fixture(scope="module")
def owner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    database = EmbeddedDatabase(tmp_path_factory.mktemp("template"), throwaway=True)
    yield database.enter()["DATABASE_OWNER_URL"]
    database.leave()


@pytest.fixture
def migrate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    program = tmp_path / "manage.py"
    program.write_text(MIGRATE)
    monkeypatch.setattr(template, "MANAGE", str(program))
    return program


def templates(owner: str) -> list[str]:
    with psycopg.connect(owner) as server:
        return [name for (name,) in server.execute(template.FOUND)]


def make(owner: str, state: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(template, "digest_of_migrations", lambda: state)
    made = Template(owner, owner)
    made.begin()
    made.finish()
    return made.name


def test_it_is_made_once_and_anew_when_migrations_change(
    owner: str, migrate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make(owner, "a" * 64, monkeypatch)
    with psycopg.connect(owner.replace("/samspil?", f"/{first}?")) as connection:
        assert connection.execute("SELECT count(*) FROM migrated").fetchone() == (0,)
    assert templates(owner) == [first]
    migrate.unlink()
    assert make(owner, "a" * 64, monkeypatch) == first
    migrate.write_text(MIGRATE)
    second = make(owner, "b" * 64, monkeypatch)
    assert second != first
    assert templates(owner) == [second]


def test_one_whose_migrations_fail_is_never_taken(
    owner: str, migrate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate.write_text(f"{MIGRATE}\nraise SystemExit(1)")
    with pytest.raises(LauncherError, match="migrations fail"):
        make(owner, "c" * 64, monkeypatch)
    migrate.write_text(MIGRATE)
    made = make(owner, "c" * 64, monkeypatch)
    assert templates(owner) == [made]
