"""What all tests share: a database whose tables belong to another role than the tests' own."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pgtrigger
import pytest
from django.conf import settings
from django.core.management.color import Style
from django.core.management.commands import flush
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.operations import DatabaseOperations
from pytest_django import DjangoDbBlocker, fixtures

from samspil.config.template import NAME as TEMPLATE

JOURNEYS = Path(__file__).parent / "tests" / "journeys"


def _become(role: dict[str, Any], connection: BaseDatabaseWrapper) -> None:
    """Use the connection's database from now on as `role`, DATABASE_APP or DATABASE_OWNER."""
    connection.close()
    connection.settings_dict.update(USER=role["USER"], PASSWORD=role["PASSWORD"])


def _flush_of_filled_tables(
    operations: DatabaseOperations, _style: Style, tables: Sequence[str], **_options: bool
) -> list[str]:
    """Return what empties the tables that have rows; to truncate all takes twenty times as long.

    What Django wrote into its own tables after the migrations stays, for no test changes it.
    """
    tables = sorted({*tables} - {"auth_permission", "django_content_type"})
    asked = " UNION ALL ".join(f"(SELECT '{each}' FROM \"{each}\" LIMIT 1)" for each in tables)
    with operations.connection.cursor() as cursor:
        cursor.execute(asked)
        filled = [name for (name,) in cursor.fetchall()]
    append_only = {model._meta.db_table for model, _trigger in pgtrigger.registered()}
    return [f'TRUNCATE "{each}"' for each in filled if each in append_only] + [
        f'DELETE FROM "{each}"' for each in filled if each not in append_only
    ]


def _flush_as_owner(operations: DatabaseOperations, statements: Sequence[str]) -> None:
    """Empty the tables after a test, which the application's role may not do."""
    owned = operations.connection.copy()
    _become(settings.DATABASE_OWNER, owned)
    with owned.cursor() as cursor:
        # One transaction: foreign keys are looked at when all is gone.
        cursor.execute("; ".join(["BEGIN", *statements, "COMMIT"]))
    owned.close()


def _end_other_sessions() -> None:
    """End what a killed worker left open, or the test database could not be removed."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
            " AND datname = current_database() AND usename = current_user"
        )


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_looked_up() -> Iterator[None]:
    """Look for a static file when it is asked for; else every client of a test lists all of them first."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "WHITENOISE_AUTOREFRESH", True, raising=False)
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> Iterator[None]:
    """Let the owner create and migrate the test database, always.

    pytest-django makes one only for tests that carry its mark; those with a worker beside them do
    not, and alone would write to the database that DATABASE_URL names.
    """
    _become(settings.DATABASE_OWNER, connections["default"])
    connections["default"].settings_dict["TEST"]["TEMPLATE"] = os.environ.get(TEMPLATE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fixtures, "_get_databases_for_setup", lambda items: ({"default"}, set()))
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Run the tests as the application's role, then let the owner remove the test database."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "sql_flush", _flush_of_filled_tables)
        patch.setattr(DatabaseOperations, "execute_sql_flush", _flush_as_owner)
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_what: None)
        _become(settings.DATABASE_APP, connections["default"])
        yield
        with django_db_blocker.unblock():
            _end_other_sessions()
        _become(settings.DATABASE_OWNER, connections["default"])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let journeys come last, the longest first: then both cores end at about the same time.

    A worker that has opened a browser has a running event loop, and the tests of the outbox need their own.
    """
    sizes = {each: each.stat().st_size for each in {item.path for item in items}}
    items.sort(key=lambda each: 1 / sizes[each.path] if JOURNEYS in each.path.parents else 0)


pytest_plugins = ["tests.fixtures", "tests.strictness", "tests.journeys.fixtures"]
